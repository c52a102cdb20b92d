"""How a sitting follows what happens to the notes while it goes on, whoever changes them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from triage.core.errors import NoteUnreadable, NotKept
from triage.core.metadata import Metadata
from triage.core.people.person_note import KnownPerson
from triage.core.task.file_date import day_in_front_matter, day_in_name
from triage.core.task.proposal import Proposal, find_proposals, find_tasks
from triage.core.vault_changes import Changes, Stop
from triage.session.intake import Intake
from triage.session.names import Names
from triage.session.past import Past
from triage.session.queue import Queue
from triage.session.remembered import Remembered
from triage.session.snoozes import Snoozes
from triage.session.store import Store
from triage.session.vocabularies import Vocabularies

_NOTES_AT_ONCE = 10
"""How many notes are taken in before waiting keys are handled."""
_SOON_SECONDS = 1.0
"""How long after a note went a note with the same proposals counts as that note, moved and edited."""


@dataclass(frozen=True, slots=True)
class ChangedNote:
    """A note that was read again after a change."""

    path: str
    day: date | None
    """The note's day if it was not there before, else None."""
    data: bytes
    tasks: Sequence[Proposal]
    """The note's tasks; only the proposals if the note was not held."""
    base: bytes | None
    """The bytes that the queue held just before the note was read."""
    metadata: Metadata | None = None
    before: str = ""
    """The path before the note was moved, "" if it was not moved."""


@dataclass(frozen=True, slots=True)
class News:
    """What happened to notes, read and ready to be taken in."""

    notes: tuple[ChangedNote, ...] = ()
    created: tuple[str, ...] = ()
    """Every new note, also without proposals."""
    left: tuple[str, ...] = ()
    """Every path at which there is no note any more."""
    deleted: tuple[str, ...] = ()
    """Every path whose note was deleted, not moved."""
    others: tuple[str, ...] = ()
    """The changed notes without proposals, before and now: their tasks may be the same as a proposal."""
    people: tuple[KnownPerson, ...] = ()
    problems: tuple[str, ...] = ()
    is_absent: bool = False
    at: float = 0.0


@dataclass
class Taken:
    """What some news has changed in a sitting."""

    arrived: list[int] = field(default_factory=list)
    """The rows of new proposals."""
    notes: set[str] = field(default_factory=set)
    """The notes whose rows have changed, by their old and their new paths."""
    others: set[str] = field(default_factory=set)
    """The notes without rows whose tasks may have changed."""
    keys: set[int] = field(default_factory=set)
    """The rows that are new or have other words now."""


class NewsReader:
    """Reads what happens to the notes, in a thread of its own.

    It reads only one thing of the queue: the bytes that are held of each note.
    """

    def __init__(self, store: Store, queue: Queue, vocabularies: Vocabularies) -> None:
        """Compare the notes of a store with the held ones."""
        self._store = store
        self._queue = queue
        self._vocabularies = vocabularies

    def watch(self, stop: Stop) -> Iterator[News]:
        """Wait for what happens to the notes and read it, until `stop` is set."""
        was_absent = False
        for changes in self._store.watch(stop):
            first, *others = self._read(changes)
            if was_absent or first != News(at=changes.at):
                yield first
            was_absent = changes.is_absent
            yield from others

    def _read(self, changes: Changes) -> Iterator[News]:
        """First which notes came and went; then the notes whose bytes have changed, a few at a time."""
        moved = {each.after.path: each for each in changes.moved}
        days: dict[str, date | None] = {path: each.after.day for path, each in moved.items()}
        days.update({note.path: note.day for note in changes.created})
        created = tuple(days)
        days.update(dict.fromkeys(changes.changed))
        yield News(
            created=created,
            left=(*changes.deleted, *(each.before for each in changes.moved)),
            deleted=changes.deleted,
            people=tuple(self._store.people(created)),
            problems=changes.problems,
            is_absent=changes.is_absent,
            at=changes.at,
        )
        others = []
        pending: list[ChangedNote] = []
        for path, day in days.items():
            before = moved[path].before if path in moved else ""
            if note := self._changed(path, before, day):
                pending.append(note)
            elif before in self._queue.notes:  # it was deleted again
                yield News(deleted=(before,), at=changes.at)
            elif path not in self._queue.notes:
                others.append(path)
            if len(pending) == _NOTES_AT_ONCE:
                yield News(tuple(pending), at=changes.at)
                pending = []
        if pending or others:
            yield News(tuple(pending), others=tuple(others), at=changes.at)

    def _changed(self, path: str, before: str, day: date | None) -> ChangedNote | None:
        """A note as it is now; None if the note has not changed, or if it is new and holds no proposal."""
        held = self._queue.notes.get(before or path)
        base = held.data if held else None
        try:
            data = self._store.read(path)
        except NoteUnreadable:  # it was deleted meanwhile: the next changes say so
            return None
        if data == base and not before:
            return None
        vocabulary = self._vocabularies.of(path)
        tasks = find_tasks(path, data, vocabulary) if held else find_proposals(path, data, vocabulary)
        if not held and not tasks:
            return None
        day = day and (day_in_name(path) or day_in_front_matter(data) or day)
        return ChangedNote(path, day, data, tasks, base, self._store.metadata(data), before)


