"""Letting a sitting follow what happens to the notes meanwhile, whoever does it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from triage.core.changes import Changes, Stop
from triage.core.errors import NoteUnreadable, NotKept
from triage.core.file_date import day_in_front_matter, day_in_name
from triage.core.metadata import Metadata
from triage.core.person_note import KnownPerson
from triage.core.proposal import Proposal, find_proposals, find_tasks

if TYPE_CHECKING:
    from triage.session.queue import HeldNote
    from triage.session.session import Session

_AT_ONCE = 10
"""How many notes are taken in before keys have their turn."""
_SOON = 1.0
"""Seconds in which a note that came with the proposals of one that went is that one, though it was edited."""


@dataclass(frozen=True, slots=True)
class ChangedNote:
    """A note as it was read after something had happened to it."""

    path: str
    day: date | None
    """Of a note that was not there before, None for the others."""
    data: bytes
    tasks: Sequence[Proposal]
    """Its tasks; only the proposals where it was not held."""
    base: bytes | None
    """What was held of it just before it was read."""
    metadata: Metadata | None = None
    before: str = ""
    """The path that it had before, "" where it was not moved."""


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
    """What became of a sitting's rows by some news."""

    arrived: list[int] = field(default_factory=list)
    """The rows of proposals that came new."""
    notes: set[str] = field(default_factory=set)
    """The notes whose rows are others now, by the paths that they had before and have now."""
    others: set[str] = field(default_factory=set)
    """The notes without rows whose tasks may be others now."""
    keys: set[int] = field(default_factory=set)
    """The rows that came, or say something else now."""


def read_news(session: "Session", stop: Stop) -> Iterator[News]:
    """Wait for what happens to the notes and read it, until `stop` is set.

    Touches the store, and of the session only the bytes that it holds, so it may run in a thread of its own.
    """
    was_absent = False
    for changes in session.store.watch(stop):
        first, *others = _read(session, changes)
        if was_absent or first != News(at=changes.at):
            yield first
        was_absent = changes.is_absent
        yield from others


def _read(session: "Session", changes: Changes) -> Iterator[News]:
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
        people=tuple(session.store.people(created)),
        problems=changes.problems,
        is_absent=changes.is_absent,
        at=changes.at,
    )
    others = []
    pending: list[ChangedNote] = []
    for path, day in days.items():
        before = moved[path].before if path in moved else ""
        if note := _changed(session, path, before, day):
            pending.append(note)
        elif before in session.queue.notes:  # it went again
            yield News(deleted=(before,), at=changes.at)
        elif path not in session.queue.notes:
            others.append(path)
        if len(pending) == _AT_ONCE:
            yield News(tuple(pending), at=changes.at)
            pending = []
    if pending or others:
        yield News(tuple(pending), others=tuple(others), at=changes.at)


def _changed(session: "Session", path: str, before: str, day: date | None) -> ChangedNote | None:
    """A note as it is by now; None where that is nothing new, or holds nothing to decide."""
    store = session.store
    held = session.queue.notes.get(before or path)
    base = held.data if held else None
    try:
        data = store.read(path)
    except NoteUnreadable:  # it went meanwhile, which will be told
        return None
    if data == base and not before:
        return None
    vocabulary = session.with_rejected(store.vocabulary(path))
    tasks = find_tasks(path, data, vocabulary) if held else find_proposals(path, data, vocabulary)
    if not held and not tasks:
        return None
    day = day and (day_in_name(path) or day_in_front_matter(data) or day)
    return ChangedNote(path, day, data, tasks, base, store.metadata(data), before)


def take_news(session: "Session", news: News) -> Taken:
    """Let rows, names and notes follow; no row changes its place, and new ones stand at the end."""
    taken = Taken()
    session.problems += news.problems
    if news.people:
        session.learn(news.people)
    _follow_paths(session, news)
    taken.others.update(news.others, news.left)
    for path in news.deleted:
        if session.queue.lose_note(path, news.at):
            taken.notes.add(path)
    for note in news.notes:
        _take(session, note, news.at, taken)
    return taken


def _take(session: "Session", note: ChangedNote, at: float, taken: Taken) -> None:
    queue = session.queue
    before = note.before or _departed(session, note, at)
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
            data = session.store.read(note.path)
        except NoteUnreadable:
            return
        tasks = find_tasks(note.path, data, session.with_rejected(session.store.vocabulary(note.path)))
    if moves:
        _move(session, before, note.path)
        taken.notes.add(before)
    words = {key: session.rows[key].proposal.words for key in held.keys} if held else {}
    new = queue.read_again(note.path, data, tasks, day=note.day)
    session.read_since.add(note.path)
    session.overwriting.doubt(note.path)
    session.know_owners(new)
    if data is note.data:
        _know(session, queue.notes[note.path], note.metadata)
    taken.arrived += (row.key for row in new)
    taken.notes.add(note.path)
    taken.keys.update(row.key for row in new)
    taken.keys.update(key for key, said in words.items() if session.rows[key].proposal.words != said)


def _departed(session: "Session", note: ChangedNote, at: float) -> str:
    """The note that went and is now this one: by its bytes, or just before and with the same proposals."""
    if note.base is not None:
        return ""
    lines = sorted(task.place.line for task in note.tasks)
    for path, held in session.queue.notes.items():
        if held.left is None:
            continue
        own = (session.rows[key].proposal.place.line for key in held.keys)
        if held.left == note.data or (lines and at - held.left_at <= _SOON and sorted(own) == lines):
            return path
    return ""


def _move(session: "Session", before: str, after: str) -> None:
    """Let rows, what sleeps and what was seen follow a note to its new path."""
    pairs = session.queue.move_note(before, after)
    session.move_past(before, after)
    asleep = [(old, new, until) for old, new in pairs if (until := session.snoozes.until(old))]
    for old, new in pairs:
        session.follow_seen(old, new)
    if asleep:
        try:
            session.snoozes.set(
                [*((old, None) for old, _, _ in asleep), *((new, until) for _, new, until in asleep)]
            )
        except NotKept as problem:
            session.problems.append(str(problem))


def _know(session: "Session", held: "HeldNote", metadata: Metadata | None) -> None:
    """Take in the front matter that was read with a note."""
    if metadata is None or metadata == held.metadata:
        return
    held.metadata = metadata
    session.queue.changed.update(held.keys)
    for name in metadata.people:
        session.people.add(name)


def _follow_paths(session: "Session", news: News) -> None:
    """Let the list of all notes follow; before the first scan is over there is none."""
    if not session.notes or not (news.created or news.left):
        return
    gone = {*news.left, *news.created}
    kept: Iterable[str] = (path for path in session.notes if path not in gone)
    session.notes = (*kept, *news.created)
    session.notes_read = len(session.notes)
