"""Cards: a proposal with its twins, the same idea said in several notes; and what decides it elsewhere."""

from dataclasses import dataclass, replace

from triage.core.task.vocabulary import Role


@dataclass(frozen=True, slots=True)
class Card:
    """One idea."""

    members: tuple[int, ...]
    """The rows that say it, in the order of the queue, those that were taken out among them."""
    taken_out: frozenset[int] = frozenset()
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

    def without(self, key: int) -> "Card":
        """The card once a row is left to another one for good."""
        members = tuple(member for member in self.members if member != key)
        return Card(members, self.taken_out - {key}, None if self.chosen == key else self.chosen)

    def with_taken_out(self, key: int) -> "Card":
        """The card once a row is an idea of its own."""
        return replace(self, taken_out=self.taken_out | {key})

    def with_put_back(self, key: int) -> "Card":
        """The card once a row that was taken out is in it again."""
        return replace(self, taken_out=self.taken_out - {key})


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
