"""The keys that a user chose: a preset, and over it keys of their own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from triage.core import renamed
from triage.core.errors import BadConfig
from triage.core.nearest import nearest
from triage.core.plain import plain
from triage.ui.keys.commands import COMMAND_IDS, COMMANDS
from triage.ui.keys.key_name import BadKey, read_keys, shown_key_name, written_keys
from triage.ui.keys.key_presets import DEFAULT, PRESETS

PRESET: Final = "preset"
"""The preset's name in the config, beside those of the commands."""
LEAVES: Final = "ctrl+q"
"""Textual's own key for leaving; no other command can have it."""
QUIT: Final = "quit"

Source = Literal["default", "preset", "config"]

_BUILT_IN: Final = {command.id: read_keys(command.keys) for command in COMMANDS}


@dataclass(frozen=True, slots=True)
class Clash:
    """One key that two commands want, in the order of the list of commands."""

    key: str
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class KeyChoice:
    """A preset, and keys over it by the command's id."""

    preset: str = DEFAULT
    own: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def keys_of(self, command_id: str) -> tuple[str, ...]:
        """The keys of a command, as Textual names them."""
        return self.own[command_id] if command_id in self.own else self.given(command_id)

    def given(self, command_id: str) -> tuple[str, ...]:
        """The keys that a command has without any of the user's own."""
        if (keys := PRESETS[self.preset].get(command_id)) is not None:
            return read_keys(keys)
        return _BUILT_IN[command_id]

    def source(self, command_id: str) -> Source:
        """Where the keys of a command come from."""
        if command_id in self.own:
            return "config"
        return "preset" if command_id in PRESETS[self.preset] else "default"

    def holder(self, key: str, besides: str = "") -> str | None:
        """The command that has the key, `besides` not counted."""
        return next(
            (each.id for each in COMMANDS if each.id != besides and key in self.keys_of(each.id)), None
        )

    def clashes(self) -> Iterator[Clash]:
        """The keys that two commands want."""
        owner: dict[str, str] = {LEAVES: QUIT}
        for command in COMMANDS:
            for key in self.keys_of(command.id):
                if (first := owner.setdefault(key, command.id)) != command.id:
                    yield Clash(key, first, command.id)

    def with_keys(self, command_id: str, keys: tuple[str, ...] | None) -> "KeyChoice":
        """The same with own keys for a command, or with the given ones for None."""
        own = {name: held for name, held in self.own.items() if name != command_id}
        if keys is not None and keys != self.given(command_id):
            own[command_id] = keys
        return KeyChoice(self.preset, own)

    def with_key(self, command_id: str, key: str, *, is_added: bool) -> "KeyChoice":
        """The same with a key for a command, added to its keys or in their place.

        The command that has the key now loses it; if keys were replaced, it gets them.
        """
        before = self.keys_of(command_id)
        kept = tuple(each for each in before if each != key) if is_added else ()
        choice = self
        if other := self.holder(key, besides=command_id):
            rest = tuple(each for each in self.keys_of(other) if each != key)
            choice = self.with_keys(other, rest if is_added else (*before, *rest))
        return choice.with_keys(command_id, (*kept, key))

    def after(self, name: str, text: str | None) -> "KeyChoice":
        """The same once the config has the text under that name, None for nothing."""
        if name == PRESET:
            return KeyChoice(text or DEFAULT, self.own)
        return self.with_keys(name, None if text is None else read_keys(text))

    def steps_to(self, wanted: "KeyChoice") -> Iterator[tuple[str, str | None]]:
        """What to write into the config, by name, None for what to remove.

        No step gives a key to two commands, so that the config can be read if the writing stops half-way.
        For that, only the preset or only own keys may differ.
        """
        if wanted.preset != self.preset:
            yield PRESET, None if wanted.preset == DEFAULT else wanted.preset
        now = self
        for command in COMMANDS:
            if (keys := wanted.own.get(command.id)) == self.own.get(command.id):
                continue
            for key in wanted.keys_of(command.id):
                if other := now.holder(key, besides=command.id):
                    now = now.with_keys(other, ())
                    yield other, ""
            now = now.with_keys(command.id, keys)
            yield command.id, None if keys is None else written_keys(keys)


class Keymap(Mapping[str, str]):
    """The keys of every command, with commas between them, by the command's id.

    All who bind or show keys share one, so that a change reaches all of them.
    """

    def __init__(self, choice: KeyChoice | None = None) -> None:
        """Begin with what the config says."""
        self.choice = choice or KeyChoice()

    def __getitem__(self, command_id: str) -> str:
        """The keys of one command, as Textual names them, "" if it has none."""
        return ",".join(self.choice.keys_of(command_id))

    def __iter__(self) -> Iterator[str]:
        """The ids of the commands, in their order."""
        return (command.id for command in COMMANDS)

    def __len__(self) -> int:
        """How many commands there are."""
        return len(COMMANDS)


def read_choice(written: Mapping[str, str], places: Mapping[str, str]) -> KeyChoice:
    """What the config says of keys; `places` says where each of its values stands, as `keys.accept`.

    Raises BadConfig, with that place, for an unknown command, a bad key, and a key that two commands want.
    """

    def bad(name: str, what: str) -> BadConfig:
        path = f"keys.{name}"
        where = f"{places[path]}: " if path in places else ""
        return BadConfig(f"{where}{plain(path, 60)} {what}")

    preset = written.get(PRESET, DEFAULT)
    if preset not in PRESETS:
        raise bad(PRESET, f"cannot be {plain(preset, 60)!r}; there are {', '.join(PRESETS)}")
    own: dict[str, tuple[str, ...]] = {}
    for written_name, text in sorted(written.items(), key=lambda pair: pair[0] not in renamed.COMMANDS):
        name = renamed.COMMANDS.get(written_name, written_name)
        if name == PRESET:
            continue
        if name not in COMMAND_IDS:
            raise bad(name, f"is no command{_nearest(name)}")
        try:
            own[name] = read_keys(text)
        except BadKey as error:
            raise bad(name, f"cannot be {plain(text, 60)!r}: {error}") from error
    choice = KeyChoice(preset, own)
    for clash in choice.clashes():
        raise bad(*_said(clash, choice, places))
    return choice


def _said(clash: Clash, choice: KeyChoice, places: Mapping[str, str]) -> tuple[str, str]:
    """The command whose key is wrong, and why."""
    key = shown_key_name(clash.key)
    mine, other = clash.second, clash.first
    if mine not in choice.own:
        mine, other = other, mine
    if clash.key == LEAVES:
        return mine, f"cannot be {key!r}, which always leaves"
    if other in choice.own:
        where = places.get(f"keys.{other}", "").rpartition(", ")[2]
        return mine, f"wants the key {key!r}, and so does keys.{other}{f' in {where}' if where else ''}"
    by = f"the preset {choice.preset}" if choice.source(other) == "preset" else "default"
    return mine, (
        f'wants the key {key!r}, which is that of {other} by {by}; give keys.{other} another, or "" for none'
    )


def _nearest(name: str) -> str:
    found = nearest(name, sorted(COMMAND_IDS))
    return f"; did you mean {found}?" if found else ""
