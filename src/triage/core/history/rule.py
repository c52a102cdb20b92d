"""Rules that a person's own verdicts suggest: a clear slice of the vault, nearly all of it decided alike."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple, assert_never

from triage.core import verbs
from triage.core.history.decided import Decided
from triage.core.history.origin import UNKNOWN, OpenRow, Origin
from triage.core.plain import plain
from triage.core.task.decision import SIMPLE

FEWEST_DECIDED: Final = 20
"""Fewer verdicts are no habit."""
ALIKE_PERCENT: Final = 95
"""At least so many of the verdicts are the same one."""
FEWEST_OPEN: Final = 5
"""Fewer rows are decided sooner than an offer is read."""
MOST_OF_ONE_GESTURE: Final = 10
"""A gesture over more rows than this counts as so many: one keypress is no habit."""
_OWN_EVIDENCE: Final = 5
"""With fewer verdicts beyond those of a narrower slice, a slice is explained by that one."""
_NEARLY_ALL_PERCENT: Final = 90
_FEWEST_NOTES: Final = 3
"""A slice that is nearly the whole queue needs verdicts from so many notes."""
_OLD: Final = (365, 90, 30)
_LATE: Final = (90, 30)
_LONGEST_NAME: Final = 40


class SliceKind(StrEnum):
    """What makes a slice, what is easiest to grasp first."""

    FOLDER = "folder"
    """The notes somewhere beneath a folder."""
    TYPE = "type"
    SOURCE = "source"
    OWNER = "owner"
    AGE = "age"
    """The notes older than so many days."""
    OVERDUE = "overdue"
    """What was due more than so many days ago."""


class Slice(NamedTuple):
    """Part of the proposals, told by one thing."""

    kind: SliceKind
    value: str
    """A folder, type, source, name, or number of days."""

    def __str__(self) -> str:
        """It as it stands behind `You rejected 41 of 43`."""
        name = plain(self.value, _LONGEST_NAME)
        match self.kind:
            case SliceKind.FOLDER:
                return f"under `{name}`"
            case SliceKind.TYPE:
                return f"in notes of type {name}"
            case SliceKind.SOURCE:
                return f"in notes from {name}"
            case SliceKind.OWNER:
                return f"of @{name}"
            case SliceKind.AGE:
                return f"in notes older than {name} days"
            case SliceKind.OVERDUE:
                return f"more than {name} days overdue"
        assert_never(self.kind)


@dataclass(frozen=True, slots=True)
class Offer:
    """A verb for the rest of a slice; it is for the user to look at the rows and to decide."""

    slice: Slice
    verb: str
    alike: int
    """How many of the slice's verdicts are this verb."""
    of: int
    """How many verdicts the slice has."""
    keys: tuple[int, ...]
    """The open rows of the slice, in their order."""

    @property
    def id(self) -> str:
        """What names the offer, however the figures change."""
        return f"{self.verb} {self.slice.kind} {self.slice.value}"

    def sentence(self) -> str:
        """The offer as a question."""
        done = f"You {verbs.named(self.verb).past} {self.alike:,} of {self.of:,} {self.slice}."
        return f"{done} Preview the other {len(self.keys):,}?"


@dataclass(frozen=True, slots=True)
class _Habit:
    """A slice that was decided alike, whether any of it is left or not."""

    slice: Slice
    verb: str
    alike: frozenset[int]
    """Which of the verdicts are this verb."""
    of: int
    keys: tuple[int, ...]

    @property
    def breadth(self) -> tuple[int, int, int, int, str]:
        """What sorts habits: the narrowest first, by the open rows they reach; the older first."""
        kind, value = self.slice.kind, self.slice.value
        days = int(value) if kind in {SliceKind.AGE, SliceKind.OVERDUE} else 0
        return len(self.keys), [*SliceKind].index(kind), -days, -value.count("/"), value


