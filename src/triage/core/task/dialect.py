"""Fields that Tasks does not see: double-encoded ones, ones that text follows, ones of the other format.

A note whose UTF-8 was once decoded as Windows-1252 or -1254 has `ğŸ“…` where 📅 was. Bytes that those
tables lack were dropped, kept as C1 controls or replaced, depending on the program that did it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from itertools import pairwise

from triage.core.task.enclosure import enclosed
from triage.core.task.fields import (
    DATAVIEW_FIELDS,
    DATES,
    EMOJI_FIELDS,
    KEYS,
    PRIORITY_EMOJI,
    SIGNIFIERS,
    TAG,
    VALUES,
    Field,
    Kind,
    Span,
    field_of_match,
)
from triage.core.task.line import TaskLine
from triage.core.task.settings import TaskFormat
from triage.core.task.whitespace import WHITESPACE
from triage.core.task.written_date import INVISIBLE, SPACE, WrittenDate, written_dates


class Cause(StrEnum):
    """Why Tasks does not see a field."""

    FOLLOWED = "followed"
    """Text that is neither a field nor a tag stands between it and the end."""
    GARBLED = "garbled"
    """Its signifier is double-encoded."""
    OTHER_FORMAT = "other-format"
    """The vault's Tasks reads the other format."""
    MALFORMED = "malformed"
    """What follows the signifier is no value that Tasks reads."""


@dataclass(frozen=True, slots=True)
class HiddenField:
    """A field that a person sees in the line and Tasks does not."""

    field: Field
    cause: Cause
    follower: str = ""
    """The text that hides it, if that is the cause."""
    understood: str = ""
    """What a malformed value surely means, as Tasks writes it."""
    time: str = ""
    """The time of day that stands with the date, for which Tasks has no place."""

    @property
    def reading(self) -> str:
        """What the field says, "" if that is not clear."""
        return self.understood if self.cause is Cause.MALFORMED else self.field.value


def hidden_fields(line: TaskLine) -> tuple[HiddenField, ...]:
    """The fields in the line's description, from left to right; of a very long one, in its last words."""
    start, end = line.last_words
    if not (_SUSPECT.search(line.text, start, end) or _has_key(line.text, start, end)):
        return ()
    found: dict[int, HiddenField] = {}
    taken = bytearray(end)
    for hidden in _candidates(line.text, start, end, line.format):
        span = slice(*hidden.field.span)
        if not any(taken[span]):
            whole = enclosed(line.text, hidden.field.span, start, end)
            span = slice(*(hidden.field.span if any(taken[slice(*whole)]) else whole))
            taken[span] = b"\1" * (span.stop - span.start)
            closing = line.text[hidden.field.span.end : span.stop].strip(WHITESPACE)
            while span.stop < end and line.text[span.stop] in INVISIBLE:
                taken[span.stop] = 1
                span = slice(span.start, span.stop + 1)
            found[span.start] = replace(
                hidden,
                field=hidden.field._replace(span=Span(span.start, span.stop)),
                follower=closing if hidden.cause is Cause.FOLLOWED else "",
            )
    return _with_followers(line, [found[at] for at in sorted(found)])


def garbled(signifier: str) -> frozenset[str]:
    """Every form in which a wrong decoding may have left a signifier, such as `â«` for ⏫."""
    return frozenset(
        "".join(_decoded(byte, table, lost) for byte in signifier.encode())
        for table in ("cp1252", "cp1254")
        for lost in ("", "\ufffd", "\\x")
    )


def _decoded(byte: int, table: str, lost: str) -> str:
    try:
        return bytes([byte]).decode(table)
    except UnicodeDecodeError:
        return chr(byte) if lost == "\\x" else lost


def _garbled_value(kind: Kind) -> str:
    """What must follow a double-encoded signifier; stricter than the plugin where those are plain letters."""
    match kind:
        case Kind.PRIORITY:
            return f"(?P<value>)(?=[{WHITESPACE}#\\[(]|\\Z)"
        case Kind.RECURRENCE:
            return " *+(?P<value>every[A-Za-z0-9, !]*)"
        case Kind.ON_COMPLETION:
            return " *+(?P<value>(?i:keep|delete))"
        case _:
            return f" *+(?P<value>{VALUES[kind]})"


_SELECTOR = f"(?:{'|'.join(sorted(garbled(chr(0xFE0F)), key=len, reverse=True))})?"
_GARBLED = sorted(
    (
        (form, kind, signifier)
        for kind, marks in SIGNIFIERS.items()
        for signifier in marks
        for form in garbled(signifier)
    ),
    key=lambda entry: len(entry[0]),
    reverse=True,
)
"""Every double-encoded signifier, the longest form first."""

_GARBLED_START = re.compile("[âğð]")
_WORDED = (Kind.DUE, Kind.SCHEDULED, Kind.START)
"""The dates whose signs stand in no sentence, whatever follows them."""
_ANY_SIGN = "".join(mark for marks in SIGNIFIERS.values() for mark in marks)
_SELECTORS = "[\ufe0e\ufe0f]*"
_SIGNS = {kind: f"(?:{'|'.join(marks)}){_SELECTORS}" for kind, marks in SIGNIFIERS.items()}
_STOP = f"[{WHITESPACE}]*(?:[#@{_ANY_SIGN}]|\\Z)"
_UNREADABLE = (
    f"(?:(?P<other>)(?={_STOP}|[,;.!?)])"
    f"| *(?P<value>[^{WHITESPACE}#@{_ANY_SIGN}]+?)(?=[,;.!?)]*(?:[{WHITESPACE}]|{_STOP})))"
)
_COLON = f"[*_]{{0,3}}{SPACE}*(?P<colon>:{{1,2}}|：{{1,2}})"
_KEYED_PRIORITY = (
    rf"(?<![\w-])[*_]{{0,3}}(?i:priority){_COLON}{SPACE}*(?P<value>(?i:highest|high|medium|lowest|low))\b"
)
_ODD_PRIORITY = f"(?P<value>{'|'.join(PRIORITY_EMOJI)})(?:\ufe0e|\ufe0f{{2}}){_SELECTORS}"
_KEY_WORDS = "|".join(KEYS[kind] for kind in KEYS if kind in DATES or kind is Kind.PRIORITY)
_KEYED = rf"(?i:{_KEY_WORDS})[*_]{{0,3}}{SPACE}*[:：]"
_SUSPECT = re.compile(f"[âğð{_ANY_SIGN}]|::")


