"""`triage list`."""

from collections import Counter
from collections.abc import Iterator, Sequence

import click

from triage.cli.choices import choices_of, choosing
from triage.cli.dashed_words import DashedWordsCommand, unguarded
from triage.cli.described import row_as_json
from triage.cli.digest import Digest, digests
from triage.cli.exit_code import Exit
from triage.cli.listing_table import table
from triage.cli.output import complain, say, say_json
from triage.cli.selection import selection_of
from triage.cli.sitting import Sitting, sit_down
from triage.core import renamed
from triage.core.filtering.help import FILTER_HELP
from triage.core.row import Group, Grouping, Sorting
from triage.core.task.fields import label_key
from triage.core.task.proposal import Proposal
from triage.session.session import Session
from triage.words.amount import count

_INDENTED = "\n".join(f"    {line}" if line else "\n\b" for line in FILTER_HELP.splitlines())
_HELP = f"""List the proposals that are still to decide, newest note first.

Each line holds a ref, :line, due date, priority, ! for a field that Tasks cannot see, owner and words; where
they were compared, ≈2 for two duplicates, and =done, =open or =rejected for a task elsewhere.

\b
    triage list
    triage list invoice harbour
    triage list --view mine due:overdue -path:_archive
    triage list --group set --view duplicates
    triage list --group owner --json | jq -r 'select(.owner == "Ada Quill") | .markdown'
    triage list --json @Myself | jq -r 'select(.due and .due < "2026-12-01") | .ref' | triage redate --to +1w
    triage list --count --all

Views are all, mine, others, overdue, duplicates, already, new, archive, snoozed, and those of the config.

\b
A FILTER says what to list:
{_INDENTED}

Most shells take quotes, brackets, < and # for themselves: 'heading:"next steps" due:<=fri' in single quotes.

\b
--json prints one object for each: ref, note, line_number, status, text, owners, due, scheduled, start,
priority, tags, heading, raw, note_title, note_date, type, source, unseen, left_out, mine, archived, new,
snoozed (the day, or null), and what comparing finds, else null:
    duplicates   refs of the proposals that say the same
    keeper       ref of the one of these to keep
    says_more    refs of those that say something that the keeper does not
    already      tasks that say the same and are no proposals: note, line_number, status, role, raw, and
                 asks_for_more: whether the proposal says something that they do not
and, grouped by other than note, group. Comparing takes seconds in a big vault: it is done with --compare,
--group set, and if the view or FILTER asks for it. With --group owner, an object is a digest: owner,
aliases, count, overdue, tasks, and markdown, a text that can be sent to that person; a task of two persons
stands in both.

The exit code is 4 if something could not be read; the rest is listed.
"""


@click.command("list", cls=DashedWordsCommand, help=_HELP)
@click.argument("words", nargs=-1, metavar="[FILTER]...", callback=unguarded)
@click.option("--view", metavar="NAME", help="Only what is in this view.")
@click.option(
    "--group",
    type=click.Choice([*Grouping, *renamed.GROUPINGS], case_sensitive=False),
    metavar=f"[{'|'.join(Grouping)}]",
    help="How to put them together; owner gives a digest for each person. [note; a set in view duplicates]",
)
@click.option(
    "--sort",
    type=click.Choice([*Sorting], case_sensitive=False),
    help="The order within a group. [place]",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@click.option("--compare", is_flag=True, help="Say also what else says the same.")
@click.option("--count", "only_count", is_flag=True, help="Print only how many there are.")
@click.option("--all", "every", is_flag=True, help="Also lines without one of the queue tags.")
@choosing
@click.pass_context
def command(
    context: click.Context,
    words: tuple[str, ...],
    view: str | None,
    group: str | None,
    sort: str | None,
    as_json: bool,
    compare: bool,
    only_count: bool,
    every: bool,
) -> int:
    """List the proposals."""
    if as_json and only_count:
        raise click.UsageError("Say one of --json, --count", context)
    if group == Grouping.OWNER and sort:
        raise click.UsageError("A digest has an order of its own: --group owner takes no --sort", context)
    if group and (new := renamed.GROUPINGS.get(group.casefold())):
        complain(f"--group {group} is called --group {new} now")
        group = new
    sitting = sit_down(choices_of(context))
    session = sitting.session
    text = " ".join(words)
    selection = selection_of(view, text, session, context)
    grouping = Grouping(group) if group else selection.view.grouping or Grouping.NOTE
    session.include_left_out(every)
    session.load(with_metadata=not only_count or bool(text) or selection.needs_metadata)
    has_sets = grouping is Grouping.SET and not only_count
    if compare := compare or has_sets or selection.needs_comparison:
        session.compare()
    if only_count:
        say(f"{len(selection.keys(session))}")
    elif grouping is Grouping.OWNER:
        _say_digests(selection.keys(session), session, as_json=as_json, compared=compare)
    else:
        groups = selection.groups(session, grouping, Sorting(sort) if sort else Sorting.PLACE)
        _say_groups(groups, session, as_json=as_json, compared=compare)
    if not as_json:
        for hint in _hints(session, selection.left_out(session), selection.asleep(session)):
            complain(hint)
    return _problems(sitting)


def _say_groups(groups: Sequence[Group], session: Session, *, as_json: bool, compared: bool) -> None:
    if as_json:
        for group in groups:
            named = {} if group.by is Grouping.NOTE else {"group": group.name or None}
            for key in group.keys:
                say_json(row_as_json(session.rows[key], session, compared=compared) | named)
        return
    for line in table(groups, session, compared=compared):
        say(line)
    complain(_sum([key for group in groups for key in group.keys], session))


def _say_digests(keys: Sequence[int], session: Session, *, as_json: bool, compared: bool) -> None:
    rows = {id(session.rows[key].proposal): session.rows[key] for key in keys}

    def task_as_json(proposal: Proposal) -> dict[str, object]:
        return row_as_json(rows[id(proposal)], session, compared=compared)

    proposals = [row.proposal for row in rows.values()]
    names = session.names
    for number, digest in enumerate(digests(proposals, names.owner_names, names.people, session.today)):
        if as_json:
            say_json(digest.as_json(task_as_json))
        else:
            _say_digest(digest, number)
    if not as_json:
        complain(_sum(keys, session))


def _say_digest(digest: Digest, number: int) -> None:
    if number:
        say()
    for line in digest.as_lines():
        say(line)


def _problems(sitting: Sitting) -> Exit:
    for problem in sitting.problems:
        complain(problem)
    return Exit.FAILED if sitting.problems else Exit.DONE


def _sum(keys: Sequence[int], session: Session) -> str:
    if not keys:
        hidden = session.hidden_words
        return f"No proposals in {count(session.notes_read, 'note')}.{hidden and f' {hidden}'}"
    notes = {session.rows[key].proposal.note for key in keys}
    return f"{count(len(keys), 'proposal')} in {count(len(notes), 'note')}."


def _hints(session: Session, left_out: Sequence[int], asleep: Sequence[int]) -> Iterator[str]:
    """What the list does not show, and how to see it."""
    if left_out:
        proposals = [session.rows[key].proposal for key in left_out]
        missing = Counter(
            tag
            for proposal in proposals
            for tag in proposal.vocabulary.queue_tags
            if label_key(tag) not in map(label_key, proposal.task.labels)
        )
        lack = " or ".join(tag for tag, _ in missing.most_common())
        yield f"{count(len(left_out), 'proposal')} without {lack}: --all lists them too."
    if asleep:
        yield f"{count(len(asleep), 'proposal')} asleep: --view snoozed lists them."
