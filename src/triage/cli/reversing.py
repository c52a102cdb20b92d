"""Undo and redo of gestures on the command line."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypedDict, TypeVar

import click

from triage.cli.choices import Choices, choices_of, choosing
from triage.cli.committing import Commit, may_commit
from triage.cli.deciding import AS_JSON, DRY_RUN, QUIET, command_line
from triage.cli.exit_code import Exit
from triage.cli.gesture_name import chosen_gesture, naming_gesture
from triage.cli.output import complain, say, say_json
from triage.cli.report import report
from triage.cli.result import LineOutcome, LineResult, exit_code, of_edit, raw
from triage.cli.sitting import Sitting
from triage.cli.writing import Saver
from triage.core.errors import NoteUnreadable
from triage.core.history.gesture import Entry, History, Undoing
from triage.core.task.edit import LineEdit, Outcome, Result, apply_edits
from triage.core.task.note import some_lines
from triage.core.verbs import named
from triage.session.plan import Plan, Saved
from triage.session.session import Session
from triage.words.amount import count
from triage.words.gesture_words import last_gesture, nothing_to, reversed_words

Command = TypeVar("Command", bound=Callable[..., Any])


class Told(TypedDict):
    """The arguments of both undo and redo."""

    number: int | None
    gesture: str | None
    dry_run: bool
    as_json: bool
    quiet: bool


def reversing(command: Command) -> Command:
    """Give a command the arguments of `Told`, and the options that all have."""
    command = may_commit(choosing(command))
    for option in reversed((_NUMBER, naming_gesture, DRY_RUN, AS_JSON, QUIET)):
        command = option(command)
    return command


def reverse_and_report(context: click.Context, sitting: Sitting, verb: Undoing, told: Told) -> int:
    """Undo or redo the chosen gestures and report each line; the exit code."""
    choices, session = choices_of(context), sitting.session
    chosen = chosen_gesture(session, told["gesture"], context)
    commit = Commit() if told["dry_run"] else Commit.wanted(sitting, choices)
    act = rehearse if told["dry_run"] else reverse
    done = list(act(session, verb, told["number"] or 1, chosen))
    code = report_reversed(done, verb, choices, as_json=told["as_json"], quiet=told["quiet"])
    return max(code, commit.make(quiet=told["quiet"] or told["as_json"]))


@dataclass(frozen=True, slots=True)
class Reversed:
    """A gesture that was undone or redone, line by line."""

    entry: Entry
    results: Sequence[LineResult]
    is_stopped: bool = False
    """The user stopped it before the next gesture was begun."""


def reverse(
    session: Session, verb: Undoing, number: int, gesture_id: str | None = None
) -> Iterator[Reversed]:
    """Undo or redo `number` gestures, the latest first; or the one with this id."""
    for left in reversed(range(number)):
        if (plan := _plan(session, verb, gesture_id)) is None:
            return
        writing = Saver()
        saved = writing.save(session, plan, whole=True)  # lines that it left could not be undone later
        session.settle(saved)
        is_stopped = writing.is_stopped and left > 0
        yield _reversed(saved, is_stopped=is_stopped)
        if is_stopped:
            return


def rehearse(
    session: Session, verb: Undoing, number: int, gesture_id: str | None = None
) -> Iterator[Reversed]:
    """What `reverse` would do, with nothing written; the session's history is then as it would be."""
    held: dict[str, bytes | None] = {}
    session.past.know(
        lambda history: len(history.undoable if verb is Undoing.UNDO else history.redoable) >= number
    )
    for _ in range(number):
        if (plan := _plan(session, verb, gesture_id)) is None:
            return
        notes = {}
        for note, steps in plan.steps.items():
            data = held[note] if note in held else _read(session, note)
            held[note], outcomes = _applied(data, [step.edit for step in steps])
            notes[note] = outcomes, held[note]
        saved = Saved(plan, notes)
        session.past.rehearse(saved.entry)
        yield _reversed(saved, dry_run=True)


def report_reversed(
    done: Sequence[Reversed], verb: Undoing, choices: Choices, *, as_json: bool, quiet: bool
) -> Exit:
    """Report each line that was undone or redone; the exit code."""
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
                say(reversed_words(verb, last_gesture(each.entry)))
            report(results, named(verb).participle, then, quiet=quiet)
        if each.is_stopped:
            complain(f"Stopped after {count(len(done), 'gesture')}; {verb} again goes on")
            return Exit.INTERRUPTED
    if not done and not as_json and not quiet:
        say(f"{nothing_to(verb)}.")
    return exit_code(result for each in done for result in each.results)


def say_problems(sitting: Sitting) -> bool:
    """Report what the journal has lost and other problems; whether the command must end there."""
    damages = sitting.vault.state.damages
    for problem in dict.fromkeys((*sitting.vault.state.losses("journal"), *sitting.problems)):
        complain(problem)
    return any(problem not in damages for problem in sitting.problems)


def of_last_run(session: Session) -> int:
    """How many gestures of the last run can be undone."""

    def begins_before(history: History) -> bool:
        return bool(history.undoable) and history.undoable[0].gesture.run != history.undoable[-1].gesture.run

    session.past.know(begins_before)
    undoable = session.past.history.undoable
    return sum(entry.gesture.run == undoable[-1].gesture.run for entry in undoable)


def _plan(session: Session, verb: Undoing, gesture_id: str | None) -> Plan | None:
    return session.planner.undo(gesture_id) if verb is Undoing.UNDO else session.planner.redo(gesture_id)


def _reversed(saved: Saved, *, dry_run: bool = False, is_stopped: bool = False) -> Reversed:
    """The outcome of a plan that reverses a gesture."""
    assert saved.plan.reverses
    results = [
        _with_present(of_edit(note, outcome, dry_run=dry_run), data)
        for note, (outcomes, data) in saved.notes.items()
        for outcome in outcomes
    ]
    return Reversed(saved.plan.reverses, results, is_stopped)


def _with_present(result: LineResult, data: bytes | None) -> LineResult:
    """The result; if the line has changed, its reason also says what stands there now."""
    if result.outcome is not LineOutcome.CHANGED or data is None:
        return result
    lines = some_lines(data)
    if not result.number <= len(lines):
        return result
    return replace(result, reason=f"{result.reason}; there stands now: {raw(lines[result.number - 1])}")


def _read(session: Session, note: str) -> bytes | None:
    try:
        return session.read_note(note)
    except NoteUnreadable:
        return None


def _applied(data: bytes | None, edits: Sequence[LineEdit]) -> tuple[bytes | None, list[Outcome]]:
    """What a note would be after these edits, and their outcomes."""
    if data is None:
        return None, [Outcome(edit, Result.FAILED, reason="The note cannot be read") for edit in edits]
    return apply_edits(data, edits)


_NUMBER = click.argument("number", metavar="[N]", required=False, type=click.IntRange(min=1))
