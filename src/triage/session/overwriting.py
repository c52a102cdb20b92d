"""Decisions that another program has overwritten with an older text of the note."""

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
        """Begin without a journal; `look` reads it."""
        self._queue = queue
        self._store = store
        self._lines: WrittenLines | None = None
        self._entries: list[Entry] = []
        """The gestures that are not yet in the lines."""
        self._is_read = False
        """Whether the journal was read; at the start it is not."""
        self._counts: dict[str, tuple[bytes, Counter[str]]] = {}
        self._doubts: dict[str, int] = {}
        """The notes that were read after the journal, each with a number that is new at each reading."""
        self._doubted = 0

    def begin(self) -> None:
        """Forget what was known; the next `look` reads the journal."""
        self._lines = None
        self._counts.clear()
        self._doubts.clear()
        self._entries = []
        self._is_read = False

    def add(self, entry: Entry) -> None:
        """Take in a gesture that has ended."""
        if self._is_read:
            self._entries.append(entry)

    def doubt(self, note: str) -> None:
        """Note that another run of triage may have written this note since the journal was read."""
        self._doubted += 1
        self._doubts[note] = self._doubted

    @property
    def doubts(self) -> Mapping[str, int]:
        """The notes about which the journal must be read again, as `take` is given them."""
        return dict(self._doubts)

    @property
    def is_in_doubt(self) -> bool:
        """Whether the journal must be read: it never was, or a doubted note seems to be overwritten.

        Another run of triage may have taken that decision back.
        """
        if not self._is_read:
            return True
        lines, queue = self._known(), self._queue
        notes = (queue.notes[note] for note in self._doubts if note in lines.notes and note in queue.notes)
        return any(self._found(queue.rows[key], lines) for held in notes for key in held.keys)

    def take(self, entries: Iterable[Entry], doubts: Mapping[str, int]) -> None:
        """Hold the gestures of the journal, which was read after these doubts arose."""
        self._lines = None
        self._entries = list(entries)
        self._is_read = True
        for note, number in doubts.items():
            if self._doubts.get(note) == number:
                del self._doubts[note]

    def look(self) -> "WrittenLines":
        """The lines that were written; the journal is read again if any note is in doubt."""
        if self._doubts or not self._is_read:
            if self.is_in_doubt:
                self.take(self._read(), self.doubts)
            self._doubts.clear()
        return self._known()

    def read(self) -> list[Entry]:
        """The latest gestures, without those before the last damaged record of the journal.

        May run in another thread. Raises TriageError.
        """
        return self._store.sound(_LATEST_GESTURES)

    def _read(self) -> list[Entry]:
        try:
            return self.read()
        except TriageError:  # the list of problems says so
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
        """The decision on a row that was overwritten; None for none, and before the first `look`."""
        if self._lines is None or row.proposal.note in self._doubts:
            return None
        return self._found(row, self._known())

    def _found(self, row: Row, lines: "WrittenLines") -> "Overwritten | None":
        note, line = row.proposal.note, row.proposal.place.line
        if row.is_gone or not lines.may_be_overwritten(note, line):
            return None
        return lines.overwritten(note, line, self._counted(note))

    def found(self) -> list[int]:
        """The rows whose decisions were overwritten, note by note."""
        queue = self._queue
        notes = [queue.notes[note] for note in sorted(self.look().notes & queue.notes.keys())]
        return [key for held in notes for key in held.keys if self.of(queue.rows[key])]

    def among(self, keys: Iterable[int]) -> "dict[int, Overwritten]":
        """The overwritten decisions on these rows, by key; a row without one is left out."""
        self.look()
        rows = (self._queue.rows[key] for key in keys)
        return {row.key: found for row in rows if (found := self.of(row))}

    def _counted(self, note: str) -> Counter[str]:
        """How often each line stands in a held note."""
        data = self._queue.notes[note].data
        held = self._counts.get(note)
        if held is None or held[0] is not data:
            held = self._counts[note] = data, Counter(lines_of(data))
        return held[1]
