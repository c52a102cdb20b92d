"""The store in memory, and small builders of notes and sessions, for tests of every layer."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from queue import Empty, SimpleQueue

from triage.core.config import Config
from triage.core.errors import NoteGone, NoteUnreadable, NotKept, NoVault
from triage.core.history.gesture import Entry, Gesture, History, Interrupted, Written
from triage.core.metadata import Metadata
from triage.core.people.person_note import KnownPerson
from triage.core.row import Row
from triage.core.task.edit import LineEdit, Outcome, Place, Result, apply_edits
from triage.core.task.fields import PRIORITY_EMOJI
from triage.core.task.file_date import day_in_name
from triage.core.task.note import FoundNote
from triage.core.task.vocabulary import Vocabulary
from triage.core.vault_changes import Changes, Stop
from triage.session.session import Session
from triage.session.store import Store
from triage.storage.front_matter import read_metadata
from triage.storage.journal.gathering import Gathering
from triage.storage.journal.journal_record import Ending, Intent, NoteOutcome, Opening, Record
from triage.storage.journal.logged import cut_off
from triage.storage.people_notes import people_in

TODAY = date(2026, 12, 3)
"""The day on which every test session sits down, a Thursday."""
TAGS = "#task #proposed #auto"


class FakeStore:
    """Notes and a journal in memory; obeys `tests/storage/test_contract.py` as the real vault does.

    `notes` is open to be changed, as another program would change a vault.
    """

    def __init__(
        self,
        notes: Mapping[str, bytes],
        *,
        vocabularies: Mapping[str, Vocabulary] | None = None,
        days: Mapping[str, date] | None = None,
    ) -> None:
        """Begin with these notes; `days` say when they were last modified, else it was today."""
        self.notes = dict(notes)
        self.vocabularies = dict(vocabularies or {})
        self.days = dict(days or {})
        self.journal: list[tuple[Gesture, str, tuple[Outcome, ...]]] = []
        """The outcomes of every call of `save`, in order."""
        self._records: list[Record] = []
        self.problems: list[str] = []
        """What else could not be read, a sentence each."""
        self.left_out_by = ""
        """Which settings leave notes out."""
        self.memory: dict[str, str] = {}
        """What was remembered, as JSON by name."""
        self.forgets = ""
        """Why nothing can be remembered; "" if it can."""
        self.people_notes: tuple[str, ...] = ()
        """Globs of the notes that are about one person each."""
        self.sittings = 0
        """How many sessions `session_over` has begun over it."""
        self.is_missing = False
        """Whether the vault does not exist."""
        self.unreadable: dict[str, str] = {}
        """The notes that cannot be read, with the reason."""
        self.unwritable: dict[str, str] = {}
        """The notes that can be read but not written, with the reason."""
        self.unconfirmed: dict[str, str] = {}
        """The notes that the disk does not confirm after a save, with the reason."""
        self.is_watched = False
        """Whether `watch` tells what is put into `happened`; else it ends at once."""
        self.happened: SimpleQueue[Changes] = SimpleQueue()
        """What `watch` is to tell."""
        self.before_save: Callable[[str], None] | None = None
        """Called with the note's path just before a save reads it: the moment of another program."""

    @property
    def name(self) -> str:
        """The vault's name."""
        return "Fake"

    def find(self) -> Iterator[FoundNote]:
        """Every note, the newest first, then by path."""
        if self.is_missing:
            raise NoVault("There is no folder Fake")
        found = [FoundNote(path, self._day(path)) for path in sorted(self.notes)]
        return iter(sorted(found, key=lambda note: note.day, reverse=True))

    def read(self, note: str) -> bytes:
        """The note's bytes; raises NoteUnreadable."""
        if reason := self.unreadable.get(note):
            raise NoteUnreadable(f"{note} cannot be read: {reason}")
        if note not in self.notes:
            raise NoteGone(f"{note} is no longer there")
        return self.notes[note]

    def vocabulary(self, note: str) -> Vocabulary:
        """The note's own vocabulary, else the defaults."""
        return self.vocabularies.get(note, Vocabulary())

    def metadata(self, data: bytes) -> Metadata:
        """What the real reader of front matter says."""
        return read_metadata(data)

    def people(self, notes: Sequence[str]) -> Iterator[KnownPerson]:
        """What the real reader of people's notes says."""
        return people_in(notes, self.people_notes, self.read)

    def tidy(self, *, is_last: bool = False) -> list[str]:
        """Nothing is ever left behind."""
        return []

    def save(self, note: str, edits: Sequence[LineEdit], gesture: Gesture) -> list[Outcome]:
        """Replace lines of one note, and journal the outcomes."""
        if self.before_save:
            self.before_save(note)
        before = self.notes.get(note)
        outcomes = self._outcomes(note, edits)
        is_all_saved = all(outcome.is_saved for outcome in outcomes)
        if gesture.is_beside or self.notes.get(note) != before or not is_all_saved:
            self.journal.append((gesture, note, tuple(outcomes)))
            intent = Intent(gesture, note, "", "", tuple(outcomes))
            self._records += (intent, NoteOutcome.of(intent, outcomes))
        return outcomes

    def begin(self, gesture: Gesture, edits: Mapping[str, Sequence[LineEdit]]) -> None:
        """Journal what a gesture is going to write."""
        self._records.append(Opening(gesture, {note: tuple(lines) for note, lines in edits.items()}))

    def end(self, gesture: Gesture, *, is_stopped: bool, is_over: bool = True) -> Mapping[str, str]:
        """Journal the end of a gesture that was begun, if it is over."""
        if is_over:
            self._records.append(Ending(gesture.id, is_stopped=is_stopped))
        return {}

    def interrupted(self) -> Interrupted | None:
        """The last gesture that was begun, has no end, and can be gone on with."""
        gathering = Gathering()
        for record in self._records:
            gathering.take(record)
        return next(cut_off(gathering.gestures(lambda id_: False)), None)

    def watch(self, stop: Stop) -> Iterator[Changes]:
        """What was put into `happened`, as it comes."""
        while self.is_watched and not stop.is_set():
            with suppress(Empty):
                yield self.happened.get(timeout=0.01)

    def recall(self, name: str) -> object:
        """What was remembered under a name."""
        return json.loads(self.memory.get(name, "null"))

    def remember(self, name: str, value: object) -> None:
        """Keep a value; raises NotKept with the reason in `forgets`, if there is one."""
        if self.forgets:
            raise NotKept(f"The {name} could not be kept: {self.forgets}")
        self.memory[name] = json.dumps(value)

    def tell_damaged(self, name: str, records: int) -> None:
        """Say it."""
        self.problems.append(f"The {name} file was damaged: {records}")

    def history(self, is_enough: Callable[[History], bool] = lambda history: True) -> History:
        """What can be undone and redone, by the whole journal."""
        return History.of(self.entries())

    def latest(self, number: int) -> list[Entry]:
        """Every gesture in order."""
        return self.entries()

    def sound(self, number: int) -> list[Entry]:
        """Every gesture in order: nothing is ever damaged."""
        return self.entries()

    def entries(self) -> list[Entry]:
        """Every gesture in order, undos included, with the lines that it has replaced."""
        gestures: dict[str, Gesture] = {}
        written: dict[str, list[Written]] = {}
        spent: dict[str, list[tuple[str, Place]]] = {}
        for gesture, note, outcomes in self.journal:
            gestures.setdefault(gesture.id, gesture)
            written.setdefault(gesture.id, []).extend(
                Written(note, each.edit.place, each.place, each.edit.verb, each.edit.detail)
                for each in outcomes
                if each.is_saved and each.place
            )
            spent.setdefault(gesture.id, []).extend(
                (note, each.edit.place) for each in outcomes if each.result in {Result.GONE, Result.AMBIGUOUS}
            )
        return [Entry(gesture, tuple(written[id_]), tuple(spent[id_])) for id_, gesture in gestures.items()]

    def _day(self, path: str) -> date:
        return day_in_name(path) or self.days.get(path, TODAY)

    def _outcomes(self, note: str, edits: Sequence[LineEdit]) -> list[Outcome]:
        try:
            after, outcomes = apply_edits(self.read(note), edits)
        except NoteGone as problem:
            return [Outcome(edit, Result.GONE, reason=str(problem)) for edit in edits]
        except NoteUnreadable as problem:
            return [Outcome(edit, Result.FAILED, reason=str(problem)) for edit in edits]
        if reason := self.unwritable.get(note):
            return [
                Outcome(each.edit, Result.FAILED, reason=reason) if each.is_saved else each
                for each in outcomes
            ]
        self.notes[note] = after
        if reason := self.unconfirmed.get(note):
            return [
                replace(each, result=Result.UNCONFIRMED, reason=reason) if each.is_saved else each
                for each in outcomes
            ]
        return outcomes


