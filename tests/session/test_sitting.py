"""Whole sittings at random, beside a model of the notes that is a list of lines and nothing else."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from fakes import TODAY, FakeStore, session_over, shown
from triage.core.errors import Refused
from triage.core.task.decision import (
    Accept,
    Decision,
    Delegate,
    Done,
    Duplicate,
    Edit,
    EditRaw,
    Mend,
    Prioritise,
    Reassign,
    Redate,
    Reject,
    Start,
    decided,
)
from triage.core.task.fields import Priority
from triage.core.task.line import parse_line
from triage.core.task.proposal import find_proposals
from triage.core.task.vocabulary import Vocabulary
from triage.core.verbs import VERDICT_NAMES
from triage.session.plan import Plan, Settled
from triage.session.session import Session

PATHS = ("2026-11-02 a.md", "b.md", "c.md")
VERDICTS: tuple[Decision, ...] = (
    *(Accept(), Accept(), Delegate("Ada Quill"), Start(), Done(), Reject(), Duplicate("b.md:1")),
)
CHANGES: tuple[Decision, ...] = (
    *(Edit("wool"), Edit("oil"), EditRaw("- [?] wool #task #proposed #auto"), EditRaw("no task"), Mend()),
    *(Reassign("Myself"), Reassign("Ada Quill"), Reassign(""), Prioritise(Priority.HIGH), Prioritise(None)),
    *(Redate(date(2026, 12, 4)), Redate(None)),
)

bodies = st.sampled_from(
    (
        *("wool @Myself #task #proposed #auto", "wool #task #proposed #auto", "oil @Myself #proposed #auto"),
        *(
            "wool @Ada Quill 📅 2026-11-08 ⏫ #task #proposed #auto",
            "oil #proposed",
            "⏫ wool #proposed #auto",
        ),
    )
)
tasks = st.builds(
    "{}- [{}] {}{}".format,
    st.sampled_from(("", "", "", "    ", "> ")),
    st.sampled_from("?????? x-!"),
    bodies,
    st.sampled_from(("", "", "", "  ", " \udcff", " \u2028")),
)
others = st.sampled_from(("", "words", "# H", "- item", "```", "\ufeff", "\x00"))
lines = st.one_of(tasks, tasks, tasks, others)
races = st.sampled_from((False, False, True))


@st.composite
def notes(draw: st.DrawFn) -> list[str]:
    r"""A note's lines, as they are when it is split at `\n`."""
    ends = draw(st.sampled_from((("",), ("\r",), ("", "\r"))))
    some = draw(st.lists(lines, min_size=1, max_size=7))
    some += some[: draw(st.integers(0, 3))]
    return [line + draw(st.sampled_from(ends)) for line in some] + [""] * draw(st.booleans())


def keys_of(session: Session, most: int) -> st.SearchStrategy[list[int]]:
    return st.lists(st.sampled_from(sorted(session.rows)), min_size=1, max_size=most, unique=True)


@dataclass(eq=False)
class Line:
    """One line of the model; it stays itself when its text changes."""

    text: str


@dataclass(frozen=True)
class Change:
    """One line to change: which of the equal lines it is, how many there are, and the new text."""

    note: str
    text: str
    ordinal: int
    of: int
    after: str


def decided_by(back: Iterable[Change]) -> int:
    """How many proposals these changes would open again, less those that they would decide."""
    return sum(("- [?]" in change.after) - ("- [?]" in change.text) for change in back)


@dataclass
class Gesture:
    """What the model did at one time, as the changes that take it back."""

    verb: str
    run: str
    back: list[Change] = field(default_factory=list)


