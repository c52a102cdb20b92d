"""What a commit of decided notes says."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from triage.core.history.net_change import NetChange
from triage.core.plain import plain
from triage.core.task.change import words_span
from triage.core.task.edit import Place
from triage.core.task.line import parse_line

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
