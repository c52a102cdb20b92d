"""`triage stats`."""

from collections.abc import Mapping, Sequence
from typing import Final

import click

from triage.cli.choices import choices_of, choosing
from triage.cli.exit_code import Exit
from triage.cli.output import say, say_json
from triage.cli.reversing import say_problems
from triage.cli.sitting import sit_down
from triage.cli.statistics_report import as_json, as_lines
from triage.core.history.statistics import DAYS, By, producers, statistics

_HELP = """Show what was decided, by day and by where it came from, to tune what proposes.

\b
    triage stats
    triage stats --by folder
    triage stats --json | jq -r '.by.type[] | select(.rate and .rate < 0.2) | .value'

The last verdict on a line counts, on the day it was given; undone ones do not. `type` and `source` come from
the front matter of the notes.

\b
--json prints one object; null means unknown:
    today     date, and figures
    days      date and decided, oldest first
    streak    days in a row with a decision
    total     figures
    runs      run, began, decided, seconds_each (the median time of a decision)
    by        type, source, top_folder, folder, owner: each a list of value and figures
figures are decided (the sum of accepted, started, done, rejected and duplicate), open (to decide), and
rate: the share of accepted, started and done among all but duplicates, from 0 to 1. If a note is gone,
its type and source are "unknown". Values of `owner` are mine, others or nobody, one for
every proposal, and @ with a name for each owner.

The exit code is 4 if something could not be read; the rest is shown.
"""
_TABLES: Final[Mapping[str, Sequence[By]]] = {
    "type": (By.TYPE,),
    "source": (By.SOURCE,),
    "folder": (By.TOP_FOLDER, By.FOLDER),
    "owner": (By.OWNER,),
}


@click.command("stats", help=_HELP)
@click.option("--json", "to_json", is_flag=True, help="Print one JSON object.")
@click.option(
    "--days",
    type=click.IntRange(1, 3660),
    default=DAYS,
    metavar="N",
    help=f"How many days to show one by one, up to today. [{DAYS}]",
)
@click.option("--by", type=click.Choice([*_TABLES]), help="What to group proposals by. [type; JSON: all]")
@choosing
@click.pass_context
def command(context: click.Context, to_json: bool, days: int, by: str | None) -> int:
    """Show the statistics."""
    sitting = sit_down(choices_of(context))
    session = sitting.session
    session.load()
    record = session.record(is_whole=True)
    decided = record.decided()
    still_open = [row.origin for row in record.open_rows()]
    figures = statistics(decided, session.today, still_open=len(still_open), days=days)
    asked = _TABLES[by] if by else tuple(By) if to_json else (By.TYPE,)
    tables = {each: producers(decided, still_open, each) for each in asked}
    if to_json:
        say_json(as_json(figures, tables))
    else:
        for line in as_lines(figures, tables):
            say(line)
    say_problems(sitting)
    return Exit.FAILED if sitting.problems else Exit.DONE
