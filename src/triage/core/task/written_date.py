"""Dates as people and programs write them behind a sign or a key, in forms that Tasks does not read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from unicodedata import digit

from triage.core.task.enclosure import enclosed, is_pair
from triage.core.task.fields import Span, is_day
from triage.core.task.whitespace import UNSEEN, WHITESPACE

INVISIBLE = frozenset("\u00ad\u180e\u200b\u200c\u200d\u200e\u200f\u2060\ufe0e\ufe0f")
SPACE = f"[{WHITESPACE}{UNSEEN}{''.join(sorted(INVISIBLE))}]"
"""What nobody sees between a sign and its value, as a class of a regular expression."""

_PARTS = "[-/.\u2010-\u2015\u2212．／]"
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec mär mai okt dez"
_MONTH = f"(?i:{'|'.join(_MONTHS.split())})[^\\W\\d_]*\\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th|\.)?"
_DATE = (
    r"(?:(?i:mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]? +)?"
    rf"(?:\d{{1,4}}{_PARTS} ?\d{{1,2}}{_PARTS} ?(?:\d{{4}}|\d{{1,2}})|\d{{4}}年\d{{1,2}}月\d{{1,2}}日|\d{{8}}"
    rf"|\d{{4}}-[wW]\d{{2}}(?:-\d)?|\d{{4}}-\d{{2}}"
    rf"|{_DAY} +{_MONTH}(?:,? +\d{{4}})?|{_MONTH} +{_DAY}(?:,? +\d{{4}})?|{_DAY} +[^\W\d_]{{3,}}\.? +\d{{4}})"
    rf"(?!\d|{_PARTS}\d)"
)
_CLOCK = r"\d{1,2}[:：hH]\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: ?(?:[AaPp]\.?[Mm]\b\.?|Uhr\b|h\b))?"
_CLOCKS = rf"{_CLOCK}(?: ?[-\u2013\u2014] ?{_CLOCK})?"
_TIME = (
    rf"(?:[T,@]|at\b|um\b|{SPACE})*(?:{_CLOCKS}|\d{{1,2}} ?(?:[AaPp][Mm]|Uhr|h)\b)"
    r"(?:Z\b| ?[+-]\d{2}:?\d{2}\b)?"
)
_SIGNS = f"(?:{SPACE}|[-*_~=:：;,'\"“”‘’«»„‹›()\\[\\]{{}}<>（）［］｛｝【】「」『』|\u2013\u2014→])"
_VALUE = (
    rf"(?P<filler>{_SIGNS}{{0,12}}?)(?:\[\[(?:[^\[\]|@]*/)?(?P<linked>{_DATE})(?:[#|][^\[\]@]*)?\]\]"
    rf"|\[(?P<labelled>{_DATE})\]\([^()\s@]*\)|(?P<date>{_DATE})(?P<time>{_TIME})?)"
)
_YEAR_FIRST = (
    rf"(\d{{4}}){_PARTS} ?(\d{{1,2}}){_PARTS} ?(\d{{1,2}})"
    r"|(\d{4})年(\d{1,2})月(\d{1,2})日|(\d{4})(\d{2})(\d{2})"
)
_BETWEEN = re.compile(rf"(?:{SPACE}|[-:：;,=|\u2013\u2014→])*+")


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date behind its sign, whatever stands around it."""

    span: Span
    """From the sign to the end, with all that encloses them alone."""
    value_span: Span
    """The date and the time."""
    day: str
    """The day in ISO form, "" if it is not clear which one is meant."""
    time: str
    """What is said of the time."""
    is_enclosed: bool
    """Whether brackets or signs of Markdown enclose sign and date."""


def written_dates(sign: str, text: str, start: int, end: int) -> Iterator[WrittenDate]:
    """The dates of a stretch behind a sign, which is given as a regular expression."""
    for match in _pattern(sign).finditer(text, start, end):
        kind = next(name for name in ("linked", "labelled", "date") if match[name])
        value = Span(match.start(kind), match.end("time") if match["time"] else match.end(kind))
        filler = match.start("filler")
        inner = value if kind == "date" else Span(match.end("filler"), match.end())
        inner = enclosed(text, inner, filler, end)
        begin = _beginning(text, match.start(), filler, inner.start, start)
        span = enclosed(text, Span(begin, inner.end), start, end)
        outer = span != (begin, inner.end)
        yield WrittenDate(span, value, iso_day(match[kind]), (match["time"] or "").strip(), outer)


def iso_day(text: str) -> str:
    """The day that a date with the year first names, in ISO form; "" for another one."""
    if not (match := re.fullmatch(_YEAR_FIRST, text)):
        return ""
    year, month, day = (_ascii(part) for part in match.groups() if part)
    iso = f"{year}-{month:0>2}-{day:0>2}"
    return iso if is_day(iso) else ""


@cache
def _pattern(sign: str) -> re.Pattern[str]:
    return re.compile(f"(?:{sign}){_VALUE}")


def _ascii(digits: str) -> str:
    return "".join(str(digit(each)) for each in digits)


def _beginning(text: str, sign: int, filler: int, value: int, start: int) -> int:
    """Where it begins: the sign, or what encloses it alone, as in `**sign** date`."""
    at = filler
    while (at := _end(_BETWEEN.match(text, at, value), at)) < value:
        if sign > start and is_pair(text[sign - 1], text[at]):
            sign -= 1
        at += 1
    return sign


def _end(match: re.Match[str] | None, at: int) -> int:
    return match.end() if match else at
