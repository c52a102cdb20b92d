"""What was decided, by day, by run, and by where the proposals came from."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final, assert_never

from triage.core.history.decided import Decided
from triage.core.history.origin import Origin
from triage.core.history.pace import Pace
from triage.core.people.owners import NOBODY
from triage.core.verbs import named

DAYS: Final = 14
"""How many days are told one by one."""


class By(StrEnum):
    """By what proposals are told apart."""

    TYPE = "type"
    """What a note's front matter calls `type`."""
    SOURCE = "source"
    TOP_FOLDER = "top_folder"
    FOLDER = "folder"
    OWNER = "owner"


class Whose(StrEnum):
    """Whose proposals are; every one is under one of these, before the names."""

    MINE = "mine"
    OTHERS = "others"
    NOBODY = "nobody"
    """Without an owner, or with one who is still to be decided."""


@dataclass(frozen=True, slots=True)
class Figures:
    """How many of some proposals were decided how."""

    accepted: int = 0
    started: int = 0
    done: int = 0
    rejected: int = 0
    duplicate: int = 0
    open: int = 0
    """How many are still to decide."""

    @property
    def decided(self) -> int:
        """How many have a verdict."""
        return self.accepted + self.started + self.done + self.rejected + self.duplicate

    @property
    def wanted(self) -> int:
        """How many were accepted, started or done."""
        return self.accepted + self.started + self.done

    @property
    def rate(self) -> float | None:
        """The share of the wanted among those that are no duplicates, from 0 to 1; None if there are none.

        A duplicate says nothing of whether its idea was wanted, so it is counted apart.
        """
        judged = self.wanted + self.rejected
        return self.wanted / judged if judged else None


@dataclass(frozen=True, slots=True)
class Day:
    """One day, and how many proposals got the verdict that stands on it."""

    day: date
    decided: int


@dataclass(frozen=True, slots=True)
class Run:
    """One run of triage that decided something."""

    run: str
    began: datetime
    """When it decided for the first time."""
    decided: int
    seconds_each: float | None
    """The median time of a decision; None for fewer than three."""


@dataclass(frozen=True, slots=True)
class Producer:
    """What the proposals of one origin came to."""

    value: str
    """A type, source, folder, one of `Whose`, or `@` and a name; "" where the note says none, or its root."""
    figures: Figures


@dataclass(frozen=True, slots=True)
class Statistics:
    """What the journal tells of one vault."""

    today: Figures
    days: tuple[Day, ...]
    """The last days up to today, the oldest first, those without a decision included."""
    total: Figures
    runs: tuple[Run, ...]
    """In the order of time."""
    streak: int
    """On how many days in a row something was decided, up to today or, while there is nothing, yesterday."""


def statistics(
    decided: Sequence[Decided], today: date, *, still_open: int = 0, days: int = DAYS
) -> Statistics:
    """The figures of all decisions; a decision's day is the local one where and when it was made."""
    by_day = Counter(each.at.date() for each in decided)
    return Statistics(
        today=_figures((each.verb for each in decided if each.at.date() == today), still_open),
        days=tuple(Day(day, by_day[day]) for day in _days_to(today, days)),
        total=_figures((each.verb for each in decided), still_open),
        runs=_runs(decided),
        streak=_streak(by_day, today),
    )


def producers(decided: Iterable[Decided], open_: Iterable[Origin], by: By) -> list[Producer]:
    """The figures by origin, the most proposals first; of owners, mine, others' and nobody's before names.

    A proposal of several owners is counted under each name.
    """
    verbs: dict[str, Counter[str]] = {whose: Counter() for whose in Whose} if by is By.OWNER else {}
    still: Counter[str] = Counter()
    for each in decided:
        for value in _values(each.origin, by):
            verbs.setdefault(value, Counter())[each.verb] += 1
    for origin in open_:
        still.update(_values(origin, by))
    found = [Producer(value, _of(verbs.get(value, Counter()), still[value])) for value in {**verbs, **still}]
    whose = list(Whose)
    return sorted(
        (each for each in found if each.figures.decided or each.figures.open),
        key=lambda each: (
            whose.index(Whose(each.value)) if by is By.OWNER and each.value in whose else len(whose),
            -each.figures.decided - each.figures.open,
            each.value,
        ),
    )


def _values(origin: Origin, by: By) -> tuple[str, ...]:
    match by:
        case By.TYPE:
            return (origin.kind,)
        case By.SOURCE:
            return (origin.source,)
        case By.TOP_FOLDER:
            return (origin.top_folder,)
        case By.FOLDER:
            return (origin.folder,)
        case By.OWNER:
            return (_whose(origin), *(f"@{name}" for name in origin.owners))
    assert_never(by)


def _whose(origin: Origin) -> Whose:
    if origin.is_mine:
        return Whose.MINE
    return Whose.OTHERS if any(name != NOBODY for name in origin.owners) else Whose.NOBODY


def _figures(verbs: Iterable[str], still_open: int) -> Figures:
    return _of(Counter(verbs), still_open)


def _of(verbs: Counter[str], still_open: int) -> Figures:
    counts: Counter[str] = Counter()
    for name, number in verbs.items():
        if count := named(name).counts_as:
            counts[count] += number
    return Figures(**counts, open=still_open)


def _days_to(today: date, number: int) -> Iterator[date]:
    last = today.toordinal()
    return map(date.fromordinal, range(max(1, last - number + 1), last + 1))


def _runs(decided: Iterable[Decided]) -> tuple[Run, ...]:
    gestures = Counter((each.at, each.run, each.gesture) for each in decided)
    paces: dict[str, tuple[datetime, Pace]] = {}
    for (at, run, _), rows in sorted(gestures.items()):
        paces.setdefault(run, (at, Pace()))[1].add(at, rows)
    return tuple(Run(run, began, pace.decided, pace.seconds_each) for run, (began, pace) in paces.items())


def _streak(by_day: Counter[date], today: date) -> int:
    days = {day.toordinal() for day, number in by_day.items() if number}
    first = last = today.toordinal() if today.toordinal() in days else today.toordinal() - 1
    while first in days:
        first -= 1
    return last - first
