"""Cards: a proposal with its twins, the same idea said in several notes; and what decides it elsewhere."""

from dataclasses import dataclass, field

from triage.core.vocabulary import Role


@dataclass
class Card:
    """One idea."""

    members: tuple[int, ...]
    """The rows that say it, in the order of the queue, those that were taken out among them."""
    taken_out: set[int] = field(default_factory=set)
    """The rows that the user made ideas of their own."""
    chosen: int | None = None
    """The row that the user called the best, None where the rule says which it is."""

    @property
    def keys(self) -> tuple[int, ...]:
        """The rows that are in it."""
        return tuple(key for key in self.members if key not in self.taken_out)

    @property
    def size(self) -> int:
        """How many rows are in it."""
        return len(self.members) - len(self.taken_out)

    def drop(self, key: int) -> None:
        """Leave a row to another card for good."""
        self.members = tuple(member for member in self.members if member != key)
        self.taken_out.discard(key)
        self.chosen = None if self.chosen == key else self.chosen


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
