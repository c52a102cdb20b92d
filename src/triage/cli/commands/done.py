"""`triage done`."""

from typing import Unpack

import click

from triage.cli.deciding import REFS, Asked, decide, deciding
from triage.core.decision import Done

_HELP = f"""Mark tasks as done, with today's date where the vault's Tasks settings say so.

A recurring task is refused: only the Tasks plugin can write the next one.

\b
    triage done 3f9a
    triage done Inbox.md:12 --today 2026-12-01
    triage done --filter "#errand due:<today" --dry-run
{REFS}"""


@click.command("done", help=_HELP)
@deciding
@click.pass_context
def command(context: click.Context, **asked: Unpack[Asked]) -> int:
    """Mark the tasks as done."""
    return decide(context, Done(), **asked)
