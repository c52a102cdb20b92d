"""Gestures: what a person did at one time, over one proposal or many, and how it is remembered."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from triage.core.edit import Place


class Undoing(StrEnum):
    """The verbs that concern another gesture."""

    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, slots=True)
class Gesture:
    """One thing the user did; the unit of undo."""

    id: str
    """Unique, and in the order of time."""
    run: str
    """The run of triage that it belongs to."""
    at: datetime
    verb: str
    """A decision's verb, or `undo` or `redo`."""
    detail: str = ""
    """What the verb was given: a new owner, a date, what it is a duplicate of."""
    concerns: str = ""
    """The id of the gesture that is undone or done again."""

    @property
    def is_beside(self) -> bool:
        """Whether it concerns what is kept beside the notes, and leaves their lines as they are."""
        return self.original_verb == "snooze"

    @property
    def original_verb(self) -> str:
        """The verb of the decision that it is, takes back, or does again."""
        return self.detail if self.verb in set(Undoing) else self.verb


@dataclass(frozen=True, slots=True)
class Written:
    """One line that a gesture replaced."""

    note: str
    before: Place
    """The old line, and where it stood."""
    after: Place
    """The new line, and where it stands."""
    verb: str = ""
    """The verb for this line, "" where it is the gesture's."""
    detail: str = ""
    """What the verb was given for this line, "" where it is what the gesture says."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A gesture with the lines that it really replaced, as the journal holds it."""

    gesture: Gesture
    written: tuple[Written, ...]
    spent: tuple[tuple[str, Place], ...] = ()
    """The lines, by note, that it found changed: for an undo, not worth another try."""


@dataclass(frozen=True, slots=True)
class History:
    """What can be taken back and done again, the latest last."""

    undoable: tuple[Entry, ...] = ()
    redoable: tuple[Entry, ...] = ()

    def after(self, entry: Entry) -> "History":
        """The history once one more gesture is over.

        An undo takes the gesture it concerns off the one list and puts what it really took back on the
        other; a new decision makes what was undone before it impossible to do again. What an undo could not
        take back because the line has changed is spent; where the system failed, or the user stopped it, the
        rest can be tried again.
        """
        new = (entry,) if entry.written else ()
        match entry.gesture.verb:
            case Undoing.UNDO:
                return History(_left(self.undoable, entry), self.redoable + new)
            case Undoing.REDO:
                return History(self.undoable + new, _left(self.redoable, entry))
            case _:
                return History(self.undoable + new, ()) if new else self


def _left(entries: tuple[Entry, ...], reverse: Entry) -> tuple[Entry, ...]:
    """The entries without what was reversed, or spent, of the one that a reversal concerned."""
    over = {*reverse.spent, *((line.note, line.before) for line in reverse.written)}
    left = []
    for entry in entries:
        if entry.gesture.id == reverse.gesture.concerns:
            entry = replace(entry, written=tuple(w for w in entry.written if (w.note, w.after) not in over))
        if entry.written:
            left.append(entry)
    return tuple(left)
