"""Which rows a view shows, in which groups and in which order."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import assert_never

from triage.core.filtering.filter import Filter
from triage.core.row import Group, Grouping, Row, Sorting
from triage.core.subject import Subject, Trait
from triage.core.task.fields import Priority
from triage.session.duplicates import Duplicates
from triage.session.names import Names
from triage.session.queue import Queue
from triage.session.tabs import Tabs
from triage.session.today import Today
from triage.session.view import Subjects, View

_NOBODY = ""
_PRIORITIES = {priority.value: rank for rank, priority in enumerate(Priority)}
_RANK_OF_NONE = 2.5
"""The rank of no priority: between medium and low, as Tasks sorts."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """One way of showing the queue."""

    view: View
    typed: Filter = field(default_factory=Filter)
    """The filter that was typed over the view's own."""
    grouping: Grouping = Grouping.NOTE
    sorting: Sorting = Sorting.PLACE
    most: int = 0
    """How many rows to show at the most, 0 for all."""
    only: frozenset[int] | None = None
    """The rows to choose from, None for all."""

    @property
    def traits(self) -> frozenset[Trait]:
        """The traits that the view or the typed filter asks about."""
        return self.view.filter.traits | self.typed.traits

    @property
    def asks_for_sleepers(self) -> bool:
        """Whether the typed filter asks for snoozed rows; then the view shows them too."""
        return Trait.SNOOZED in self.typed.traits

    def takes(self, subject: Subject) -> bool:
        """Whether an open row belongs to the view."""
        return self.view.filter.matches(subject) if self.asks_for_sleepers else self.view.takes(subject)