class Follower:
    """Updates rows, names and notes to news; no row changes its place, and new rows stand at the end."""

    def __init__(
        self,
        *,
        store: Store,
        queue: Queue,
        names: Names,
        vocabularies: Vocabularies,
        intake: Intake,
        past: Past,
        snoozes: Snoozes,
        remembered: Remembered,
        problems: list[str],
    ) -> None:
        """Take news into these parts of a sitting; a snooze that cannot be kept is one of the `problems`."""
        self._store = store
        self._queue = queue
        self._names = names
        self._vocabularies = vocabularies
        self._intake = intake
        self._past = past
        self._snoozes = snoozes
        self._remembered = remembered
        self._problems = problems

    def take(self, news: News) -> Taken:
        """Take in some news, and say what it has changed."""
        taken = Taken()
        self._problems += news.problems
        if news.people:
            self._names.learn(news.people)
        self._intake.follow_paths(news.created, news.left)
        taken.others.update(news.others, news.left)
        for path in news.deleted:
            if self._queue.lose_note(path, news.at):
                taken.notes.add(path)
        for note in news.notes:
            self._take_note(note, news.at, taken)
        return taken

    def _take_note(self, note: ChangedNote, at: float, taken: Taken) -> None:
        queue = self._queue
        before = note.before or self._departed(note, at)
        moves = bool(before) and queue.can_move(before, note.path)
        if note.before and not moves:  # the queue holds another note there
            queue.lose_note(note.before, at)
            taken.notes.add(note.before)
        held = queue.notes.get(before if moves else note.path)
        data, tasks = note.data, note.tasks
        if held is not None and not moves and held.data == data:
            return  # we have written that ourselves
        if held is not None and held.data is not note.base:  # it was read before we wrote it
            try:
                data = self._store.read(note.path)
            except NoteUnreadable:
                return
            tasks = find_tasks(note.path, data, self._vocabularies.of(note.path))
        if moves:
            self._move(before, note.path)
            taken.notes.add(before)
        words = {key: queue.rows[key].proposal.words for key in held.keys} if held else {}
        new = self._intake.take_tasks(note.path, data, tasks, day=note.day)
        if data is note.data and note.metadata is not None:
            self._intake.take_metadata(note.path, note.metadata)
        taken.arrived += (row.key for row in new)
        taken.notes.add(note.path)
        taken.keys.update(row.key for row in new)
        taken.keys.update(key for key, said in words.items() if queue.rows[key].proposal.words != said)

    def _departed(self, note: ChangedNote, at: float) -> str:
        """The path of the note that was moved here, "" for none.

        It had the same bytes, or it went a moment ago and had the same proposals.
        """
        if note.base is not None:
            return ""
        lines = sorted(task.place.line for task in note.tasks)
        for path, held in self._queue.notes.items():
            if held.left is None:
                continue
            own = (self._queue.rows[key].proposal.place.line for key in held.keys)
            if held.left == note.data or (
                lines and at - held.left_at <= _SOON_SECONDS and sorted(own) == lines
            ):
                return path
        return ""

    def _move(self, before: str, after: str) -> None:
        """Move rows, snoozes and the remembered proposals of a note to its new path."""
        pairs = self._queue.move_note(before, after)
        self._past.move(before, after)
        asleep = [(old, new, until) for old, new in pairs if (until := self._snoozes.until(old))]
        for old, new in pairs:
            self._remembered.follow(old, new)
        if asleep:
            try:
                self._snoozes.set(
                    [*((old, None) for old, _, _ in asleep), *((new, until) for _, new, until in asleep)]
                )
            except NotKept as problem:
                self._problems.append(str(problem))
