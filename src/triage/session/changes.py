"""Letting a sitting follow what happens to the notes meanwhile, whoever does it."""

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
"""How many notes are taken in before keys have their turn."""
_SOON_SECONDS = 1.0
"""Seconds in which a note that came with the proposals of one that went is that one, though it was edited."""


@dataclass(frozen=True, slots=True)
class ChangedNote:
    """A note as it was read after something had happened to it."""

    path: str
    day: date | None
    """Of a note that was not there before, None for the others."""
    data: bytes
    tasks: Sequence[Proposal]
    """Its tasks; only the proposals if it was not held."""
    base: bytes | None
    """What was held of it just before it was read."""
    metadata: Metadata | None = None
    before: str = ""
    """The path that it had before, "" if it was not moved."""


@dataclass(frozen=True, slots=True)
class News:
    """What happened to notes, read and ready to be taken in."""

    notes: tuple[ChangedNote, ...] = ()
    created: tuple[str, ...] = ()
    """All that are new, those without proposals too."""
    left: tuple[str, ...] = ()
    """All paths at which there is no note any more."""
    deleted: tuple[str, ...] = ()
    """Those whose notes are nowhere else."""
    others: tuple[str, ...] = ()
    """Those that hold no proposal, before or now: what stands in them may decide one."""
    people: tuple[KnownPerson, ...] = ()
    problems: tuple[str, ...] = ()
    is_absent: bool = False
    at: float = 0.0


@dataclass
class Taken:
    """What has changed in a sitting by some news."""

    arrived: list[int] = field(default_factory=list)
    """The rows of proposals that came new."""
    notes: set[str] = field(default_factory=set)
    """The notes whose rows are others now, by the paths that they had before and have now."""
    others: set[str] = field(default_factory=set)
    """The notes without rows whose tasks may be others now."""
    keys: set[int] = field(default_factory=set)
    """The rows that came, or say something else now."""


class NewsReader:
    """Reads what happens to the notes; of the queue it looks at the bytes that are held alone.

    So it may work in a thread of its own.
    """

    def __init__(self, store: Store, queue: Queue, vocabularies: Vocabularies) -> None:
        """Compare the notes of a store with those that are held."""
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
        """What went and came; then the notes that really are others than those held, a few at a time."""
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
            elif before in self._queue.notes:  # it went again
                yield News(deleted=(before,), at=changes.at)
            elif path not in self._queue.notes:
                others.append(path)
            if len(pending) == _NOTES_AT_ONCE:
                yield News(tuple(pending), at=changes.at)
                pending = []
        if pending or others:
            yield News(tuple(pending), others=tuple(others), at=changes.at)

    def _changed(self, path: str, before: str, day: date | None) -> ChangedNote | None:
        """A note as it is by now; None if that is nothing new, or holds nothing to decide."""
        held = self._queue.notes.get(before or path)
        base = held.data if held else None
        try:
            data = self._store.read(path)
        except NoteUnreadable:  # it went meanwhile, which will be told
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
    """Lets rows, names and notes follow news; no row changes its place, and new ones stand at the end."""

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
        """Take news into these parts of a sitting; what will not be remembered is one of the `problems`."""
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
        """Take in some news; what has changed by them."""
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
        if note.before and not moves:  # another note is held there
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
        """The note that went and is now this one: by its bytes, or just before with the same proposals."""
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
        """Let rows, what sleeps and what was seen follow a note to its new path."""
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
