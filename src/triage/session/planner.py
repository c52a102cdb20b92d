"""What a decision, an undo or a redo is going to write."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from triage.core import verbs
from triage.core.errors import NoteUnreadable, Refusal, Refused
from triage.core.history.gesture import Entry, Gesture, Undoing
from triage.core.row import Row
from triage.core.task.decision import Accept, Decision, Duplicate, Snooze, detail_of, sleep_of
from triage.core.task.edit import LineEdit
from triage.core.task.note import lines_of
from triage.session.duplicates import Duplicates
from triage.session.overwriting import Overwriting
from triage.session.past import Past
from triage.session.plan import Plan, Step
from triage.session.preview import Preview
from triage.session.queue import Queue
from triage.session.snoozes import Snoozes
from triage.session.store import Store
from triage.session.today import Today


class Planner:
    """Names each gesture of one run, and works out which lines it will write."""

    def __init__(
        self,
        run: str,
        day: Today,
        *,
        store: Store,
        queue: Queue,
        duplicates: Duplicates,
        snoozes: Snoozes,
        overwriting: Overwriting,
        past: Past,
        preview: Preview,
    ) -> None:
        """Plan for the rows of a queue; `run` names this run in the journal."""
        self._run = run
        self._day = day
        self._store = store
        self._queue = queue
        self._duplicates = duplicates
        self._snoozes = snoozes
        self._overwriting = overwriting
        self._past = past
        self._preview = preview
        self._gestures = 0

    def decide(self, keys: Iterable[int], decision: Decision) -> Plan:
        """What one decision about these rows will write."""
        return self._plan(dict.fromkeys(keys, decision), decision.verb.name, detail_of(decision))

    def duplicates(self, keys: Iterable[int]) -> Plan:
        """What will be written if each of these rows is rejected as a duplicate."""
        self._day.look()  # which is the keeper depends on it
        decisions, refused = self._duplicate_decisions(keys)
        plan = self._plan(decisions, verbs.DUPLICATE.name)
        plan.refused.update(refused)
        return plan

    def best(self, keys: Iterable[int], *, with_uncertain: bool = False) -> Plan:
        """What will be written if the keeper of each row's set is accepted, and the others are rejected.

        A set with a member that says more than its keeper is uncertain, and refused unless it is asked for.
        """
        self._day.look()  # which is the keeper depends on it
        decisions, refused = self._best_decisions(keys, with_uncertain)
        plan = self._plan(decisions, verbs.BEST.name)
        plan.refused.update(refused)
        accepted = [key for key, decision in decisions.items() if isinstance(decision, Accept)]
        return replace(plan, lost=tuple(words for key in accepted for words in self._duplicates.lost(key)))

    def _plan(self, decisions: Mapping[int, Decision], verb: str, detail: str = "") -> Plan:
        """What these decisions will write, as one gesture."""
        plan = Plan(self._gesture(verb, detail), keys=tuple(decisions))
        unchanged = []
        for key, decision in decisions.items():
            row = self._queue.rows[key]
            try:
                after = self._after(row, decision)
            except Refused as refused:
                plan.refused[key] = refused
                continue
            if after == row.proposal.task.text and not isinstance(decision, Snooze):
                unchanged.append(key)
                continue
            own_verb = decision.verb.name if decision.verb.name != verb else ""
            said = detail_of(decision)
            if isinstance(decision, Snooze):
                said = sleep_of(decision.until, self._snoozes.until(row.proposal))
            own_detail = said if said != detail else ""
            plan.add(row.proposal.note, Step(LineEdit(row.proposal.place, after, own_verb, own_detail), key))
        return replace(plan, unchanged=tuple(unchanged))

    def _duplicate_decisions(self, keys: Iterable[int]) -> tuple[dict[int, Decision], dict[int, Refused]]:
        """Reject each row as a duplicate of the same task decided already, else of the keeper of its set.

        The keeper is refused: else nothing of its idea would be kept.
        """
        decisions: dict[int, Decision] = {}
        refused: dict[int, Refused] = {}
        for key in dict.fromkeys(keys):
            keeper = self._duplicates.keeper(key)
            if matches := self._duplicates.matches(key):
                decisions[key] = Duplicate(matches[0].place)
            elif keeper is None:
                decisions[key] = Duplicate()
            elif keeper.key != key:
                decisions[key] = Duplicate(self._place(keeper.key))
            else:
                refused[key] = Refused(Refusal.IS_KEEPER)
        return decisions, refused

    def _best_decisions(
        self, keys: Iterable[int], with_uncertain: bool
    ) -> tuple[dict[int, Decision], dict[int, Refused]]:
        """For the set of each of these rows: accept the keeper, reject the others as its duplicates."""
        decisions: dict[int, Decision] = {}
        refused: dict[int, Refused] = {}
        for key in keys:
            if key in decisions or key in refused:
                continue
            if (keeper := self._duplicates.keeper(key)) is None:
                refused[key] = Refused(Refusal.NO_DUPLICATE)
                continue
            place, members = self._place(keeper.key), self._duplicates.open_members(key)
            if not with_uncertain and self._duplicates.say_more(key):
                refused.update(dict.fromkeys(members, Refused(Refusal.UNCERTAIN_SET)))
                continue
            try:
                self._after(self._queue.rows[keeper.key], Accept())
            except Refused as problem:  # then its duplicates must stay too
                refused.update(dict.fromkeys(members, problem))
                continue
            for member in members:
                decisions[member] = Accept() if member == keeper.key else Duplicate(place)
        return decisions, refused

    def _place(self, key: int) -> str:
        """A row's line as the journal names it: `note:number`."""
        proposal = self._queue.rows[key].proposal
        return f"{proposal.note}:{proposal.place.number}"

    def rest(self) -> Plan | None:
        """How to write what is left of the gesture that was cut off; lines that are written are passed over.

        None if the journal says that nothing is left, or if another run has gone on with the gesture, has
        taken it back, or has left it as it is.
        """
        if (interrupted := self._past.find_rest()) is None:
            return None
        plan = Plan(interrupted.gesture)
        for note, edits in interrupted.left.items():
            for step in self._steps(note, edits):
                plan.add(note, step)
        keys = (step.key for steps in plan.steps.values() for step in steps)
        return replace(plan, keys=tuple(key for key in keys if key is not None))

    def again(self, keys: Iterable[int]) -> Plan:
        """How to write the overwritten decisions on these rows again, each with its own verb."""
        found = self._overwriting.among(keys)
        names = {each.verb for each in found.values()}
        verb = names.pop() if len(names) == 1 else verbs.AGAIN.name
        plan = Plan(self._gesture(verb), keys=tuple(found))
        for key, each in found.items():
            proposal = self._queue.rows[key].proposal
            own = each.verb if each.verb != verb else ""
            plan.add(proposal.note, Step(LineEdit(proposal.place, each.after, own, each.detail), key))
        return plan

    def _steps(self, note: str, edits: Sequence[LineEdit]) -> list[Step]:
        """The steps of these edits, without the edits whose new line has replaced the old one in the note."""
        try:
            lines = set(lines_of(self._store.read(note)))
        except NoteUnreadable:  # the save will say so
            lines = set()
        left = [edit for edit in edits if edit.place.line in lines or edit.after not in lines]
        keys = self._queue.at(note, [edit.place for edit in left])
        return [Step(edit, key) for edit, key in zip(left, keys, strict=True)]

    def undo(self, gesture_id: str | None = None) -> Plan | None:
        """How to take back the last gesture, or the one with this id; None if there is none.

        To take an undo back is to do again what it took back.
        """
        found = self._past.to_reverse(Undoing.UNDO, gesture_id)
        return self._reverse(*found) if found else None

    def redo(self, gesture_id: str | None = None) -> Plan | None:
        """How to do again what was last taken back, or the gesture with this id; None if there is none."""
        found = self._past.to_reverse(Undoing.REDO, gesture_id)
        return self._reverse(*found) if found else None

    def _reverse(self, last: Entry, verb: Undoing) -> Plan:
        plan = Plan(self._gesture(verb, last.gesture.original_verb, last.gesture.id), reverses=last)
        for note, edits in last.reversal.items():
            keys = self._queue.at(note, [edit.place for edit in edits])
            for edit, key in zip(edits, keys, strict=True):
                plan.add(note, Step(edit, key))
        return plan

    def _after(self, row: Row, decision: Decision) -> str:
        if isinstance(decision, Snooze) and not row.is_open:
            raise Refused(Refusal.SNOOZED_DECIDED)
        if row.is_gone:  # another row may stand for the same line now
            raise Refused(Refusal.LINE_GONE)
        return self._preview.line(row.proposal, decision)

    def _gesture(self, verb: str, detail: str = "", concerns: str = "") -> Gesture:
        self._gestures += 1
        now = self._day.now()  # the clock sets today: the lines that follow are of this day
        name = f"{now:%Y%m%dT%H%M%S%f}-{self._run}-{self._gestures:05}"
        return Gesture(name, self._run, now, verb, detail, concerns)
