"""`triage doctor`."""

import click

from triage.cli.choices import choices_of, choosing
from triage.cli.diagnosis import as_json, as_lines
from triage.cli.examination import examine
from triage.cli.exit_code import Exit
from triage.cli.output import say, say_json

_HELP = """Say how the vault is read, where each symbol and tag comes from, and what is wrong.

\b
    triage doctor
    triage doctor --json

Nothing is written. Settings and notes that cannot be read are named, and do not stop it.
"""


@click.command("doctor", help=_HELP)
@click.option("--json", "to_json", is_flag=True, help="Print one JSON object.")
@choosing
@click.pass_context
def command(context: click.Context, to_json: bool) -> int:
    """Examine the vault."""
    found = examine(choices_of(context))
    if to_json:
        say_json(as_json(found))
    else:
        for line in as_lines(found):
            say(line)
    return Exit.DONE
