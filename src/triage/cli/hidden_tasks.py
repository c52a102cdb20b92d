"""What is wrong with the lines of one note."""

from triage.core.task.block import Cover
from triage.core.task.dialect import Cause
from triage.core.task.line import parse_line
from triage.core.task.note import hidden_items, lines_of
from triage.core.task.proposal import find_tasks
from triage.core.task.vocabulary import Role, Vocabulary

_GARBLED = ("â".encode(), "ğ".encode(), "ð".encode())
"""What every double-encoded signifier begins with."""


def garbled_lines(note: str, data: bytes, vocabulary: Vocabulary) -> int:
    """How many tasks of the note hold double-encoded fields."""
    if not any(start in data for start in _GARBLED):
        return 0
    return sum(
        any(hidden.cause is Cause.GARBLED for hidden in task.hidden)
        for task in find_tasks(note, data, vocabulary)
    )


def hidden_proposals(data: bytes, vocabulary: Vocabulary) -> dict[tuple[Cover, bool], int]:
    """How many lines with the proposed status each cover keeps out of the queue, and whether it ever ends."""
    symbol = vocabulary.symbol(Role.PROPOSED)
    if f"[{symbol}]".encode() not in data:
        return {}
    lines = lines_of(data)
    found: dict[tuple[Cover, bool], int] = {}
    for item in hidden_items(lines):
        task = parse_line(lines[item.index], vocabulary.settings.format)
        if task is not None and task.symbol == symbol:
            place = item.cover, item.is_closed
            found[place] = found.get(place, 0) + 1
    return found