class Sitting(RuleBasedStateMachine):
    """A person, another program, and restarts."""

    session: Session
    """The current run."""
    tally: Counter[str]
    """The lines that it wrote, by verb."""
    decided: int
    """The proposals that it decided."""
    order: list[int]
    """The rows in the order in which they were last seen."""
    stands: dict[int, Line]
    """The line of each row that is not gone."""
    stale: set[str]
    """The notes that the other program has changed since the session read them."""

    @initialize(vault=st.fixed_dictionaries({path: notes() for path in PATHS}))
    def begin(self, vault: dict[str, list[str]]) -> None:
        self.world = {path: [Line(text) for text in texts] for path, texts in vault.items()}
        self.start = self.bytes()
        self.store = FakeStore(self.start)
        self.undoable: list[Gesture] = []
        self.redoable: list[Gesture] = []
        self.is_touched = False
        self.sit_down()

    # The person

    @precondition(lambda self: self.session.rows)
    @rule(data=st.data(), decision=st.sampled_from(VERDICTS), is_raced=races)
    def decide(self, data: st.DataObject, decision: Decision, is_raced: bool) -> None:
        keys = data.draw(keys_of(self.session, 4))
        self.write(keys, decision, lambda: self.race(data, is_raced))

    @precondition(lambda self: self.session.rows)
    @rule(data=st.data(), decision=st.sampled_from(VERDICTS))
    def decide_one(self, data: st.DataObject, decision: Decision) -> None:
        self.write(data.draw(keys_of(self.session, 1)), decision)

    @precondition(lambda self: self.session.rows)
    @rule(data=st.data(), decision=st.sampled_from(CHANGES), is_raced=races)
    def change(self, data: st.DataObject, decision: Decision, is_raced: bool) -> None:
        keys = data.draw(keys_of(self.session, 3))
        self.write(keys, decision, lambda: self.race(data, is_raced))

    @precondition(lambda self: self.undoable)
    @rule(data=st.data(), is_raced=races)
    def undo(self, data: st.DataObject, is_raced: bool) -> None:
        plan = self.session.planner.undo()
        gesture, back = self.reverse(plan, self.undoable, self.redoable, lambda: self.race(data, is_raced))
        if gesture.run == self.session.run:
            self.tally[gesture.verb] -= len(back)
            self.decided += decided_by(back)

    @precondition(lambda self: self.redoable)
    @rule(data=st.data(), is_raced=races)
    def redo(self, data: st.DataObject, is_raced: bool) -> None:
        plan = self.session.planner.redo()
        gesture, back = self.reverse(plan, self.redoable, self.undoable, lambda: self.race(data, is_raced))
        self.tally[gesture.verb] += len(back)
        self.decided += decided_by(back)

    @rule()
    def restart(self) -> None:
        self.sit_down()

    @rule()
    def refresh(self) -> None:
        self.session.load()
        self.look_again()

    @rule(path=st.sampled_from(PATHS))
    def read_again(self, path: str) -> None:
        self.session.read_again(path)
        self.follow([path])

    # The other program

    @rule(data=st.data())
    def outside(self, data: st.DataObject) -> None:
        self.tamper(data)
        self.store.notes = self.bytes()

    # What must hold

    @invariant()
    def only_what_was_decided_differs_from_what_the_outside_wrote(self) -> None:
        assert self.store.notes == self.bytes()

    @invariant()
    def rows_stand_for_their_lines(self) -> None:
        for path in set(PATHS) - self.stale:
            here = [
                row for row in self.session.rows.values() if row.proposal.note == path and not row.is_gone
            ]
            numbers = [row.proposal.place.number for row in here]
            assert len(set(numbers)) == len(numbers), "two rows on one line"
            for row in here:
                place, texts = row.proposal.place, [line.text for line in self.world[path]]
                assert texts[place.number - 1] == place.line == row.proposal.task.text
                assert texts[: place.number - 1].count(place.line) == place.ordinal
                assert texts.count(place.line) == place.of
                assert self.stands[row.key] is self.world[path][place.number - 1], "another line than before"
            proposed = {
                task.place.number for task in find_proposals(path, self.store.notes[path], Vocabulary())
            }
            assert {row.proposal.place.number for row in here if row.is_open} == proposed

    @invariant()
    def rows_keep_their_order(self) -> None:
        now = [row.key for row in shown(self.session)]
        assert sorted(now) == sorted(self.session.rows)
        assert [key for key in now if key in set(self.order)] == self.order
        self.order = now

    @invariant()
    def what_is_counted_is_so(self) -> None:
        rows = self.session.rows.values()
        assert self.session.queue.open == sum(r.is_open and not r.proposal.is_left_out for r in rows)
        assert self.session.queue.left_out == sum(r.is_open and r.proposal.is_left_out for r in rows)
        changes = {
            verb: count for verb, count in self.tally.items() if verb not in VERDICT_NAMES and count > 0
        }
        assert {v: n for v, n in self.session.tally.verbs.items() if v not in VERDICT_NAMES} == changes
        assert self.session.tally.decided == self.decided

    @invariant()
    def the_histories_agree(self) -> None:
        assert self.session.past.history == self.store.history()
        assert len(self.session.past.history.undoable) == len(self.undoable)
        assert len(self.session.past.history.redoable) == len(self.redoable)

    @precondition(lambda self: not self.is_touched)
    @rule()
    def undo_everything_and_redo_it(self) -> None:
        """Without another program, undoing restores every byte, and redoing every decision."""
        before, count = self.bytes(), len(self.redoable)
        session = session_over(self.store)
        taken_back = 0
        while plan := session.planner.undo():
            assert not session.settle(session.save(plan)).failed
            taken_back += 1
        assert self.store.notes == self.start
        for _ in range(taken_back):
            plan = session.planner.redo()
            assert plan
            assert not session.settle(session.save(plan)).failed
        assert self.store.notes == before
        assert len(session.past.history.redoable) == count
        for gesture in self.undoable:
            gesture.run = session.run  # what was done again is this run's
        self.session = session
        self.tally = Counter()
        self.decided = 0
        for gesture in self.undoable:
            self.tally[gesture.verb] += len(gesture.back)
            self.decided += decided_by(gesture.back)
        self.look_again()

    # The model

    def bytes(self) -> dict[str, bytes]:
        return {
            path: "\n".join(line.text for line in lines).encode("utf-8", "surrogateescape")
            for path, lines in self.world.items()
        }

    def sit_down(self) -> None:
        self.session = session_over(self.store)
        self.tally = Counter()
        self.decided = 0
        self.look_again()

    def look_again(self) -> None:
        self.order = []
        self.stands = {}
        self.stale = set()
        self.follow(PATHS)

    def follow(self, paths: Iterable[str]) -> None:
        """After these notes are read, accept new rows, and rows where the other program changed something."""
        for row in self.session.rows.values():
            path, number = row.proposal.note, row.proposal.place.number
            if path in paths and row.is_gone:
                self.stands.pop(row.key, None)
            elif path in paths and (path in self.stale or row.key not in self.stands):
                self.stands[row.key] = self.world[path][number - 1]
        self.stale.difference_update(paths)

    def expected(self, keys: list[int], decision: Decision) -> tuple[list[Change], set[int], set[int]]:
        """What a decision should write, and the rows that it refuses or that would not change."""
        wanted, refused, unchanged = [], set(), set()
        for key in keys:
            row = self.session.rows[key]
            place = row.proposal.place
            task = parse_line(place.line)
            assert task
            try:
                after = decided(task, decision, Vocabulary(), self.session.names.people, TODAY)
            except Refused:
                after = ""
            if row.is_gone or not after:
                refused.add(key)
            elif after == place.line:
                unchanged.add(key)
            else:
                wanted.append(Change(row.proposal.note, place.line, place.ordinal, place.of, after))
        return wanted, refused, unchanged

    def changed(self, wanted: list[Change]) -> list[Change]:
        """Change lines of the model all at once; the changes that take it back."""
        hits: list[tuple[Change, Line]] = []
        for change in wanted:
            alike = [line for line in self.world[change.note] if line.text == change.text]
            if len(alike) == change.of:
                hits.append((change, alike[change.ordinal]))
        for change, line in hits:
            line.text = change.after
        back = []
        for change, line in hits:
            alike = [other for other in self.world[change.note] if other.text == line.text]
            back.append(Change(change.note, line.text, alike.index(line), len(alike), change.text))
        return back

    def settle(self, plan: Plan) -> Settled:
        saved = self.session.save(plan)
        if self.store.before_save:  # there was nothing to save
            self.overtake("")
        settled = self.session.settle(saved)
        self.follow(plan.steps)
        return settled

    def write(
        self, keys: list[int], decision: Decision, meanwhile: Callable[[], None] = lambda: None
    ) -> None:
        """Decide, and change the model in the same way."""
        wanted, refused, unchanged = self.expected(keys, decision)
        plan = self.session.planner.decide(keys, decision)
        meanwhile()
        written = self.changed(wanted)
        settled = self.settle(plan)
        assert settled.written == len(written)
        assert len(settled.failed) == len(wanted) - len(written)
        assert set(settled.refused) == refused
        assert set(settled.unchanged) == unchanged
        if written:
            self.undoable.append(Gesture(decision.verb.name, self.session.run, written))
            self.redoable = []
            self.tally[decision.verb.name] += len(written)
            self.decided += decided_by(written)

    def reverse(
        self,
        plan: Plan | None,
        source: list[Gesture],
        target: list[Gesture],
        meanwhile: Callable[[], None],
    ) -> tuple[Gesture, list[Change]]:
        """Undo or redo the last gesture of one list, and put what it really did on the other list."""
        assert plan
        gesture = source.pop()
        meanwhile()
        written = self.changed(gesture.back)
        settled = self.settle(plan)
        assert settled.written == len(written)
        assert len(settled.failed) == len(gesture.back) - len(written)
        if written:
            target.append(Gesture(gesture.verb, self.session.run, written))
        return gesture, written

    def race(self, data: st.DataObject, is_raced: bool) -> None:
        """Have the other program write between a plan and its save."""
        if is_raced:
            self.tamper(data)
            self.store.before_save = self.overtake

    def overtake(self, note: str) -> None:
        """Write what the other program has made of the notes, before the model's own changes."""
        self.store.before_save = None
        self.store.notes = self.tampered

    def tamper(self, data: st.DataObject) -> None:
        """Do what other programs do to a note, mostly where its tasks are."""
        path = data.draw(st.sampled_from(PATHS))
        here = self.world[path]
        tasks = [at for at, line in enumerate(here) if "- [" in line.text]
        at = data.draw(st.one_of(*[st.sampled_from(tasks)] * bool(tasks), st.integers(0, len(here))))
        match data.draw(st.sampled_from(("insert", "append", "delete", "flip", "double", "write"))):
            case "insert":
                here.insert(at, Line(data.draw(lines)))
            case "append":
                here.append(Line(data.draw(lines)))
            case "delete":
                del here[at : at + 1]
            case "flip":
                for line in here[at : at + 1]:
                    line.text = line.text.replace("[?]", data.draw(st.sampled_from(("[x]", "[ ]", "[-]"))), 1)
            case "double":
                here[at:at] = [Line(line.text) for line in here[at : at + 1]]
            case _:
                for line in here[at : at + 1]:
                    line.text = data.draw(lines)
        self.stale.add(path)
        self.is_touched = True
        self.tampered = self.bytes()


TestSitting = Sitting.TestCase
TestSitting.settings = settings(max_examples=settings().max_examples // 2, stateful_step_count=30)
