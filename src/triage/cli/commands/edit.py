"""`triage edit`."""

from typing import Unpack

import click

from triage.cli.deciding import REFS, Asked, decide, deciding
from triage.core.decision import Edit, EditRaw

_HELP = f"""Change the words of a task; owner, dates, priority and tags stay. Or change its whole line.

\b
    triage edit 3f9a --to "Submit the IT ticket"
    triage edit 3f9a --raw "- [?] Submit the ticket @Myself 📅 2026-12-01 #task #proposed #auto"
{REFS}"""


@click.command("edit", help=_HELP)
@click.option("--to", metavar="WORDS", help="The new words.")
@click.option("--raw", metavar="LINE", help="The new line, list marker and box included.")
@deciding
@click.pass_context
def command(context: click.Context, to: str | None, raw: str | None, **asked: Unpack[Asked]) -> int:
    """Edit the task."""
    if to is not None and raw is None:
        return decide(context, Edit(to), **asked)
    if raw is not None and to is None:
        return decide(context, EditRaw(raw), **asked)
    raise click.UsageError("Say what: one of --to WORDS, --raw LINE", context)
