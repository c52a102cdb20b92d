"""Which lines the journal's gestures have left decided, and how."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from triage.core.history.gesture import Entry, Gesture, Undoing, Written
from triage.core.history.origin import Origin
from triage.core.task.edit import Place
from triage.core.task.line import parse_line
from triage.core.task.proposal import Proposal
from triage.core.task.vocabulary import Role, Vocabulary
from triage.core.verbs import VERDICT_NAMES, named, verdicts_of

_OPEN: Final = "open"
"""What an edit of the raw line that makes it a proposal again leaves."""


@dataclass(frozen=True, slots=True)
class Decided:
    """One proposal with the verdict that stands, as statistics and rules see it."""

    origin: Origin
    """As the line was before triage first changed it."""
    verb: str
    """One of the verdicts' verbs."""
    at: datetime
    run: str
    gesture: str
    """The id of the gesture that decided it."""
    was_changed: bool = False
    """Whether the user gave it other words, another owner, date or priority before the verdict."""


@dataclass(frozen=True, slots=True)
class DecidedLine:
    """One line with the verdict that stands."""

    proposal: Proposal
    """As it was before triage first changed it; its heading is not known."""
    verb: str
    gesture: Gesture
    was_changed: bool

    def with_origin(self, origin: Origin) -> Decided:
        """It as statistics see it, once its note was asked."""
        gesture = self.gesture
        return Decided(origin, self.verb, gesture.at, gesture.run, gesture.id, self.was_changed)


@dataclass(frozen=True, slots=True, eq=False)
class _Change:
    """What one gesture did to a line, while it is not taken back."""

    gesture: Gesture
    verb: str
    """A verdict's verb, "" where it leaves the verdict as it was."""


@dataclass(slots=True, eq=False)
class _Line:
    proposal: Proposal
    text: str
    """The line as it is now."""
    ordinal: int
    """Which of the lines just like it in its note it is now, from 0."""
    changes: list[_Change] = field(default_factory=list)


_Found = tuple[_Line, tuple[_Change, ...]]
"""A line, and what came to it or was taken back with one gesture."""


class DecidedLines:
    """Follows each line through the journal: the last verdict counts, and what is taken back does not.

    A line that another program has changed since is another line here. A task that never was a proposal, by
    its status or its queue tags, is passed over.
    """

    def __init__(self, vocabulary: Callable[[str], Vocabulary]) -> None:
        """Begin before the first gesture, with a way to know what statuses and tags mean in a note."""
        self._vocabulary = vocabulary
        self._lines: list[_Line] = []
        self._standing: dict[tuple[str, str], list[_Line]] = {}
        """The lines by note and present text."""
        self._changes: dict[tuple[str, str, str, int], _Found] = {}
        """What each gesture did, by its id and the note, text and ordinal that it left."""

    def add(self, entry: Entry) -> None:
        """Take in the gesture that comes next in the journal."""
        written = [each for each in entry.written if each.before.line != each.after.line]
        moves: list[tuple[Written, _Found | None]] = []
        moved: set[_Line] = set()
        for each in written:
            if entry.gesture.verb in set(Undoing):
                found = self._reversed(entry.gesture, each)
            else:
                found = self._changed(entry.gesture, each, moved)
            moves.append((each, found))
            if found:
                moved.add(found[0])
        self._move(entry.gesture, moves)

    def decided(self) -> list[DecidedLine]:
        """Every line that is decided now, in the order in which triage first met them."""
        return [found for line in self._lines if (found := _verdict(line))]

    def _changed(self, gesture: Gesture, written: Written, moved: Collection[_Line]) -> _Found | None:
        """The line with one change more."""
        if (line := self._line_at(written.note, written.before, moved)) is None:
            return None
        verb = written.verb or gesture.verb
        change = _Change(gesture, verb if verb in VERDICT_NAMES else self._said_by_status(written))
        line.changes.append(change)
        return line, (change,)

    def _reversed(self, gesture: Gesture, written: Written) -> _Found | None:
        """The line without the change that the undo concerns and all that came since, or with them again."""
        before = written.before
        found = self._changes.get((gesture.concerns, written.note, before.line, before.ordinal))
        if found is None:
            return None
        line, changes = found
        if gesture.verb == Undoing.REDO:
            line.changes += (change for change in changes if change not in line.changes)
        elif changes[0] in line.changes:
            at = line.changes.index(changes[0])
            found = line, tuple(line.changes[at:])
            del line.changes[at:]
        return found

    def _move(self, gesture: Gesture, moves: Sequence[tuple[Written, _Found | None]]) -> None:
        """Let lines stand where a gesture has put them, and those just like them make room."""
        for written, found in moves:
            if found and found[0] in (here := self._standing[written.note, found[0].text]):
                here.remove(found[0])
        for written, _ in sorted(moves, key=lambda move: -move[0].before.ordinal):
            for line in self._standing.get((written.note, written.before.line), ()):
                line.ordinal -= line.ordinal > written.before.ordinal
        for written, _ in sorted(moves, key=lambda move: move[0].after.ordinal):
            for line in self._standing.get((written.note, written.after.line), ()):
                line.ordinal += line.ordinal >= written.after.ordinal
        for written, found in moves:
            if found:
                line, after = found[0], written.after
                line.text, line.ordinal = after.line, after.ordinal
                self._standing.setdefault((written.note, line.text), []).append(line)
                self._changes[gesture.id, written.note, line.text, line.ordinal] = found
        for written, found in moves:
            if found:
                self._forget_overwritten(written, found[0])

    def _forget_overwritten(self, written: Written, newest: _Line) -> None:
        """Of more lines than stand there, the older were overwritten before they were decided again."""
        here = self._standing[written.note, written.after.line]
        for line in [each for each in here if each is not newest][: max(0, len(here) - written.after.of)]:
            here.remove(line)
            if line in self._lines:
                self._lines.remove(line)

    def _line_at(self, note: str, place: Place, moved: Collection[_Line]) -> _Line | None:
        """The line that is followed there, else a new one to follow; None if it is no proposal."""
        here = self._standing.setdefault((note, place.line), [])
        free = [line for line in here if line not in moved]
        for line in free:
            if line.ordinal == place.ordinal:
                return line
        if free and len(here) == place.of:  # another program has moved lines just like it
            return free[-1]
        vocabulary = self._vocabulary(note)
        if (task := parse_line(place.line, vocabulary.settings.format)) is None:
            return None
        proposal = Proposal(note, place, task, "", vocabulary)
        if proposal.role is not Role.PROPOSED and proposal.is_left_out:
            return None
        line = _Line(proposal, place.line, place.ordinal)
        self._lines.append(line)
        here.append(line)
        return line

    def _said_by_status(self, written: Written) -> str:
        """The verdict that an edit of the whole line gave by another status, "" for none."""
        vocabulary = self._vocabulary(written.note)
        tasks = [
            parse_line(each.line, vocabulary.settings.format) for each in (written.before, written.after)
        ]
        symbols = [task.symbol if task else "" for task in tasks]
        role = vocabulary.role(symbols[1]) if symbols[0] != symbols[1] else None
        if role is Role.PROPOSED:
            return _OPEN
        return verdicts_of(role)[0].name if role else ""


def _verdict(line: _Line) -> DecidedLine | None:
    for at in range(len(line.changes) - 1, -1, -1):
        change = line.changes[at]
        if change.verb == _OPEN:
            return None
        if change.verb:
            earlier = (before.verb not in VERDICT_NAMES for before in line.changes[:at])
            was_changed = named(change.verb).changes_task or any(earlier)
            return DecidedLine(line.proposal, change.verb, change.gesture, was_changed)
    return None
