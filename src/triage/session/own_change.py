"""Telling whether a note has changed by our own lines alone: then nothing else of it is read again."""

from collections.abc import Sequence
from typing import Final

from triage.core.task.change import words_span
from triage.core.task.edit import Outcome, apply_edits
from triage.core.task.line import TaskLine, parse_line
from triage.core.task.proposal import Proposal
from triage.core.task.vocabulary import Vocabulary
from triage.session.plan import Step
from triage.session.queue import Queue

_OF_OTHERS: Final = ("%%", "<!--", "-->", "```", "~~~")
"""What lets a line change how those beneath it are read."""


def is_ours_alone(
    queue: Queue,
    note: str,
    data: bytes | None,
    vocabulary: Vocabulary,
    steps: Sequence[Step],
    outcomes: Sequence[Outcome],
) -> bool:
    """Whether a note's bytes are those held before, but for lines whose rows alone have to follow."""
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
    """Whether a line was saved that has a row of its own, and is like no other line, before or now."""
    row = queue.rows.get(step.key) if step.key is not None else None
    if row is None or row.is_gone or not outcome.is_saved or outcome.place is None:
        return False
    proposal, edit = row.proposal, outcome.edit
    if proposal.place != edit.place or edit.place.of != 1 or outcome.place.of != 1:
        return False
    task = parse_line(edit.after, proposal.task.format)
    return task is not None and _reads_alike(proposal, task)


def _reads_alike(proposal: Proposal, task: TaskLine) -> bool:
    """Whether a line stands in its list as before, says the same words, and ends no comment or fence."""
    before, after = proposal.task.text, task.text
    return (
        before.partition("[")[0] == after.partition("[")[0]
        and proposal.words == after[slice(*words_span(task))]
        and not any(mark in before or mark in after for mark in _OF_OTHERS)
    )
