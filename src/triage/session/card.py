"""Cards: a proposal with its twins, the same idea said in several notes; and what decides it elsewhere."""

from dataclasses import dataclass

from triage.core.vocabulary import Role


@dataclass
class Card:
    """One idea."""

    keys: list[int]
    """The rows that say it, in the order of the queue."""
    chosen: int | None = None
    """The row that the user called the best, None where the rule says which it is."""


@dataclass(frozen=True, slots=True)
class BestRow:
    """The row of a card to keep, and the step of the rule that says so."""

    key: int
    why: str


@dataclass(frozen=True, slots=True)
class Match:
    """A task elsewhere in the vault, no proposal, that says nearly the same."""

    note: str
    number: int
    line: str
    """The whole line, raw."""
    role: Role | None

    @property
    def place(self) -> str:
        """What the journal calls it."""
        return f"{self.note}:{self.number}"
