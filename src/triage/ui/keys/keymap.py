"""Which keys each command has by now, and how they are bound and shown."""

from collections.abc import Iterator, Mapping
from typing import Any

from textual.binding import Binding, BindingsMap
from textual.screen import Screen

from triage.ui.keys.commands import COMMAND_IDS, COMMANDS, Command
from triage.ui.keys.key_choice import KeyChoice
from triage.ui.keys.key_name import read_keys, shown_key_name

NO_KEY = "no key"


class Keymap(Mapping[str, str]):
    """The keys of every command, with commas between them, by the command's id.

    One is shared by all who bind or show keys, so that a change is a change for all.
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


def keys_of(command: Command, keys: Mapping[str, str]) -> str:
    """The command's keys, with commas between them, after the config had its say."""
    return keys.get(command.id, command.keys)


def shown_key(command_id: str, keys: Mapping[str, str]) -> str:
    """The likeliest key of a command, as people read it."""
    (command,) = (command for command in COMMANDS if command.id == command_id)
    return shown_keys(keys_of(command, keys)).split("  ")[0]


def bindings(keys: Mapping[str, str]) -> list[Binding]:
    """The bindings of every command that has a key.

    They have priority, which is to be looked up before the next key is given to anybody: otherwise the keys
    behind one that opens a dialog go where that one went, and are lost.
    """
    return [
        Binding(",".join(normal), command.id, command.title, id=command.id, show=False, priority=True)
        for command in COMMANDS
        if (normal := normal_keys(keys_of(command, keys)))
    ]


def rebind(screen: Screen[Any], keys: Mapping[str, str]) -> None:
    """Give a screen the keys that the commands have by now.

    Textual's own `set_keymap` cannot take a key away, and works all keys out anew at every key: 2.5 ms.
    """
    others = [binding for _, binding in screen._bindings if binding.id not in COMMAND_IDS]
    screen._bindings = BindingsMap([*others, *bindings(keys)])


def normal_keys(keys: str) -> list[str]:
    """Keys as Textual names them: `!` is `exclamation_mark`; raises BadKey."""
    return list(read_keys(keys))


def shown_keys(keys: str) -> str:
    """Keys as people read them, the likeliest first."""
    return "  ".join(shown_key_name(key) for key in normal_keys(keys)) or NO_KEY
