"""Which checkbox symbols and tags mean what, in one part of a vault, and who said so."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from unicodedata import category

from triage.core.plain import plain
from triage.core.task.settings import Settings, Status, StatusType

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

_BLANK = "\u115f\u1160\u2800\u3164\uffa0"
"""Letters and signs that nobody sees (Unicode: Hangul fillers, blank braille)."""
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


_STRONGEST_FIRST = tuple(Source)


@dataclass(frozen=True, slots=True)
class Symbol:
    """The symbol for one role, and who said so."""

    text: str
    source: Source

    @property
    def rank(self) -> int:
        """0 for the strongest source."""
        return _STRONGEST_FIRST.index(self.source)


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
    unusable: Mapping[Role, str] = field(default_factory=dict)
    """The symbols that the plugin's settings give to a role, and that no box can hold or another role has."""

    def symbol(self, role: Role) -> str:
        """The symbol that is written for a role."""
        return self.symbols[role].text

    def role(self, symbol: str) -> Role | None:
        """What a symbol means, None if it means nothing to triage; of two roles, the one said louder."""
        roles = [role for role, own in self.symbols.items() if own.text == symbol]
        return min(roles, key=lambda role: self.symbols[role].rank, default=None)

    def rival(self, role: Role) -> Role | None:
        """The role that has the symbol of a role, as a source says that is as strong or stronger."""
        own = self.symbols[role]
        return next(
            (
                other
                for other, symbol in self.symbols.items()
                if other is not role and symbol.text == own.text and symbol.rank <= own.rank
            ),
            None,
        )

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


def vocabulary_of(settings: Settings | None, said: Mapping[Role, Symbol] | None = None) -> Vocabulary:
    """What was said by a stronger source, then what a vault's plugin settings say, then the defaults.

    None is a vault without the plugin.
    """
    symbols = {role: Symbol(text, Source.DEFAULT) for role, text in DEFAULT_SYMBOLS.items()} | dict(
        said or {}
    )
    if settings is None:
        return Vocabulary(symbols)
    unusable: dict[Role, str] = {}
    statuses = [each for each in settings.statuses if settings.status(each.symbol) is each]
    for role in Role:
        if role in (said or {}):
            continue
        taken = {symbol.text for symbol in symbols.values() if symbol.source is not Source.DEFAULT}
        if role is not Role.PROPOSED:
            taken.add(symbols[Role.PROPOSED].text)
        wanted = _wanted(role, statuses)
        found = next((text for text in wanted if not bad_symbol(text, role) and text not in taken), None)
        if found is not None:
            symbols[role] = Symbol(found, Source.PLUGIN)
        if wanted and wanted[0] != symbols[role].text:
            unusable[role] = wanted[0]
    return Vocabulary(symbols, settings, has_plugin=True, unusable=unusable)


def bad_symbol(text: str, role: Role) -> str:
    """Why a role cannot have that symbol, "" where it can."""
    if len(text) != 1:
        return "a box holds one character"
    if text == " " and role is Role.ACCEPTED:
        return ""
    kind = category(text)
    if kind[0] not in "LNPS" or kind in {"Ps", "Pe"} or text == "\\" or text in _BLANK or plain(text) != text:
        return (
            "a box holds one character that can be seen, no bracket, backslash, white space or accent alone"
        )
    return ""


def _wanted(role: Role, statuses: Sequence[Status]) -> Sequence[str]:
    """The symbols of the statuses that play a role, the one whose name says so before the usual one."""
    fitting = [status for status in statuses if _TYPES.get(role) in {None, status.type}]
    named = [status.symbol for status in fitting if _NAMES[role].search(status.name)]
    usual = [status.symbol for status in fitting if status.symbol == DEFAULT_SYMBOLS[role]]
    match role:
        case Role.PROPOSED:
            return named
        case Role.ACCEPTED:
            return [*named, *usual]
        case _:
            return [*named, *usual, *(status.symbol for status in fitting)]
