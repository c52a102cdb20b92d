"""Taking in what was read of the notes."""

from collections.abc import Iterable, Sequence
from datetime import date

from triage.core.metadata import Metadata
from triage.core.row import Row
from triage.core.task.edit import Place
from triage.core.task.proposal import Proposal, find_tasks
from triage.session.names import Names
from triage.session.overwriting import Overwriting
from triage.session.queue import Queue
from triage.session.scan import Batch
from triage.session.store import Store
from triage.session.vocabularies import Vocabularies


class Intake:
    """Updates rows and names to what a scan finds, and to each note that is read after it."""

    def __init__(
        self,
        *,
        store: Store,
        queue: Queue,
        names: Names,
        vocabularies: Vocabularies,
        overwriting: Overwriting,
        problems: list[str],
    ) -> None:
        """Begin with nothing read; what cannot be read is added to the `problems`."""
        self._store = store
        self._queue = queue
        self._names = names
        self._vocabularies = vocabularies
        self._overwriting = overwriting
        self._problems = problems
        self.notes: tuple[str, ...] = ()
        """Every note of the vault, once all were read; () before."""
        self.notes_read = 0
        self._read_since: set[str] = set()
        """The notes that were read again since the scan began: the scan's bytes of them are older."""

    def begin(self) -> None:
        """Forget which notes were read; a scan is to follow."""
        self._read_since.clear()
        self.notes = ()

    def take(self, batch: Batch) -> None:
        """Take in what a scan found; a note that the queue holds already is newer than in the scan."""
        self.notes_read = batch.read
        self.notes = batch.paths or self.notes
        self._problems += batch.problems
        for note in batch.notes:
            self._overwriting.doubt(note.path)
            if note.path not in self._queue.notes:
                self.know_owners(self._queue.add_note(note.path, note.data, note.proposals, note.day))
            elif note.goes_on and note.path not in self._read_since:
                self.know_owners(self._queue.add_rows(note.path, note.proposals))
        for path, metadata in batch.metadata:
            held = self._queue.notes.get(path)
            if held and held.metadata is None and path not in self._read_since:
                self._queue.hold_metadata(path, metadata)
            self._know_people(metadata)

    def take_note(self, note: str, data: bytes, *, arrived: bool, written: Sequence[Place] = ()) -> list[Row]:
        """Update a note's rows to its bytes; the new rows. See `Queue.read_again`."""
        tasks = find_tasks(note, data, self._vocabularies.of(note))
        return self.take_tasks(note, data, tasks, arrived=arrived, written=written)

    def take_tasks(
        self,
        note: str,
        data: bytes,
        tasks: Sequence[Proposal],
        *,
        arrived: bool = True,
        written: Sequence[Place] = (),
        day: date | None = None,
    ) -> list[Row]:
        """Update a note's rows to its bytes, given the tasks in them; the new rows."""
        self._read_since.add(note)
        self._overwriting.doubt(note)
        new = self._queue.read_again(note, data, tasks, arrived=arrived, written=written, day=day)
        self.know_owners(new)
        return new

    def take_metadata(self, note: str, metadata: Metadata) -> None:
        """Take in the front matter that was read with a note."""
        if metadata != self._queue.notes[note].metadata:
            self._queue.hold_metadata(note, metadata)
            self._know_people(metadata)

    def follow_own(self, note: str, data: bytes) -> None:
        """Hold new bytes of a note whose rows follow them already."""
        self._queue.notes[note].data = data
        self._read_since.add(note)

    def follow_paths(self, created: Sequence[str], left: Iterable[str]) -> None:
        """Update the list of all notes to new and lost paths, once the first scan is over."""
        gone = {*left, *created}
        if self.notes and gone:
            self.notes = (*(path for path in self.notes if path not in gone), *created)
            self.notes_read = len(self.notes)

    def add_task(self, note: str, number: int) -> Row | None:
        """The row of the task on one line of a note, whatever its status; None if the line is no task.

        The note is read, and gets a row for the task if there is none.
        """
        data = self._store.read(note)
        held = self._queue.notes.get(note)
        if held is None or held.data != data:
            self.take_note(note, data, arrived=held is not None)
        if (row := self._queue.on_line(note, number)) is not None:
            return row
        for task in find_tasks(note, data, self._vocabularies.of(note)):
            if task.place.number == number:
                return self._queue.add_row(self._queue.notes[note], task)
        return None

    def know_owners(self, rows: Iterable[Row]) -> None:
        """Learn the names of the owners of these rows, as far as they are clear."""
        self._names.add_owners(rows, is_scanned=bool(self.notes))

    def _know_people(self, metadata: Metadata) -> None:
        for name in metadata.people:
            self._names.people.add(name)
