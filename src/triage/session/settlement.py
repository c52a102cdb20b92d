"""Taking in the outcome of a plan."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from triage.core.errors import NotKept
from triage.core.history.gesture import Entry, Undoing
from triage.core.task.change import words_span
from triage.core.task.decision import read_sleep
from triage.core.task.edit import Outcome, Place, Result, apply_edits
from triage.core.task.line import TaskLine, parse_line
from triage.core.task.proposal import Proposal
from triage.core.task.vocabulary import Role, Vocabulary
from triage.core.verbs import DUPLICATE, named
from triage.session.duplicates import Duplicates
from triage.session.intake import Intake
from triage.session.marks import Marks
from triage.session.past import Past
from triage.session.plan import Saved, Settled, Step
from triage.session.queue import Queue
from triage.session.snoozes import Snoozes
from triage.session.tally import Tally
from triage.session.vocabularies import Vocabularies

_OF_OTHERS: Final = ("%%", "<!--", "-->", "```", "~~~")
"""What may change how the lines beneath are read: comments and fences."""


def is_ours_alone(
    queue: Queue,
    note: str,
    data: bytes | None,
    vocabulary: Vocabulary,
    steps: Sequence[Step],
    outcomes: Sequence[Outcome],
) -> bool:
    """Whether a note changed only in the lines that we wrote, and only their own rows have to follow."""
    held = queue.notes.get(note)
    if data is None or held is None or held.left is not None:
        return False
    if any(queue.rows[key].proposal.vocabulary != vocabulary for key in held.keys[:1]):
        return False  # the user has chosen a symbol since
    pairs = zip(steps, outcomes, strict=True)
    if not all(_concerns_one_row(queue, step, outcome) for step, outcome in pairs):
        return False
    after, _ = apply_edits(held.data, [outcome.edit for outcome in outcomes])
    return after == data


def _concerns_one_row(queue: Queue, step: Step, outcome: Outcome) -> bool:
    """Whether a line was saved that has a row, was unique in its note, and still is."""
    row = queue.rows.get(step.key) if step.key is not None else None
    if row is None or row.is_gone or not outcome.is_saved or outcome.place is None:
        return False
    proposal, edit = row.proposal, outcome.edit
    if proposal.place != edit.place or edit.place.of != 1 or outcome.place.of != 1:
        return False
    task = parse_line(edit.after, proposal.task.format)
    return task is not None and _reads_alike(proposal, task)


def _reads_alike(proposal: Proposal, task: TaskLine) -> bool:
    """Whether a line keeps its list marker and its words, and holds no mark of a comment or fence."""
    before, after = proposal.task.text, task.text
    return (
        before.partition("[")[0] == after.partition("[")[0]
        and proposal.words == after[slice(*words_span(task))]
        and not any(mark in before or mark in after for mark in _OF_OTHERS)
    )


class Settlement:
    """Updates rows, names, snoozes, marks and the tally to what was saved."""

    def __init__(
        self,
        *,
        queue: Queue,
        intake: Intake,
        vocabularies: Vocabularies,
        duplicates: Duplicates,
        snoozes: Snoozes,
        marks: Marks,
        past: Past,
        tally: Tally,
        problems: list[str],
    ) -> None:
        """Settle plans with these parts of a sitting; a snooze that is not kept is one of the `problems`."""
        self._queue = queue
        self._intake = intake
        self._vocabularies = vocabularies
        self._duplicates = duplicates
        self._snoozes = snoozes
        self._marks = marks
        self._past = past
        self._tally = tally
        self._problems = problems

    def settle(self, saved: Saved, entry: Entry) -> Settled:
        """Take in what was saved of a plan, before its `entry` is added to the past."""
        gesture = saved.plan.gesture
        failed: list[tuple[str, Outcome]] = []
        keys: list[int | None] = []
        roles: list[tuple[str, Role | None, Role | None]] = []
        arrived = 0
        for note, (outcomes, data) in saved.notes.items():
            vocabulary = self._vocabularies.of(note)
            places: list[Place] = []
            here_verbs: list[str] = []
            steps = saved.plan.steps[note]
            is_known = is_ours_alone(self._queue, note, data, vocabulary, steps, outcomes)
            for step, outcome in zip(steps, outcomes, strict=True):
                self._mark(step, outcome)
                edit = outcome.edit
                if outcome.is_saved and outcome.place:
                    verb = edit.verb or gesture.original_verb
                    places.append(outcome.place)
                    here_verbs.append(verb)
                    roles.append((verb, _role(edit.place.line, vocabulary), _role(edit.after, vocabulary)))
                else:
                    failed.append((note, outcome))
            if data is not None and is_known:
                self._intake.follow_own(note, data)
            elif data is not None:
                is_held = note in self._queue.notes
                arrived += len(self._intake.take_note(note, data, arrived=is_held, written=places))
            here_keys = self._queue.at(note, places)
            for verb, key in zip(here_verbs, here_keys, strict=True):
                if key is not None:
                    is_duplicate = verb == DUPLICATE.name and gesture.verb != Undoing.UNDO
                    self._duplicates.decided(key, as_duplicate=is_duplicate)
            keys += here_keys
        done = tuple(key for key in keys if key is not None)
        if named(gesture.verb).teaches_owner:
            self._intake.know_owners(self._queue.rows[key] for key in done)
        if gesture.is_beside:
            self._snooze(entry, keys)
        is_undo = gesture.verb == Undoing.UNDO
        if not is_undo or self._past.is_own(gesture.concerns):  # the tally counts this run alone
            self._tally.count(roles, is_undo=is_undo)
        self._marks.settle(saved.plan.keys, [*done, *saved.plan.unchanged])
        return Settled(
            gesture,
            len(entry.written),
            done,
            tuple(failed),
            _unconfirmed(saved),
            saved.plan.refused,
            saved.plan.unchanged,
            saved.left,
            arrived,
        )

    def _mark(self, step: Step, outcome: Outcome) -> None:
        """Update the row to its written line, or to the reason why the line was not written."""
        row = None if step.key is None else self._queue.rows.get(step.key)
        if row is None:  # the line had no row, or the vault was read again while it was saved
            return
        if outcome.is_saved and outcome.place:
            task = parse_line(outcome.edit.after, row.proposal.task.format) or row.proposal.task
            moved = replace(row.proposal, place=outcome.place, task=task)
            self._queue.put(replace(row, proposal=moved, outcome=_unless_saved(outcome)))
            if moved.words != row.proposal.words:
                # lines with the same words are told apart by their order, which may have changed
                self._queue.change(self._queue.notes[moved.note].keys)
        else:
            self._queue.put(replace(row, outcome=outcome))

    def _snooze(self, entry: Entry, keys: Sequence[int | None]) -> None:
        """Snooze the rows; on an undo, give them the snooze that they had before."""
        is_undo = entry.gesture.verb == Undoing.UNDO
        days = [read_sleep(line.detail or entry.gesture.detail) for line in entry.written]
        try:
            self._snoozes.set(
                (self._queue.rows[key].proposal, before if is_undo else until)
                for key, (until, before) in zip(keys, days, strict=True)
                if key is not None
            )
        except NotKept as problem:
            self._problems.append(str(problem))


def _unless_saved(outcome: Outcome) -> Outcome | None:
    return None if outcome.result is Result.SAVED else outcome


def _unconfirmed(saved: Saved) -> tuple[tuple[str, Outcome], ...]:
    return tuple(
        (note, outcome)
        for note, (outcomes, _) in saved.notes.items()
        for outcome in outcomes
        if outcome.result is Result.UNCONFIRMED
    )


def _role(line: str, vocabulary: Vocabulary) -> Role | None:
    task = parse_line(line, vocabulary.settings.format)
    return vocabulary.role(task.symbol) if task else None
