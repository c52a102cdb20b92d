"""`triage accept`."""

from typing import Unpack

import click

from triage.cli.day_option import DAYS, day_or_none
from triage.cli.deciding import REFS, Asked, decide, deciding
from triage.core.task.decision import Accept, AcceptBy

_HELP = f"""Accept tasks: they are to be done.

\b
    triage accept 3f9a                         one task
    triage accept Inbox.md:12 Inbox.md:14      two, by their lines
    triage accept 3f9a --due fri               by another day; `none` takes the date off
    triage accept --filter "is:mine budget" --dry-run
    triage list --json budget | triage accept  all that hold a word
{REFS}"""


@click.command("accept", help=_HELP)
@click.option("--due", metavar="WORDS", help=f"The new due date: {DAYS}; or none.")
@deciding
@click.pass_context
def command(context: click.Context, due: str | None, **asked: Unpack[Asked]) -> int:
    """Accept the tasks."""
    return decide(context, Accept() if due is None else AcceptBy(day_or_none(due, context)), **asked)
