"""Where two texts, or two strings of bytes, differ."""

from typing import NamedTuple


class Difference(NamedTuple):
    """The one stretch that turns one text into another; both ends are empty if they are the same."""

    start: int
    """Where it begins in both."""
    old_end: int
    new_end: int


def shared_start(one: str | bytes, other: str | bytes) -> int:
    """How many characters, or bytes, both begin with."""
    low, high = 0, min(len(one), len(other))
    while low < high:  # comparing slices is quicker by far than comparing one by one
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def difference(old: str | bytes, new: str | bytes) -> Difference:
    """From the first to the last place where they differ."""
    start = shared_start(old, new)
    tail = shared_start(old[start:][::-1], new[start:][::-1])
    return Difference(start, len(old) - tail, len(new) - tail)
