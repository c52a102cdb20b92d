"""The values that exist in the queue, with which a filter is completed."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from triage.core.row import Row
from triage.session.names import Names
from triage.session.queue import Queue


class QueueValues:
    """Owners, tags, folders and so on of the open rows, the most frequent first."""

    def __init__(self, queue: Queue, names: Names) -> None:
        """Take the queue whose rows are asked."""
        self._queue = queue
        self._names = names
        self._known: dict[str, tuple[object, list[str]]] = {}

    def owners(self) -> Sequence[str]:
        """The owners' names."""
        return self._values("owners", lambda row: self._names.owner_names(row.proposal))

    def tags(self) -> Sequence[str]:
        """The tags, with their `#`."""
        return self._values("tags", lambda row: row.proposal.task.labels)

    def folders(self) -> Sequence[str]:
        """The notes' folders, and every folder above them."""
        return self._values("folders", lambda row: _folders(row.proposal.note))

    def notes(self) -> Sequence[str]:
        """The notes' names."""
        return self._values("notes", lambda row: [row.proposal.note.rpartition("/")[2].removesuffix(".md")])

    def headings(self) -> Sequence[str]:
        """The headings that the proposals stand under."""
        return self._values("headings", lambda row: [row.proposal.heading])

    def kinds(self) -> Sequence[str]:
        """The values of `type` in front matter."""
        return self._values("kinds", lambda row: [self._queue.notes[row.proposal.note].kind])

    def sources(self) -> Sequence[str]:
        """The values of `source` in front matter."""
        return self._values("sources", lambda row: [self._queue.notes[row.proposal.note].source])

    def _values(self, name: str, of: Callable[[Row], Iterable[str]]) -> list[str]:
        """The values of the open rows, counted again once the number of rows has changed."""
        state = (self._queue.open, len(self._queue.rows))
        known = self._known.get(name)
        if known is None or known[0] != state:
            rows = (row for row in self._queue.rows.values() if row.is_open)
            counts = Counter(value for row in rows for value in of(row) if value)
            known = self._known[name] = (state, [value for value, _ in counts.most_common()])
        return known[1]


def _folders(note: str) -> list[str]:
    names = note.split("/")[:-1]
    return ["/".join(names[:depth]) for depth in range(1, len(names) + 1)]
