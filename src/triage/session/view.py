"""A view: which rows of the queue are shown."""

from dataclasses import dataclass, field, replace

from triage.core.filter import Filter
from triage.core.row import Group, Row
from triage.session.queue import Queue


@dataclass(frozen=True, slots=True)
class View:
    """A slice of the queue."""

    filter: Filter = field(default_factory=Filter)
    includes_left_out: bool = False
    """Whether lines without all the queue tags are shown too."""

    def shows(self, row: Row) -> bool:
        """Whether a row belongs to it."""
        if row.proposal.is_left_out and not self.includes_left_out:
            return False
        return self.filter.matches(row.proposal)

    def groups(self, queue: Queue) -> list[Group]:
        """The rows to show, by note."""
        kept = (
            replace(group, keys=tuple(key for key in group.keys if self.shows(queue.rows[key])))
            for group in queue.groups()
        )
        return [group for group in kept if group.keys]

    def to_decide(self, queue: Queue) -> int:
        """How many rows are to be decided before the filter."""
        return queue.open + (queue.left_out if self.includes_left_out else 0)
