"""What was decided in a vault until now, and where it came from."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from triage.core.errors import NoteUnreadable
from triage.core.history.decided import Decided, DecidedLines
from triage.core.history.gesture import Entry
from triage.core.history.origin import UNKNOWN, OpenRow, Origin
from triage.core.metadata import Metadata
from triage.core.task.edit import Place
from triage.core.task.file_date import day_in_front_matter, day_in_name
from triage.core.task.proposal import Proposal
from triage.session.names import Names
from triage.session.queue import Queue
from triage.session.store import Store
from triage.session.vocabularies import Vocabularies

_MOST_ORIGINS = 50_000
"""How many proposals' origins are kept."""
_GONE = Metadata(kind=UNKNOWN, source=UNKNOWN)


class Record:
    """The decisions of a vault's journal, each with what its note says; a note without rows is read once."""

    def __init__(self, queue: Queue, names: Names, vocabularies: Vocabularies, store: Store) -> None:
        """Begin with no decision; the vault was read into the queue before."""
        self._queue = queue
        self._names = names
        self._store = store
        self._lines = DecidedLines(vocabularies.of)
        self._taken: set[tuple[str, str, Place]] = set()
        """The lines that were taken in, each with its gesture."""
        self._written: dict[tuple[str, str], datetime] = {}
        self._notes: dict[str, tuple[Metadata, date | None]] = {}
        self._origins: dict[int, tuple[Proposal, Origin]] = {}
        """A proposal and its origin, by the proposal's identity: a line that is read again is asked again."""

    def add(self, entries: Iterable[Entry]) -> None:
        """Take in the gestures that come next: those of the journal at first, then each one as it ends.

        A line counts once, also if the journal held its gesture already while it was being settled.
        """
        for entry in entries:
            lines = {(entry.gesture.id, line.note, line.before): line for line in entry.written}
            new = tuple(line for name, line in lines.items() if name not in self._taken)
            self._taken.update(lines)
            self._lines.add(replace(entry, written=new))
            self._written.update({(line.note, line.after.line): entry.gesture.at for line in entry.written})

    def written_at(self, note: str, line: str) -> datetime | None:
        """When triage wrote exactly this line of a note, None if it did not."""
        return self._written.get((note, line))

    def decided(self) -> list[Decided]:
        """Every proposal that is decided now."""
        return [line.with_origin(self.origin(line.proposal)) for line in self._lines.decided()]

    def open_rows(self) -> list[OpenRow]:
        """Every proposal to decide; those without all the queue tags only if the queue includes them."""
        with_left_out = self._queue.includes_left_out
        return [
            OpenRow(row.key, self.origin(row.proposal))
            for row in self._queue.rows.values()
            if row.is_open and (with_left_out or not row.proposal.is_left_out)
        ]

    def origin(self, proposal: Proposal) -> Origin:
        """Where a proposal comes from, as far as its note can be read."""
        held = self._origins.get(id(proposal))
        if held is None:
            if len(self._origins) > _MOST_ORIGINS:
                self._origins.clear()
            held = self._origins[id(proposal)] = proposal, self._asked(proposal)
        return held[1]

    def _asked(self, proposal: Proposal) -> Origin:
        metadata, day = self._note(proposal.note)
        names = self._names.owner_names(proposal)
        return Origin(
            note=proposal.note,
            kind=metadata.kind,
            source=metadata.source,
            owners=names,
            is_mine=any(map(self._names.people.is_mine, names)),
            day=day,
            due=proposal.due,
        )

    def _note(self, note: str) -> tuple[Metadata, date | None]:
        if held := self._queue.notes.get(note):
            return self._queue.metadata(note), held.day
        if note not in self._notes:
            self._notes[note] = self._read(note)
        return self._notes[note]

    def _read(self, note: str) -> tuple[Metadata, date | None]:
        day = day_in_name(note)
        try:
            data = self._store.read(note)
        except NoteUnreadable:
            return _GONE, day
        return self._store.metadata(data), day or day_in_front_matter(data)
