"""A verb on the command line: one call is one gesture, and one undo takes it back."""

import shlex
from collections.abc import Callable, Sequence
from typing import Any, TypedDict, TypeVar, Unpack

import click

from triage.cli.choices import Choices, choices_of, choosing
from triage.cli.named_tasks import BadReference, Lost
from triage.cli.output import complain
from triage.cli.reference import are_lines, find_rows, read_references
from triage.cli.report import report
from triage.cli.result import exit_code, planned, settled
from triage.cli.sitting import Sitting, sit_down
from triage.core.decision import Decision, Duplicate, Edit, EditRaw, Prioritise, Reassign, Redate, detail_of
from triage.core.row import Row
from triage.ui.words import PAST

Command = TypeVar("Command", bound=Callable[..., Any])

REFS = """
REF is a ref from `triage list`, or a beginning of it that no other has; or note.md:12. A dash reads REFs from
stdin, one a line or as `triage list --json` prints them; so does a pipe where no REF is given. A ref names
what a line says: where the line has changed, nothing is written, and the exit code is 3.
"""
"""What the help of every verb says of its REFs."""


class Asked(TypedDict):
    """What every verb is told."""

    refs: tuple[str, ...]
    dry_run: bool
    as_json: bool


def deciding(command: Command) -> Command:
    """Give a command the arguments of `Asked`, and the options that all have."""
    command = click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")(command)
    command = click.option("--dry-run", is_flag=True, help="Show what would be written; write nothing.")(
        command
    )
    command = click.argument("refs", nargs=-1, metavar="[REF]...")(command)
    return choosing(command)


def decide(context: click.Context, decision: Decision, **asked: Unpack[Asked]) -> int:
    """Write a decision about the lines that are meant, and say what became of each; the exit code."""
    choices = choices_of(context)
    try:
        references = read_references(asked["refs"])
        if isinstance(decision, Edit | EditRaw) and len(set(references)) > 1:
            raise BadReference("The same words for several tasks: edit them one at a time")
        sitting = _read(sit_down(choices), references, decision)
        rows = find_rows(references, sitting.session, sitting.vault)
        if isinstance(decision, Duplicate) and decision.of:
            decision = _duplicate_of(decision.of, rows, sitting)
    except BadReference as error:
        raise click.UsageError(str(error), context) from error
    session = sitting.session
    _warn(sitting, rows)
    plan = session.plan([row.key for row in rows if isinstance(row, Row)], decision)
    if asked["dry_run"]:
        results = planned(plan, rows)
    else:
        saved = session.save(plan)
        session.settle(saved)
        results = settled(saved, rows, session)
    then = f"Undo with: {command_line('undo', choices)}"
    report(results, _done(decision), then, as_json=asked["as_json"])
    return exit_code(results)


def command_line(name: str, choices: Choices) -> str:
    """A command to type, for the vault that was named."""
    vault = f" --vault {shlex.quote(str(choices.vault))}" if choices.vault else ""
    return f"triage {name}{vault}"


def _done(decision: Decision) -> str:
    """What the decision does, in the past."""
    match decision:
        case Reassign() | Redate() | Prioritise():
            return f"{PAST[decision.verb]} to {detail_of(decision) or 'none'}"
        case _:
            return PAST[decision.verb]


def _duplicate_of(reference: str, rows: Sequence[Row | Lost], sitting: Sitting) -> Duplicate:
    """The decision with the task that is repeated as the journal is to name it; raises BadReference."""
    (original,) = find_rows([reference], sitting.session, sitting.vault)
    if isinstance(original, Lost):
        raise BadReference(f"--of {reference}: {original.reason}")
    if any(isinstance(row, Row) and row.key == original.key for row in rows):
        raise BadReference(f"--of {reference}: a task is no duplicate of itself")
    proposal = original.proposal
    is_line = are_lines([reference])
    return Duplicate(f"{proposal.note}:{proposal.place.number}" if is_line else proposal.ref)


def _read(sitting: Sitting, references: Sequence[str], decision: Decision) -> Sitting:
    """Read what the REFs need: the vault, unless all are lines; its people matter to where a name ends."""
    named = [*references, decision.of] if isinstance(decision, Duplicate) and decision.of else references
    if are_lines(named) and not isinstance(decision, Reassign):
        sitting.session.begin()
    else:
        sitting.session.load()
    return sitting


def _warn(sitting: Sitting, rows: Sequence[Row | Lost]) -> None:
    """Say which settings could not be read; notes only where a task may stand in one of them."""
    lost = any(isinstance(row, Lost) for row in rows)
    for problem in sitting.problems if lost else sitting.vault.problems:
        complain(problem)