@cache  # most lines need none
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@cache  # most vaults need none of the hundred
def _garbled_field(form: str, kind: Kind) -> re.Pattern[str]:
    return re.compile(f"(?<![^\\W\\d_]){re.escape(form)}{_SELECTOR}{_garbled_value(kind)}")


def _candidates(text: str, start: int, end: int, format: TaskFormat) -> Iterator[HiddenField]:
    """Every field that may be there, the surer readings of one place before the others."""
    yield from _odd_dates(text, start, end)
    for match in _compiled(_ODD_PRIORITY).finditer(text, start, end):
        field = field_of_match(Kind.PRIORITY, match)
        yield HiddenField(field, Cause.MALFORMED, understood=field.value)
    for patterns, own in ((EMOJI_FIELDS, TaskFormat.EMOJI), (DATAVIEW_FIELDS, TaskFormat.DATAVIEW)):
        cause = Cause.FOLLOWED if format is own else Cause.OTHER_FORMAT
        for kind, pattern in patterns.items():
            for match in pattern.finditer(text, start, end):
                yield HiddenField(field_of_match(kind, match), cause)
    if _GARBLED_START.search(text, start, end):
        for form, kind, signifier in _GARBLED:
            if form not in text:
                continue
            for match in _garbled_field(form, kind).finditer(text, start, end):
                field = field_of_match(kind, match)
                if kind is Kind.PRIORITY:
                    field = field._replace(value=PRIORITY_EMOJI[signifier])
                yield HiddenField(field, Cause.GARBLED)
    yield from _odd_keys(text, start, end)
    for kind in _WORDED:
        for match in _compiled(f"{_SIGNS[kind]}{_UNREADABLE}").finditer(text, start, end):
            yield HiddenField(field_of_match(kind, match), Cause.MALFORMED)


def _odd_dates(text: str, start: int, end: int) -> Iterator[HiddenField]:
    """The dates behind a sign that Tasks would not read even at the end."""
    for kind in DATES:
        if any(mark in text for mark in SIGNIFIERS[kind]):
            for written in written_dates(_SIGNS[kind], text, start, end):
                yield from _odd_date(kind, written, text, EMOJI_FIELDS[kind])
    if _GARBLED_START.search(text, start, end):
        for form, kind, _ in _GARBLED:
            if kind in DATES and form in text:
                sign = f"(?<![^\\W\\d_]){re.escape(form)}{_SELECTOR}Â?(?=[\\d:*(\\[]|{SPACE})"
                for written in written_dates(sign, text, start, end):
                    yield from _odd_date(kind, written, text, _garbled_field(form, kind))


def _has_key(text: str, start: int, end: int) -> bool:
    """Whether the key of a date or a priority may stand there."""
    if text.find(":", start, end) < 0 and text.find("：", start, end) < 0:
        return False
    return _compiled(_KEYED).search(text, start, end) is not None


def _odd_keys(text: str, start: int, end: int) -> Iterator[HiddenField]:
    """The Dataview fields that Tasks would not read even at the end: one colon, other case, no brackets."""
    if not _has_key(text, start, end):
        return
    for kind in DATES:
        key = rf"(?<![\w-])[*_]{{0,3}}(?i:{KEYS[kind]}){_COLON}"
        for written in written_dates(key, text, start, end):
            is_field = written.is_enclosed or re.search("::|：：", text[slice(*written.span)])
            if is_field:
                yield from _odd_date(kind, written, text, DATAVIEW_FIELDS[kind])
    for match in _compiled(_KEYED_PRIORITY).finditer(text, start, end):
        span = enclosed(text, Span(*match.span()), start, end)
        if span != match.span() or len(match["colon"]) > 1:
            field = Field(Kind.PRIORITY, span, Span(*match.span("value")), match["value"])
            yield HiddenField(field, Cause.MALFORMED, understood=match["value"].lower())


def _odd_date(kind: Kind, written: WrittenDate, text: str, pattern: re.Pattern[str]) -> Iterator[HiddenField]:
    """The field, unless the pattern reads the same in it."""
    match = pattern.search(text, *written.span)
    if match and match.end() >= written.value_span.end:
        return
    field = Field(kind, written.span, written.value_span, text[slice(*written.value_span)])
    yield HiddenField(field, Cause.MALFORMED, understood=written.day, time=written.time)


def _with_followers(line: TaskLine, hidden: list[HiddenField]) -> tuple[HiddenField, ...]:
    """Give each field that text hides that text: the nearest to its right."""
    ends = [Span(line.described.end, line.described.end)]
    gaps = [
        TAG.sub("", line.text[here.end : there.start]).strip(WHITESPACE)
        for here, there in pairwise([*(entry.field.span for entry in hidden), *ends])
    ]
    follower = ""
    for at in reversed(range(len(hidden))):
        follower = gaps[at] or follower
        if hidden[at].cause is Cause.FOLLOWED:
            hidden[at] = replace(hidden[at], follower=follower or hidden[at].follower)
    return tuple(hidden)
