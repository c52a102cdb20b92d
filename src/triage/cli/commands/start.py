"""`triage start`."""

from typing import Unpack

import click

from triage.cli.deciding import REFS, Asked, decide, deciding
from triage.core.decision import Start

_HELP = f"""Start tasks: they are being done.

\b
    triage start 3f9a
    triage start Inbox.md:12 --dry-run
    triage start --filter "is:mine due:today"
{REFS}"""


@click.command("start", help=_HELP)
@deciding
@click.pass_context
def command(context: click.Context, **asked: Unpack[Asked]) -> int:
    """Start the tasks."""
    return decide(context, Start(), **asked)
