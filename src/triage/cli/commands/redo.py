"""`triage redo`."""

import click

from triage.cli.choices import choices_of, choosing
from triage.cli.exit_code import Exit
from triage.cli.output import complain
from triage.cli.reversing import rehearse, report_reversed, reverse
from triage.cli.sitting import sit_down
from triage.core.gesture import Undoing

_HELP = """Do again what was taken back last, or the last N; a decision made since makes it impossible.

\b
    triage redo
    triage redo 3 --dry-run
"""


@click.command("redo", help=_HELP)
@click.argument("number", metavar="[N]", required=False, default=1, type=click.IntRange(min=1))
@click.option("--dry-run", is_flag=True, help="Show what would be written; write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@click.option("--quiet", is_flag=True, help="Say nothing of what went well.")
@choosing
@click.pass_context
def command(context: click.Context, number: int, dry_run: bool, as_json: bool, quiet: bool) -> int:
    """Do gestures again."""
    choices = choices_of(context)
    sitting = sit_down(choices)
    sitting.session.begin()
    if sitting.problems:
        for problem in sitting.problems:
            complain(problem)
        return Exit.FAILED
    act = rehearse if dry_run else reverse
    done = list(act(sitting.session, Undoing.REDO, number))
    return report_reversed(done, Undoing.REDO, choices, as_json=as_json, quiet=quiet)
