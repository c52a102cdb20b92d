"""The journal's records, as values."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from triage.core.history.gesture import Gesture
from triage.core.task.edit import LineEdit, Outcome, Place, Result


@dataclass(frozen=True, slots=True)
class Trace:
    """What a save leaves on the disk if it is cut short, so that the next start recognises it."""

    mode: str
    """How the note is replaced: one of `Write`."""
    stage: str
    """The folder of the draft."""
    draft: str
    """The draft's name in the stage; an exchange leaves the old note there, in-place writing a copy of it."""
    inode: int
    """The note's inode before the save."""

    @property
    def file(self) -> Path:
        """The draft's path."""
        return Path(self.stage, self.draft)


@dataclass(frozen=True, slots=True)
class Opening:
    """Every line that a gesture over several notes will write, recorded before the first."""

    gesture: Gesture
    notes: Mapping[str, tuple[LineEdit, ...]]


@dataclass(frozen=True, slots=True)
class Intent:
    """What a gesture is about to do to one note."""

    gesture: Gesture
    note: str
    before: str
    """The SHA-256 of the note as it was read, "" if nothing will be written."""
    after: str
    outcomes: tuple[Outcome, ...]
    """The outcome of each line if the writing succeeds."""
    trace: Trace | None = None
    """None if nothing will be written, and in journals of earlier versions."""

    @property
    def edits(self) -> tuple[LineEdit, ...]:
        """The edit of each line."""
        return tuple(each.edit for each in self.outcomes)


@dataclass(frozen=True, slots=True)
class NoteOutcome:
    """The outcome of the latest intent of a gesture for a note, line by line."""

    gesture: str
    note: str
    results: tuple[tuple[Result, Place | None, str], ...] | None = None
    """None if all is as the intent expected."""

    @classmethod
    def of(cls, intent: Intent, outcomes: Sequence[Outcome]) -> "NoteOutcome":
        """The outcomes of an intent as a record."""
        if tuple(outcomes) == intent.outcomes:
            return cls(intent.gesture.id, intent.note)
        return cls(
            intent.gesture.id,
            intent.note,
            tuple((each.result, each.place, each.reason) for each in outcomes),
        )


@dataclass(frozen=True, slots=True)
class Ending:
    """The end of an opened gesture."""

    gesture: str
    unconfirmed: Mapping[str, str] = field(default_factory=dict)
    """The notes that the disk did not confirm, with the reason."""
    is_stopped: bool = False
    """Whether the user stopped the gesture before the last note."""


@dataclass(frozen=True, slots=True)
class Damage:
    """Records that could not be read."""

    records: int
    kept: str
    """The name of the file that was set aside with them."""


Record = Opening | Intent | NoteOutcome | Ending | Damage


def digest(data: bytes) -> str:
    """The SHA-256 of a note, as records name it."""
    return hashlib.sha256(data).hexdigest()
