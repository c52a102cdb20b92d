"""`triage best`."""

from collections.abc import Sequence
from typing import Unpack

import click

from triage.cli.deciding import REFS, Act, Asked, Needs, carry_out, deciding
from triage.cli.sitting import Sitting
from triage.session.plan import Plan

_HELP = f"""Keep the best of tasks that say the same: accept the keeper of the set, reject its duplicates.

The keeper is mine; else due today or later; else of the newest note; else the fullest; else the longest. It
is enough to name one of the set; a task without duplicates is refused. The whole vault is compared first.

A set is uncertain if one of its tasks says something that the keeper does not: another thing to do, a name, a
number. It is left out unless --uncertain is given; `triage show REF` shows what the set says.

\b
    triage best 3f9a --dry-run
    triage best --view duplicates --dry-run       every set
    triage best --view duplicates --yes
    triage best --filter "is:duplicate owner:ada" --yes
{REFS}"""


@click.command("best", help=_HELP)
@click.option("--uncertain", is_flag=True, help="Also sets in which another task says more than the keeper.")
@deciding
@click.pass_context
def command(context: click.Context, uncertain: bool, **asked: Unpack[Asked]) -> int:
    """Decide the sets of the tasks."""
    is_selected = asked["view"] is not None or asked["filter_text"] is not None

    def plan(sitting: Sitting, keys: Sequence[int]) -> Plan:
        session = sitting.session
        if is_selected:  # a task without duplicates was not named, and is not refused
            keys = [key for key in keys if session.duplicates.others(key)]
        return session.planner.best(keys, with_uncertain=uncertain)

    return carry_out(context, Act(plan, Needs.DUPLICATES), **asked)
