"""`triage accept`."""

from typing import Unpack

import click

from triage.cli.deciding import REFS, Asked, decide, deciding
from triage.core.decision import Accept

_HELP = f"""Accept tasks: they are to be done.

\b
    triage accept 3f9a                         one task
    triage accept Inbox.md:12 Inbox.md:14      two, by their lines
    triage list --json budget | triage accept  all that hold a word; try it with --dry-run
{REFS}"""


@click.command("accept", help=_HELP)
@deciding
@click.pass_context
def command(context: click.Context, **asked: Unpack[Asked]) -> int:
    """Accept the tasks."""
    return decide(context, Accept(), **asked)
