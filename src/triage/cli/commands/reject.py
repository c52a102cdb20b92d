"""`triage reject`."""

from typing import Unpack

import click

from triage.cli.deciding import REFS, Asked, decide, deciding
from triage.core.decision import Reject

_HELP = f"""Reject tasks where they are: they will not be done.

\b
    triage reject 3f9a
    triage list --json newsletter | triage reject --dry-run
{REFS}"""


@click.command("reject", help=_HELP)
@deciding
@click.pass_context
def command(context: click.Context, **asked: Unpack[Asked]) -> int:
    """Reject the tasks."""
    return decide(context, Reject(), **asked)
