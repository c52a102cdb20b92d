"""`triage mend`."""

from typing import Unpack

import click

from triage.cli.deciding import REFS, Asked, decide, deciding
from triage.core.decision import Mend

_HELP = f"""Move fields that Tasks cannot see, since text follows them, to where it can.

\b
    triage mend 3f9a --dry-run
    triage mend 3f9a
    triage mend --filter is:unseen --dry-run
{REFS}"""


@click.command("mend", help=_HELP)
@deciding
@click.pass_context
def command(context: click.Context, **asked: Unpack[Asked]) -> int:
    """Mend the tasks."""
    return decide(context, Mend(), **asked)
