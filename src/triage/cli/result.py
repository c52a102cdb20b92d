"""The outcome of each line that a command was asked to write."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from triage.cli.exit_code import Exit
from triage.cli.named_tasks import LostTask, ref_of, task_at
from triage.core.errors import NoRejectedStatus, OwnerUnclear, Refused, SeveralOwners
from triage.core.row import Row
from triage.core.task.edit import LineEdit, Outcome, Result
from triage.core.task.proposal import Proposal
from triage.session.plan import Plan, Saved
from triage.session.session import Session
from triage.words.outcome_words import failure
from triage.words.refusal_words import why_refused


class LineOutcome(StrEnum):
    """The outcomes that JSON gives, and the exit code says the worst of."""

    SAVED = "saved"
    UNCONFIRMED = "unconfirmed"
    """Written, but the disk did not confirm it."""
    UNCHANGED = "unchanged"
    DRY_RUN = "dry-run"
    """It would be written."""
    REFUSED = "refused"
    CHANGED = "changed"
    """The line is not, or no longer, in its note as it was named."""
    FAILED = "failed"
    LEFT = "left"
    """It was stopped before this line's note."""


_CODES = {
    LineOutcome.REFUSED: Exit.REFUSED,
    LineOutcome.CHANGED: Exit.CHANGED,
    LineOutcome.FAILED: Exit.FAILED,
    LineOutcome.UNCONFIRMED: Exit.FAILED,
    LineOutcome.LEFT: Exit.INTERRUPTED,
}
_OF_RESULT = {
    Result.SAVED: LineOutcome.SAVED,
    Result.UNCONFIRMED: LineOutcome.UNCONFIRMED,
    Result.GONE: LineOutcome.CHANGED,
    Result.AMBIGUOUS: LineOutcome.CHANGED,
    Result.FAILED: LineOutcome.FAILED,
    Result.BUSY: LineOutcome.FAILED,
}


@dataclass(frozen=True, slots=True)
class LineResult:
    """One line and its outcome."""

    outcome: LineOutcome
    ref: str
    """The ref that the line had before."""
    note: str = ""
    number: int = 0
    before: str = ""
    after: str = ""
    """The line as it was to be written; "" if there was none to write."""
    reason: str = ""
    new_ref: str = ""
    words: str = ""
    """The words of the task, for people."""
    verb: str = ""
    """The verb for this line, "" if it is the gesture's."""
    detail: str = ""
    """What the verb was given for this line."""

    @property
    def is_well(self) -> bool:
        """Whether the line is as the user wants it; `--quiet` then leaves it out."""
        return self.outcome in {LineOutcome.SAVED, LineOutcome.UNCHANGED}

    @property
    def was_written(self) -> bool:
        """Whether the new line is in its note."""
        return self.outcome in {LineOutcome.SAVED, LineOutcome.UNCONFIRMED}

    @property
    def where(self) -> str:
        """What names the line for people."""
        return f"{self.note}:{self.number}" if self.note else self.ref

    def as_json(self) -> dict[str, object]:
        """It as the object that `--json` prints; null is what does not apply."""
        return {
            "ref": self.ref or None,
            "note": self.note or None,
            "line_number": self.number or None,
            "outcome": self.outcome.value,
            "before": raw(self.before) or None,
            "after": raw(self.after) or None,
            "reason": self.reason or None,
            "new_ref": self.new_ref or None,
            "verb": self.verb or None,
            "detail": self.detail or None,
        }


def raw(line: str) -> str:
    r"""A line without the `\r` that may end it."""
    return line.removesuffix("\r")


def exit_code(results: Iterable[LineResult]) -> Exit:
    """The exit code of the worst outcome among the lines."""
    return max((_CODES.get(result.outcome, Exit.DONE) for result in results), default=Exit.DONE)


def planned(plan: Plan, rows: Sequence[Row | LostTask]) -> list[LineResult]:
    """What a plan for these rows would do, row by row."""
    edits = {step.key: step.edit for steps in plan.steps.values() for step in steps}
    verb, detail = plan.gesture.verb, plan.gesture.detail
    results = []
    for row in rows:
        if isinstance(row, LostTask):
            result = LineResult(LineOutcome.CHANGED, row.ref, reason=row.reason)
        elif refused := plan.refused.get(row.key):
            result = _of(row.proposal, LineOutcome.REFUSED, reason=refusal(refused))
        elif edit := edits.get(row.key):
            result = _of(row.proposal, LineOutcome.DRY_RUN, after=edit.after)
            result = replace(result, verb=edit.verb, detail=edit.detail)
        else:
            result = _of(row.proposal, LineOutcome.UNCHANGED, after=row.proposal.place.line)
        results.append(replace(result, verb=result.verb or verb, detail=result.detail or detail))
    return results


def settled(saved: Saved, rows: Sequence[Row | LostTask], session: Session) -> list[LineResult]:
    """The outcome of these rows, row by row, once the session has settled it; `rows` are as before."""
    outcomes = {
        step.key: outcome
        for note, (of_note, _) in saved.notes.items()
        for step, outcome in zip(saved.plan.steps[note], of_note, strict=True)
    }
    left = set(saved.left)
    results = []
    for row, result in zip(rows, planned(saved.plan, rows), strict=True):
        if isinstance(row, Row) and row.key in outcomes:
            results.append(_with(result, outcomes[row.key], session.rows.get(row.key)))
        elif isinstance(row, Row) and row.key in left:
            results.append(replace(result, outcome=LineOutcome.LEFT))
        else:
            results.append(result)
    return results


def of_edit(note: str, outcome: Outcome, *, dry_run: bool = False) -> LineResult:
    """The outcome of an edit of a line that was a task."""
    became = _OF_RESULT[outcome.result]
    place = outcome.edit.place
    after = task_at(note, outcome.place) if outcome.place else None
    return LineResult(
        LineOutcome.DRY_RUN if dry_run and became is LineOutcome.SAVED else became,
        ref_of(note, place),
        note,
        place.number,
        place.line,
        outcome.edit.after,
        failure(outcome),
        after.ref if after else "",
        after.words if after else "",
        outcome.edit.verb,
        outcome.edit.detail,
    )


def to_be(note: str, edit: LineEdit) -> LineResult:
    """The result that a dry run reports for an edit."""
    place = edit.place
    return LineResult(
        *(LineOutcome.DRY_RUN, ref_of(note, place), note, place.number, place.line, edit.after),
        verb=edit.verb,
        detail=edit.detail,
    )


def refusal(refused: Refused) -> str:
    """Why a decision was refused, and how to say it on the command line."""
    match refused:
        case NoRejectedStatus():
            return f"{why_refused(refused)}: --symbol rejected=-, or `symbols:` in the config"
        case OwnerUnclear(candidates=(likeliest, *_)) | SeveralOwners(names=(likeliest, *_)):
            return f"{why_refused(refused)}: --replacing {likeliest!r}"
        case _:
            return why_refused(refused)


def _with(result: LineResult, outcome: Outcome, now: Row | None) -> LineResult:
    """A line that would be written, once it was or was not."""
    became, reason = _OF_RESULT[outcome.result], failure(outcome)
    if now is None or now.is_gone or not outcome.is_saved:
        return replace(result, outcome=became, reason=reason)
    proposal = now.proposal
    return replace(result, outcome=became, reason=reason, new_ref=proposal.ref, words=proposal.words)


def _of(proposal: Proposal, became: LineOutcome, *, after: str = "", reason: str = "") -> LineResult:
    place = proposal.place
    return LineResult(
        became, proposal.ref, proposal.note, place.number, place.line, after, reason, words=proposal.words
    )
