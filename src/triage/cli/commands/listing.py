"""`triage list`."""

from collections import Counter

import click

from triage.cli.choices import choices_of, choosing
from triage.cli.described import proposal_as_json
from triage.cli.exit_code import Exit
from triage.cli.listing_table import table
from triage.cli.output import complain, say, say_json
from triage.cli.sitting import sit_down
from triage.core.filter import Filter
from triage.core.proposal import Proposal
from triage.ui.words import count

_HELP = """List the proposals that are still to decide, newest note first.

FILTER words must all stand in the task, its note's path or its heading, in upper or lower case. Each line
holds a ref, :line, due date, priority, ! for a field that Tasks cannot see, owner and words.

\b
    triage list
    triage list invoice harbour
    triage list --json @Myself | jq -r 'select(.due and .due < "2026-12-01") | .ref' | triage redate --to +1w
    triage list --count --all

The exit code is 4 where something could not be read; what could be is listed all the same.
"""


@click.command("list", help=_HELP)
@click.argument("words", nargs=-1, metavar="[FILTER]...")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@click.option("--count", "only_count", is_flag=True, help="Print only how many there are.")
@click.option("--all", "every", is_flag=True, help="Also those that lack one of the queue tags.")
@choosing
@click.pass_context
def command(
    context: click.Context, words: tuple[str, ...], as_json: bool, only_count: bool, every: bool
) -> int:
    """List the proposals."""
    if as_json and only_count:
        raise click.UsageError("Say one of --json, --count", context)
    sitting = sit_down(choices_of(context))
    session = sitting.session
    session.load(with_metadata=not only_count)
    asked = Filter.of(" ".join(words))
    matching = [
        [
            proposal
            for proposal in (session.rows[key].proposal for key in group.keys)
            if asked.matches(proposal)
        ]
        for group in session.queue.groups()
    ]
    shown = [[each for each in note if every or not each.is_left_out] for note in matching]
    shown = [note for note in shown if note]
    if as_json:
        for note in shown:
            for proposal in note:
                say_json(proposal_as_json(proposal, session))
    elif only_count:
        say(str(sum(map(len, shown))))
    else:
        for line in table(shown, session):
            say(line)
        complain(_sum(shown, session.notes_read))
    left_out = [each for note in matching for each in note if each.is_left_out]
    if left_out and not every and not as_json:
        complain(_left_out(left_out))
    for problem in sitting.problems:
        complain(problem)
    return Exit.FAILED if sitting.problems else Exit.DONE


def _sum(shown: list[list[Proposal]], notes_read: int) -> str:
    if not shown:
        return f"No proposals in {count(notes_read, 'note')}."
    return f"{count(sum(map(len, shown)), 'proposal')} in {count(len(shown), 'note')}."


def _left_out(proposals: list[Proposal]) -> str:
    missing = Counter(
        tag
        for proposal in proposals
        for tag in proposal.vocabulary.queue_tags
        if tag not in proposal.task.tags
    )
    lack = " or ".join(tag for tag, _ in missing.most_common())
    return f"{count(len(proposals), 'proposal')} left out for want of {lack}: --all lists them too."
