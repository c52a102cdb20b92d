"""The signs by which two texts say the same."""

from collections import defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from math import fsum, log, log1p
from typing import Final

from triage.core.duplicates.rarity import Weighed

_BEGINNING: Final = 3
_FIRST_PART: Final = 8
"""Telling words: what is to be done to what stands in the first, the circumstances behind them."""


@dataclass(frozen=True, slots=True)
class Signs:
    """Shares from 0 to 1 and logarithms of counts; the same for `a, b` and `b, a`."""

    shared: float
    """Of the shorter text's weight, the share of the words that the other has too."""
    length: float
    """The logarithm of the shorter text's number of telling words."""
    beginning_least: float
    beginning_most: float
    """Of the first three telling words of each, the share that the other has anywhere: the two by size."""
    part_least: float
    part_most: float
    """The same of the first eight."""
    run: float
    """The logarithm of 1 plus the telling words that both have in a row, as often as it goes on longest."""

    @property
    def values(self) -> tuple[float, ...]:
        """All of them, in the order of the weights."""
        return (
            self.shared,
            self.length,
            self.beginning_least,
            self.beginning_most,
            self.part_least,
            self.part_most,
            self.run,
        )


def signs_of(a: Weighed, b: Weighed) -> Signs:
    """The signs of two texts; both must have a word."""
    common = a.weights.keys() & b.weights.keys()
    beginning = _share(a, common, _BEGINNING), _share(b, common, _BEGINNING)
    part = _share(a, common, _FIRST_PART), _share(b, common, _FIRST_PART)
    return Signs(
        shared_weight(a, b) / min(a.total, b.total),
        log(max(1, min(len(a.telling), len(b.telling)))),
        min(beginning),
        max(beginning),
        min(part),
        max(part),
        log1p(longest_run(a.telling, b.telling)),
    )


def shared_weight(a: Weighed, b: Weighed) -> float:
    """The weight of the words that both have."""
    common = a.weights.keys() & b.weights.keys()
    return fsum(map(a.weights.__getitem__, common))  # in any order the same sum


def _share(text: Weighed, common: AbstractSet[str], most: int) -> float:
    """Of its first telling words, the share of weight that is common."""
    weights = text.weights
    first = text.telling[:most] or tuple(weights)
    total = sum([weights[key] for key in first])
    return sum([weights[key] for key in first if key in common]) / total if total else 0.0


def longest_run(a: Sequence[str], b: Sequence[str]) -> int:
    """How many neighbours of one are neighbours in the other in the same order, at most."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for at, key in enumerate(b):
        places[key].append(at)
    longest = 0
    before: dict[int, int] = {}
    for key in a:
        here = {at: before.get(at - 1, 0) + 1 for at in places.get(key, ())}
        if here:
            longest = max(longest, *here.values())
        before = here
    return longest
