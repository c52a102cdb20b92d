"""`triage resume`."""

from contextlib import suppress

import click

from triage.cli.choices import choices_of, choosing
from triage.cli.committing import Commit, may_commit
from triage.cli.deciding import command_line
from triage.cli.exit_code import Exit
from triage.cli.output import complain, say
from triage.cli.report import report
from triage.cli.result import exit_code, of_edit, to_be
from triage.cli.reversing import say_problems
from triage.cli.sitting import sit_down
from triage.cli.writing import Saver, say_stopped
from triage.core.errors import TriageError
from triage.session.session import Session
from triage.words.amount import count
from triage.words.gesture_words import cut_off, done_words

_HELP = """Go on with an action over several notes that was cut off, for example by a power cut.

\b
    triage resume
    triage resume --dry-run
    triage resume --leave                    leave it as it is, and stop offering it

The missing lines are written as a part of the same action: one undo undoes all of it. Lines that were decided
since then are skipped. A line that has changed in another way is not written, and the exit code is 3. To undo
what was written instead, use `triage undo --gesture ID` with the name from `triage log`.
"""


@click.command("resume", help=_HELP)
@click.option("--dry-run", is_flag=True, help="Show what would be written; write nothing.")
@click.option("--leave", is_flag=True, help="Leave it as it is, and stop offering it.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@click.option("--quiet", is_flag=True, help="Print only what went wrong.")
@may_commit
@choosing
@click.pass_context
def command(context: click.Context, dry_run: bool, leave: bool, as_json: bool, quiet: bool) -> int:
    """Go on with what was cut off."""
    if leave and dry_run:
        raise click.UsageError("Say one of --leave, --dry-run", context)
    choices = choices_of(context)
    sitting = sit_down(choices)
    session = sitting.session
    with suppress(TriageError):  # the session tells it
        sitting.vault.entries()  # whatever was decided since it was cut off
    session.begin()
    if say_problems(sitting):
        return Exit.FAILED
    interrupted, plan = session.past.interrupted, session.planner.rest()
    if interrupted is None or plan is None:
        if not as_json and not quiet:
            say("Nothing was cut off.")
        return Exit.DONE
    if not as_json and not quiet:
        say(f"{cut_off(interrupted)}.")
    if leave:
        return _leave(session, quiet=quiet or as_json)
    gesture, undo = interrupted.gesture, command_line("undo", choices)
    saved = None
    commit = Commit()
    if dry_run:
        edits = [(note, step.edit) for note, steps in plan.steps.items() for step in steps]
        results = [to_be(note, edit) for note, edit in edits]
    else:
        commit = Commit.wanted(sitting, choices)
        saved = Saver().save(session, plan)
        session.settle(saved)
        results = [of_edit(note, outcome) for note, (done, _) in saved.notes.items() for outcome in done]
    report(
        results,
        done_words(gesture.verb, gesture.detail),
        f"Undo all {count(interrupted.lines, 'line')} with: {undo}",
        as_json=as_json,
        quiet=quiet,
        by_line=True,
    )
    committed = commit.make(quiet=quiet or as_json)
    if saved and len(saved.notes) < len(plan.steps):
        return say_stopped(saved, undo)
    return max(committed, exit_code(results))


def _leave(session: Session, *, quiet: bool) -> Exit:
    if not session.past.leave_rest():
        complain("The journal could not be told to leave it; it is offered again")
        return Exit.FAILED
    if not quiet:
        say("It is left as it is.")
    return Exit.DONE
