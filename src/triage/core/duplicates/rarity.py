"""How rare each word is among the tasks of a vault."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log
from typing import Final

from triage.core.duplicates.small_words import SMALL
from triage.core.duplicates.wording import Wording

_SMOOTHING: Final = 30
"""Tasks added to each count, so that one task more or less changes little."""
_COMMON_SHARE: Final = 0.15
"""A word that a larger share of the tasks hold says little."""
_COMMON_FACTOR: Final = 0.25
"""What is left of a common word's weight."""
_RARE_SHARE: Final = 0.02
"""Texts are looked up by the words that no larger share of the tasks hold: 346 pairs of a real vault that say
the same all have 0.43 or more of the shorter one's in common."""
_RARE_TASKS: Final = 100
"""So many tasks are few in any vault."""
_LEAST_RARE: Final = 5
"""Words by which a text is looked up at least, the rarest of its telling ones, if it has so many."""
_PRIOR_TASKS: Final = 100
"""Tasks that are thought of before any was read; half of them hold each small word."""


@dataclass(frozen=True)
class Weighed:
    """A text with what each of its words is worth in its vault."""

    wording: Wording
    weights: dict[str, float]
    """By key."""
    total: float
    telling: tuple[str, ...]
    """The keys that are not common, each once, in the order of the text."""
    rare: tuple[str, ...]
    """Those of them by which texts are looked up."""

    @property
    def said(self) -> str:
        """Its words without case and marks."""
        return self.wording.said


class Rarity:
    """Counts in how many tasks each word stands; the rarer, the more it says."""

    def __init__(self) -> None:
        """Begin with what a few tasks of any vault would hold."""
        self._tasks = _PRIOR_TASKS
        self._holding = Counter(dict.fromkeys(SMALL, _PRIOR_TASKS // 2))
        self._weights: dict[str, float] = {}
        """What was worked out since the counts changed."""

    def add_counts(self, tasks: int, holding: Mapping[str, int]) -> None:
        """Count many tasks at once: how many there are, and by key how many of them hold it."""
        self._tasks += tasks
        self._holding.update(holding)
        self._weights.clear()

    def add(self, wording: Wording) -> None:
        """Count a task."""
        self._tasks += 1
        self._holding.update(wording.key_set)
        self._forget(wording.key_set)

    def discard(self, wording: Wording) -> None:
        """Count a task that was added no longer."""
        self._tasks -= 1
        self._holding.subtract(wording.key_set)
        self._forget(wording.key_set)

    def is_common(self, key: str) -> bool:
        """Whether a good part of all tasks hold it."""
        return self._holding[key] > _COMMON_SHARE * self._tasks

    def weigh(self, wording: Wording) -> Weighed:
        """What the words are worth now."""
        known = self._weights
        weights: dict[str, float] = {}
        for key in wording.keys:
            if key not in weights:
                weight = known.get(key)
                weights[key] = self._weigh(key) if weight is None else weight
        telling = tuple([key for key in weights if not self.is_common(key)])
        return Weighed(
            wording, weights, sum(weights.values()), telling, self._rare(telling or tuple(weights))
        )

    def _rare(self, keys: tuple[str, ...]) -> tuple[str, ...]:
        most, holding = max(_RARE_TASKS, _RARE_SHARE * self._tasks), self._holding
        rare = [key for key in keys if holding[key] <= most]
        if len(rare) < min(_LEAST_RARE, len(keys)):
            rare = sorted(keys, key=lambda key: (holding[key], key))[:_LEAST_RARE]
        return tuple(rare)

    def _weigh(self, key: str) -> float:
        weight = log((self._tasks + _SMOOTHING) / (self._holding[key] + _SMOOTHING))
        if self.is_common(key):
            weight *= _COMMON_FACTOR
        self._weights[key] = weight
        return weight

    def _forget(self, keys: Iterable[str]) -> None:
        if self._weights:
            for key in keys:
                self._weights.pop(key, None)
