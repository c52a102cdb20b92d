"""`triage redo`."""

from typing import Unpack

import click

from triage.cli.choices import choices_of
from triage.cli.deciding import write_plan
from triage.cli.exit_code import Exit
from triage.cli.reversing import Told, reverse_and_report, reversing, say_problems
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
@click.option("--overwritten", is_flag=True, help="Do again what another program has overwritten.")
@reversing
@click.pass_context
def command(context: click.Context, overwritten: bool, **told: Unpack[Told]) -> int:
    """Do gestures again."""
    if overwritten + (told["number"] is not None) + (told["gesture"] is not None) > 1:
        raise click.UsageError("Say one of N, --gesture, --overwritten", context)
    sitting = sit_down(choices_of(context))
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
        plan = session.planner.again(keys)
        code = write_plan(
            context,
            *(sitting, plan, rows),
            refs=(),
            dry_run=told["dry_run"],
            as_json=told["as_json"],
            quiet=told["quiet"],
        )
        return max(code, Exit.FAILED) if sitting.problems else code
    return reverse_and_report(context, sitting, Undoing.REDO, told)
