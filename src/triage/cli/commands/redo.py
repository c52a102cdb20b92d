"""`triage redo`."""

import click

from triage.cli.choices import choices_of, choosing
from triage.cli.committing import Commit, may_commit
from triage.cli.deciding import write_plan
from triage.cli.exit_code import Exit
from triage.cli.gesture_name import chosen_gesture, naming_gesture
from triage.cli.reversing import rehearse, report_reversed, reverse, say_problems
from triage.cli.sitting import sit_down
from triage.core.history.gesture import Undoing

_HELP = """Do again what was taken back last, or the last N; a decision made since makes it impossible.

\b
    triage redo
    triage redo 3 --dry-run
    triage redo --gesture 20261122T140500    that one, as `triage log` names it, whatever came after
    triage redo --overwritten --dry-run

--overwritten writes every decision once more that another program has overwritten, with a note as it had read
it before: `triage list is:overwritten` shows them. It is one gesture, which one undo takes back.
"""


@click.command("redo", help=_HELP)
@click.argument("number", metavar="[N]", required=False, type=click.IntRange(min=1))
@naming_gesture
@click.option("--overwritten", is_flag=True, help="Do again what another program has overwritten.")
@click.option("--dry-run", is_flag=True, help="Show what would be written; write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@click.option("--quiet", is_flag=True, help="Say nothing of what went well.")
@may_commit
@choosing
@click.pass_context
def command(
    context: click.Context,
    number: int | None,
    gesture: str | None,
    overwritten: bool,
    dry_run: bool,
    as_json: bool,
    quiet: bool,
) -> int:
    """Do gestures again."""
    if overwritten + (number is not None) + (gesture is not None) > 1:
        raise click.UsageError("Say one of N, --gesture, --overwritten", context)
    choices = choices_of(context)
    sitting = sit_down(choices)
    session = sitting.session
    if overwritten:
        session.load()
    else:
        session.begin()
    if say_problems(sitting) and not overwritten:
        return Exit.FAILED
    if overwritten:
        keys = session.overwriting.found()
        rows = [session.rows[key] for key in keys]
        plan = session.plan_again(keys)
        code = write_plan(
            context, sitting, plan, rows, refs=(), dry_run=dry_run, as_json=as_json, quiet=quiet
        )
        return max(code, Exit.FAILED) if sitting.problems else code
    chosen = chosen_gesture(session, gesture, context)
    commit = Commit() if dry_run else Commit.wanted(sitting, choices)
    act = rehearse if dry_run else reverse
    done = list(act(session, Undoing.REDO, number or 1, chosen))
    code = report_reversed(done, Undoing.REDO, choices, as_json=as_json, quiet=quiet)
    return max(code, commit.make(quiet=quiet or as_json))
