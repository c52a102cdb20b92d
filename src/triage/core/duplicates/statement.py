"""What a task says, with what stands around it."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from triage.core.duplicates.rarity import Weighed
from triage.core.duplicates.sameness import Sameness, closeness, sameness

_DUE_DAYS: Final = 1
"""Days between two due dates that may be one: `tomorrow` was read on two days."""


@dataclass(frozen=True)
class Statement:
    """A task as it is compared."""

    text: Weighed
    note: str = ""
    day: date | None = None
    """The day in its note's name; None if none is said there."""
    due: date | None = None

    def is_related(self, other: "Statement") -> bool:
        """Whether both come from notes of one day, or are due on one day.

        Tasks of one note are not: a note that names two things names them because they differ.
        """
        if self.note == other.note:
            return False
        return (self.day is not None and self.day == other.day) or (
            self.due is not None and other.due is not None and abs((self.due - other.due).days) <= _DUE_DAYS
        )


def says_the_same(a: Statement, b: Statement) -> bool:
    """Whether deciding one task decides the other; the same both ways."""
    if closeness(a.text, b.text) < 0:
        return False
    match sameness(a.text, b.text):
        case Sameness.SAME:
            return True
        case Sameness.IF_RELATED:
            return a.is_related(b)
        case Sameness.DIFFERENT:
            return False
