"""`triage priority`."""

from typing import Unpack

import click

from triage.cli.deciding import REFS, Asked, decide, deciding
from triage.core.task.decision import Prioritise
from triage.core.task.fields import Priority

_NONE = "none"
_HELP = f"""Change or clear priorities.

\b
    triage priority 3f9a --to high
    triage priority 3f9a --to none
    triage priority --view mine --filter due:today --to high
{REFS}"""


@click.command("priority", help=_HELP)
@click.option(
    "--to",
    required=True,
    type=click.Choice([*(priority.value for priority in Priority), _NONE], case_sensitive=False),
    help="The new priority; none takes it off.",
)
@deciding
@click.pass_context
def command(context: click.Context, to: str, **asked: Unpack[Asked]) -> int:
    """Change the tasks' priority."""
    return decide(context, Prioritise(None if to == _NONE else Priority(to)), **asked)
