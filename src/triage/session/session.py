"""One sitting over a vault: reads it, decides about its proposals, undoes."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from triage.core.config import Config
from triage.core.globs import Globs
from triage.core.metadata import Metadata
from triage.core.row import Group, Row
from triage.core.task.decision import Decision
from triage.core.task.proposal import Proposal, find_tasks
from triage.core.task.vocabulary import Vocabulary
from triage.core.vault_changes import Stop
from triage.session.arrangement import Arrangement, Arranger
from triage.session.duplicates import Duplicates
from triage.session.intake import Intake
from triage.session.marks import Marks
from triage.session.names import Names
from triage.session.offering import Offering
from triage.session.overwriting import Overwriting
from triage.session.past import Past
from triage.session.plan import Plan, Saved, Settled
from triage.session.planner import Planner
from triage.session.preview import Preview
from triage.session.queue import Queue
from triage.session.recording import Recording
from triage.session.remembered import Remembered
from triage.session.saving import save
from triage.session.scan import Batch, scan
from triage.session.set_changes import SetChanges
from triage.session.settlement import Settlement
from triage.session.snoozes import Snoozes
from triage.session.store import Store
from triage.session.tabs import Tabs
from triage.session.tally import Tally
from triage.session.today import Today
from triage.session.view import RowSubject, Subjects, View, views_of
from triage.session.vocabularies import Vocabularies

if TYPE_CHECKING:
    from triage.session.changes import News, Taken
    from triage.session.comparison import Compared, Comparison
    from triage.session.record import Record
    from triage.session.values import QueueValues


class Session:
    """The queue of one vault, and everything that is done to it.

    The session knows every part; a part knows only the parts that it was handed. The state belongs to one
    thread; a method that may run in another thread says so.
    """

    def __init__(
        self,
        store: Store,
        today: date | None,
        *,
        run: str,
        now: Callable[[], datetime],
        config: Config | None = None,
    ) -> None:
        """Begin over a store; `run` names this run in the journal. Raises BadView for a saved view.

        `today` fixes the day; without it, the clock `now` gives the day.
        """
        config = config or Config()
        self._store = store
        self._day = Today(now, today)
        self._followed = self._day.local
        self.run = run
        self._vocabularies = Vocabularies(store)
        self.queue = Queue(self._day, store.metadata)
        self.names = Names(config.aliases, config.mine, self.queue)
        self.marks = Marks()
        self.duplicates = Duplicates(self.queue, self.names, self._day)
        self.past = Past(store, run)
        self._known_duplicates = self.duplicates.remembered()
        self._set_changes = SetChanges(self.duplicates, self.past)
        self.snoozes = Snoozes(store, self._day)
        self.problems: list[str] = []
        """What could not be read, a sentence each."""
        self.tally = Tally()
        self.remembered = Remembered(store)
        self._recording = Recording(self.queue, self.names, self._vocabularies, store)
        self.offering = Offering(store, self.tally, self._recording.record, self._day)
        self.overwriting = Overwriting(self.queue, store)
        self._intake = Intake(
            store=store,
            queue=self.queue,
            names=self.names,
            vocabularies=self._vocabularies,
            overwriting=self.overwriting,
            problems=self.problems,
        )
        self._subjects = Subjects(
            queue=self.queue,
            names=self.names,
            duplicates=self.duplicates,
            overwriting=self.overwriting,
            snoozes=self.snoozes,
            marks=self.marks,
            remembered=self.remembered,
            archive=Globs(config.archive),
        )
        self.tabs = Tabs(views_of(config.views, self.today, config.places), self.queue, self._subjects)
        self._arranger = Arranger(
            self.queue, self.tabs, self._subjects, self.names, self.duplicates, self._day
        )
        self._preview = Preview(self.names, self._vocabularies, self._day, config.overdue)
        self.planner = Planner(
            run,
            self._day,
            store=store,
            queue=self.queue,
            duplicates=self.duplicates,
            snoozes=self.snoozes,
            overwriting=self.overwriting,
            past=self.past,
            preview=self._preview,
        )
        self._settlement = Settlement(
            queue=self.queue,
            intake=self._intake,
            vocabularies=self._vocabularies,
            duplicates=self.duplicates,
            snoozes=self.snoozes,
            marks=self.marks,
            past=self.past,
            tally=self.tally,
            problems=self.problems,
        )

    @property
    def today(self) -> date:
        """Today, as the clock said when it was last read."""
        return self._day.today

    @property
    def rows(self) -> dict[int, Row]:
        """Every row by key."""
        return self.queue.rows

    @property
    def vault_name(self) -> str:
        """The vault's name, for people."""
        return self._store.name

    @property
    def includes_left_out(self) -> bool:
        """Whether lines without all the queue tags are shown too."""
        return self.queue.includes_left_out

    def include_left_out(self, includes: bool = True) -> None:
        """Show the lines without all the queue tags too, or leave them out again."""
        self.queue.include_left_out(includes)

    def write_rejected_as(self, symbol: str) -> None:
        """Write this symbol for rejected if the vault's Tasks settings have no status for it."""
        self._vocabularies.write_rejected_as(symbol)

    def add_problem(self, problem: str) -> None:
        """Add a sentence to the list of problems."""
        self.problems.append(problem)

    def tidy(self, *, is_last: bool = False) -> Sequence[str]:
        """Clean up what killed runs and late writers have left; see `Store.tidy`.

        May run in another thread.
        """
        return self._store.tidy(is_last=is_last)

    @property
    def notes(self) -> tuple[str, ...]:
        """Every note of the vault, once all were read; () before."""
        return self._intake.notes

    @property
    def notes_read(self) -> int:
        """How many notes were read."""
        return self._intake.notes_read

    def follow_day(self) -> bool:
        """Read the clock, and let views and counts follow; whether the day or the time zone has changed."""
        self._day.look()
        if self._day.local == self._followed:
            return False
        self._followed = self._day.local
        self.tabs.follow_day(self.today)
        self.queue.change_all()
        return True

    # Reading

    def begin(self) -> None:
        """Forget every row and read what was remembered; a scan must follow."""
        self._known_duplicates = self.duplicates.remembered()
        self.names.people.forget_mentions()
        self.queue.clear()
        self.tabs.clear()
        self.duplicates.clear()
        self._set_changes.clear()
        self.marks.clear()
        self.problems.clear()
        self._intake.begin()
        self._recording.begin()
        self.problems += self._store.tidy()
        self.snoozes.read()
        self.remembered.read()
        self.past.begin()
        self.overwriting.begin()

    def take(self, batch: Batch) -> None:
        """Take in what a scan found; a note that the queue holds already is newer than in the scan."""
        self._intake.take(batch)

    @property
    def hidden_words(self) -> str:
        """If the queue is empty, which settings leave out notes, as a sentence; else ""."""
        if self.rows or not (settings := self._store.left_out_by):
            return ""
        return f"{'Others' if self.notes_read else 'All'} are left out by {settings}."

    def scan(self) -> Iterator[Batch]:
        """Read the whole vault, for `take` to take it in; may run in another thread."""
        return scan(self._store)

    def end_scan(self) -> None:
        """Have the views weigh every row again: front matter has given names that change owners."""
        self.duplicates.recall(self._known_duplicates)
        self.queue.change_all()

    def load(self, *, with_metadata: bool = True) -> None:
        """Read the whole vault at once; front matter only if it is needed."""
        self.begin()
        for batch in self.scan():
            if batch.metadata and not with_metadata:
                break
            self.take(batch)
        if with_metadata:
            self.names.learn(self._store.people(self.notes))

    def compare(self) -> None:
        """Compare every proposal at once."""
        for compared in self.comparison(lambda: None).all(self.notes, self.start_comparing()):
            self.take_compared(compared)

    def comparison(self, pause: Callable[[], None]) -> "Comparison":
        """The comparison of this vault's proposals, which may run in another thread."""
        from triage.session.comparison import Comparison  # not needed to show the first row

        return Comparison(self._store, pause)

    def start_comparing(self) -> dict[int, Proposal]:
        """Every proposal to compare, by key; earlier changes to sets cannot be undone any more.

        What was found before stands until it is found again.
        """
        self._set_changes.clear()
        return self.open_proposals()

    def open_proposals(self) -> dict[int, Proposal]:
        """Every open proposal, by key."""
        return {key: row.proposal for key, row in self.rows.items() if row.is_open}

    def take_compared(self, compared: "Compared") -> None:
        """Take in what a comparison found."""
        if compared.people:
            self.names.learn(compared.people)
        if compared.has_all_sets:
            self.duplicates.forget_found()
        self.duplicates.forget_sets(compared.reworded)
        self.duplicates.add(compared.matches, compared.sets)
        self.queue.change(compared.looked_at)

    def watch(self, stop: Stop) -> "Iterator[News]":
        """Wait for changes to the notes and read them, until `stop` is set; runs in another thread.

        It reads only one thing of the session: the bytes that the queue holds of the notes.
        """
        from triage.session.changes import NewsReader  # not needed to show the first row

        return NewsReader(self._store, self.queue, self._vocabularies).watch(stop)

    def take_news(self, news: "News") -> "Taken":
        """Update rows, names and notes; no row changes its place, and new rows stand at the end."""
        from triage.session.changes import Follower

        follower = Follower(
            store=self._store,
            queue=self.queue,
            names=self.names,
            vocabularies=self._vocabularies,
            intake=self._intake,
            past=self.past,
            snoozes=self.snoozes,
            remembered=self.remembered,
            problems=self.problems,
        )
        return follower.take(news)

    def read_again(self, note: str) -> int:
        """Read one note again, for example after an editor; how many new proposals it has."""
        return len(self._intake.take_note(note, self._store.read(note), arrived=True))

    def add_task(self, note: str, number: int) -> Row | None:
        """The row of the task on one line of a note, whatever its status; None if the line is no task."""
        return self._intake.add_task(note, number)

    def weigh(self, most: int | None = None) -> None:
        """Update the counts of the views for every changed row, or for at least `most` of them."""
        self.tabs.weigh(most)

    def add_view(self, view: View) -> None:
        """Add a view and count its rows."""
        self.tabs.add_view(view)
        self.queue.change_all()

    def keep_seen(self) -> None:
        """Remember which proposals there are, so that the next sitting knows what is new; raises NotKept."""
        self.remembered.keep_proposals(row.proposal for row in self.rows.values() if not row.is_gone)

    # Sets of duplicates

    def make_keeper(self, key: int) -> bool:
        """Make a row the keeper of its set; False if nothing else says the same."""
        return self._set_changes.make_keeper(key)

    def join(self, keys: Iterable[int]) -> None:
        """Put rows into one set, whatever sets they were in."""
        self._set_changes.join(keys)

    def take_out(self, key: int) -> bool | None:
        """Take a row out of its set, or put it back; whether it is out now, None if it is in no set."""
        return self._set_changes.take_out(key)

    def undo_set_change(self) -> bool:
        """Undo the last change to a set; False if there is none since the last gesture."""
        return self._set_changes.undo()

    # Asking

    def groups(self, arrangement: Arrangement, kept: Collection[int] = ()) -> list[Group]:
        """The rows to show, in their groups; the `kept` ones stay even if they left the view."""
        return self._arranger.groups(arrangement, kept)

    def values(self) -> "QueueValues":
        """The values that exist in the queue, with which a filter is completed."""
        from triage.session.values import QueueValues  # only if somebody types

        return QueueValues(self.queue, self.names)

    def read_note(self, note: str) -> bytes:
        """A note's bytes as they are on disk now; raises NoteUnreadable."""
        return self._store.read(note)

    def tasks_in(self, note: str) -> tuple[Proposal, ...]:
        """Every task of a note as it is on disk now, whatever its status; raises NoteUnreadable."""
        return find_tasks(note, self._store.read(note), self.vocabulary(note))

    def vocabulary(self, note: str) -> Vocabulary:
        """What statuses and tags mean in a note, with the symbol for rejected that the user chose."""
        return self._vocabularies.of(note)

    def subject(self, row: Row) -> RowSubject:
        """A row as a filter sees it."""
        return self._subjects.of(row)

    def sleeps(self, row: Row) -> bool:
        """Whether a row is snoozed."""
        return row.is_open and self.snoozes.until(row.proposal) is not None

    def is_archived(self, note: str) -> bool:
        """Whether a note is in the archive."""
        return self._subjects.is_archived(note)

    def metadata(self, note: str) -> Metadata:
        """A note's front matter."""
        return self.queue.metadata(note)

    # Deciding

    def record(self, *, is_whole: bool = False) -> "Record":
        """What the journal says was decided lately, or ever if it `is_whole`; raises TriageError."""
        return self._recording.record(is_whole=is_whole)

    def preview(self, proposal: Proposal, decision: Decision) -> str:
        """The line that a decision would write; raises Refused."""
        return self._preview.line(proposal, decision)

    def save(
        self,
        plan: Plan,
        goes_on: Callable[[int], bool] = lambda done: True,
        by_user: Callable[[], bool] = lambda: True,
    ) -> Saved:
        """Write a plan, note by note; may run in another thread, since it touches the store alone.

        See `saving.save` for `goes_on` and `by_user`.
        """
        is_rest = self.past.is_rest(plan.gesture)
        return save(self._store, plan, goes_on, by_user, is_rest=is_rest)

    def settle(self, saved: Saved) -> Settled:
        """Take in what was saved of a plan: rows, history and tally follow the notes on disk."""
        entry = saved.entry
        settled = self._settlement.settle(saved, entry)
        self.past.add(entry)
        self._recording.add(entry)
        self.overwriting.add(entry)
        return settled

    def decide(self, keys: Iterable[int], decision: Decision) -> Settled:
        """Plan, save and settle at once."""
        return self.settle(self.save(self.planner.decide(keys, decision)))
