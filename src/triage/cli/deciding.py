"""A verb on the command line: one call is one gesture, which one undo undoes."""

import shlex
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, TypedDict, TypeVar, Unpack

import click

from triage.cli.choices import Choices, choices_of, choosing
from triage.cli.committing import Commit, may_commit
from triage.cli.exit_code import Exit
from triage.cli.named_tasks import BadReference, LostTask
from triage.cli.output import complain
from triage.cli.reference import are_lines, find_rows, read_references
from triage.cli.report import report
from triage.cli.result import exit_code, planned, settled
from triage.cli.selection import Selected, Selection, selecting, selection_of
from triage.cli.sitting import Sitting, sit_down
from triage.cli.writing import Saver, say_stopped
from triage.core.row import Row
from triage.core.task.decision import Decision
from triage.session.plan import Plan
from triage.session.session import Session
from triage.words.amount import count
from triage.words.gesture_words import cut_off, done_words

Command = TypeVar("Command", bound=Callable[..., Any])

NAMED = """
REF is a ref from `triage list`, or a beginning that no other ref has; or note.md:12. A dash reads REFs from
stdin, one a line or as `triage list --json` prints them; so does a pipe if no REF is given. A ref stands for
the text of a line: if the line has changed, nothing is written, and the exit code is 3.
"""
REFS = f"""{NAMED}
Instead of REFs, --view and --filter choose every proposal that they find, as one action. More than bulk_limit
lines (10, or as the config says) need --yes; --dry-run shows the lines first.
"""
"""The part on REFs in the help of every verb."""


class Named(TypedDict):
    """The arguments of a verb whose tasks are named one by one."""

    refs: tuple[str, ...]
    dry_run: bool
    as_json: bool
    quiet: bool


class Asked(Named, Selected):
    """The arguments of every other verb."""

    yes: bool


class Needs(Enum):
    """What must be read before a verb can be planned."""

    LINES = auto()
    """Only the named lines, if all are named by note and line; else the vault."""
    PEOPLE = auto()
    """The vault, since its people tell where a name ends."""
    DUPLICATES = auto()
    """The vault, and a comparison of its tasks."""


@dataclass(frozen=True, slots=True)
class Act:
    """What a command does with its tasks."""

    plan: Callable[[Sitting, Sequence[int]], Plan]
    """Says what to write for these rows; may raise BadReference."""
    reading: Needs = Needs.LINES
    also_named: str = ""
    """One REF more that the command was given, "" for none."""


def naming(command: Command) -> Command:
    """Give a command the arguments of `Named`, and the options that all have."""
    for option in reversed((_REFS, DRY_RUN, AS_JSON, QUIET)):
        command = option(command)
    return choosing(may_commit(command))


def deciding(command: Command) -> Command:
    """Give a command the arguments of `Asked`, and the options that all have."""
    return naming(selecting(_YES(command)))


def decide(context: click.Context, decision: Decision, **asked: Unpack[Asked]) -> int:
    """Write one decision about the tasks that are meant, and say the outcome of each; the exit code."""
    return carry_out(
        context, Act(lambda sitting, keys: sitting.session.planner.decide(keys, decision)), **asked
    )


def carry_out(context: click.Context, act: Act, **asked: Unpack[Asked]) -> int:
    """Do what a command does with the tasks that are meant, and say the outcome of each; the exit code."""
    if asked["view"] is None and asked["filter_text"] is None:
        return do_named(context, act, **_named(asked))
    if asked["refs"]:
        raise click.UsageError("Say one of REF and --view or --filter, not both", context)
    text = asked["filter_text"]
    if text is not None and not text.strip() and asked["view"] is None:
        raise click.UsageError("--filter is empty; --view all means every proposal", context)
    sitting = sit_down(choices_of(context))
    selection = selection_of(asked["view"], text or "", sitting.session, context)
    sitting.session.include_left_out(asked["every"])
    _load(sitting, act, selection)
    keys = selection.keys(sitting.session)
    for problem in sitting.problems:
        complain(problem)
    plan = act.plan(sitting, keys)
    limit = sitting.config.bulk_limit
    if plan.lines > limit and not asked["yes"] and not asked["dry_run"]:
        lines, notes = count(plan.lines, "line"), count(len(plan.steps), "note")
        raise click.UsageError(
            f"That would write {lines} in {notes}, more than bulk_limit ({limit}): "
            "see them with --dry-run, do it with --yes",
            context,
        )
    code = write_plan(context, sitting, plan, [sitting.session.rows[key] for key in keys], **_named(asked))
    return max(code, Exit.FAILED) if sitting.problems else code


