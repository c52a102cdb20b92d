"""`triage log`."""

from collections.abc import Iterable, Iterator, Sequence

import click

from triage.cli.choices import choices_of, choosing
from triage.cli.done_words import done_words
from triage.cli.exit_code import Exit
from triage.cli.output import say, say_json
from triage.cli.report import diff_lines
from triage.cli.result import raw
from triage.cli.sitting import sit_down
from triage.core.decision import Snooze
from triage.core.edit import LineEdit
from triage.core.gesture import Gesture, Undoing
from triage.storage.journal import Logged
from triage.ui.words import count

_HELP = """Show what was decided in this vault, newest first, from the journal.

\b
    triage log
    triage log -n 5
    triage log --diff          with each line before and after
    triage log --json -n 0     everything

Where lines of one gesture were decided in ways of their own, as the best of a card and its duplicates were,
each such line says how.
"""
_MOST_LINES = 10
"""How many lines of a gesture say how they were decided, without --diff."""


@click.command("log", help=_HELP)
@click.option(
    "-n", "number", type=click.IntRange(min=0), default=20, metavar="N", help="How many; 0 is all. [20]"
)
@click.option("--diff", "with_diffs", is_flag=True, help="Show each line before and after.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@choosing
@click.pass_context
def command(context: click.Context, number: int, with_diffs: bool, as_json: bool) -> int:
    """Show the journal."""
    if with_diffs and as_json:
        raise click.UsageError("Say one of --diff, --json: JSON holds each line before and after", context)
    gestures = _by_gesture(sit_down(choices_of(context)).vault.log())
    taken_back = {each[0].gesture.concerns for each in gestures if each[0].gesture.verb == Undoing.UNDO}
    for logged in list(reversed(gestures))[: number or None]:
        is_undone = logged[0].gesture.id in taken_back
        if as_json:
            say_json(_as_json(logged, is_undone))
        else:
            say(_as_line(logged, is_undone))
            for line in _diffs(logged) if with_diffs else _own_lines(logged):
                say(line)
    if not gestures and not as_json:
        say("Nothing was decided in this vault yet.")
    return Exit.DONE


def _by_gesture(logged: Iterable[Logged]) -> list[list[Logged]]:
    found: dict[str, list[Logged]] = {}
    for each in logged:
        found.setdefault(each.gesture.id, []).append(each)
    return list(found.values())


def _as_line(logged: Sequence[Logged], is_undone: bool) -> str:
    gesture = logged[0].gesture
    written = [(each.note, outcome) for each in logged for outcome in each.outcomes if outcome.is_saved]
    failed = sum(len(each.outcomes) for each in logged) - len(written)
    notes = dict.fromkeys(note for note, _ in written)
    where = next(iter(notes), logged[0].note) if len(notes) < 2 else count(len(notes), "note")
    if len(written) == 1 and written[0][1].place:
        where = f"{where}:{written[0][1].place.number}"
    what = [
        f"{gesture.at.astimezone():%Y-%m-%d %H:%M}",
        f"{gesture.verb:<9}",
        f"{count(len(written), 'line'):>9}",
        where,
        _given(logged),
        f"({failed} not written)" if failed else "",
        "(taken back)" if is_undone else "",
    ]
    return "  ".join(part for part in what if part)


def _given(logged: Sequence[Logged]) -> str:
    """What the verb was given."""
    gesture = logged[0].gesture
    if gesture.verb == Snooze.verb and not gesture.detail:
        return "woken"
    return f"{gesture.detail} {_shared_detail(logged)}".strip()


def _own_lines(logged: Sequence[Logged]) -> Iterator[str]:
    """The lines that were decided otherwise than the gesture says."""
    if _shared_detail(logged):
        return
    own = [(note, edit) for note, edit in _saved(logged) if edit.verb or edit.detail]
    for note, edit in own[:_MOST_LINES]:
        yield f"    {_how(logged, edit)}  {note}:{edit.place.number}"
    if len(own) > _MOST_LINES:
        yield f"    … and {count(len(own) - _MOST_LINES, 'line')} more; --diff and --json show all"


def _diffs(logged: Sequence[Logged]) -> Iterator[str]:
    """Each line that was written, before and after; none where only something beside the notes was."""
    for note, edit in _saved(logged):
        section = _how(logged, edit) if edit.verb or edit.detail else ""
        if edit.after != edit.place.line:
            yield from diff_lines(note, edit.place.number, edit.place.line, edit.after, section)


def _shared_detail(logged: Sequence[Logged]) -> str:
    """What the verb was given for every line alike, where the gesture itself does not say it."""
    edits = [edit for _, edit in _saved(logged)]
    details = {edit.detail for edit in edits}
    return details.pop() if len(details) == 1 and not any(edit.verb for edit in edits) else ""


def _saved(logged: Sequence[Logged]) -> Iterator[tuple[str, LineEdit]]:
    return ((each.note, outcome.edit) for each in logged for outcome in each.outcomes if outcome.is_saved)


def _how(logged: Sequence[Logged], edit: LineEdit) -> str:
    """How one line was decided."""
    return done_words(edit.verb or logged[0].gesture.original_verb, edit.detail)


def _as_json(logged: Sequence[Logged], is_undone: bool) -> dict[str, object]:
    gesture = logged[0].gesture
    return {
        "id": gesture.id,
        "run": gesture.run,
        "at": gesture.at.isoformat(),
        "verb": gesture.verb,
        "detail": gesture.detail,
        "concerns": gesture.concerns or None,
        "taken_back": is_undone,
        "lines": [
            {
                "note": each.note,
                "line_number": (outcome.place or outcome.edit.place).number,
                "outcome": outcome.result.value,
                "before": raw(outcome.edit.place.line),
                "after": raw(outcome.edit.after),
                "reason": outcome.reason or None,
                "verb": outcome.edit.verb or gesture.original_verb,
                "detail": outcome.edit.detail or _detail(gesture) or None,
            }
            for each in logged
            for outcome in each.outcomes
        ],
    }


def _detail(gesture: Gesture) -> str:
    """What the verb was given for all lines; an undo or redo holds the other's verb there."""
    return "" if gesture.verb in set(Undoing) else gesture.detail