def offers(
    decided: Sequence[Decided], open_: Sequence[OpenRow], made: Collection[str], today: date
) -> list[Offer]:
    """What can be offered and was not `made` before, the most rows first.

    Of two slices that the same verdicts speak for, it is the narrower; where verdicts beyond the narrower
    speak for the wider as well, that one. Verdicts on lines that the user changed first speak against any.
    """
    offered: list[_Habit] = []
    fitting = [habit for habit in _clear(_habits(decided, open_, today)) if _is_worth(habit, decided, open_)]
    for habit in sorted(fitting, key=lambda habit: (-len(habit.keys), habit.breadth)):
        keys = set(habit.keys)
        if not any(wider.verb == habit.verb and keys <= set(wider.keys) for wider in offered):
            offered.append(habit)
    found = (Offer(each.slice, each.verb, len(each.alike), each.of, each.keys) for each in offered)
    return [offer for offer in found if offer.id not in made]


def slices(origin: Origin, on: date) -> Iterator[Slice]:
    """The slices that a proposal belongs to, as seen on a day."""
    yield from (
        Slice(SliceKind.FOLDER, folder) for folder in dict.fromkeys((*origin.folders, *_names(origin)))
    )
    if origin.kind not in {"", UNKNOWN}:
        yield Slice(SliceKind.TYPE, origin.kind)
    if origin.source not in {"", UNKNOWN}:
        yield Slice(SliceKind.SOURCE, origin.source)
    for name in origin.owners:
        yield Slice(SliceKind.OWNER, name)
    for kind, day, limits in ((SliceKind.AGE, origin.day, _OLD), (SliceKind.OVERDUE, origin.due, _LATE)):
        for limit in limits:
            if day is not None and (on - day).days > limit:
                yield Slice(kind, str(limit))


def _names(origin: Origin) -> list[str]:
    """The names of the folders that hold its note: `_archive` is a slice wherever it lies."""
    return origin.note.split("/")[:-1]


def _habits(decided: Sequence[Decided], open_: Iterable[OpenRow], today: date) -> list[_Habit]:
    keys: dict[Slice, list[int]] = {}
    for row in open_:
        for each in slices(row.origin, today):
            keys.setdefault(each, []).append(row.key)
    verdicts: dict[Slice, list[int]] = {}
    for number, verdict in enumerate(decided):
        for each in slices(verdict.origin, verdict.at.date()):
            verdicts.setdefault(each, []).append(number)
    habits = []
    for each, numbers in verdicts.items():
        if len(numbers) >= FEWEST_DECIDED and (verb := _alike([decided[number] for number in numbers])):
            alike = frozenset(number for number in numbers if _outcome(decided[number]) == verb)
            habits.append(_Habit(each, verb, alike, len(numbers), tuple(keys.get(each, ()))))
    return habits


def _alike(verdicts: Sequence[Decided]) -> str:
    """The verb of nearly all of them, by rows and by gestures; "" if there is none."""
    rows = Counter((verdict.gesture, _outcome(verdict)) for verdict in verdicts)
    counted: Counter[str] = Counter()
    weighed: Counter[str] = Counter()
    for (_, outcome), number in rows.items():
        counted[outcome] += number
        weighed[outcome] += min(number, MOST_OF_ONE_GESTURE)
    verb, _ = counted.most_common(1)[0]
    is_habit = weighed.total() >= FEWEST_DECIDED and all(
        100 * numbers[verb] >= ALIKE_PERCENT * numbers.total() for numbers in (counted, weighed)
    )
    return verb if is_habit else ""


def _outcome(verdict: Decided) -> str:
    """The verb that speaks for an offer, "" where the verdict speaks for none."""
    return verdict.verb if verdict.verb in SIMPLE and not verdict.was_changed else ""


def _clear(habits: Iterable[_Habit]) -> list[_Habit]:
    """Those that no narrower one explains."""
    clear: list[_Habit] = []
    for habit in sorted(habits, key=lambda habit: habit.breadth):
        if not any(
            narrower.verb == habit.verb and len(habit.alike - narrower.alike) < _OWN_EVIDENCE
            for narrower in clear
        ):
            clear.append(habit)
    return clear


def _is_worth(habit: _Habit, decided: Sequence[Decided], open_: Sequence[OpenRow]) -> bool:
    if len(habit.keys) < FEWEST_OPEN:
        return False
    if 100 * len(habit.keys) < _NEARLY_ALL_PERCENT * len(open_):
        return True
    return len({decided[number].origin.note for number in habit.alike}) >= _FEWEST_NOTES
