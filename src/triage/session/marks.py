"""The rows that the user has marked, to decide them all at once."""

from collections.abc import Iterable, Sequence, Set


class Marks:
    """Keys of rows, whether they are shown just now or not."""

    def __init__(self) -> None:
        """Begin with none."""
        self._keys: set[int] = set()
        self._last: tuple[int, ...] = ()

    @property
    def keys(self) -> Set[int]:
        """The rows that are marked, as they are now."""
        return self._keys

    @property
    def last(self) -> tuple[int, ...]:
        """The rows that were marked when a verb last worked on marks."""
        return self._last

    def __len__(self) -> int:
        """How many are marked."""
        return len(self._keys)

    def __contains__(self, key: int) -> bool:
        """Whether a row is marked."""
        return key in self._keys

    def toggle(self, keys: Iterable[int]) -> bool:
        """Mark these rows, or unmark them where all are marked; whether they are now."""
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
        """Mark these rows alone; which were marked before."""
        before = frozenset(self._keys)
        self._keys = set(keys)
        return before

    def invert(self, shown: Iterable[int]) -> None:
        """Mark those of the rows shown that are not marked, and only these of them."""
        self._keys ^= set(shown)

    def clear(self) -> None:
        """Unmark every row, hidden ones too."""
        self._keys.clear()

    def settle(self, asked: Sequence[int], done: Iterable[int]) -> None:
        """Unmark those of the rows asked for that a verb is done with; the others stay marked."""
        if not self._keys.isdisjoint(asked):
            self._last = tuple(key for key in asked if key in self._keys)
        self._keys.difference_update(set(asked).intersection(done))
