"""`triage show`."""

import click

from triage.cli.choices import choices_of, choosing
from triage.cli.exit_code import Exit
from triage.cli.named_tasks import BadReference, LostTask
from triage.cli.output import complain, say, say_json
from triage.cli.reference import find_rows
from triage.cli.shown_task import as_json, as_lines
from triage.cli.sitting import sit_down

_HELP = """Show one task in full: its words, owner and dates, the note around it, what says the same
elsewhere, and what accepting it would write.

\b
    triage show 3f9a
    triage show Inbox.md:12
    triage show 3f9a --json | jq -r '.accept.after'

REF is a ref from `triage list`, or a beginning of it that no other has; or note.md:12. The whole vault is
compared to find what says the same.

\b
--json prints what `triage list --json --compare` does, and
    role      proposed, accepted, started, done or rejected, or null
    people    whom the front matter names
    accept    after, the line that accepting would give, or null; reason, why it is refused, or null
    around    the lines around it: line_number and raw
"""


@click.command("show", help=_HELP)
@click.argument("ref", metavar="REF")
@click.option("--json", "to_json", is_flag=True, help="Print one JSON object.")
@choosing
@click.pass_context
def command(context: click.Context, ref: str, to_json: bool) -> int:
    """Show a task."""
    sitting = sit_down(choices_of(context))
    session = sitting.session
    session.load()
    try:
        (row,) = find_rows([ref], session, sitting.vault)
    except BadReference as error:
        raise click.UsageError(str(error), context) from error
    if isinstance(row, LostTask):
        complain(f"{row.ref}: {row.reason}")
        return Exit.CHANGED
    session.include_left_out(row.proposal.is_left_out)
    session.compare()
    if to_json:
        say_json(as_json(row, session))
    else:
        for line in as_lines(row, session):
            say(line)
    for problem in sitting.problems:
        complain(problem)
    return Exit.FAILED if sitting.problems else Exit.DONE
