"""`triage snooze`."""

from collections.abc import Sequence
from typing import Unpack

import click

from triage.cli.choices import choices_of
from triage.cli.day_option import DAYS, day_said
from triage.cli.deciding import REFS, Act, Asked, carry_out, deciding
from triage.cli.sitting import Sitting
from triage.core.errors import Refusal, Refused
from triage.core.task.decision import Snooze
from triage.session.plan import Plan

_HELP = f"""Put tasks out of sight until a day, or wake them. No note is changed: the days are
stored outside the vault, and `triage list --view snoozed` shows the tasks.

\b
    triage snooze 3f9a --until mon
    triage snooze --filter "path:_archive" --until "next month" --yes
    triage snooze 3f9a --wake
    triage snooze --view snoozed --wake
{REFS}"""


@click.command("snooze", help=_HELP)
@click.option("--until", metavar="WORDS", help=f"The day on which they are back: {DAYS}.")
@click.option("--wake", is_flag=True, help="Show them again now.")
@deciding
@click.pass_context
def command(context: click.Context, until: str | None, wake: bool, **asked: Unpack[Asked]) -> int:
    """Snooze the tasks, or wake them."""
    if (until is not None) + wake != 1:
        raise click.UsageError("Say until when: --until WORDS or --wake, one of the two", context)
    day = day_said(until, context) if until is not None else None
    if day and day <= choices_of(context).today:
        raise click.UsageError(f"{until!r} is {day}, which is not after today", context)

    def plan(sitting: Sitting, keys: Sequence[int]) -> Plan:
        rows = sitting.session.rows
        plan = sitting.session.planner.decide((key for key in keys if rows[key].is_open), Snooze(day))
        decided = (key for key in keys if not rows[key].is_open)
        plan.refused.update((key, Refused(Refusal.DECIDED_ALREADY)) for key in decided)
        return plan

    return carry_out(context, Act(plan), **asked)
