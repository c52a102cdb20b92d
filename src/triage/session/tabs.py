"""How many open rows each view has, kept up to date row by row."""

from collections.abc import Sequence, Set
from datetime import date
from itertools import islice

from triage.core import renamed
from triage.core.row import Row
from triage.core.subject import Trait
from triage.session.queue import Queue
from triage.session.view import Subjects, View


class Tabs:
    """The rows of every view; a change to one row costs the same however long the queue is."""

    def __init__(self, views: Sequence[View], queue: Queue, subjects: Subjects) -> None:
        """Count the rows of a queue in each of these views."""
        self.views = tuple(views)
        self._queue = queue
        self._subjects = subjects
        self._weighed_marks: Set[int] = frozenset()
        """The rows that were marked when marks were last counted."""
        self._members: dict[str, set[int]] = {view.name: set() for view in views}
        self._left_out: dict[str, set[int]] = {view.name: set() for view in views}

    def clear(self) -> None:
        """Forget every row."""
        for members in (*self._members.values(), *self._left_out.values()):
            members.clear()

    def add_view(self, view: View) -> None:
        """Count one view more, in place of the one with its name."""
        self.views = (*(other for other in self.views if other.name != view.name), view)
        self._members[view.name] = set()
        self._left_out[view.name] = set()

    def follow_day(self, today: date) -> None:
        """Read words such as today as of this day in every view; then every row must be weighed again."""
        self.views = tuple(view.on(today) for view in self.views)

    def weigh(self, most: int | None = None) -> None:
        """Update the counts for every changed row, or for at least `most` of them."""
        rows, changed = self._queue.rows, self._queue.changed
        if self._asks_for_marks:
            marked = rows.keys() & self._subjects.marks.keys
            changed |= (marked ^ self._weighed_marks) & rows.keys()
            self._weighed_marks = marked
        weighed = self._subjects.duplicates.with_sets(list(islice(changed, most)))
        for key in weighed:
            self._weigh(rows[key])
        changed -= weighed

    def _weigh(self, row: Row) -> None:
        """Put a row into the views that take it; a decided row into none."""
        subject = self._subjects.of(row)
        mine, other = self._members, self._left_out
        if row.proposal.is_left_out:
            mine, other = other, mine
        for view in self.views:
            other[view.name].discard(row.key)  # it may have lost a tag, or got it back
            if row.is_open and view.takes(subject):
                mine[view.name].add(row.key)
            else:
                mine[view.name].discard(row.key)

    @property
    def _asks_for_marks(self) -> bool:
        """Whether a view asks which rows are marked."""
        return any(Trait.MARKED in view.filter.traits for view in self.views)

    def members(self, view: View) -> set[int] | None:
        """The open rows of a view, as last weighed; None for a view that is not counted."""
        if view not in self.views:
            return None
        return self._members[view.name] | self._left_out[view.name]

    def count(self, view: View, *, with_left_out: bool = False) -> int:
        """How many rows of a view are to be decided."""
        return len(self._members[view.name]) + (len(self._left_out[view.name]) if with_left_out else 0)

    def named(self, name: str) -> View | None:
        """The view of that name, upper and lower case aside."""
        name = renamed.VIEWS.get(name.casefold(), name.casefold())
        return next((view for view in self.views if view.name.casefold() == name), None)
