"""Taking gestures back and doing them again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from triage.cli.choices import Choices
from triage.cli.deciding import command_line
from triage.cli.exit_code import Exit
from triage.cli.output import complain, say, say_json
from triage.cli.report import report
from triage.cli.result import LineResult, exit_code, of_edit
from triage.cli.writing import Writing
from triage.core.edit import LineEdit, Outcome, Result, apply_edits
from triage.core.errors import NoteUnreadable
from triage.core.gesture import Entry, Undoing
from triage.session.session import Session
from triage.ui.words import count, last_gesture


@dataclass(frozen=True, slots=True)
class Reversed:
    """A gesture that was taken back or done again, line by line."""

    entry: Entry
    results: Sequence[LineResult]
    is_stopped: bool = False
    """Whether the gestures that were to follow were not begun, since somebody stopped it."""


def entries_of(session: Session, verb: Undoing) -> Sequence[Entry]:
    """The gestures that can be taken back, or done again, the latest last."""
    return session.history.undoable if verb is Undoing.UNDO else session.history.redoable


def reverse(session: Session, verb: Undoing, number: int) -> Iterator[Reversed]:
    """Take back, or do again, so many gestures, the latest first."""
    for left in reversed(range(number)):
        entries = entries_of(session, verb)
        plan = session.plan_undo() if verb is Undoing.UNDO else session.plan_redo()
        if not entries or plan is None:
            return
        writing = Writing()
        saved = writing.save(session, plan, whole=True)  # what it left could not be taken back any more
        session.settle(saved)
        results = [
            of_edit(note, outcome) for note, (outcomes, _) in saved.notes.items() for outcome in outcomes
        ]
        is_stopped = writing.is_stopped and left > 0
        yield Reversed(entries[-1], results, is_stopped)
        if is_stopped:
            return


def rehearse(session: Session, verb: Undoing, number: int) -> Iterator[Reversed]:
    """What `reverse` would do, with nothing written."""
    notes: dict[str, bytes | None] = {}
    entries = entries_of(session, verb)
    for entry in list(reversed(entries))[:number]:
        results: list[LineResult] = []
        for note in dict.fromkeys(line.note for line in reversed(entry.written)):
            edits = [
                LineEdit(line.after, line.before.line)
                for line in reversed(entry.written)
                if line.note == note
            ]
            if note not in notes:
                notes[note] = _read(session, note)
            notes[note], outcomes = _applied(notes[note], edits)
            results += [of_edit(note, outcome, dry_run=True) for outcome in outcomes]
        yield Reversed(entry, results)


def report_reversed(
    done: Sequence[Reversed], verb: Undoing, choices: Choices, *, as_json: bool, quiet: bool
) -> Exit:
    """Say what was taken back or done again; the exit code."""
    other = Undoing.REDO if verb is Undoing.UNDO else Undoing.UNDO
    then = f"{other.capitalize()} with: {command_line(other, choices)}"
    for each in done:
        results = sorted(each.results, key=lambda result: (result.note, result.number))
        if as_json:
            gesture = each.entry.gesture
            for result in results:
                if not (quiet and result.is_well):
                    own = result.verb or gesture.original_verb
                    say_json(result.as_json() | {"gesture": gesture.id, "verb": own})
        else:
            if not quiet:
                say(f"{verb.capitalize()}: {last_gesture(each.entry)}")
            report(results, "restored" if verb is Undoing.UNDO else "written again", then, quiet=quiet)
        if each.is_stopped:
            complain(f"Stopped after {count(len(done), 'gesture')}; {verb} again goes on")
            return Exit.INTERRUPTED
    if not done and not as_json and not quiet:
        say(f"There is nothing to {verb}.")
    return exit_code(result for each in done for result in each.results)


def _read(session: Session, note: str) -> bytes | None:
    try:
        return session.store.read(note)
    except NoteUnreadable:
        return None


def _applied(data: bytes | None, edits: Sequence[LineEdit]) -> tuple[bytes | None, list[Outcome]]:
    """What a note would be after these edits, and their outcomes."""
    if data is None:
        return None, [Outcome(edit, Result.FAILED, reason="The note cannot be read") for edit in edits]
    return apply_edits(data, edits)
