"""One sitting over a vault: its queue, deciding, undoing."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from triage.core.decision import VERDICT_VERBS, Decision, Edit, Reassign, decided, detail_of
from triage.core.edit import LineEdit, Outcome, Place, Result
from triage.core.errors import NoteUnreadable, Refused
from triage.core.gesture import Entry, Gesture, History, Undoing, Written
from triage.core.line import parse_line
from triage.core.metadata import Metadata
from triage.core.owners import MYSELF, Owner, People, read_owners
from triage.core.proposal import Proposal, find_tasks
from triage.core.row import Row
from triage.core.vocabulary import Role, Source, Vocabulary
from triage.session.plan import Plan, Saved, Settled, Step
from triage.session.queue import Queue
from triage.session.scan import Batch, scan
from triage.session.store import Store


class Session:
    """The queue of one vault and all that is done to it.

    Its state belongs to one thread; only `save` may run in another, since it touches the store alone.
    """

    def __init__(
        self,
        store: Store,
        today: date,
        *,
        run: str,
        now: Callable[[], datetime],
        mine: Sequence[str] = (MYSELF,),
    ) -> None:
        """Begin over a store; `run` names this run in the journal, `mine` are the names that mean me."""
        self.store = store
        self.today = today
        self.run = run
        self.mine = tuple(mine)
        self.people = People()
        for name in mine:
            self.people.add(name)
        self.queue = Queue(today)
        self.problems: list[str] = []
        """What could not be read, a sentence each."""
        self.notes_read = 0
        self.history = History()
        self.tally: Counter[str] = Counter()
        """How many lines each verb wrote in this run, those that were taken back left out."""
        self.decided = 0
        """How many proposals were decided in this run; another verdict on the same one does not count."""
        self.rejected_symbol = ""
        """What rejecting writes where the vault's Tasks settings have no status for it, once it was said."""
        self._now = now
        self._gestures = 0
        self._read_since: set[str] = set()
        """The notes that were read again since the scan began: what it says of them is old."""

    @property
    def rows(self) -> dict[int, Row]:
        """Every row by key."""
        return self.queue.rows

    # Reading

    def begin(self) -> None:
        """Forget every row and read the journal; a scan is to follow."""
        self.queue.clear()
        self.problems.clear()
        self._read_since.clear()
        self.history = self.store.history()

    def take(self, batch: Batch) -> None:
        """Take in what a scan found; a note that is held already is newer here than there."""
        self.notes_read = batch.read
        self.problems += batch.problems
        for note in batch.notes:
            if note.path not in self.queue.notes:
                self._know_owners(self.queue.add_note(note.path, note.data, note.proposals, note.day))
        for path, metadata in batch.metadata:
            held = self.queue.notes.get(path)
            if held and held.metadata is None and path not in self._read_since:
                held.metadata = metadata
            for name in metadata.people:
                self.people.add(name)

    def load(self, *, with_metadata: bool = True) -> None:
        """Read the whole vault at once, the front matter of its notes only where it is needed."""
        self.begin()
        for batch in scan(self.store):
            if batch.metadata and not with_metadata:
                break
            self.take(batch)

    def read_again(self, note: str) -> int:
        """Read one note again, as after an editor had it; how many proposals came new."""
        return self._read_again(note, self.store.read(note), arrived=True)

    def add_task(self, note: str, number: int) -> Row | None:
        """The row of the task on one line of a note, whatever its status; None where the line is no task."""
        data = self.store.read(note)
        held = self.queue.notes.get(note)
        if held is None or held.data != data:
            self._read_again(note, data, arrived=held is not None)
        if (row := self.queue.on_line(note, number)) is not None:
            return row
        for task in find_tasks(note, data, self._with_rejected(self.store.vocabulary(note))):
            if task.place.number == number:
                return self.queue.add_row(self.queue.notes[note], task)
        return None

    # Asking

    def owners(self, proposal: Proposal) -> tuple[Owner, ...]:
        """The proposal's owners, as the people known by now let them be read."""
        return read_owners(proposal.task, self.people)

    def is_mine(self, proposal: Proposal) -> bool:
        """Whether one of its owners is me."""
        names = {name.casefold() for name in self.mine}
        return any(owner.name.casefold() in names for owner in self.owners(proposal))

    def metadata(self, note: str) -> Metadata:
        """A note's front matter."""
        held = self.queue.notes[note]
        if held.metadata is None:
            held.metadata = self.store.metadata(held.data)
        return held.metadata

    def preview(self, proposal: Proposal, decision: Decision) -> str:
        """The line that a decision would give; raises Refused."""
        vocabulary = self._with_rejected(proposal.vocabulary)
        return decided(proposal.task, decision, vocabulary, self.people, self.today)

    # Deciding

    def plan(self, keys: Iterable[int], decision: Decision) -> Plan:
        """What a decision about these rows is going to write."""
        plan = Plan(self._gesture(decision.verb, detail_of(decision)))
        unchanged = []
        for key in dict.fromkeys(keys):
            proposal = self.rows[key].proposal
            if self.rows[key].is_gone:  # another row may stand for the same line by now
                plan.refused[key] = Refused("Its line is no longer in the note")
                continue
            try:
                after = self.preview(proposal, decision)
            except Refused as refused:
                plan.refused[key] = refused
                continue
            if after == proposal.task.text:
                unchanged.append(key)
            else:
                plan.add(proposal.note, Step(LineEdit(proposal.place, after), key))
        return replace(plan, unchanged=tuple(unchanged))

    def plan_undo(self) -> Plan | None:
        """How to take back the last gesture; None where there is none."""
        return self._plan_reverse(self.history.undoable, Undoing.UNDO)

    def plan_redo(self) -> Plan | None:
        """How to do again what was last taken back; None where there is nothing."""
        return self._plan_reverse(self.history.redoable, Undoing.REDO)

    def save(self, plan: Plan) -> Saved:
        """Write a plan, note by note; may run in another thread, since it touches the store alone."""
        notes: dict[str, tuple[list[Outcome], bytes | None]] = {}
        for note, steps in plan.steps.items():
            outcomes = self.store.save(note, [step.edit for step in steps], plan.gesture)
            try:
                notes[note] = outcomes, self.store.read(note)
            except NoteUnreadable:
                notes[note] = outcomes, None
        return Saved(plan, notes)

    def settle(self, saved: Saved) -> Settled:
        """Take in what became of a plan: rows, history and tally follow the notes on disk."""
        gesture = saved.plan.gesture
        written: list[Written] = []
        failed: list[tuple[str, Outcome]] = []
        keys: list[int | None] = []
        verdicts: list[tuple[Role | None, Role | None]] = []
        arrived = 0
        for note, (outcomes, data) in saved.notes.items():
            vocabulary = self._with_rejected(self.store.vocabulary(note))
            here = []
            for step, outcome in zip(saved.plan.steps[note], outcomes, strict=True):
                self._mark(step, outcome)
                if outcome.is_saved and outcome.place:
                    here.append(
                        Written(
                            note, outcome.edit.place, outcome.place, outcome.edit.verb, outcome.edit.detail
                        )
                    )
                    verdicts.append(
                        (_role(step.edit.place.line, vocabulary), _role(step.edit.after, vocabulary))
                    )
                else:
                    failed.append((note, outcome))
            if data is not None:
                places = [line.after for line in here]
                arrived += self._read_again(note, data, arrived=note in self.queue.notes, written=places)
            keys += self.queue.at(note, [line.after for line in here])
            written += here
        done = tuple(key for key in keys if key is not None)
        if gesture.verb in {Reassign.verb, Edit.verb}:
            self._know_owners(self.rows[key] for key in done)
        self._count(gesture, verdicts)
        self.history = self.history.after(Entry(gesture, tuple(written), _worth_another_try(failed)))
        return Settled(
            gesture,
            len(written),
            done,
            tuple(failed),
            tuple(
                (note, outcome)
                for note, (outcomes, _) in saved.notes.items()
                for outcome in outcomes
                if outcome.result is Result.UNCONFIRMED
            ),
            saved.plan.refused,
            saved.plan.unchanged,
            arrived,
        )

    def decide(self, keys: Iterable[int], decision: Decision) -> Settled:
        """Plan, save and settle at once."""
        return self.settle(self.save(self.plan(keys, decision)))

    # Inside

    def _gesture(self, verb: str, detail: str = "", concerns: str = "") -> Gesture:
        self._gestures += 1
        now = self._now()
        name = f"{now:%Y%m%dT%H%M%S%f}-{self.run}-{self._gestures:05}"
        return Gesture(name, self.run, now, verb, detail, concerns)

    def _plan_reverse(self, entries: Sequence[Entry], verb: Undoing) -> Plan | None:
        if not entries:
            return None
        last = entries[-1]
        plan = Plan(self._gesture(verb, last.gesture.original_verb, last.gesture.id))
        by_note: dict[str, list[Written]] = {}
        for line in last.written:
            by_note.setdefault(line.note, []).append(line)
        for note, lines in by_note.items():
            keys = self.queue.at(note, [line.after for line in lines])
            for line, key in zip(lines, keys, strict=True):
                plan.add(note, Step(LineEdit(line.after, line.before.line), key))
        return plan

    def _mark(self, step: Step, outcome: Outcome) -> None:
        """Let the row stand where its line now stands, or say why it was not written."""
        row = None if step.key is None else self.rows.get(step.key)
        if row is None:  # no row stood for the line, or the queue was begun anew while it was saved
            return
        if outcome.is_saved and outcome.place:
            task = parse_line(outcome.edit.after, row.proposal.task.format) or row.proposal.task
            moved = replace(row.proposal, place=outcome.place, task=task)
            self.queue.put(replace(row, proposal=moved, failure=""))
        else:
            self.queue.put(replace(row, failure=outcome.reason or outcome.result.value))

    def _read_again(self, note: str, data: bytes, *, arrived: bool, written: Sequence[Place] = ()) -> int:
        self._read_since.add(note)
        tasks = find_tasks(note, data, self._with_rejected(self.store.vocabulary(note)))
        new = self.queue.read_again(note, data, tasks, arrived=arrived, written=written)
        self._know_owners(new)
        return len(new)

    def _with_rejected(self, vocabulary: Vocabulary) -> Vocabulary:
        if self.rejected_symbol and vocabulary.reject_is_a_guess:
            return vocabulary.with_symbols({Role.REJECTED: self.rejected_symbol}, Source.COMMAND_LINE)
        return vocabulary

    def _know_owners(self, rows: Iterable[Row]) -> None:
        for row in rows:
            for owner in self.owners(row.proposal):
                if owner.is_clear:
                    self.people.add(owner.name)

    def _count(self, gesture: Gesture, verdicts: Sequence[tuple[Role | None, Role | None]]) -> None:
        """Keep the tally by what each line said before and says now: a changed verdict counts once."""
        own = {entry.gesture.id for entry in self.history.undoable if entry.gesture.run == self.run}
        back = gesture.verb == Undoing.UNDO
        if back and gesture.concerns not in own:
            return  # what an earlier run wrote was never counted here
        verb = gesture.original_verb
        for before, after in verdicts:
            self.decided += (before is Role.PROPOSED) - (after is Role.PROPOSED)
            self.tally[verb] += -1 if back else 1
            other = self._verb_of(after if back else before)
            if verb in VERDICT_VERBS and other and (back or self.tally[other]):
                self.tally[other] += 1 if back else -1
        self.tally = Counter({verb: count for verb, count in self.tally.items() if count > 0})

    def _verb_of(self, role: Role | None) -> str:
        """The verb that gives a line this role, "" where none of this run did."""
        if role is Role.REJECTED and not self.tally["reject"] and self.tally["duplicate"]:
            return "duplicate"
        return _VERBS.get(role, "") if role else ""


_VERBS = {Role.ACCEPTED: "accept", Role.STARTED: "start", Role.DONE: "done", Role.REJECTED: "reject"}


def _role(line: str, vocabulary: Vocabulary) -> Role | None:
    task = parse_line(line, vocabulary.settings.format)
    return vocabulary.role(task.symbol) if task else None


def _worth_another_try(failed: Iterable[tuple[str, Outcome]]) -> tuple[tuple[str, Place], ...]:
    """The lines that the system did not let be written, unlike those that have changed."""
    return tuple((note, outcome.edit.place) for note, outcome in failed if outcome.result is Result.FAILED)