class Arranger:
    """Arranges the rows of a queue."""

    def __init__(
        self, queue: Queue, tabs: Tabs, subjects: Subjects, names: Names, duplicates: Duplicates, day: Today
    ) -> None:
        """Arrange the rows of a queue; their groups depend on names, duplicates and the day."""
        self._queue = queue
        self._tabs = tabs
        self._subjects = subjects
        self._names = names
        self._duplicates = duplicates
        self._day = day

    def groups(self, arrangement: Arrangement, kept: Collection[int] = ()) -> list[Group]:
        """The rows to show, in their groups; the `kept` ones stay even if they left the view."""
        # members were weighed without snoozed rows
        members = None if arrangement.asks_for_sleepers else self._tabs.members(arrangement.view)
        by_note = [
            replace(
                group,
                keys=tuple(
                    key for key in group.keys if key in kept or self._shows(arrangement, key, members)
                ),
            )
            for group in self._queue.groups()
        ]
        if arrangement.most:
            by_note = _first(by_note, arrangement.most, kept)
        early = [group for group in by_note if group.keys and not group.has_arrived]
        late = [group for group in by_note if group.keys and group.has_arrived]
        sorting = arrangement.sorting
        if arrangement.grouping is Grouping.NOTE:
            return [self._sorted(group, sorting) for group in [*early, *late]]
        keys = [key for group in early for key in group.keys]
        return [*(self._sorted(group, sorting) for group in self._grouped(keys, arrangement.grouping)), *late]

    def _shows(self, arrangement: Arrangement, key: int, members: Collection[int] | None) -> bool:
        row = self._queue.rows[key]
        if row.proposal.is_left_out and not self._queue.includes_left_out:
            return False
        if self._queue.is_retired(key) or (arrangement.only is not None and key not in arrangement.only):
            return False
        if row.is_open and members is not None and key not in self._queue.changed:
            if key not in members:
                return False
        elif row.is_open and not arrangement.takes(self._subjects.of(row)):
            return False
        # a decided row is checked against the typed filter alone: it was in the view
        return not arrangement.typed or arrangement.typed.matches(self._subjects.of(row))

    def _sorted(self, group: Group, sorting: Sorting) -> Group:
        if sorting is Sorting.PLACE:
            return group
        order = self._order(sorting)
        on_top = 1 if group.by is Grouping.SET and group.name else 0  # the keeper of a set
        rest = sorted(group.keys[on_top:], key=lambda key: order(self._queue.rows[key]))
        return replace(group, keys=(*group.keys[:on_top], *rest))

    def _order(self, sorting: Sorting) -> Callable[[Row], tuple[object, ...]]:
        match sorting:
            case Sorting.DUE:
                return lambda row: (row.proposal.due or date.max,)
            case Sorting.PRIORITY:
                return lambda row: (_PRIORITIES.get(row.proposal.priority, _RANK_OF_NONE),)
            case Sorting.OWNER:
                return lambda row: (
                    tuple(name.casefold() for name in self._names.owner_names(row.proposal))
                    or ("\U0010ffff",)
                )
            case Sorting.WORDS:
                return lambda row: (row.proposal.words.casefold(),)
            case Sorting.PLACE:
                return lambda row: ()
        assert_never(sorting)

    def _grouped(self, keys: Iterable[int], grouping: Grouping) -> list[Group]:
        """The rows in groups by owner, folder, due date or set, the groups in a natural order."""
        if grouping is Grouping.SET:
            return self._sets(keys)
        found: dict[str, list[int]] = {}
        order: dict[str, tuple[object, ...]] = {}
        for key in keys:
            proposal = self._queue.rows[key].proposal
            match grouping:
                case Grouping.OWNER:
                    name = next(iter(self._names.owner_names(proposal)), _NOBODY)
                    order.setdefault(name, (not self._names.people.is_mine(name), name == _NOBODY))
                case Grouping.FOLDER:
                    name = proposal.note.rpartition("/")[0]
                    order.setdefault(name, (name.casefold(),))
                case _:
                    rank, name = _when(proposal.due, self._day.today)
                    order.setdefault(name, (rank,))
            found.setdefault(name, []).append(key)
        if grouping is Grouping.OWNER:
            order = {name: (*rank, -len(found[name]), name.casefold()) for name, rank in order.items()}
        return [Group(name, tuple(found[name]), by=grouping) for name in sorted(found, key=order.__getitem__)]

    def _sets(self, keys: Iterable[int]) -> list[Group]:
        """The sets in the order of their first rows, the keeper of each on top; then the other rows."""
        shown = list(keys)
        found: dict[int, list[int]] = {}
        alone = []
        for key in shown:
            if (found_set := self._duplicates.set_of(key)) and found_set.size > 1:
                found.setdefault(id(found_set), []).append(key)
            else:
                alone.append(key)
        groups = []
        for members in found.values():
            keeper = self._duplicates.keeper(members[0])
            on_top = keeper.key if keeper and keeper.key in members else members[0]
            ordered = (on_top, *(key for key in members if key != on_top))
            groups.append(Group(self._queue.rows[on_top].proposal.words, ordered, by=Grouping.SET))
        if alone:
            groups.append(Group("", tuple(alone), by=Grouping.SET))
        return groups


def _first(groups: Sequence[Group], most: int, kept: Collection[int]) -> list[Group]:
    """The groups cut to `most` rows in all; the kept rows come first."""
    free = most - sum(key in kept for group in groups for key in group.keys)
    cut = []
    for group in groups:
        others = [key for key in group.keys if key not in kept][: max(0, free)]
        free -= len(others)
        cut.append(replace(group, keys=tuple(key for key in group.keys if key in kept or key in others)))
    return cut


def _when(due: date | None, today: date) -> tuple[int, str]:
    """The name of the time in which a due date falls, and its rank."""
    if due is None:
        return 9, "no due date"
    days = (due - today).days
    steps = (
        (-365, "overdue by more than a year"),
        (-90, "overdue by more than 90 days"),
        (-30, "overdue by more than 30 days"),
        (0, "overdue"),
        (1, "today"),
        (8, "within a week"),
        (32, "within a month"),
    )
    return next(((rank, name) for rank, (end, name) in enumerate(steps) if days < end), (8, "later"))
