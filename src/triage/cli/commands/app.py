"""`triage [DIR]`."""

from pathlib import Path

import click

from triage.cli.choices import choices_of, choosing
from triage.cli.committing import Commit, may_commit
from triage.cli.deciding import command_line
from triage.cli.opening import NotePlaces, open_app
from triage.cli.selection import selection_of
from triage.cli.sitting import sit_down
from triage.storage.places import config_file

_HELP = """Open the app on a vault: DIR, else $TRIAGE_VAULT, the config, or the nearest folder upward with
.obsidian.

\b
    triage ~/Notes
    triage --limit 30 --minutes 5            thirty proposals, and a word after five minutes
    triage --view mine --filter 'due:overdue -path:_archive'
    triage ~/Notes --symbol rejected=R
"""


@click.command("DIR", help=_HELP, options_metavar="[OPTIONS]")
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@click.option("--view", default="", metavar="NAME", help="Begin with this view: all, mine, duplicates, …")
@click.option("--filter", "text", default="", metavar="TEXT", help="Begin with this filter.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="A sprint: show only N proposals.")
@click.option("--minutes", type=click.IntRange(1, 600), metavar="N", help="Tell when N minutes are over.")
@may_commit
@choosing
@click.pass_context
def command(
    context: click.Context, folder: Path | None, view: str, text: str, limit: int | None, minutes: int | None
) -> int:
    """Open the app."""
    choices = choices_of(context)
    if folder is not None:
        if choices.vault is not None:
            raise click.UsageError("The vault is named twice: as DIR and with --vault", context)
        choices.vault = folder
    from triage.ui.start import Beginning

    sitting = sit_down(choices, follows_day=True)
    selected = selection_of(view or "all", text, sitting.session, context)
    start = Beginning(selected.view if view else None, selected.typed, limit or 0, minutes or 0)
    commit = Commit.wanted(sitting, choices)
    outside = NotePlaces(sitting.vault.root, choices.config or config_file())
    return open_app(sitting.session, outside, sitting.config, command_line("undo", choices), start, commit)
