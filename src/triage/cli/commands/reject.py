"""`triage reject`."""

from typing import Unpack

import click

from triage.cli.deciding import REFS, Asked, decide, deciding
from triage.core.task.decision import Reject

_HELP = f"""Reject tasks where they are: they will not be done.

\b
    triage reject 3f9a
    triage reject 3f9a --reason "the fair was called off"    kept in the journal, not in the note
    triage reject --view archive --dry-run
    triage list --json newsletter | triage reject --dry-run
{REFS}"""


@click.command("reject", help=_HELP)
@click.option("--reason", default="", metavar="TEXT", help="Why, for the journal: `triage log` shows it.")
@deciding
@click.pass_context
def command(context: click.Context, reason: str, **asked: Unpack[Asked]) -> int:
    """Reject the tasks."""
    return decide(context, Reject(" ".join(reason.split())), **asked)
