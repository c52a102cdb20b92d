"""How the rows of a view stand: which of them, in which groups, in which order."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, assert_never

from triage.core.fields import Priority
from triage.core.filtering.filter import Filter
from triage.core.row import Group, Grouping, Row, Sorting
from triage.core.subject import Subject, Trait
from triage.session.view import View

if TYPE_CHECKING:
    from triage.session.session import Session

_NOBODY = ""
_PRIORITIES = {priority.value: rank for rank, priority in enumerate(Priority)}
_MIDDLE = 2.5
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

    def groups(self, session: "Session", kept: Collection[int] = ()) -> list[Group]:
        """The rows to show; those `kept` stay, whether they still belong to the view or not."""
        # every row was weighed already, unless it has changed since, or what sleeps is asked for
        members = None if self._asks_for_sleepers else session.tabs.members(self.view)
        by_note = [
            replace(
                group,
                keys=tuple(key for key in group.keys if key in kept or self._shows(session, key, members)),
            )
            for group in session.queue.groups()
        ]
        if self.most:
            by_note = _first(by_note, self.most, kept)
        early = [group for group in by_note if group.keys and not group.has_arrived]
        late = [group for group in by_note if group.keys and group.has_arrived]
        if self.grouping is Grouping.NOTE:
            return [self._sorted(session, group) for group in [*early, *late]]
        keys = [key for group in early for key in group.keys]
        return [*(self._sorted(session, group) for group in _grouped(session, keys, self.grouping)), *late]

    def _shows(self, session: "Session", key: int, members: Collection[int] | None) -> bool:
        row = session.rows[key]
        if row.proposal.is_left_out and not session.includes_left_out:
            return False
        if session.queue.is_retired(key) or (self.only is not None and key not in self.only):
            return False
        if row.is_open and members is not None and key not in session.queue.changed:
            if key not in members:
                return False
        elif row.is_open and not self._takes(session.subject(row)):
            return False
        return not self.typed or self.typed.matches(session.subject(row))  # a decided row was in the view

    @property
    def _asks_for_sleepers(self) -> bool:
        return Trait.SNOOZED in self.typed.traits

    def _takes(self, subject: Subject) -> bool:
        return self.view.filter.matches(subject) if self._asks_for_sleepers else self.view.takes(subject)

    def _sorted(self, session: "Session", group: Group) -> Group:
        if self.sorting is Sorting.PLACE:
            return group
        order = _order(session, self.sorting)
        on_top = 1 if group.by is Grouping.CARD and group.name else 0  # the best of a card
        rest = sorted(group.keys[on_top:], key=lambda key: order(session.rows[key]))
        return replace(group, keys=(*group.keys[:on_top], *rest))


def _first(groups: Sequence[Group], most: int, kept: Collection[int]) -> list[Group]:
    """The groups up to so many rows, those that are kept before any other."""
    free = most - sum(key in kept for group in groups for key in group.keys)
    cut = []
    for group in groups:
        others = [key for key in group.keys if key not in kept][: max(0, free)]
        free -= len(others)
        cut.append(replace(group, keys=tuple(key for key in group.keys if key in kept or key in others)))
    return cut


def _order(session: "Session", sorting: Sorting) -> Callable[[Row], tuple[object, ...]]:
    match sorting:
        case Sorting.DUE:
            return lambda row: (row.proposal.due or date.max,)
        case Sorting.PRIORITY:
            return lambda row: (_PRIORITIES.get(row.proposal.priority, _MIDDLE),)
        case Sorting.OWNER:
            return lambda row: (
                tuple(name.casefold() for name in session.owner_names(row.proposal)) or ("\U0010ffff",)
            )
        case Sorting.WORDS:
            return lambda row: (row.proposal.words.casefold(),)
        case Sorting.PLACE:
            return lambda row: ()
    assert_never(sorting)


def _grouped(session: "Session", keys: Iterable[int], grouping: Grouping) -> list[Group]:
    """The rows in groups of another kind than notes, the groups in an order that people expect."""
    if grouping is Grouping.CARD:
        return _cards(session, keys)
    found: dict[str, list[int]] = {}
    order: dict[str, tuple[object, ...]] = {}
    for key in keys:
        proposal = session.rows[key].proposal
        match grouping:
            case Grouping.OWNER:
                name = next(iter(session.owner_names(proposal)), _NOBODY)
                order.setdefault(name, (not session.people.is_mine(name), name == _NOBODY))
            case Grouping.FOLDER:
                name = proposal.note.rpartition("/")[0]
                order.setdefault(name, (name.casefold(),))
            case _:
                rank, name = _when(proposal.due, session.today)
                order.setdefault(name, (rank,))
        found.setdefault(name, []).append(key)
    if grouping is Grouping.OWNER:
        order = {name: (*rank, -len(found[name]), name.casefold()) for name, rank in order.items()}
    return [Group(name, tuple(found[name]), by=grouping) for name in sorted(found, key=order.__getitem__)]


def _when(due: date | None, today: date) -> tuple[int, str]:
    """The stretch of time that a due date falls in, with its rank."""
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


def _cards(session: "Session", keys: Iterable[int]) -> list[Group]:
    """Each card where its first row stands, the best line on top; at the end what has no twin."""
    shown = list(keys)
    found: dict[int, list[int]] = {}
    alone = []
    for key in shown:
        if (card := session.likenesses.card(key)) and card.size > 1:
            found.setdefault(id(card), []).append(key)
        else:
            alone.append(key)
    groups = []
    for members in found.values():
        best = session.likenesses.best(members[0])
        on_top = best.key if best and best.key in members else members[0]
        ordered = (on_top, *(key for key in members if key != on_top))
        groups.append(Group(session.rows[on_top].proposal.words, ordered, by=Grouping.CARD))
    if alone:
        groups.append(Group("", tuple(alone), by=Grouping.CARD))
    return groups
