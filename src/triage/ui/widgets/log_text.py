"""The journal as the screen shows it: a line for each gesture, and what it did to each of its lines."""

from collections.abc import Callable, Iterator, Sequence

from textual.content import Content

from triage.core.history.gesture import Entry, Undoing
from triage.core.plain import plain
from triage.core.task.edit import Outcome
from triage.core.verbs import UNDO, named
from triage.ui.widgets.diff import diff
from triage.words import outcome_words, row_words
from triage.words.amount import count

_MOST_LINES = 100
"""How many lines of a gesture are shown."""
_MUTED = "$foreground-muted"


def gesture_line(entry: Entry, *, is_undone: bool, is_cut_off: bool) -> Content:
    """One gesture in a line: when, how many lines, what it did to them, and how it ended."""
    gesture = entry.gesture
    verb = named(gesture.verb).participle
    what = named(gesture.detail).participle if gesture.verb in set(Undoing) else gesture.detail
    detail = f": {plain(what, 100)}" if what else ""
    ended = "  (cut off)" if is_cut_off else f"  ({UNDO.participle})" if is_undone else ""
    return Content.assemble(
        (f"{gesture.at.astimezone():%a %d %b %H:%M}  ", _MUTED),
        (f"{count(len(entry.written), 'line')} {plain(verb, 40)}", "bold"),
        f"{detail}{ended}",
        (f"  {_about(entry)}", _MUTED),
    )


def _about(entry: Entry) -> str:
    """What a gesture was about: the words and the note of one line, or how many notes."""
    if not entry.written:
        return ""
    notes = list(dict.fromkeys(line.note for line in entry.written))
    if len(entry.written) > 1:
        return row_words.note_title(notes[0]) if len(notes) == 1 else f"in {count(len(notes), 'note')}"
    text = entry.written[0].before.line.partition("] ")[2]
    return f"{plain(text, 44)}  {row_words.note_title(notes[0])}"


def lines_text(entry: Entry, width: int) -> Content:
    """The lines that a gesture has written, before and after; for so many cells."""
    return Content("\n").join(_lines(entry, width))


def failed_text(failed: Sequence[tuple[str, Outcome]], standing: Callable[[str, int], str]) -> Content:
    """The lines that could not be reversed, each with what stands there now, which `standing` says."""
    parts = []
    for note, outcome in failed[:_MOST_LINES]:
        number = outcome.edit.place.number
        parts.append(Content.styled(f"{plain(note, 200)}:{number}", "bold $text-error"))
        parts.append(Content(f"  {outcome_words.failure(outcome)}"))
        parts.append(Content.styled(f"  now: {plain(standing(note, number).strip(), 200)}", _MUTED))
    if len(failed) > _MOST_LINES:
        parts.append(Content.styled(f"and {len(failed) - _MOST_LINES:,} more", _MUTED))
    return Content("\n").join(parts)


def _lines(entry: Entry, width: int) -> Iterator[Content]:
    for line in entry.written[:_MOST_LINES]:
        about = f"  of {plain(line.detail, 100)}" if line.detail else ""
        yield Content.styled(f"{plain(line.note, 200)}:{line.after.number}{about}", _MUTED)
        if line.before.line != line.after.line:
            yield diff(line.before.line, line.after.line, max(20, width))
    if len(entry.written) > _MOST_LINES:
        more = f"and {len(entry.written) - _MOST_LINES:,} more; `triage log --diff` shows all"
        yield Content.styled(more, _MUTED)