def clock(start: datetime) -> Callable[[], datetime]:
    """A clock that goes on by one second each time it is asked."""
    asked = -1

    def now() -> datetime:
        nonlocal asked
        asked += 1
        return start + timedelta(seconds=asked)

    return now


class SetClock:
    """A clock that stands until somebody sets it."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        """The moment it was set to."""
        return self.moment

    def goes_on(self, **by: float) -> None:
        """Move the clock by this `timedelta`; a negative one sets it back."""
        self.moment += timedelta(**by)


def session_over(
    store: FakeStore | Mapping[str, bytes],
    *,
    today: date = TODAY,
    load: bool = True,
    config: Config | None = None,
) -> Session:
    """A session over a store, or over these notes, with its vault read.

    The first over a store is the run `run-1`, which begins at nine in the morning; each further one is a
    restart of triage, a run and an hour later.
    """
    if not isinstance(store, FakeStore):
        store = FakeStore(store)
    store.sittings += 1
    return sitting(store, store.sittings, today=today, load=load, config=config)


def sitting(
    store: Store, number: int, *, today: date = TODAY, load: bool = True, config: Config | None = None
) -> Session:
    """The session of one run over any store."""
    start = datetime(today.year, today.month, today.day, 9, tzinfo=UTC) + timedelta(hours=number - 1)
    session = Session(store, today, run=f"run-{number}", now=clock(start), config=config)
    if load:
        session.load()
    return session


def proposal_line(
    words: str = "Order the wool",
    *,
    owner: str = "Myself",
    due: str = "",
    priority: str = "",
    symbol: str = "?",
    tags: str = TAGS,
) -> str:
    """A task line as the pipeline writes it; `priority` is a name such as `high`, "" leaves a part out."""
    emoji = next((mark for mark, name in PRIORITY_EMOJI.items() if name == priority), "")
    parts = [f"- [{symbol}]", words, owner and f"@{owner}", due and f"📅 {due}", emoji, tags]
    return " ".join(part for part in parts if part)


def note(*lines: str, end: str = "\n", final: bool = True) -> bytes:
    """A note of these lines, with this line ending; without a `final` one, the last line has none."""
    return (end.join(lines) + (end if final else "")).encode("utf-8", "surrogateescape")


def shown(session: Session) -> list[Row]:
    """Every row in the order of the screen."""
    return [session.rows[key] for group in session.queue.groups() for key in group.keys]


def words_shown(session: Session) -> list[str]:
    """The words of every row in the order of the screen."""
    return [row.proposal.words for row in shown(session)]


def key_of(session: Session, words: str, nth: int = 0) -> int:
    """The key of the row with these words; of several, the one that stands `nth` on the screen, from 0."""
    return [row.key for row in shown(session) if row.proposal.words == words][nth]
