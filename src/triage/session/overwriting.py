"""Decisions that another program has overwritten with a note as it had read it before."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from triage.core.errors import TriageError
from triage.core.history.gesture import Entry
from triage.core.row import Row
from triage.core.task.note import lines_of
from triage.session.queue import Queue
from triage.session.store import Store

if TYPE_CHECKING:
    from triage.core.history.overwriting import Overwritten, WrittenLines

_LATEST_GESTURES = 4_000
"""How many gestures are looked at, at least: a program seldom writes a note that it read long before."""


class Overwriting:
    """Compares what the journal says was written with what stands in the notes now."""

    def __init__(self, queue: Queue, store: Store) -> None:
        """Begin without a journal; `begin` takes it, and `look` asks it."""
        self._queue = queue
        self._store = store
        self._lines: WrittenLines | None = None
        self._entries: list[Entry] = []
        """The gestures that were not yet looked at."""
        self._is_read = False
        """Whether the journal was asked; at the start it is not."""
        self._counts: dict[str, tuple[bytes, Counter[str]]] = {}
        self._doubts: dict[str, int] = {}
        """The notes that were read after the journal, each by a number of its own for each time."""
        self._doubted = 0

    def begin(self) -> None:
        """Forget what was known; the journal is asked once somebody looks."""
        self._lines = None
        self._counts.clear()
        self._doubts.clear()
        self._entries = []
        self._is_read = False

    def add(self, entry: Entry) -> None:
        """Take in a gesture that is over."""
        if self._is_read:
            self._entries.append(entry)

    def doubt(self, note: str) -> None:
        """What a note holds may be what another run of triage has made of it since the journal was read."""
        self._doubted += 1
        self._doubts[note] = self._doubted

    @property
    def doubts(self) -> Mapping[str, int]:
        """The notes that the journal has to be asked about, as `take` wants them."""
        return dict(self._doubts)

    @property
    def is_in_doubt(self) -> bool:
        """Whether the journal is to be asked: it was not, or anything would be overwritten by what is known.

        Another run of triage may have taken that back.
        """
        if not self._is_read:
            return True
        lines, queue = self._known(), self._queue
        notes = (queue.notes[note] for note in self._doubts if note in lines.notes and note in queue.notes)
        return any(self._found(queue.rows[key], lines) for held in notes for key in held.keys)

    def take(self, entries: Iterable[Entry], doubts: Mapping[str, int]) -> None:
        """Hold the gestures of the journal as it was read after these doubts had come up."""
        self._lines = None
        self._entries = list(entries)
        self._is_read = True
        for note, number in doubts.items():
            if self._doubts.get(note) == number:
                del self._doubts[note]

    def look(self) -> "WrittenLines":
        """From now on, know which rows are overwritten; where that is in doubt, the journal is read again."""
        if self._doubts or not self._is_read:
            if self.is_in_doubt:
                self.take(self._read(), self.doubts)
            self._doubts.clear()
        return self._known()

    def read(self) -> list[Entry]:
        """The gestures to look at: the latest ones, which began after all that is damaged of the journal.

        May run in another thread. Raises TriageError.
        """
        return self._store.sound(_LATEST_GESTURES)

    def _read(self) -> list[Entry]:
        try:
            return self.read()
        except TriageError:  # the history has told it
            return []

    def _known(self) -> "WrittenLines":
        """What was written, as far as the journal was read."""
        if self._lines is None:
            from triage.core.history.overwriting import WrittenLines  # not needed to show the first row

            self._lines = WrittenLines()
        for entry in self._entries:
            self._lines.add(entry)
        self._entries = []
        return self._lines

    def of(self, row: Row) -> "Overwritten | None":
        """What was made of a row's line, if that was overwritten; None also before anybody looked."""
        if self._lines is None or row.proposal.note in self._doubts:
            return None
        return self._found(row, self._known())

    def _found(self, row: Row, lines: "WrittenLines") -> "Overwritten | None":
        note, line = row.proposal.note, row.proposal.place.line
        if row.is_gone or not lines.may_be_overwritten(note, line):
            return None
        return lines.overwritten(note, line, self._counted(note))

    def found(self) -> list[int]:
        """The rows that are overwritten, note by note."""
        queue = self._queue
        notes = [queue.notes[note] for note in sorted(self.look().notes & queue.notes.keys())]
        return [key for held in notes for key in held.keys if self.of(queue.rows[key])]

    def among(self, keys: Iterable[int]) -> "dict[int, Overwritten]":
        """What was made of those of these rows that are overwritten."""
        self.look()
        rows = (self._queue.rows[key] for key in keys)
        return {row.key: found for row in rows if (found := self.of(row))}

    def _counted(self, note: str) -> Counter[str]:
        """How often each line stands in a note as it is held."""
        data = self._queue.notes[note].data
        held = self._counts.get(note)
        if held is None or held[0] is not data:
            held = self._counts[note] = data, Counter(lines_of(data))
        return held[1]
