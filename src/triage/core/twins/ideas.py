"""Many ideas, and quickly the ones that are alike to another."""

from collections import Counter, defaultdict
from heapq import nlargest
from typing import Final

from triage.core.twins.idea import Idea
from triage.core.twins.likeness import ENOUGH, fewest_common, likeness

_EFFORT: Final = 4_000
"""How many entries of the index a question may read: all, where there are no more than some hundred ideas."""
_TRIES: Final = 40
"""How many ideas a question that may not read all is compared with."""
_SHORT: Final = 5
"""Roots; with fewer, one in common can be enough."""


class Ideas:
    """Ideas under keys, found by their words.

    Where they are many, rare words are looked up and the commonest are not: an idea that is alike in those
    alone is then not found.
    """

    def __init__(self, effort: int = _EFFORT, tries: int = _TRIES) -> None:
        self._effort = effort
        self._tries = tries
        self._ideas: dict[int, Idea] = {}
        self._equal: dict[str, list[int]] = {}
        """By what they say the keys; the first of them stands in the index."""
        self._holding: defaultdict[str, list[int]] = defaultdict(list)
        self._short: set[int] = set()

    def __len__(self) -> int:
        return len(self._ideas)

    def __contains__(self, key: int) -> bool:
        return key in self._ideas

    def add(self, key: int, idea: Idea) -> None:
        """Hold an idea; one that was under that key is forgotten."""
        self.discard(key)
        self._ideas[key] = idea
        if (equal := self._equal.setdefault(idea.said, [])) == []:
            for root in idea.weights:
                self._holding[root].append(key)
        if len(idea.weights) < _SHORT:
            self._short.add(key)
        equal.append(key)

    def discard(self, key: int) -> None:
        """Forget an idea, if there is one under that key."""
        if (idea := self._ideas.pop(key, None)) is None:
            return
        self._short.discard(key)
        equal = self._equal[idea.said]
        stood = equal[0]
        equal.remove(key)
        if stood == key:
            for root in idea.weights:
                self._stand_in(root, key, equal)
        if not equal:
            del self._equal[idea.said]

    def _stand_in(self, root: str, key: int, equal: list[int]) -> None:
        holding = self._holding[root]
        if equal:
            holding[holding.index(key)] = equal[0]
        else:
            holding.remove(key)
            if not holding:
                del self._holding[root]

    def nearest(self, idea: Idea, most: int = 5) -> list[tuple[int, float]]:
        """The keys of those that are alike, with their likeness, the most alike first."""
        found: list[tuple[int, float]] = []
        for first in self._candidates(idea):
            held = self._ideas[first]
            if (near := likeness(idea, held)) >= ENOUGH:
                found += [(key, near) for key in self._equal[held.said][:most]]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))[:most]

    def _candidates(self, idea: Idea) -> list[int]:
        """Those that have enough words in common with it, as far as the effort goes."""
        if not idea.weights:
            return self._equal.get(idea.said, [])[:1]
        holding = [keys for root in idea.weights if (keys := self._holding.get(root))]
        holding.sort(key=len)
        common: Counter[int] = Counter()
        left = self._effort
        unread = len(holding)
        for keys in holding:
            left -= len(keys)
            if left < 0 and common:
                break
            unread -= 1
            common.update(keys)
        if unread:
            likely = [(count, -key) for key, count in common.items() if count > 1]
            found = [-key for _, key in nlargest(self._tries, likely)]
            return found or list(common)[: self._tries]
        if len(idea.weights) < _SHORT:
            return list(common)
        ideas, short = self._ideas, self._short
        few = [(key, count) for key, count in common.items() if count > 1 or key in short]
        return [key for key, count in few if count >= fewest_common(idea, ideas[key])]
