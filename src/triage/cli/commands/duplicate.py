"""`triage duplicate`."""

from collections.abc import Sequence
from typing import Unpack

import click

from triage.cli.deciding import REFS, Act, Asked, Needs, carry_out, deciding
from triage.cli.named_tasks import BadReference, LostTask
from triage.cli.reference import are_lines, find_rows
from triage.cli.sitting import Sitting
from triage.core.task.decision import Duplicate
from triage.session.plan import Plan

_HELP = f"""Reject tasks that stand elsewhere already; the journal keeps which task they repeat.

\b
    triage duplicate 3f9a                             of what says the same: compares the whole vault
    triage duplicate 3f9a --of Projects/Budget.md:7
    triage duplicate 3f9a 77c0 --of b21e
    triage duplicate --view already --dry-run         all that was decided elsewhere
{REFS}"""


@click.command("duplicate", help=_HELP)
@click.option("--of", default="", metavar="REF", help="The task that they repeat, for the journal.")
@deciding
@click.pass_context
def command(context: click.Context, of: str, **asked: Unpack[Asked]) -> int:
    """Reject the tasks as duplicates."""
    if not of:
        act = Act(lambda sitting, keys: sitting.session.planner.duplicates(keys), Needs.DUPLICATES)
        return carry_out(context, act, **asked)

    def plan(sitting: Sitting, keys: Sequence[int]) -> Plan:
        return sitting.session.planner.decide(keys, _duplicate_of(of, keys, sitting))

    try:
        return carry_out(context, Act(plan, also_named=of), **asked)
    except BadReference as error:
        raise click.UsageError(str(error), context) from error


def _duplicate_of(reference: str, keys: Sequence[int], sitting: Sitting) -> Duplicate:
    """The decision with the task that is repeated as the journal is to name it; raises BadReference."""
    (original,) = find_rows([reference], sitting.session, sitting.vault)
    if isinstance(original, LostTask):
        raise BadReference(f"--of {reference}: {original.reason}")
    if original.key in keys:
        raise BadReference(f"--of {reference}: a task is no duplicate of itself")
    proposal = original.proposal
    is_line = are_lines([reference])
    return Duplicate(f"{proposal.note}:{proposal.place.number}" if is_line else proposal.ref)
