"""The record of a vault, read from the journal when it is first needed."""

from typing import TYPE_CHECKING

from triage.core.history.gesture import Entry
from triage.session.names import Names
from triage.session.queue import Queue
from triage.session.store import Store
from triage.session.vocabularies import Vocabularies

if TYPE_CHECKING:
    from triage.session.record import Record

_LATEST_GESTURES = 1_000
"""How many of the latest gestures a record holds at least."""


class Recording:
    """Makes the record of a sitting, and adds each gesture to it that ends afterwards."""

    def __init__(self, queue: Queue, names: Names, vocabularies: Vocabularies, store: Store) -> None:
        """Begin without a record."""
        self._queue = queue
        self._names = names
        self._vocabularies = vocabularies
        self._store = store
        self._record: Record | None = None
        self._is_whole = False
        self._ended: list[Entry] = []
        """The gestures that have ended and are not yet in the record."""

    def begin(self) -> None:
        """Forget the record: the vault is read again."""
        self._record = None

    def add(self, entry: Entry) -> None:
        """Add a gesture that has ended."""
        self._ended.append(entry)

    def record(self, *, is_whole: bool = False) -> "Record":
        """The record of the latest gestures, or of all of them; raises TriageError for the journal."""
        from triage.session.record import Record  # not needed to show the first row

        if self._record is None or (is_whole and not self._is_whole):
            record = Record(self._queue, self._names, self._vocabularies, self._store)
            record.add(self._store.entries() if is_whole else self._store.latest(_LATEST_GESTURES))
            self._record, self._is_whole = record, is_whole
        else:
            self._record.add(self._ended)
        self._ended.clear()
        return self._record
