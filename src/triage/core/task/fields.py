"""The fields of a task line: what each looks like, and the one that stands at the end of a text.

Source: obsidian-tasks 8.3.0, `src/TaskSerializer/*Serializer.ts`.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple
from unicodedata import normalize

from triage.core.task.settings import TaskFormat
from triage.core.task.whitespace import UNSEEN, WHITESPACE, trim_end


class Span(NamedTuple):
    """A stretch of a line, in characters."""

    start: int
    end: int


class Kind(StrEnum):
    """The fields, named and ordered as the plugin tries them in each of its passes."""

    PRIORITY = "priority"
    DONE = "done"
    CANCELLED = "cancelled"
    DUE = "due"
    SCHEDULED = "scheduled"
    START = "start"
    CREATED = "created"
    RECURRENCE = "recurrence"
    ON_COMPLETION = "onCompletion"
    TAG = "tag"
    ID = "id"
    DEPENDS_ON = "dependsOn"


DATES = frozenset({Kind.DONE, Kind.CANCELLED, Kind.DUE, Kind.SCHEDULED, Kind.START, Kind.CREATED})


class Priority(StrEnum):
    """The priorities, highest first."""

    HIGHEST = "highest"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    LOWEST = "lowest"


class Field(NamedTuple):
    """One field as it stands in a line."""

    kind: Kind
    span: Span
    """From its signifier to the end of its value."""
    value_span: Span
    """The value alone: what a change of the field replaces."""
    value: str
    """The value's text; a priority's name."""

    @property
    def day(self) -> date | None:
        """The date, None if the digits name no day."""
        return as_day(self.value)


PRIORITY_EMOJI: Mapping[str, Priority] = {
    "🔺": Priority.HIGHEST,
    "⏫": Priority.HIGH,
    "🔼": Priority.MEDIUM,
    "🔽": Priority.LOW,
    "⏬": Priority.LOWEST,
}

SIGNIFIERS: Mapping[Kind, tuple[str, ...]] = {
    Kind.PRIORITY: tuple(PRIORITY_EMOJI),
    Kind.DONE: ("✅",),
    Kind.CANCELLED: ("❌",),
    Kind.DUE: ("📅", "📆", "🗓"),
    Kind.SCHEDULED: ("⏳", "⌛"),
    Kind.START: ("🛫",),
    Kind.CREATED: ("➕",),
    Kind.RECURRENCE: ("🔁",),
    Kind.ON_COMPLETION: ("🏁",),
    Kind.ID: ("🆔",),
    Kind.DEPENDS_ON: ("⛔",),
}
"""The emoji that begin each field; the first is the one that is written."""

KEYS: Mapping[Kind, str] = {
    Kind.PRIORITY: "priority",
    Kind.DONE: "completion",
    Kind.CANCELLED: "cancelled",
    Kind.DUE: "due",
    Kind.SCHEDULED: "scheduled",
    Kind.START: "start",
    Kind.CREATED: "created",
    Kind.RECURRENCE: "repeat",
    Kind.ON_COMPLETION: "onCompletion",
    Kind.ID: "id",
    Kind.DEPENDS_ON: "dependsOn",
}
"""The Dataview key of each field."""

_DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])"
_IDENTIFIER = "[A-Za-z0-9_-]++"

VALUES: Mapping[Kind, str] = {
    **dict.fromkeys(DATES, _DATE),
    Kind.PRIORITY: "|".join(Priority),
    Kind.RECURRENCE: "[A-Za-z0-9,!][A-Za-z0-9, !]*+",
    Kind.ON_COMPLETION: "[A-Za-z]+",
    Kind.ID: _IDENTIFIER,
    Kind.DEPENDS_ON: f"{_IDENTIFIER}(?: *+, *+{_IDENTIFIER} *+)*+",
}
"""What the value of each field may be, as a regular expression that never goes back over a run of spaces."""

_BLANK = "|(?<= )"
"""A recurrence of spaces alone: in brackets it is a field."""

TAG_STOPPERS = ' !@#$%^&*(),.?":{}|<>'
"""The characters that no tag holds; others, tab and NBSP among them, all may stand in one."""

TAG_CHARACTERS = re.compile(f"#[^{re.escape(TAG_STOPPERS)}]+")
TAG = re.compile(f"(?:^|(?<=[{WHITESPACE}])){TAG_CHARACTERS.pattern}")

LABEL_CHARACTERS = re.compile(f"#[^{re.escape(TAG_STOPPERS)}{WHITESPACE}{UNSEEN}]+")
"""A tag as Obsidian shows it: white space of any kind ends it, and so does what cannot be seen."""

EMOJI_FIELDS = {
    kind: re.compile(
        f"(?P<value>{'|'.join(marks)})\ufe0f?"
        if kind is Kind.PRIORITY
        else f"(?:{'|'.join(marks)})\ufe0f? *+(?P<value>{VALUES[kind]})"
    )
    for kind, marks in SIGNIFIERS.items()
}
"""How each field looks in the emoji format; the group `value` is what it says."""

DATAVIEW_FIELDS = {
    kind: re.compile(
        rf"(?:\[ *+{key}:: *+(?P<value>{value}) *+\]|\( *+{key}:: *+(?P<other>{value}) *+\))(?: *,)?"
    )
    for kind, key in KEYS.items()
    for value in [VALUES[kind] + (_BLANK if kind is Kind.RECURRENCE else "")]
}
"""How each field looks in the Dataview format; what it says is the group `value` or `other`."""


_MARKS: Mapping[TaskFormat, tuple[tuple[str, Kind], ...]] = {
    TaskFormat.EMOJI: tuple((mark, kind) for kind in Kind for mark in SIGNIFIERS.get(kind, ("#",))),
    TaskFormat.DATAVIEW: tuple((f"{KEYS[kind]}::" if kind in KEYS else "#", kind) for kind in Kind),
}
"""What begins each kind of field, in the plugin's order."""
_ENDINGS: Mapping[tuple[TaskFormat, Kind], str] = {
    (TaskFormat.EMOJI, Kind.PRIORITY): "".join(PRIORITY_EMOJI) + "\ufe0f",
    **{(TaskFormat.EMOJI, kind): "0123456789" for kind in DATES},
    **{(TaskFormat.DATAVIEW, kind): "]), " for kind in KEYS},
}
"""The characters that a field can end with, where they tell it from others."""


