"""Many statements, and quickly those that say the same as another."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from heapq import nlargest
from typing import Final

from triage.core.duplicates.rarity import Weighed
from triage.core.duplicates.sameness import Sameness, closeness, sameness
from triage.core.duplicates.statement import Statement

_EFFORT: Final = 20_000
"""How many entries of the index a question may read."""
_TRIES: Final = 40
"""How many texts a question that may not read all is compared with."""
_LEAST_SHARE: Final = 0.4
"""Of the shorter text's rare words, the share that both must have to be compared at all."""
_SHORT: Final = 3
"""Rare words; of a text that has no more, one in common can be enough."""


class Index:
    """Statements under keys, found by their words.

    If there are many, rare words are looked up and the commonest are not: a text that shares only those is
    not found.
    """

    def __init__(self, effort: int = _EFFORT, tries: int = _TRIES) -> None:
        """Begin empty; `effort` is how many entries a question may read, `tries` what it is compared with."""
        self._effort = effort
        self._tries = tries
        self._statements: dict[int, Statement] = {}
        self._texts: dict[str, Weighed] = {}
        self._equal: dict[str, dict[int, None]] = {}
        """By what they say the keys."""
        self._holding: defaultdict[str, dict[str, None]] = defaultdict(dict)
        """By rare word the texts that hold it."""
        self._rare: dict[str, int] = {}
        """How many rare words each text has."""
        self._short: dict[str, None] = {}
        """The texts in which one word in common can be enough."""

    def __len__(self) -> int:
        return len(self._statements)

    def __contains__(self, key: int) -> bool:
        return key in self._statements

    def add(self, key: int, statement: Statement) -> None:
        """Hold a statement; one that was under that key is forgotten."""
        self.discard(key)
        self._statements[key] = statement
        text = statement.text
        if text.said not in self._equal:
            self._equal[text.said] = {}
            self._texts[text.said] = text
            for word in text.rare:
                self._holding[word][text.said] = None
            self._rare[text.said] = len(text.rare)
            if len(text.rare) <= _SHORT:
                self._short[text.said] = None
        self._equal[text.said][key] = None

    def discard(self, key: int) -> Statement | None:
        """Forget the statement under that key; which it was, None if there is none."""
        if (statement := self._statements.pop(key, None)) is None:
            return None
        equal = self._equal[statement.text.said]
        del equal[key]
        if not equal:
            del self._equal[statement.text.said]
            text = self._texts.pop(statement.text.said)
            del self._rare[text.said]
            self._short.pop(text.said, None)
            for word in text.rare:
                del self._holding[word][text.said]
                if not self._holding[word]:
                    del self._holding[word]
        return statement

    def nearest(self, statement: Statement, most: int = 5) -> list[tuple[int, float]]:
        """The keys of those that say the same, with their closeness, the closest first."""
        found: list[tuple[float, str, int]] = []
        for said in self._candidates(statement.text):
            near = closeness(statement.text, self._texts[said])
            if near >= 0:
                found += [(-near, said, key) for key in self._same(statement, said)]
        return [(key, -far) for far, _, key in sorted(found)[:most]]

    def _same(self, statement: Statement, said: str) -> Iterable[int]:
        """The keys with these words, close to a statement's, that say the same."""
        match sameness(statement.text, self._texts[said]):
            case Sameness.SAME:
                return self._equal[said]
            case Sameness.IF_RELATED:
                return [key for key in self._equal[said] if statement.is_related(self._statements[key])]
            case Sameness.DIFFERENT:
                return ()

    def _candidates(self, text: Weighed) -> list[str]:
        """Texts that have enough rare words in common with one; the likeliest if more may not be read."""
        holding = [said for word in text.rare if (said := self._holding.get(word))]
        if sum(map(len, holding)) > self._effort:
            return self._likeliest(sorted(holding, key=len))
        common: Counter[str] = Counter()
        for said in holding:
            common.update(said.keys())
        rare, words = self._rare, len(text.rare)
        least = 1 if words > _SHORT else 0
        likely = [(said, count) for said, count in common.items() if count > least]
        likely += [(said, 1) for said in self._short if common.get(said) == least]
        return [said for said, count in likely if count >= _LEAST_SHARE * min(words, rare[said])]

    def _likeliest(self, holding: list[dict[str, None]]) -> list[str]:
        """The texts that have most of the rarest words, as far as the effort goes."""
        common: Counter[str] = Counter()
        left = self._effort
        for said in holding:
            left -= len(said)
            if left < 0 and common:
                break
            common.update(said.keys())
        likely = [(count, said) for said, count in common.items() if count > 1]
        return [said for _, said in nlargest(self._tries, likely)] or list(common)[: self._tries]
