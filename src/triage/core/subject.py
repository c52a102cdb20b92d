"""What a filter asks of a row."""

from enum import StrEnum
from typing import Protocol

from triage.core.task.proposal import Proposal


class Trait(StrEnum):
    """What can be said of a row by one word, as in `is:duplicate`."""

    MINE = "mine"
    OTHERS = "others"
    """It has an owner, and none of them is me."""
    DUPLICATE = "duplicate"
    """Other open proposals say the same."""
    DECIDED_ELSEWHERE = "decided-elsewhere"
    """Another task of the vault that is no proposal says the same."""
    REJECTED_BEFORE = "rejected-before"
    """That other task was rejected."""
    OVERWRITTEN = "overwritten"
    """It was decided, and another program has put it back to what it was."""
    NEW = "new"
    """It was not there the last time."""
    ARCHIVED = "archived"
    SNOOZED = "snoozed"
    MARKED = "marked"
    UNSEEN = "unseen"
    """It shows a field that Tasks does not see."""
    LEFT_OUT = "left-out"
    """It lacks one of the queue tags."""


COMPARED = frozenset({Trait.DUPLICATE, Trait.DECIDED_ELSEWHERE, Trait.REJECTED_BEFORE})
"""What can only be said once every proposal was compared."""


class Subject(Protocol):
    """A row, as a filter sees it."""

    @property
    def proposal(self) -> Proposal:
        """The task."""

    @property
    def owners(self) -> tuple[str, ...]:
        """Its owners' names, each person under one; () if it is nobody's."""

    @property
    def kind(self) -> str:
        """What its note's front matter calls `type`, "" for nothing."""

    @property
    def source(self) -> str:
        """What its note's front matter calls `source`, "" for nothing."""

    def has(self, trait: Trait) -> bool:
        """Whether that can be said of it."""
