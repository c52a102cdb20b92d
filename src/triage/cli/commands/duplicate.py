"""`triage duplicate`."""

from typing import Unpack

import click

from triage.cli.deciding import REFS, Asked, decide, deciding
from triage.core.decision import Duplicate

_HELP = f"""Reject tasks that stand elsewhere already; the journal keeps of which they are duplicates.

\b
    triage duplicate 3f9a --of Projects/Budget.md:7
    triage duplicate 3f9a 77c0 --of b21e
{REFS}"""


@click.command("duplicate", help=_HELP)
@click.option("--of", default="", metavar="REF", help="The task that they repeat, for the journal.")
@deciding
@click.pass_context
def command(context: click.Context, of: str, **asked: Unpack[Asked]) -> int:
    """Reject the tasks as duplicates."""
    return decide(context, Duplicate(of), **asked)