def as_day(text: str) -> date | None:
    """The day that an ISO date names, None when there is none or its year is 0000."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def is_day(text: str) -> bool:
    """Whether an ISO date names a day; the year 0000, unknown to Python, is a leap year to Tasks."""
    return as_day(text.replace("0000-", "2000-", 1) if text.startswith("0000-") else text) is not None


def present(text: str, format: TaskFormat) -> tuple[Kind, ...]:
    """The kinds whose signifier stands anywhere in the text, in the plugin's order."""
    found = [kind for mark, kind in _MARKS[format] if mark in text]
    return tuple(dict.fromkeys(found))


def field_at_end(kind: Kind, text: str, start: int, end: int, format: TaskFormat) -> Field | None:
    """The field of this kind that ends exactly at `end`, None when none does.

    No value can hold its own signifier, so only the last one in the text can reach its end.
    """
    if kind is Kind.TAG:
        return _tag_at_end(text, start, end)
    if end <= start or text[end - 1] not in _ENDINGS.get((format, kind), text[end - 1]):
        return None
    if format is TaskFormat.EMOJI:
        marks, pattern = SIGNIFIERS[kind], EMOJI_FIELDS[kind]
    else:
        marks, pattern = ("[", "("), DATAVIEW_FIELDS[kind]
    at = max([text.rfind(mark, start, end) for mark in marks])
    if at < 0 or not (match := pattern.fullmatch(text, at, end)):
        return None
    return field_of_match(kind, match)


def field_of_match(kind: Kind, match: re.Match[str]) -> Field:
    """The field that a match of one of the field patterns stands for."""
    group = "other" if match["value"] is None else "value"
    start, end = match.span(group)
    end = trim_end(match.string, start, end)
    value = match.string[start:end]
    if kind is Kind.PRIORITY:
        value = PRIORITY_EMOJI.get(value, value)
    whole = Span(match.start(), trim_end(match.string, match.start(), match.end()))
    return Field(kind, whole, Span(start, end), value)


def tag_spans(text: str, start: int, end: int) -> Iterator[Span]:
    """Where the tags of a stretch of a line stand, one that begins it included."""
    yield from _tags(TAG_CHARACTERS, text, start, end)


def label_spans(text: str, start: int, end: int) -> Iterator[Span]:
    """Where the tags of a stretch of a line stand as Obsidian shows them."""
    yield from _tags(LABEL_CHARACTERS, text, start, end)


def label_key(tag: str) -> str:
    """What is the same for a tag in upper and in lower case."""
    return tag.lower() if tag.isascii() else normalize("NFC", tag).casefold()


def _tags(characters: re.Pattern[str], text: str, start: int, end: int) -> Iterator[Span]:
    for match in characters.finditer(text, start, end):
        if match.start() == start or text[match.start() - 1] in WHITESPACE:
            yield Span(*match.span())


def _tag_at_end(text: str, start: int, end: int) -> Field | None:
    at = text.rfind("#", start, end)
    if at < 0 or (at > start and text[at - 1] not in WHITESPACE):
        return None
    if not TAG_CHARACTERS.fullmatch(text, at, end):
        return None
    return Field(Kind.TAG, Span(at, end), Span(at, end), text[at:end])


def written(kind: Kind, value: str, format: TaskFormat) -> str:
    """A field as Tasks itself would write it, without the space before it."""
    if format is TaskFormat.DATAVIEW:
        return f"[{KEYS[kind]}:: {value}]"
    if kind is Kind.PRIORITY:
        return written_value(kind, value, format)
    return f"{SIGNIFIERS[kind][0]} {value}"


def written_value(kind: Kind, value: str, format: TaskFormat) -> str:
    """A field's value as it stands in a line: a priority is its emoji there."""
    if kind is Kind.PRIORITY and format is TaskFormat.EMOJI:
        return next(emoji for emoji, name in PRIORITY_EMOJI.items() if name == value)
    return value
