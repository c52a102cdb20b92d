"""`triage undo`."""

import click

from triage.cli.choices import choices_of, choosing
from triage.cli.committing import Commit, may_commit
from triage.cli.exit_code import Exit
from triage.cli.gesture_name import chosen_gesture, naming_gesture
from triage.cli.reversing import of_last_run, rehearse, report_reversed, reverse, say_problems
from triage.cli.sitting import sit_down
from triage.core.history.gesture import Undoing

_HELP = """Take back the last gesture, or the last N: every line it wrote becomes what it was, byte for byte.

\b
    triage undo
    triage undo 3
    triage undo --session                    all that the last run of triage did
    triage undo --gesture 20261122T140500    that one, as `triage log` names it, whatever came after
    triage undo --dry-run

A line that has changed since is left as it is and named with what stands there now, and the exit code is 3.
"""


@click.command("undo", help=_HELP)
@click.argument("number", metavar="[N]", required=False, type=click.IntRange(min=1))
@click.option("--session", "of_session", is_flag=True, help="Take back all that the last run did.")
@naming_gesture
@click.option("--dry-run", is_flag=True, help="Show what would be written; write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@click.option("--quiet", is_flag=True, help="Say nothing of what went well.")
@may_commit
@choosing
@click.pass_context
def command(
    context: click.Context,
    number: int | None,
    of_session: bool,
    gesture: str | None,
    dry_run: bool,
    as_json: bool,
    quiet: bool,
) -> int:
    """Take gestures back."""
    if of_session + (number is not None) + (gesture is not None) > 1:
        raise click.UsageError("Say one of N, --session, --gesture", context)
    choices = choices_of(context)
    sitting = sit_down(choices)
    session = sitting.session
    session.begin()
    if say_problems(sitting):
        return Exit.FAILED
    if of_session:
        number = of_last_run(session)
    chosen = chosen_gesture(session, gesture, context)
    commit = Commit() if dry_run else Commit.wanted(sitting, choices)
    act = rehearse if dry_run else reverse
    done = list(act(session, Undoing.UNDO, number or 1, chosen))
    code = report_reversed(done, Undoing.UNDO, choices, as_json=as_json, quiet=quiet)
    return max(code, commit.make(quiet=quiet or as_json))
