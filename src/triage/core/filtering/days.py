"""The days that the value of `due:` means."""

import re
from datetime import date
from typing import Final, NamedTuple

from triage.core.typed_day import day_of


class Days(NamedTuple):
    """A stretch of days, both ends included, as ordinals: they have room before the first date."""

    first: int
    last: int


BEFORE_ALL: Final = 0
AFTER_ALL: Final = date.max.toordinal() + 1
ANY: Final = Days(BEFORE_ALL, AFTER_ALL)

COMPARED: Final = re.compile("(?P<sign><=|>=|<|>|=)(?P<rest>.*)", re.DOTALL)

STRETCHES: Final = ("this-week", "next-week", "last-week", "this-month", "next-month", "last-month")
DAY_WORDS: Final = ("today", "tomorrow", "yesterday")

_NAMES: Final = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october"),
    *("november", "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
)
_BEGINNING: Final = re.compile(
    r"[0-9]{1,4}(?:-(?:[0-9]{1,2}(?:-[0-9]?)?)?)?"  # of 2026-01-31
    r"|[+-]?[0-9]*"  # of +3d
    r"|[+-]?[0-9]{1,4}[- ]?[a-z]{0,7}"  # of 3-december, in-2-weeks
    r"|(?:next|last|this|on|in|the|end)(?:[- ].{0,12})?"  # of next-friday
)


def days_of(text: str, today: date) -> Days | None:
    """The days that a value means, seen from today; None if that is not beyond doubt."""
    if compared := COMPARED.fullmatch(text):
        return _compared(compared["sign"], _stretch(compared["rest"], today))
    first, dots, last = text.partition("..")
    if not dots:
        return _stretch(text, today)
    if not first and not last:
        return None
    begin = _stretch(first, today) if first else ANY
    end = _stretch(last, today) if last else ANY
    return Days(begin.first, end.last) if begin and end else None


def is_beginning(text: str) -> bool:
    """Whether more letters may make days of a value that means none yet."""
    if compared := COMPARED.fullmatch(text):
        text = compared["rest"]
    first, dots, last = text.partition("..")
    said = (last if dots else first).casefold()
    words = (*DAY_WORDS, *STRETCHES, *_NAMES, "end-of", "in", "on", "the")
    return bool(_BEGINNING.fullmatch(said)) or any(word.startswith(said) for word in words)


def _compared(sign: str, days: Days | None) -> Days | None:
    if days is None:
        return None
    match sign:
        case "<":
            return Days(BEFORE_ALL, days.first - 1)
        case "<=":
            return Days(BEFORE_ALL, days.last)
        case ">":
            return Days(days.last + 1, AFTER_ALL)
        case ">=":
            return Days(days.first, AFTER_ALL)
        case _:
            return days


def _stretch(text: str, today: date) -> Days | None:
    """One day, or a week or month by its name."""
    if any(map(text.__contains__, "<>=")):  # the reader of words would pass over them
        return None
    said = "-".join(text.casefold().split())
    if said in STRETCHES:
        which, _, what = said.partition("-")
        by = {"last": -1, "this": 0, "next": 1}[which]
        return _week(today, by) if what == "week" else _month(today, by)
    if said in DAY_WORDS:  # the reader of other words takes a tenth of a second to load
        number = today.toordinal() + {"yesterday": -1, "today": 0, "tomorrow": 1}[said]
        return Days(number, number)
    day = day_of(text, today) or day_of(re.sub(r"(?<=\w)-", " ", text), today)
    return Days(day.toordinal(), day.toordinal()) if day else None


def _week(today: date, by: int) -> Days:
    monday = today.toordinal() - today.weekday() + 7 * by
    return Days(monday, monday + 6)


def _month(today: date, by: int) -> Days:
    months = today.year * 12 + today.month - 1 + by
    first = _first_of(months)
    return Days(first, _first_of(months + 1) - 1)


def _first_of(months: int) -> int:
    """The ordinal of a month's first day; `months` are counted from the year 0."""
    year, month = divmod(months, 12)
    if year < 1:
        return BEFORE_ALL
    return date(year, month + 1, 1).toordinal() if year <= date.max.year else AFTER_ALL
