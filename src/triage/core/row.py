"""Rows: proposals as a session shows them, with the outcome of each."""

from dataclasses import dataclass
from enum import StrEnum

from triage.core.task.edit import Outcome
from triage.core.task.proposal import Proposal
from triage.core.task.vocabulary import Role


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the queue. It keeps its key when its line changes."""

    key: int
    proposal: Proposal
    """The task as it was last read."""
    outcome: Outcome | None = None
    """The outcome of the last verb on it, None if it was simply saved."""
    is_gone: bool = False
    """Whether its line is no longer in its note."""
    elsewhere: str = ""
    """The status symbol that it was decided with by another program, "" for none."""

    @property
    def failure(self) -> str:
        """Why the last verb on it could not be written, "" where it could."""
        if self.outcome is None or self.outcome.is_saved:
            return ""
        return self.outcome.reason or self.outcome.result.value

    @property
    def verdict(self) -> Role | None:
        """How it was decided, None while it is open."""
        role = self.proposal.role
        return None if role is Role.PROPOSED else role

    @property
    def is_open(self) -> bool:
        """Whether it is still to be decided."""
        return not self.is_gone and self.proposal.role is Role.PROPOSED

    @property
    def is_decided_elsewhere(self) -> bool:
        """Whether it came to its verdict while this sitting looked on."""
        return bool(self.elsewhere) and not self.is_gone and self.elsewhere == self.proposal.task.symbol


class Grouping(StrEnum):
    """By what rows are put together."""

    NOTE = "note"
    OWNER = "owner"
    DUE = "due"
    FOLDER = "folder"
    SET = "set"
    """Proposals that say the same."""


class Sorting(StrEnum):
    """In which order the rows of a group stand."""

    PLACE = "place"
    """The newest note first, then as the note has them."""
    DUE = "due"
    PRIORITY = "priority"
    OWNER = "owner"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that stand together under one heading."""

    name: str
    """A note's or a folder's path, an owner's name, when it is due, or the words of a set's keeper."""
    keys: tuple[int, ...]
    has_arrived: bool = False
    """Whether these rows came after the queue was first read."""
    by: Grouping = Grouping.NOTE
    """What the name is."""
