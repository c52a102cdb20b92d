"""`triage edit`."""

from collections.abc import Sequence
from typing import Unpack

import click

from triage.cli.deciding import NAMED, Act, Named, do_named, naming
from triage.cli.named_tasks import BadReference
from triage.cli.sitting import Sitting
from triage.core.task.decision import Edit, EditRaw
from triage.session.plan import Plan

_HELP = f"""Change the words of a task; owner, dates, priority and tags stay. Or change its whole line.

\b
    triage edit 3f9a --to "Submit the IT ticket"
    triage edit 3f9a --raw "- [?] Submit the ticket @Myself 📅 2026-12-01 #task #proposed #auto"
{NAMED}"""


@click.command("edit", help=_HELP)
@click.option("--to", metavar="WORDS", help="The new words.")
@click.option("--raw", metavar="LINE", help="The new line, list marker and box included.")
@naming
@click.pass_context
def command(context: click.Context, to: str | None, raw: str | None, **asked: Unpack[Named]) -> int:
    """Edit the task."""
    if to is not None and raw is None:
        return _edit(context, Edit(to), **asked)
    if raw is not None and to is None:
        return _edit(context, EditRaw(raw), **asked)
    raise click.UsageError("Say what: one of --to WORDS, --raw LINE", context)


def _edit(context: click.Context, decision: Edit | EditRaw, **asked: Unpack[Named]) -> int:
    def plan(sitting: Sitting, keys: Sequence[int]) -> Plan:
        if len(keys) > 1:
            raise BadReference("The same words for several tasks: edit them one at a time")
        return sitting.session.planner.decide(keys, decision)

    return do_named(context, Act(plan), **asked)
