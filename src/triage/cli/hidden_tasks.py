"""What is wrong with the lines of one note."""

from triage.core.dialect import Cause
from triage.core.line import parse_line
from triage.core.note import lines_of, list_items
from triage.core.proposal import find_tasks
from triage.core.vocabulary import Role, Vocabulary

_GARBLED = ("â".encode(), "ğ".encode(), "ð".encode())
"""What every double-encoded signifier begins with."""
_PROBE = "- [ ] a task"


def garbled_lines(note: str, data: bytes, vocabulary: Vocabulary) -> int:
    """How many tasks of the note hold double-encoded fields."""
    if not any(start in data for start in _GARBLED):
        return 0
    return sum(
        any(hidden.cause is Cause.GARBLED for hidden in task.hidden)
        for task in find_tasks(note, data, vocabulary)
    )


def swallowed_proposals(data: bytes, vocabulary: Vocabulary) -> int:
    """How many proposals a fence or comment that is never closed takes in; they are in no queue."""
    symbol = vocabulary.symbol(Role.PROPOSED)
    if f"[{symbol}]".encode() not in data:
        return 0
    lines = lines_of(data)
    seen = [item.index for item in list_items([*lines, _PROBE])]
    if seen and seen[-1] == len(lines):  # the block around the note's end, if any, is closed
        return 0
    rest = range(max(seen, default=-1) + 1, len(lines))
    tasks = (parse_line(lines[index], vocabulary.settings.format) for index in rest)
    return sum(task is not None and task.symbol == symbol for task in tasks)
