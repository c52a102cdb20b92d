"""`triage redate`."""

from typing import Unpack

import click

from triage.cli.choices import choices_of
from triage.cli.deciding import REFS, Asked, decide, deciding
from triage.core.day_words import day_of
from triage.core.decision import Redate

_HELP = f"""Change or clear due dates.

\b
    triage redate 3f9a --to fri             the next Friday, never today
    triage redate 3f9a --to +3d             also 2w, 1m, tomorrow, next week, end of month
    triage redate 3f9a --to "3 dec"         the next one
    triage redate 3f9a --to 2026-12-01
    triage redate 3f9a --clear
{REFS}"""


@click.command("redate", help=_HELP)
@click.option("--to", metavar="WORDS", help="The new due date.")
@click.option("--clear", is_flag=True, help="Take the due date off.")
@deciding
@click.pass_context
def command(context: click.Context, to: str | None, clear: bool, **asked: Unpack[Asked]) -> int:
    """Re-date the tasks."""
    if (to is not None) + clear != 1:
        raise click.UsageError("Say when: --to WORDS or --clear, one of the two", context)
    due = None
    if to not in {None, "none"} and (due := day_of(to, choices_of(context).today)) is None:
        raise click.UsageError(
            f"{to!r} is no day beyond doubt; try fri, +3d, next week, 3 dec or 2026-12-01", context
        )
    return decide(context, Redate(due), **asked)
