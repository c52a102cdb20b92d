"""The rows that the user has marked, to decide them all at once."""

from collections.abc import Iterable, Sequence, Set


class Marks:
    """The keys of the marked rows, shown or hidden."""

    def __init__(self) -> None:
        """Begin with none."""
        self._keys: set[int] = set()
        self._last: tuple[int, ...] = ()

    @property
    def keys(self) -> Set[int]:
        """The rows that are marked now; the set changes with the marks."""
        return self._keys

    @property
    def last(self) -> tuple[int, ...]:
        """The rows that were marked when a verb last acted on marks."""
        return self._last

    def __len__(self) -> int:
        """How many are marked."""
        return len(self._keys)

    def __contains__(self, key: int) -> bool:
        """Whether a row is marked."""
        return key in self._keys

    def toggle(self, keys: Iterable[int]) -> bool:
        """Mark these rows, or unmark them if all are marked; whether they are marked now."""
        keys = set(keys)
        if keys <= self._keys:
            self._keys -= keys
            return False
        self._keys |= keys
        return True

    def add(self, keys: Iterable[int]) -> None:
        """Mark these rows too."""
        self._keys.update(keys)

    def replace(self, keys: Iterable[int]) -> frozenset[int]:
        """Mark these rows and no others; the rows that were marked before."""
        before = frozenset(self._keys)
        self._keys = set(keys)
        return before

    def invert(self, shown: Iterable[int]) -> None:
        """Of the shown rows, mark the unmarked and unmark the marked."""
        self._keys ^= set(shown)

    def clear(self) -> None:
        """Unmark every row, hidden ones too."""
        self._keys.clear()

    def settle(self, asked: Sequence[int], done: Iterable[int]) -> None:
        """Unmark the rows that a verb was asked for and has done; the others stay marked."""
        if not self._keys.isdisjoint(asked):
            self._last = tuple(key for key in asked if key in self._keys)
        self._keys.difference_update(set(asked).intersection(done))