def do_named(context: click.Context, act: Act, **asked: Unpack[Named]) -> int:
    """Do what a command does with the tasks that REFs name; the exit code."""
    try:
        references = read_references(asked["refs"])
        sitting = sit_down(choices_of(context))
        also = [act.also_named] if act.also_named else []
        if act.reading is Needs.LINES and are_lines([*references, *also]):
            sitting.session.begin()
        else:
            _load(sitting, act)
        rows = find_rows(references, sitting.session, sitting.vault)
        here = [row for row in rows if isinstance(row, Row)]
        if any(row.proposal.is_left_out for row in here):  # whoever names it means it, and its duplicates too
            sitting.session.include_left_out()
        plan = act.plan(sitting, [row.key for row in here])
    except BadReference as error:
        raise click.UsageError(str(error), context) from error
    _warn(sitting, rows)
    return write_plan(context, sitting, plan, rows, **asked)


def command_line(name: str, choices: Choices) -> str:
    """A command to type, for the vault that was named."""
    vault = f" --vault {shlex.quote(str(choices.vault))}" if choices.vault else ""
    return f"triage {name}{vault}"


def _load(sitting: Sitting, act: Act, selection: Selection | None = None) -> None:
    """Read the vault, as far as the act and the selection need it."""
    session = sitting.session
    session.load()
    if act.reading is Needs.DUPLICATES or (selection and selection.needs_comparison):
        session.compare()


def write_plan(
    context: click.Context,
    sitting: Sitting,
    plan: Plan,
    named: Sequence[Row | LostTask],
    **asked: Unpack[Named],
) -> int:
    """Write a plan, or only show it; the exit code."""
    session = sitting.session
    rows = _concerned(sitting, plan, named)
    undo = command_line("undo", choices_of(context))
    unkept: list[str] = []
    saved = None
    commit = Commit()
    if asked["dry_run"]:
        results = planned(plan, rows)
    else:
        known = len(session.problems)
        _warn_of_cut_off(session, choices_of(context))
        commit = Commit.wanted(sitting, choices_of(context))
        saved = Saver().save(session, plan)
        session.settle(saved)
        unkept = session.problems[known:]
        results = settled(saved, rows, session)
    report(
        results,
        done_words(plan.gesture.verb, plan.gesture.detail),
        f"Undo with: {undo}",
        as_json=asked["as_json"],
        quiet=asked["quiet"],
        by_line=True,
    )
    for problem in unkept:
        complain(problem)
    committed = commit.make(quiet=asked["quiet"] or asked["as_json"])
    if saved and saved.left:
        return say_stopped(saved, undo)
    return max(committed, Exit.FAILED if unkept else exit_code(results))


def _warn_of_cut_off(session: Session, choices: Choices) -> None:
    """Say how to go on with, or undo, a gesture that was cut off: it stays possible after this one."""
    if session.past.interrupted:
        id_ = session.past.interrupted.gesture.id
        on, back = command_line("resume", choices), f"{command_line('undo', choices)} --gesture {id_}"
        complain(f"{cut_off(session.past.interrupted)}. {on} goes on with it; {back} undoes it")


def _concerned(sitting: Sitting, plan: Plan, named: Sequence[Row | LostTask]) -> list[Row | LostTask]:
    """The named tasks that the plan concerns, then its other rows, such as the duplicates of a named one."""
    about = {*plan.keys, *plan.refused}
    rows = [row for row in named if isinstance(row, LostTask) or row.key in about]
    told = {row.key for row in rows if isinstance(row, Row)}
    return [*rows, *(sitting.session.rows[key] for key in plan.keys if key not in told)]


def _named(asked: Asked) -> Named:
    return Named(refs=asked["refs"], dry_run=asked["dry_run"], as_json=asked["as_json"], quiet=asked["quiet"])


def _warn(sitting: Sitting, rows: Sequence[Row | LostTask]) -> None:
    """Say which settings could not be read; notes only if a task may stand in one of them."""
    lost = any(isinstance(row, LostTask) for row in rows)
    for problem in sitting.problems if lost else sitting.vault.problems:
        complain(problem)


_REFS = click.argument("refs", nargs=-1, metavar="[REF]...")
DRY_RUN = click.option("--dry-run", is_flag=True, help="Show what would be written; write nothing.")
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
QUIET = click.option("--quiet", is_flag=True, help="Print only what went wrong.")
_YES = click.option("--yes", is_flag=True, help="With --view or --filter: write any number of lines.")
