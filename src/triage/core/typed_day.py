"""The day that words such as `fri`, `+3d` or `3 dec` mean.

A weekday is the next one: on a Friday, `fri` is a week away. A day without a year is today or later. Words
that leave a doubt mean nothing here: a bare number, `3/12` (March or December?), a month without a day, a
time of day.
"""

import re
from datetime import date, datetime, time, timedelta
from typing import Final

from triage.core.task.fields import as_day

EARLIEST_YEAR: Final = 1900
"""Before it, a year is a slip of the finger."""

_LONGEST: Final = 60
_DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ISO: Final = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_COUNT: Final = re.compile(
    "(?P<sign>[+-]?) *(?P<count>[0-9]{1,4}) *(?P<unit>[dwmy]|days?|weeks?|months?|years?)"
)
_WEEKDAY: Final = re.compile("(?:(?:on|this|next) +)?(?P<name>[a-z]{2,9})")
_END: Final = re.compile("(?:the +)?end of +(?:(?P<next>next)|this|the)? *(?P<what>week|month|year)")
_UNITS: Final = {"d": "days", "w": "weeks", "m": "months", "y": "years"}
_SHORT: Final = {"eow": "end of week", "eom": "end of month", "eoy": "end of year"}


def day_of(words: str, today: date) -> date | None:
    """The day that the words mean, seen from today; None if that is not beyond doubt."""
    said = " ".join(words.casefold().split())
    if _ISO.fullmatch(said):
        day = as_day(said)
    elif not any(map(str.isalpha, said)) or not said.isprintable() or len(said) > _LONGEST:
        day = None
    else:
        try:
            day = _weekday(said, today) or _end(_SHORT.get(said, said), today) or _parsed(said, today)
        except (OverflowError, ValueError):  # a year that no calendar has
            return None
    return day if day and day.year >= EARLIEST_YEAR else None


def days_in(distance: str) -> int | None:
    """How many days such words as `1w`, `+3d` or `-2 weeks` move a date; None if that is not beyond doubt."""
    match = _COUNT.fullmatch(distance.casefold().strip())
    if not match or match["unit"][0] not in "dw" or not int(match["count"]):
        return None
    return _days(match)


def _days(match: re.Match[str]) -> int:
    days = int(match["count"]) * (7 if match["unit"][0] == "w" else 1)
    return -days if match["sign"] == "-" else days


def _weekday(said: str, today: date) -> date | None:
    """The next day of that name, never today."""
    if not (match := _WEEKDAY.fullmatch(said)):
        return None
    name = match["name"]
    for number, day in enumerate(_DAYS):
        if name == day or (name == day[: len(name)] and 2 <= len(name) <= 5):
            return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    return None


def _end(said: str, today: date) -> date | None:
    """The last day of a week (a Sunday), a month or a year."""
    if not (match := _END.fullmatch(said)):
        return None
    following = 1 if match["next"] else 0
    match match["what"]:
        case "week":
            return today + timedelta(days=6 - today.weekday() + 7 * following)
        case "month":
            months = today.year * 12 + today.month + following  # of the first day after it, from 0
            return date(months // 12, months % 12 + 1, 1) - timedelta(days=1)
        case _:
            return date(today.year + following, 12, 31)


def _parsed(said: str, today: date) -> date | None:
    """So many days or weeks from today, else what the library makes of it, if that is a whole day."""
    if match := _COUNT.fullmatch(said):
        if match["unit"][0] in "dw":
            return today + timedelta(days=_days(match))
        unit = _UNITS[match["unit"][0]]
        said = f"{match['count']} {unit} ago" if match["sign"] == "-" else f"in {match['count']} {unit}"
    from dateparser.date import DateDataParser  # takes a tenth of a second: only when a day is typed

    # The library takes today's own date for next year's: for dates it looks forward from yesterday.
    yesterday = today - timedelta(days=1) if any(map(str.isdigit, said)) else today
    for parser, base in (("relative-time", today), ("absolute-time", yesterday)):
        settings = {
            "RELATIVE_BASE": datetime.combine(base, time()),
            "PREFER_DATES_FROM": "future",
            "RETURN_TIME_AS_PERIOD": True,
            "PARSERS": [parser],
        }
        found = DateDataParser(languages=["en"], settings=settings).get_date_data(said)
        if found.date_obj is None:
            continue
        whole = {"day", "week", "month", "year"} if parser == "relative-time" else {"day"}
        day: date = found.date_obj.date()
        return day if found.period in whole and _agrees(said, day) else None
    return None


def _agrees(said: str, day: date) -> bool:
    """Whether the day is the weekday that the words name, where they name one."""
    names = [
        name for name in _DAYS for word in said.split() if len(word) > 2 and name.startswith(word.strip(","))
    ]
    return all(name == _DAYS[day.weekday()] for name in names)
