"""Which checkbox symbols and tags mean what, in one part of a vault, and who said so."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from unicodedata import category

from triage.core.settings import Settings, StatusType

QUEUE_TAGS = ("#proposed", "#auto")


class Role(StrEnum):
    """What a status means to triage."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    STARTED = "started"
    DONE = "done"
    REJECTED = "rejected"


DEFAULT_SYMBOLS: Mapping[Role, str] = {
    Role.PROPOSED: "?",
    Role.ACCEPTED: " ",
    Role.STARTED: "/",
    Role.DONE: "x",
    Role.REJECTED: "-",
}

_NAMES = {
    Role.PROPOSED: re.compile("propos", re.IGNORECASE),
    Role.ACCEPTED: re.compile("accept", re.IGNORECASE),
    Role.STARTED: re.compile("start|progress|doing", re.IGNORECASE),
    Role.DONE: re.compile("done|complete", re.IGNORECASE),
    Role.REJECTED: re.compile("reject", re.IGNORECASE),
}
_TYPES = {
    Role.ACCEPTED: StatusType.TODO,
    Role.STARTED: StatusType.IN_PROGRESS,
    Role.DONE: StatusType.DONE,
    Role.REJECTED: StatusType.CANCELLED,
}


class Source(StrEnum):
    """Who said it, the strongest first."""

    COMMAND_LINE = "the command line"
    CONFIG = "the config"
    PLUGIN = "the vault's Tasks settings"
    DEFAULT = "the defaults"


@dataclass(frozen=True, slots=True)
class Symbol:
    """The symbol for one role, and who said so."""

    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the statuses and tags of a note mean."""

    symbols: Mapping[Role, Symbol] = field(
        default_factory=lambda: {role: Symbol(text, Source.DEFAULT) for role, text in DEFAULT_SYMBOLS.items()}
    )
    settings: Settings = field(default_factory=lambda: Settings().without_dates())
    has_plugin: bool = False
    """Whether the vault has settings of the Tasks plugin at all."""
    queue_tags: tuple[str, ...] = QUEUE_TAGS
    drop_tags: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The tags that a verb takes off the line, by the verb's name."""

    def symbol(self, role: Role) -> str:
        """The symbol that is written for a role."""
        return self.symbols[role].text

    def role(self, symbol: str) -> Role | None:
        """What a symbol means, None where it means nothing to triage."""
        return next((role for role, own in self.symbols.items() if own.text == symbol), None)

    @property
    def reject_is_a_guess(self) -> bool:
        """Whether Tasks would read a rejected task as one to do, since it knows no cancelled status."""
        rejected = self.symbols[Role.REJECTED]
        return (
            self.has_plugin
            and rejected.source is Source.DEFAULT
            and self.settings.status(rejected.text).type is not StatusType.CANCELLED
        )

    def with_symbols(self, texts: Mapping[Role, str], source: Source) -> "Vocabulary":
        """The same with some symbols said by a stronger source."""
        said = {role: Symbol(text, source) for role, text in texts.items()}
        return replace(self, symbols={**self.symbols, **said})


def vocabulary_of(settings: Settings | None) -> Vocabulary:
    """What a vault's plugin settings say, over the defaults; None is a vault without the plugin."""
    if settings is None:
        return Vocabulary()
    symbols = {role: Symbol(text, Source.DEFAULT) for role, text in DEFAULT_SYMBOLS.items()}
    for role in Role:
        if found := _in_settings(role, settings):
            symbols[role] = Symbol(found, Source.PLUGIN)
    return Vocabulary(symbols, settings, has_plugin=True)


def _can_stand(symbol: str) -> bool:
    """Whether a line that has it in its box is still one line, and can be written."""
    return len(symbol) == 1 and category(symbol) not in {"Cc", "Cs", "Zl", "Zp"}


def _in_settings(role: Role, settings: Settings) -> str:
    """The symbol of the status that plays a role: the one whose name says so, else the usual one."""
    known = [s for s in settings.statuses if _can_stand(s.symbol) and settings.status(s.symbol) is s]
    fitting = [status for status in known if _TYPES.get(role) in {None, status.type}]
    named = [status for status in fitting if _NAMES[role].search(status.name)]
    usual = [status for status in fitting if status.symbol == DEFAULT_SYMBOLS[role]]
    match role:
        case Role.PROPOSED:
            found = named
        case Role.ACCEPTED:
            found = [*named, *usual]
        case _:
            found = [*named, *usual, *fitting]
    return found[0].symbol if found else ""
