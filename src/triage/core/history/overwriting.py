"""Lines that triage has written, and that another program has put back to what they were before."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from triage.core.history.gesture import Entry, Undoing, Written
from triage.core.task.edit import Place
from triage.core.verbs import VERDICT_NAMES


@dataclass(frozen=True, slots=True)
class Overwritten:
    """What triage once made of a line that stands as before again."""

    after: str
    """The line as it was written."""
    verb: str
    detail: str
    """What the verb was given."""
    at: datetime


@dataclass(frozen=True, slots=True)
class _Change:
    before: Place
    verb: str
    detail: str
    at: datetime


@dataclass(slots=True, eq=False)
class _Line:
    text: str
    """The line as it was last written."""
    changes: list[_Change] = field(default_factory=list)
    """What made it so and is not taken back, the first first."""


class WrittenLines:
    """Follows the lines that gestures have written, to tell which stand as before again."""

    def __init__(self) -> None:
        """Begin before the first gesture."""
        self._standing: dict[tuple[str, str], list[_Line]] = {}
        """By note and present text."""
        self.notes: set[str] = set()
        """The notes in which any was written."""
        self._former: dict[tuple[str, str], list[_Line]] = {}
        """By note and each text that the line had; what was taken back by now included."""

    def add(self, entry: Entry) -> None:
        """Take in the gesture that comes next."""
        for written in entry.written:
            if written.before.line == written.after.line:
                continue
            here = self._standing.get((written.note, written.before.line))
            line = here.pop() if here else _Line(written.before.line)
            if entry.gesture.verb == Undoing.UNDO:
                _take_back(line, written)
            else:
                gesture = entry.gesture
                is_redo = gesture.verb == Undoing.REDO
                detail = written.detail or ("" if is_redo else gesture.detail)
                verb = written.verb or gesture.original_verb
                line.changes.append(_Change(written.before, verb, detail, gesture.at))
                self.notes.add(written.note)
                self._former.setdefault((written.note, written.before.line), []).append(line)
            line.text = written.after.line
            if line.changes:
                self._standing.setdefault((written.note, line.text), []).append(line)

    def may_be_overwritten(self, note: str, text: str) -> bool:
        """Whether a line of a note was once another before triage wrote it: cheap, and seldom true."""
        return (note, text) in self._former

    def overwritten(self, note: str, text: str, counts: Mapping[str, int]) -> Overwritten | None:
        """What triage made of a line that stands in a note of these lines; None if nothing is undone.

        Of the lines just like it, as many may stand there as there were beside those that were written.
        """
        found = [
            (line, at)
            for line in dict.fromkeys(self._former.get((note, text), ()))
            for at in [_index(line, text)]
            if at is not None and line.text != text
        ]
        missing = [(line, at) for line, at in found if not counts.get(line.text)]
        beside = max((line.changes[at].before.of for line, at in found), default=0) - len(found)
        if not missing or counts.get(text, 0) <= beside:
            return None
        line, at = missing[-1]
        since = line.changes[at:]
        change = next((each for each in reversed(since) if each.verb in VERDICT_NAMES), since[-1])
        return Overwritten(line.text, change.verb, change.detail, change.at)


def _take_back(line: _Line, written: Written) -> None:
    """Leave out the last changes, to the one that began with what stands there now."""
    at = _index(line, written.after.line)
    del line.changes[at if at is not None else -1 :]


def _index(line: _Line, text: str) -> int | None:
    """The last change that found the line so."""
    for at in range(len(line.changes) - 1, -1, -1):
        if line.changes[at].before.line == text:
            return at
    return None
