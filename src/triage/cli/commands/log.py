"""`triage log`."""

from collections.abc import Iterator, Sequence

import click

from triage.cli.choices import choices_of, choosing
from triage.cli.exit_code import Exit
from triage.cli.gesture_name import short_names
from triage.cli.output import complain, say, say_json
from triage.cli.report import diff_lines
from triage.cli.result import raw
from triage.cli.sitting import sit_down
from triage.core.history.gesture import Entry, Gesture, History, Undoing
from triage.core.task.edit import LineEdit, Result
from triage.storage.journal.logged import LoggedGesture
from triage.storage.vault import Vault
from triage.words.amount import count
from triage.words.gesture_words import done_words

_HELP = """Show what was decided in this vault, newest first, from the journal.

\b
    triage log
    triage log -n 5
    triage log --diff          with each line before and after
    triage log --json -n 0     everything

Each action is shown with its day and time, verb and lines, and its name for `triage undo --gesture` and
`triage redo --gesture`. The log says if an action was undone, stopped by the user, or cut off as its run died
(`triage resume` goes on with the last one), and which lines the disk did not confirm.

If one action decided its lines in different ways, such as `best`, each line says how it was decided.
"""
_MOST_LINES = 10
"""Without --diff, how many lines of a gesture at most say how they were decided."""


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
    vault = sit_down(choices_of(context)).vault
    gestures = _latest(vault, number)
    standing = History.of(each.entry for each in gestures).standing
    names = short_names(each.gesture.id for each in gestures)
    for logged in list(reversed(gestures))[: number or None]:
        is_undone = bool(logged.written) and logged.gesture.id not in standing
        if as_json:
            say_json(_as_json(logged, is_undone))
        else:
            say(_as_line(logged, names[logged.gesture.id], is_undone))
            for line in _diffs(logged) if with_diffs else _own_lines(logged):
                say(line)
    losses = vault.state.losses("journal")
    for problem in dict.fromkeys((*losses, *vault.state.damages)):
        complain(problem)
    if not gestures and not as_json and not losses:
        say("Nothing was decided in this vault yet.")
    return Exit.DONE


def _latest(vault: Vault, number: int) -> list[LoggedGesture]:
    """The latest gestures that have something to show: more than `number`, or all; 0 means all."""

    def is_enough(entries: Sequence[Entry]) -> bool:
        return number < sum(bool(entry.written) for entry in entries)

    return [each for each in vault.log(is_enough if number else None) if each.notes or each.left]


def _as_line(logged: LoggedGesture, name: str, is_undone: bool) -> str:
    gesture = logged.gesture
    written = [(each.note, outcome) for each in logged.notes for outcome in each.outcomes if outcome.is_saved]
    notes = dict.fromkeys(note for note, _ in written)
    first = next(iter(notes), None) or next(iter([each.note for each in logged.notes] or logged.left))
    where = first if len(notes) < 2 else count(len(notes), "note")
    if len(written) == 1 and written[0][1].place:
        where = f"{where}:{written[0][1].place.number}"
    what = [
        f"{gesture.at.astimezone():%Y-%m-%d %H:%M}",
        f"{gesture.verb:<9}",
        f"{count(len(written), 'line'):>9}",
        where,
        _given(logged),
        *(f"({each})" for each in _ending(logged, len(written), is_undone)),
        name,
    ]
    return "  ".join(part for part in what if part)


def _ending(logged: LoggedGesture, written: int, is_undone: bool) -> Iterator[str]:
    """How it ended, where not all is as it was to be."""
    results = [outcome.result for each in logged.notes for outcome in each.outcomes]
    of_all = f"{written:,} of {count(logged.lines, 'line')}"
    if logged.is_cut_off:
        yield f"{of_all}: cut off"
    elif logged.is_running:
        yield f"{of_all}: going on"
    elif logged.is_stopped:
        yield f"{of_all}: stopped"
    if failed := len(results) - written:
        yield f"{failed:,} not written"
    if unconfirmed := results.count(Result.UNCONFIRMED):
        yield f"{unconfirmed:,} unconfirmed by the disk"
    if is_undone:
        yield "undone"


def _given(logged: LoggedGesture) -> str:
    """What the verb was given."""
    gesture = logged.gesture
    if gesture.is_beside and gesture.verb not in set(Undoing) and not gesture.detail:
        return "woken"
    return f"{gesture.detail} {_shared_detail(logged)}".strip()


def _own_lines(logged: LoggedGesture) -> Iterator[str]:
    """The lines that were decided otherwise than the gesture says."""
    if _shared_detail(logged):
        return
    own = [(note, edit) for note, edit in _saved(logged) if edit.verb or edit.detail]
    for note, edit in own[:_MOST_LINES]:
        yield f"    {_how(logged, edit)}  {note}:{edit.place.number}"
    if len(own) > _MOST_LINES:
        yield f"    … and {count(len(own) - _MOST_LINES, 'line')} more; --diff and --json show all"


def _diffs(logged: LoggedGesture) -> Iterator[str]:
    """Each line that was written, before and after; none where only something beside the notes was."""
    for note, edit in _saved(logged):
        section = _how(logged, edit) if edit.verb or edit.detail else ""
        if edit.after != edit.place.line:
            yield from diff_lines(note, edit.place.number, edit.place.line, edit.after, section)


def _shared_detail(logged: LoggedGesture) -> str:
    """What the verb was given for every line alike, if the gesture itself does not say it."""
    edits = [edit for _, edit in _saved(logged)]
    details = {edit.detail for edit in edits}
    return details.pop() if len(details) == 1 and not any(edit.verb for edit in edits) else ""


def _saved(logged: LoggedGesture) -> Iterator[tuple[str, LineEdit]]:
    return (
        (each.note, outcome.edit) for each in logged.notes for outcome in each.outcomes if outcome.is_saved
    )


def _how(logged: LoggedGesture, edit: LineEdit) -> str:
    """How one line was decided."""
    return done_words(edit.verb or logged.gesture.original_verb, edit.detail)


def _as_json(logged: LoggedGesture, is_undone: bool) -> dict[str, object]:
    gesture = logged.gesture
    return {
        "id": gesture.id,
        "run": gesture.run,
        "at": gesture.at.isoformat(),
        "verb": gesture.verb,
        "detail": gesture.detail,
        "concerns": gesture.concerns or None,
        "taken_back": is_undone,
        "stopped": logged.is_stopped,
        "cut_off": logged.is_cut_off,
        "left": [
            {"note": note, "line_number": edit.place.number, "before": raw(edit.place.line)}
            | {"after": raw(edit.after)}
            for note, edits in logged.left.items()
            for edit in edits
        ],
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
            for each in logged.notes
            for outcome in each.outcomes
        ],
    }


def _detail(gesture: Gesture) -> str:
    """What the verb was given; an undo or redo holds the other's verb there."""
    return "" if gesture.verb in set(Undoing) else gesture.detail
