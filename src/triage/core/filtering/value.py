"""What the values of a filter's key ask for."""

from collections.abc import Sequence
from datetime import date
from typing import Final, assert_never

from triage.core import renamed
from triage.core.errors import BadGlob
from triage.core.filtering.days import ANY, BEFORE_ALL, COMPARED, Days, days_of, is_beginning
from triage.core.filtering.error import BadFilter, Unfinished
from triage.core.filtering.field import Due, Has, Owned, Prioritised, Tagged
from triage.core.filtering.group import any_of
from triage.core.filtering.key import KEYS, Key
from triage.core.filtering.piece import Value
from triage.core.filtering.place import Said, Surrounding, Within
from triage.core.filtering.term import Term
from triage.core.globs import Globs
from triage.core.nearest import nearest
from triage.core.plain import plain
from triage.core.search_text import folded
from triage.core.subject import Trait
from triage.core.task.fields import Priority

NONE: Final = "none"
ME: Final = "me"
OVERDUE: Final = "overdue"
ANY_DAY: Final = "any"

RANKS: Final = (Priority.HIGHEST, Priority.HIGH, Priority.MEDIUM, "", Priority.LOW, Priority.LOWEST)
"""The priorities as Tasks sorts them: a task without one stands above the low ones."""
_NO_VALUE: Final = {Key.OWNER: " @", Key.TAG: " #/"}
"""What a value must hold more of than these."""
_OTHER_DAYS: Final = (-400, *range(1, 7), 400)
"""How many days from today a range is tried again: a weekday or a day without a year may come first then."""
PRIORITIES: Final = (*Priority, NONE)
TRAITS: Final = (*Trait, OVERDUE)


def term_of(key: Key, values: Sequence[Value], today: date) -> Term:
    """The term that a key and its values make; raises BadFilter, Unfinished where one has only begun."""
    for value in values:
        _check(key, value)
    match key:
        case Key.OWNER:
            names = [folded(value.text.removeprefix("@")) for value in values if not _is(value, ME, NONE)]
            return Owned(
                tuple(names),
                or_mine=any(_is(value, ME) for value in values),
                or_nobodys=any(_is(value, NONE) for value in values),
            )
        case Key.DUE:
            days = tuple(_days(value, today) for value in values if not _is(value, NONE))
            return Due(days, or_never=any(_is(value, NONE) for value in values))
        case Key.PRIO:
            return Prioritised(frozenset(name for value in values for name in _priorities(value)))
        case Key.TAG:
            return Tagged(tuple(folded(value.text.lstrip("#").rstrip("/")) for value in values))
        case Key.PATH:
            return Within(tuple(_glob(value) for value in values))
        case Key.NOTE | Key.HEADING | Key.TYPE | Key.SOURCE:
            parts = tuple(folded(value.text) for value in values if not _is(value, NONE))
            return Said(Surrounding(key.value), parts, or_nothing=any(_is(value, NONE) for value in values))
        case Key.IS:
            term = any_of(_state(value, today) for value in values)
            assert term is not None
            return term
    assert_never(key)


def _check(key: Key, value: Value) -> None:
    if not value.is_closed:
        raise Unfinished('The quotes have no end: add a "', value.start, value.end)
    if value.text.startswith("(") and not value.is_quoted:
        raise BadFilter(
            f"Brackets hold terms; say {key}:a,b",
            value.start,
            value.end,
        )
    if not folded(value.text.strip(_NO_VALUE.get(key, " "))):
        raise Unfinished(f"Add a value, as in {KEYS[key].examples[0]}", value.start, value.end)


def _glob(value: Value) -> str:
    try:
        Globs([value.text])
    except BadGlob as error:
        at = -1 if value.is_quoted else value.text.find(error.part)  # quotes may hold more than they say
        if at < 0:
            raise BadFilter(str(error), value.start, value.end) from error
        start = value.start + at
        raise BadFilter(str(error), start, start + len(error.part), error.instead) from error
    return value.text


def _is(value: Value, *words: str) -> bool:
    """Whether a value is one of the words that mean something; in quotes it is but text."""
    return not value.is_quoted and value.text.casefold() in words


def _days(value: Value, today: date) -> Days:
    match value.text.casefold():
        case "overdue":
            return Days(BEFORE_ALL, today.toordinal() - 1)
        case "any":
            return ANY
        case text:
            days = days_of(text, today)
    if days is None:
        message = f"{plain(value.text, 30)} is no day: say 2026-01-31, fri, +7d or a..b"
        has_begun = (
            is_beginning(text)
            or (text.endswith(".") and days_of(text[:-1], today) is not None)  # of a..b
            or any(word.startswith(text) for word in (OVERDUE, NONE, ANY_DAY))
        )
        raise (Unfinished if has_begun else BadFilter)(message, value.start, value.end)
    if days.first > days.last and ".." in value.text and _is_empty_on_any_day(text, today):
        raise BadFilter("The second day comes first: swap them", value.start, value.end)
    return days


def _is_empty_on_any_day(text: str, today: date) -> bool:
    """Whether a range never holds a day, unlike `today..2026-12-04`, which does up to its last one."""
    within = range(date.min.toordinal(), date.max.toordinal() + 1)
    others = [today.toordinal() + ahead for ahead in _OTHER_DAYS]
    found = [days_of(text, date.fromordinal(other)) for other in others if other in within]
    return all(days is None or days.first > days.last for days in found)


def _priorities(value: Value) -> Sequence[str]:
    compared = COMPARED.fullmatch(value.text)
    name = (compared["rest"] if compared else value.text).casefold()
    if name not in PRIORITIES:
        raise _unknown(value, name, PRIORITIES)
    rank = RANKS.index("" if name == NONE else Priority(name))
    match compared and compared["sign"]:
        case ">":
            return RANKS[:rank]
        case ">=":
            return RANKS[: rank + 1]
        case "<":
            return RANKS[rank + 1 :]
        case "<=":
            return RANKS[rank:]
        case _:
            return RANKS[rank : rank + 1]


def _state(value: Value, today: date) -> Term:
    name = value.text.casefold()
    name = renamed.TRAITS.get(name, name)
    if name == OVERDUE:
        return Due((Days(BEFORE_ALL, today.toordinal() - 1),))
    if name not in TRAITS:
        raise _unknown(value, name, TRAITS)
    return Has(Trait(name))


def _unknown(value: Value, name: str, known: Sequence[str]) -> BadFilter:
    sign = value.text[: len(value.text) - len(name)]
    meant = nearest(name, known)
    instead = f"{sign}{meant}" if meant else ""
    said = plain(value.text, 30)
    message = f"No {said}: did you mean {instead}?" if instead else f"No {said}: there are {', '.join(known)}"
    has_begun = any(word.startswith(name) for word in known)
    return (Unfinished if has_begun else BadFilter)(message, value.start, value.end, instead)
