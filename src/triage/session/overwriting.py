"""Decisions that another program has overwritten with a note as it had read it before."""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from triage.core.errors import TriageError
from triage.core.gesture import Entry
from triage.core.note import lines_of
from triage.core.row import Row

if TYPE_CHECKING:
    from triage.core.overwriting import Overwritten, WrittenLines
    from triage.session.session import Session


class Overwriting:
    """Compares what the journal says was written with what stands in the notes now."""

    def __init__(self, session: "Session") -> None:
        """Begin without a journal; `begin` takes it, and `look` asks it."""
        self._session = session
        self._lines: WrittenLines | None = None
        self._entries: list[Entry] = []
        """The gestures that were not yet looked at."""
        self._counts: dict[str, tuple[bytes, Counter[str]]] = {}

    def begin(self) -> None:
        """Hold the gestures of the journal as it is now, which the history has just read."""
        self._lines = None
        self._counts.clear()
        try:
            self._entries = self._session.store.entries()
        except TriageError:  # the history has told it
            self._entries = []

    def add(self, entry: Entry) -> None:
        """Take in a gesture that is over."""
        self._entries.append(entry)

    def look(self) -> "WrittenLines":
        """From now on, know which rows are overwritten."""
        if self._lines is None:
            from triage.core.overwriting import WrittenLines  # not needed to show the first row

            self._lines = WrittenLines()
        for entry in self._entries:
            self._lines.add(entry)
        self._entries = []
        return self._lines

    def of(self, row: Row) -> "Overwritten | None":
        """What was made of a row's line, where that was overwritten; None also before anybody looked."""
        note, line = row.proposal.note, row.proposal.place.line
        if self._lines is None or row.is_gone:
            return None
        lines = self.look() if self._entries else self._lines
        if not lines.may_be_overwritten(note, line):
            return None
        return lines.overwritten(note, line, self._counted(note))

    def found(self) -> list[int]:
        """The rows that are overwritten, note by note."""
        queue = self._session.queue
        notes = [queue.notes[note] for note in sorted(self.look().notes & queue.notes.keys())]
        return [key for held in notes for key in held.keys if self.of(queue.rows[key])]

    def among(self, keys: Iterable[int]) -> "dict[int, Overwritten]":
        """What was made of those of these rows that are overwritten."""
        self.look()
        rows = (self._session.rows[key] for key in keys)
        return {row.key: found for row in rows if (found := self.of(row))}

    def _counted(self, note: str) -> Counter[str]:
        """How often each line stands in a note as it is held."""
        data = self._session.queue.notes[note].data
        held = self._counts.get(note)
        if held is None or held[0] is not data:
            held = self._counts[note] = data, Counter(lines_of(data))
        return held[1]
