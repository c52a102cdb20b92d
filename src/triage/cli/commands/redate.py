"""`triage redate`."""

from typing import Unpack

import click

from triage.cli.day_option import DAYS, day_or_none
from triage.cli.deciding import REFS, Asked, decide, deciding
from triage.core.task.decision import Redate, Shift
from triage.core.typed_day import days_in

_HELP = f"""Change or clear due dates, or move each by the same number of days.

\b
    triage redate 3f9a --to fri             the next Friday, never today
    triage redate 3f9a --to +3d             also 2w, 1m, tomorrow, next week, end of month
    triage redate 3f9a --to "3 dec"         the next one
    triage redate 3f9a --to 2026-12-01
    triage redate 3f9a --clear
    triage redate --filter due:this-week --by 1w      each a week later; -3d is three days earlier
{REFS}"""


@click.command("redate", help=_HELP)
@click.option("--to", metavar="WORDS", help=f"The new due date: {DAYS}.")
@click.option("--by", metavar="DISTANCE", help="How far to move each due date: 1w, +3d, -3d.")
@click.option("--clear", is_flag=True, help="Take the due date off.")
@deciding
@click.pass_context
def command(
    context: click.Context, to: str | None, by: str | None, clear: bool, **asked: Unpack[Asked]
) -> int:
    """Re-date the tasks."""
    if (to is not None) + (by is not None) + clear != 1:
        raise click.UsageError("Say when: one of --to WORDS, --by DISTANCE, --clear", context)
    if by is not None:
        return decide(context, Shift(_days(by, context)), **asked)
    return decide(context, Redate(None if to is None else day_or_none(to, context)), **asked)


def _days(distance: str, context: click.Context) -> int:
    """So many days, back where they are below zero; raises UsageError."""
    if (days := days_in(distance)) is None:
        raise click.UsageError(f"{distance!r} is no distance; write days or weeks: 1w, +3d, -3d", context)
    return days
