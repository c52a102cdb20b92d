"""`triage best`."""

from collections.abc import Sequence
from typing import Unpack

import click

from triage.cli.deciding import REFS, Act, Asked, Needs, carry_out, deciding
from triage.cli.sitting import Sitting
from triage.session.plan import Plan

_HELP = f"""Keep the best of tasks that say the same: accept it, and reject its twins as duplicates of it.

The best is mine; else due in the future; else of the newest note; else the longest. Naming one of them is
enough; a task without a twin is refused. The whole vault is compared first.

\b
    triage best 3f9a --dry-run
    triage best --view twins --dry-run       every card
    triage best --view twins --yes
    triage best --filter "is:twin owner:ada" --yes
{REFS}"""


@click.command("best", help=_HELP)
@deciding
@click.pass_context
def command(context: click.Context, **asked: Unpack[Asked]) -> int:
    """Decide the cards of the tasks."""
    is_selected = asked["view"] is not None or asked["filter_text"] is not None

    def plan(sitting: Sitting, keys: Sequence[int]) -> Plan:
        session = sitting.session
        if is_selected:  # what has no twin was not named, and is not refused
            keys = [key for key in keys if session.likenesses.twins(key)]
        return session.planner.best(keys)

    return carry_out(context, Act(plan, Needs.TWINS), **asked)
