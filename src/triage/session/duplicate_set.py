"""A set of rows that say the same, and what is told of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from triage.core.task.vocabulary import Role


@dataclass(frozen=True, slots=True)
class DuplicateSet:
    """Rows that say the same."""

    members: tuple[int, ...]
    """The rows in the order of the queue, those that were taken out among them."""
    taken_out: frozenset[int] = frozenset()
    """The rows that the user made ideas of their own."""
    keepers: frozenset[int] = frozenset()
    """The rows that say the same as every other one; of these the rule chooses, if it can."""
    chosen: int | None = None
    """The row that the user made the keeper, None if the rule says which it is."""
    is_by_user: bool = False
    """Whether the user changed what is in it: a comparison does not."""

    @property
    def keys(self) -> tuple[int, ...]:
        """The rows that are in it."""
        return tuple(key for key in self.members if key not in self.taken_out)

    @property
    def size(self) -> int:
        """How many rows are in it."""
        return len(self.members) - len(self.taken_out)

    def without(self, key: int) -> "DuplicateSet":
        """The set once a row is left to another one for good."""
        members = tuple(member for member in self.members if member != key)
        chosen = None if self.chosen == key else self.chosen
        return replace(self, members=members, taken_out=self.taken_out - {key}, chosen=chosen)

    def with_found(self, found: "FoundSet", new: Iterable[int]) -> "DuplicateSet":
        """The set with rows that say the same, as they were found."""
        members = tuple(sorted({*self.members, *new}))
        keepers = self.keepers if self.is_by_user else found.keepers
        return replace(self, members=members, keepers=keepers)

    def with_taken_out(self, key: int) -> "DuplicateSet":
        """The set once a row is an idea of its own."""
        return replace(self, taken_out=self.taken_out | {key}, is_by_user=True)

    def with_put_back(self, key: int) -> "DuplicateSet":
        """The set once a row that was taken out is in it again."""
        return replace(self, taken_out=self.taken_out - {key}, is_by_user=True)


@dataclass(frozen=True, slots=True)
class FoundSet:
    """A set as a comparison found it."""

    members: tuple[int, ...]
    keepers: frozenset[int]
    """Those that say the same as every other one."""


@dataclass(frozen=True, slots=True)
class KeeperRow:
    """The row of a set to keep, and the step of the rule that says so."""

    key: int
    why: str


@dataclass(frozen=True, slots=True)
class Match:
    """A task elsewhere in the vault, no proposal, that says the same."""

    note: str
    number: int
    line: str
    """The whole line, raw."""
    role: Role | None
    words: str
    """What it says."""

    @property
    def place(self) -> str:
        """What the journal calls it."""
        return f"{self.note}:{self.number}"


@dataclass(frozen=True, slots=True)
class SetState:
    """The sets of some rows as they were at one moment."""

    set_of: Mapping[int, int | None]
    """The number of the set that each row was in, None for none."""
    out_of: Mapping[int, int | None]
    """The number of the set that each row was taken out of, None for none."""
    sets: Mapping[int, DuplicateSet]
    """All these sets by number."""


@dataclass(frozen=True, slots=True)
class KnownDuplicates:
    """What was known of rows, each named by its note and line."""

    matches: Mapping[tuple[str, str], tuple[Match, ...]]
    sets: Sequence[tuple[tuple[str, str], ...]]
