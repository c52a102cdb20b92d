"""Which lines of one text are which of another, at a cost that does not grow with their product."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Final

_MOST_COMPARED: Final = 1_000_000
"""How many pairs of lines the matcher of the standard library, which may look at each, is given."""
_MOST_STEPS: Final = 800_000
"""How many steps are gone if it is not: about the square of how many lines came or went."""

Stretch = tuple[int, int, int, int]
"""From where to where in the one text, and in the other."""


@dataclass(slots=True)
class Alignment:
    """Two texts, line by line."""

    old: Sequence[bytes]
    new: Sequence[bytes]
    compared_left: int = _MOST_COMPARED
    steps_left: int = _MOST_STEPS

    def pairs(self) -> Iterator[tuple[int, int]]:
        """The lines that are the same, and those of a replaced stretch that is as long, in rising order.

        A stretch in which more has changed than can be followed gives none.
        """
        for start, stop, new_start, new_stop in self._stretches():
            if stop - start == new_stop - new_start:
                yield from zip(range(start, stop), range(new_start, new_stop), strict=True)

    def _stretches(self) -> Iterator[Stretch]:
        """The texts from end to end in stretches, each the same in both or replaced."""
        whole = (0, len(self.old), 0, len(self.new))
        for gap in [whole] if _product(self._middle(whole)) <= self.compared_left else self._gaps():
            middle = self._middle(gap)
            yield gap[0], middle[0], gap[2], middle[2]
            if not _product(middle):
                yield middle
            elif _product(middle) <= self.compared_left:
                self.compared_left -= _product(middle)
                yield from self._matched(middle)
            else:
                yield from self._followed(middle)
            yield middle[1], gap[1], middle[3], gap[3]

    def _middle(self, within: Stretch) -> Stretch:
        """What is left of a stretch without the lines that are the same at its beginning and its end."""
        start, stop, new_start, new_stop = within
        while start < stop and new_start < new_stop and self.old[start] == self.new[new_start]:
            start, new_start = start + 1, new_start + 1
        while start < stop and new_start < new_stop and self.old[stop - 1] == self.new[new_stop - 1]:
            stop, new_stop = stop - 1, new_stop - 1
        return start, stop, new_start, new_stop

    def _gaps(self) -> Iterator[Stretch]:
        """The texts cut before the lines that stand once in both, as far as these are in one order."""
        counts, new_counts = Counter(self.old), Counter(self.new)
        at = {line: index for index, line in enumerate(self.new) if new_counts[line] == 1}
        own = [(index, at[line]) for index, line in enumerate(self.old) if counts[line] == 1 and line in at]
        found = pairwise([(-1, -1), *_rising(own)])
        cuts = [after for before, after in found if after != (before[0] + 1, before[1] + 1)]
        for (start, new_start), (stop, new_stop) in pairwise([(0, 0), *cuts, (len(self.old), len(self.new))]):
            yield start, stop, new_start, new_stop

    def _matched(self, middle: Stretch) -> Iterator[Stretch]:
        start, stop, new_start, new_stop = middle
        matcher = SequenceMatcher(None, self.old[start:stop], self.new[new_start:new_stop])
        for _, first, last, new_first, new_last in matcher.get_opcodes():
            yield start + first, start + last, new_start + new_first, new_start + new_last

    def _followed(self, middle: Stretch) -> Iterator[Stretch]:
        """The fewest changes that lead from the one to the other (Myers, 1986), all as one if too many."""
        start, stop, new_start, new_stop = middle
        furthest = {1: start}
        before: list[dict[int, int]] = []
        while True:
            changes = len(before)
            before.append(dict(furthest))
            for diagonal in range(-changes, changes + 1, 2):
                at = _step(furthest, diagonal, changes)
                new_at = at - start - diagonal + new_start
                self.steps_left -= 1
                while at < stop and new_at < new_stop and self.old[at] == self.new[new_at]:
                    at, new_at = at + 1, new_at + 1
                    self.steps_left -= 1
                furthest[diagonal] = at
                if at >= stop and new_at >= new_stop:
                    yield from self._back(middle, before)
                    return
            if self.steps_left <= 0:
                yield middle
                return

    def _back(self, middle: Stretch, before: Sequence[dict[int, int]]) -> Iterator[Stretch]:
        """The stretches of the way that led to the end of both."""
        start, stop, new_start, new_stop = middle
        same: list[Stretch] = []
        at, new_at = stop, new_stop
        for changes in range(len(before) - 1, 0, -1):
            diagonal = (at - start) - (new_at - new_start)
            furthest = before[changes]
            first = _step(furthest, diagonal, changes)
            new_first = first - start - diagonal + new_start
            same.append((first, at, new_first, new_at))
            is_new = _is_new(furthest, diagonal, changes)
            at, new_at = (first, new_first - 1) if is_new else (first - 1, new_first)
        same.append((start, at, new_start, new_at))
        last, new_last = start, new_start
        for first, end, new_first, new_end in [*reversed(same), (stop, stop, new_stop, new_stop)]:
            if first < end or end == stop:
                yield last, first, new_last, new_first
                yield first, end, new_first, new_end
                last, new_last = end, new_end


def _is_new(furthest: dict[int, int], diagonal: int, changes: int) -> bool:
    """Whether the change that leads onto a diagonal is a line that came; else it is one that went."""
    return diagonal == -changes or (diagonal != changes and furthest[diagonal - 1] < furthest[diagonal + 1])


def _step(furthest: dict[int, int], diagonal: int, changes: int) -> int:
    """Where one change more leads to on a diagonal, before what is the same from there on."""
    if _is_new(furthest, diagonal, changes):
        return furthest[diagonal + 1]
    return furthest[diagonal - 1] + 1


def _product(stretch: Stretch) -> int:
    return (stretch[1] - stretch[0]) * (stretch[3] - stretch[2])


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The most of the pairs whose second numbers rise, as their first ones do."""
    ends: list[int] = []
    at: list[int] = []
    previous: list[int] = []
    for number, (_, second) in enumerate(pairs):
        place = bisect_left(ends, second)
        previous.append(at[place - 1] if place else -1)
        ends[place : place + 1] = [second]
        at[place : place + 1] = [number]
    found = []
    number = at[-1] if at else -1
    while number >= 0:
        found.append(pairs[number])
        number = previous[number]
    return found[::-1]
