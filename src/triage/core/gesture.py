"""Gestures: what a person did at one time, over one proposal or many, and how it is remembered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from triage.core.edit import Place



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


@dataclass(frozen=True, slots=True)
class Written:
    """One line that a gesture replaced."""

    note: str
    before: Place
    """The old line, and where it stood."""
    after: Place
    """The new line, and where it stands."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A gesture with the lines that it really replaced, as the journal holds it."""

    gesture: Gesture
    written: tuple[Written, ...]


@dataclass(frozen=True, slots=True)
class History:
    """What can be taken back and done again, the latest last."""

    undoable: tuple[Entry, ...] = ()
    redoable: tuple[Entry, ...] = ()


def history_of(entries: Sequence[Entry]) -> History:
    """Replay the journal's entries, oldest first.

    An undo takes the gesture that it concerns off the one list and puts what it really took back on the
    other; a new decision makes what was undone before it impossible to do again. Where an undo could take
    back nothing, its gesture is spent.
    """
    undoable: list[Entry] = []
    redoable: list[Entry] = []
    for entry in entries:
        match entry.gesture.verb:
            case "undo":
                undoable = [other for other in undoable if other.gesture.id != entry.gesture.concerns]
                if entry.written:
                    redoable.append(entry)
            case "redo":
                redoable = [other for other in redoable if other.gesture.id != entry.gesture.concerns]
                if entry.written:
                    undoable.append(entry)
            case _:
                if entry.written:
                    redoable.clear()
                    undoable.append(entry)
    return History(tuple(undoable), tuple(redoable))
