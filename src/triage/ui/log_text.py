"""The journal as the screen shows it."""

from collections.abc import Iterator, Sequence

from textual.content import Content

from triage.core.gesture import Entry, Undoing
from triage.core.plain import plain
from triage.ui import words
from triage.ui.diff import diff

_MOST_GESTURES, _MOST_LINES = 100, 3


def log_text(entries: Sequence[Entry], width: int) -> Content:
    """The latest gestures, with the first lines that each has written; for so many cells."""
    taken_back = {entry.gesture.concerns for entry in entries if entry.gesture.verb == Undoing.UNDO}
    shown = [entry for entry in reversed(entries) if entry.written][:_MOST_GESTURES]
    if not shown:
        return Content("Nothing was decided in this vault yet.")
    parts = [part for entry in shown for part in _gesture(entry, entry.gesture.id in taken_back, width)]
    return Content("\n").join(parts)


def _gesture(entry: Entry, is_undone: bool, width: int) -> Iterator[Content]:
    gesture = entry.gesture
    verb = words.PAST.get(gesture.verb, gesture.verb)
    what = words.PAST.get(gesture.detail, gesture.detail) if gesture.verb in set(Undoing) else gesture.detail
    detail = f": {plain(what, 100)}" if what else ""
    undone = "  (taken back)" if is_undone else ""
    yield Content.assemble(
        (f"{gesture.at.astimezone():%a %d %b %H:%M}  ", "$foreground-muted"),
        (f"{words.count(len(entry.written), 'line')} {plain(verb, 40)}", "bold"),
        f"{detail}{undone}",
    )
    for line in entry.written[:_MOST_LINES]:
        about = f"  of {plain(line.detail, 100)}" if line.detail else ""
        yield Content.styled(f"  {plain(line.note, 200)}:{line.after.number}{about}", "$foreground-muted")
        if line.before.line != line.after.line:
            yield diff(line.before.line, line.after.line, max(20, width - 2))
    if len(entry.written) > _MOST_LINES:
        yield Content.styled(f"  and {len(entry.written) - _MOST_LINES:,} more", "$foreground-muted")
    yield Content("")
