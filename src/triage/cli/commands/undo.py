"""`triage undo`."""

from typing import Unpack

import click

from triage.cli.choices import choices_of
from triage.cli.exit_code import Exit
from triage.cli.reversing import Told, of_last_run, reverse_and_report, reversing, say_problems
from triage.cli.sitting import sit_down
from triage.core.history.gesture import Undoing

_HELP = """Undo the last action, or the last N: every line it wrote becomes what it was, byte for byte.

\b
    triage undo
    triage undo 3
    triage undo --session                    all actions of the last run of triage
    triage undo --gesture 20261122T140500    an older one, by its name in `triage log`
    triage undo --dry-run

A line that has changed since then is not written: it is printed as it is now, and the exit code is 3.
"""


@click.command("undo", help=_HELP)
@click.option("--session", "of_session", is_flag=True, help="Undo all actions of the last run.")
@reversing
@click.pass_context
def command(context: click.Context, of_session: bool, **told: Unpack[Told]) -> int:
    """Undo gestures."""
    if of_session + (told["number"] is not None) + (told["gesture"] is not None) > 1:
        raise click.UsageError("Say one of N, --session, --gesture", context)
    sitting = sit_down(choices_of(context))
    sitting.session.begin()
    if say_problems(sitting):
        return Exit.FAILED
    if of_session:
        told["number"] = of_last_run(sitting.session)
    return reverse_and_report(context, sitting, Undoing.UNDO, told)
