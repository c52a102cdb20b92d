"""`triage redo`."""

from typing import Unpack

import click

from triage.cli.choices import choices_of
from triage.cli.deciding import write_plan
from triage.cli.exit_code import Exit
from triage.cli.reversing import Told, reverse_and_report, reversing, say_problems
from triage.cli.sitting import sit_down
from triage.core.history.gesture import Undoing

_HELP = """Redo what was undone last, or the last N; not possible after a new decision.

\b
    triage redo
    triage redo 3 --dry-run
    triage redo --gesture 20261122T140500    an older one, by its name in `triage log`
    triage redo --overwritten --dry-run

--overwritten writes again every decision that another program has overwritten with an old copy of the note:
`triage list is:overwritten` shows them. One undo undoes all of it.
"""


@click.command("redo", help=_HELP)
@click.option("--overwritten", is_flag=True, help="Redo what another program has overwritten.")
@reversing
@click.pass_context
def command(context: click.Context, overwritten: bool, **told: Unpack[Told]) -> int:
    """Redo gestures."""
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
