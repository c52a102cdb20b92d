"""Reading a whole vault, note by note."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from triage.core.errors import NoteUnreadable
from triage.core.metadata import Metadata
from triage.core.task.file_date import day_in_front_matter, day_in_name
from triage.core.task.note import FoundNote
from triage.core.task.proposal import Proposal, proposals_in
from triage.session.store import Store

_FIRST_PROPOSALS, _MOST_PROPOSALS = 20, 500
"""How many proposals make a batch: few at first, so that the screen fills at once."""
_NOTES_A_BATCH = 500
"""A batch comes at the latest after so many notes, so that the screen can count them."""
_METADATA_A_BATCH = 50
"""How many notes' front matter makes a batch."""


@dataclass(frozen=True, slots=True)
class ReadNote:
    """A note that holds proposals, as the scan read it."""

    path: str
    day: date
    data: bytes
    proposals: tuple[Proposal, ...]
    goes_on: bool = False
    """Whether these are further proposals of the note before."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What the scan found since its last batch."""

    notes: tuple[ReadNote, ...] = ()
    metadata: tuple[tuple[str, Metadata], ...] = ()
    """Front matter, by note; it comes once every note is read."""
    problems: tuple[str, ...] = ()
    read: int = 0
    """How many notes have been read until now, also without proposals."""
    paths: tuple[str, ...] = ()
    """Every note, once all are read."""


def scan(store: Store) -> Iterator[Batch]:
    """Read every note: first those with proposals as they are found, then their front matter.

    Touches nothing but the store, so it may run in a thread of its own.
    """
    found: list[ReadNote] = []
    pending: list[ReadNote] = []
    size = _FIRST_PROPOSALS
    paths: list[str] = []
    for note in store.find():
        paths.append(note.path)
        read = len(paths)
        try:
            data = store.read(note.path)
        except NoteUnreadable as problem:
            yield Batch(problems=(str(problem),), read=read)
            continue
        for part in _parts(note, data, store):
            pending.append(part)
            found += () if part.goes_on else (part,)
            if sum(len(entry.proposals) for entry in pending) >= size:
                yield Batch(tuple(pending), read=read)
                size = min(2 * size, _MOST_PROPOSALS)
                pending = []
        if read % _NOTES_A_BATCH == 0:
            yield Batch(tuple(pending), read=read)
            pending = []
    read = len(paths)
    yield Batch(tuple(pending), problems=tuple(store.problems), read=read, paths=tuple(paths))
    for start in range(0, len(found), _METADATA_A_BATCH):
        chunk = found[start : start + _METADATA_A_BATCH]
        yield Batch(metadata=tuple((note.path, store.metadata(note.data)) for note in chunk), read=read)


def _parts(note: FoundNote, data: bytes, store: Store) -> Iterator[ReadNote]:
    """A note with its proposals, in parts, so that the screen can handle keys between two parts."""
    proposals = proposals_in(note.path, data, store.vocabulary(note.path))
    day = None
    while part := tuple(islice(proposals, _MOST_PROPOSALS)):
        goes_on = day is not None
        day = day or day_in_name(note.path) or day_in_front_matter(data) or note.day
        yield ReadNote(note.path, day, data, part, goes_on)
