"""The rows that the user has marked, to decide them all at once."""

from collections.abc import Iterable


class Marks:
    """Keys of rows, whether they are shown just now or not."""

    def __init__(self) -> None:
        """Begin with none."""
        self.keys: set[int] = set()
        self.last: tuple[int, ...] = ()
        """The rows that were marked when a verb last worked on marks."""

    def __len__(self) -> int:
        """How many are marked."""
        return len(self.keys)

    def __contains__(self, key: int) -> bool:
        """Whether a row is marked."""
        return key in self.keys

    def toggle(self, keys: Iterable[int]) -> bool:
        """Mark these rows, or unmark them where all are marked; whether they are now."""
        keys = set(keys)
        if keys <= self.keys:
            self.keys -= keys
            return False
        self.keys |= keys
        return True

    def invert(self, shown: Iterable[int]) -> None:
        """Mark those of the rows shown that are not marked, and only these of them."""
        self.keys ^= set(shown)

    def clear(self) -> None:
        """Unmark every row, hidden ones too."""
        self.keys.clear()
