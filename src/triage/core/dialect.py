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

from triage.core.fields import (
    DATAVIEW_FIELDS,
    EMOJI_FIELDS,
    PRIORITY_EMOJI,
    SIGNIFIERS,
    TAG,
    VALUES,
    Field,
    Kind,
    Span,
    field_of_match,
)
from triage.core.line import TaskLine
from triage.core.settings import TaskFormat
from triage.core.whitespace import WHITESPACE


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
    """The text that hides it, where that is the cause."""


def hidden_fields(line: TaskLine) -> tuple[HiddenField, ...]:
    """The fields in the line's description, from left to right; of a very long one, in its last words."""
    start, end = line.last_words
    if not _SUSPECT.search(line.text, start, end):
        return ()
    found: dict[int, HiddenField] = {}
    taken = bytearray(end)
    for hidden in _candidates(line.text, start, end, line.format):
        span = slice(*hidden.field.span)
        if not any(taken[span]):
            taken[span] = b"\1" * (span.stop - span.start)
            found[span.start] = hidden
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
_MALFORMED = tuple(
    (kind, re.compile(f"(?:{'|'.join(SIGNIFIERS[kind])})\ufe0f? *(?P<value>[^{WHITESPACE}#@]+)"))
    for kind in (Kind.DUE, Kind.SCHEDULED, Kind.START)
)
_SUSPECT = re.compile(f"[âğð{''.join(mark for marks in SIGNIFIERS.values() for mark in marks)}]|::")


@cache  # most vaults need none of the hundred
def _garbled_field(form: str, kind: Kind) -> re.Pattern[str]:
    return re.compile(f"(?<![^\\W\\d_]){re.escape(form)}{_SELECTOR}{_garbled_value(kind)}")


def _candidates(text: str, start: int, end: int, format: TaskFormat) -> Iterator[HiddenField]:
    """Every field that may be there, the surer readings of one place before the others."""
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
    for kind, pattern in _MALFORMED:
        for match in pattern.finditer(text, start, end):
            yield HiddenField(field_of_match(kind, match), Cause.MALFORMED)


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
            hidden[at] = replace(hidden[at], follower=follower)
    return tuple(hidden)
