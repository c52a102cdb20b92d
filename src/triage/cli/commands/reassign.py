"""`triage reassign`."""

from collections.abc import Sequence
from typing import Unpack

import click

from triage.cli.choices import choices_of
from triage.cli.deciding import REFS, Act, Asked, Reading, carry_out, deciding
from triage.cli.output import complain
from triage.cli.sitting import Sitting, own_name
from triage.core.decision import Reassign
from triage.core.plain import plain
from triage.core.spelling import close_to
from triage.session.plan import Plan

_HELP = f"""Give tasks another owner, or none: the @Name in the line.

\b
    triage reassign 3f9a --to "Ada Quill"
    triage reassign 3f9a --mine
    triage reassign --filter "owner:none type:meeting" --to "Ada Quill" --dry-run
    triage reassign 3f9a --to "Ada Quill" --replacing "Ben Okoro"

Where a task has several owners, or where it is not clear how far a name goes, nothing is written until
--replacing says what to replace.

{REFS}"""


@click.command("reassign", help=_HELP)
@click.option("--to", metavar="NAME", help="The new owner, with or without the @: one to four words.")
@click.option("--mine", is_flag=True, help="Give them to me: @Myself, or the first of `mine:` in the config.")
@click.option("--nobody", is_flag=True, help="Take the owner off.")
@click.option(
    "--replacing", default="", metavar="NAME", help="The owner to replace, where that is not clear."
)
@deciding
@click.pass_context
def command(
    context: click.Context,
    to: str | None,
    mine: bool,
    nobody: bool,
    replacing: str,
    **asked: Unpack[Asked],
) -> int:
    """Reassign the tasks."""
    if (to is not None) + mine + nobody != 1:
        raise click.UsageError("Say who: one of --to NAME, --mine, --nobody", context)
    if mine:
        name = own_name(choices_of(context))
    else:
        name = (to or "").strip().removeprefix("@")
        if not nobody and not name:
            raise click.UsageError("--to is empty; --nobody takes the owner off", context)
    reassign = Reassign(name, replacing.strip().removeprefix("@"))

    def plan(sitting: Sitting, keys: Sequence[int]) -> Plan:
        if name and (known := close_to(name, sitting.session.people)):
            complain(f"{plain(name, 60)} is new; did you mean {plain(known, 60)}?")
        return sitting.session.plan(keys, reassign)

    return carry_out(context, Act(plan, Reading.PEOPLE), **asked)
