"""Which duplicates the app found in a labelled vault, against its labels."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from label import Class, Label

Pair = tuple[str, str]
"""Two lines as `note:line`, in the order of the text."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, counted."""

    sets: int
    sets_labelled: int
    pairs: frozenset[Pair]
    pairs_labelled: frozenset[Pair]

    @classmethod
    def of(cls, labels: Sequence[Label], sets: Iterable[frozenset[str]], matches: Iterable[Pair]) -> "Found":
        """Count the sets that the app made of lines, and the decided tasks that it found for lines."""
        members: defaultdict[str, set[str]] = defaultdict(set)
        for label in labels:
            if label.kind is Class.DUPLICATE:
                members[label.group].add(label.line)
        labelled = {frozenset(lines) for lines in members.values()}
        decided = {_pair(label.line, label.of) for label in labels if label.kind is Class.DONE_ELSEWHERE}
        found = set(sets)
        return cls(
            len(found & labelled),
            len(labelled),
            frozenset(_pairs(found) | {_pair(*match) for match in matches}),
            frozenset(_pairs(labelled) | decided),
        )

    def __str__(self) -> str:
        """Say it in two sentences."""
        right = len(self.pairs & self.pairs_labelled)
        return (
            f"{self.sets:,} of {self.sets_labelled:,} sets found whole. "
            f"{right:,} of {len(self.pairs_labelled):,} pairs found, {len(self.pairs) - right:,} pairs wrong."
        )


def _pairs(sets: Iterable[frozenset[str]]) -> set[Pair]:
    return {_pair(*two) for lines in sets for two in combinations(lines, 2)}


def _pair(a: str, b: str) -> Pair:
    return (a, b) if a < b else (b, a)
