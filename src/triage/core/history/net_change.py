"""What gestures have come to, line by line, once decisions about the same line are taken together."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from triage.core.history.gesture import Entry, Undoing, Written
from triage.core.plain import plain
from triage.core.task.change import words_span
from triage.core.task.edit import Place, apply_edits
from triage.core.task.line import parse_line
from triage.core.verbs import VERDICT_NAMES


@dataclass(frozen=True, slots=True)
class NetChange:
    """One line of a note that is other than it was."""

    note: str
    before: Place
    """The line before the first of the gestures."""
    after: Place
    verbs: tuple[str, ...]
    """What was done to it and not taken back, in order."""

    @property
    def verb(self) -> str:
        """What to call it: the last verdict, else the last change."""
        return next((verb for verb in reversed(self.verbs) if verb in VERDICT_NAMES), self.verbs[-1])


def net_changes(entries: Iterable[Entry]) -> list[NetChange]:
    """The lines that these gestures, in their order, have left other than they were, by note and number."""
    changes: dict[tuple[str, str], list[NetChange]] = {}
    for entry in entries:
        taken = [(_taken(changes, written), written) for written in entry.written]
        for change, written in taken:
            after = replace(change, after=written.after, verbs=_verbs(change.verbs, entry, written))
            if after.after.line != after.before.line:
                changes.setdefault((after.note, after.after.line), []).append(after)
    found = [change for of_line in changes.values() for change in of_line]
    return sorted(found, key=lambda change: (change.note, change.after.number))


def without(data: bytes, note: str, entries: Sequence[Entry]) -> bytes:
    """The note as it would be without these gestures; a line that was changed since stays as it is."""
    for entry in reversed(entries):
        data, _ = apply_edits(data, entry.reversal.get(note, ()))
    return data


def _taken(changes: dict[tuple[str, str], list[NetChange]], written: Written) -> NetChange:
    """Take out the change that a written line goes on with, or begin one."""
    was = written.before
    of_line = changes.get((written.note, was.line), [])
    for change in of_line:
        if change.after.ordinal == was.ordinal:
            of_line.remove(change)
            return change
    return of_line.pop() if of_line else NetChange(written.note, was, was, ())


def _verbs(verbs: tuple[str, ...], entry: Entry, written: Written) -> tuple[str, ...]:
    """What was done to the line once this is over: an undo takes the last of it away."""
    gesture = entry.gesture
    if gesture.verb == Undoing.UNDO:
        return verbs[:-1] or (Undoing.UNDO.value,)
    return *verbs, written.verb or gesture.original_verb


_MOST_LINES: Final = 100
_MOST_WORDS: Final = 160
"""Characters of a task's words on its line."""


def commit_message(changes: Sequence[NetChange]) -> str:
    """A subject that counts by verb, and a line for each task up to a hundred; no end of line."""
    verbs = Counter(change.verb for change in changes)
    counts = ", ".join(f"{verb} {number:,}" for verb, number in verbs.items())
    notes = len({change.note for change in changes})
    subject = f"triage: {counts} {_noun(len(changes), 'task')} in {notes:,} {_noun(notes, 'note')}"
    lines = [_line(change) for change in changes[:_MOST_LINES]]
    more = len(changes) - len(lines)
    return "\n".join([subject, "", *lines, *([f"and {more:,} more"] if more else [])])


def _noun(number: int, noun: str) -> str:
    return noun if number == 1 else f"{noun}s"


def _line(change: NetChange) -> str:
    note = plain(change.note, 300)
    words = plain(_words(change.after), _MOST_WORDS)
    return f"{', '.join(change.verbs)}  {note}:{change.after.number}  {words}".rstrip()


def _words(place: Place) -> str:
    task = parse_line(place.line)
    return task.text[slice(*words_span(task))] if task else place.line.strip()
