"""Sets of statements that say the same."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Final

from triage.core.duplicates.index import Index
from triage.core.duplicates.rarity import Weighed
from triage.core.duplicates.statement import Statement, says_the_same

_BUSY: Final = 4_000_000
_LEAST: Final = 400
_MOST: Final = 4_000
"""Entries of the index that all questions together may read, and what one may at least and at most."""
_TRIES: Final = 12
"""Texts that a statement is compared with, if there are too many to read all that the index has."""
_JURY: Final = 9
"""Members of a set that a newcomer is compared with."""
_OFFERS: Final = 3
"""Sets that are tried for a statement."""
_COMPARED: Final = 30
"""Texts of a set that are all compared with each other."""


class DuplicateSets:
    """Groups statements: every member says the same as the fullest of its set, and as most of the others."""

    def __init__(self, expected: int = 0) -> None:
        """Begin empty; with many statements `expected`, each question is given less effort."""
        self._fullest = Index(min(_MOST, max(_LEAST, _BUSY // max(1, expected))), _TRIES)
        """One statement of each set: no chain of small steps leads from one idea to another."""
        self._statements: dict[int, Statement] = {}
        self._members: dict[int, list[int]] = {}
        """By the key of the fullest the keys of its set, itself first."""
        self._fullest_of: dict[int, int] = {}
        self._worded: defaultdict[str, dict[int, None]] = defaultdict(dict)
        """By what they say the keys: equal words need no comparison."""

    def add_all(self, statements: Mapping[int, Statement], pause: Callable[[], None] | None = None) -> None:
        """Add statements by key, the fullest first, so that the bare ones join what says more.

        `pause` is called before each; what it raises ends the work.
        """
        for key in sorted(statements, key=lambda key: _rank(statements[key].text, key)):
            if pause is not None:
                pause()
            self.add(key, statements[key])

    def add(self, key: int, statement: Statement) -> None:
        """Put a statement into the set that says the same, else into one of its own; none without words."""
        self.discard(key)
        if not statement.text.said:
            return
        self._statements[key] = statement
        fullest = self._find(statement)
        if fullest is None:
            fullest = key
            self._fullest.add(key, statement)
            self._members[key] = []
        self._members[fullest].append(key)
        self._fullest_of[key] = fullest
        self._worded[statement.text.said][key] = None

    def _find(self, statement: Statement) -> int | None:
        """The fullest of the set that a statement belongs to."""
        if equal := self._worded.get(statement.text.said):
            return self._fullest_of[next(iter(equal))]
        for fullest, _ in self._fullest.nearest(statement, _OFFERS):
            if self._is_welcome(statement, self._members[fullest]):
                return fullest
        return None

    def discard(self, key: int) -> None:
        """Forget a statement; if it was the fullest, the others are put into sets again."""
        if key not in self._statements:
            return
        fullest = self._fullest_of[key]
        left = [key] if fullest != key else self._members[key].copy()
        statements = {member: self._statements.pop(member) for member in left}
        for member, statement in statements.items():
            self._members[fullest].remove(member)
            del self._fullest_of[member]
            del self._worded[statement.text.said][member]
            if not self._worded[statement.text.said]:
                del self._worded[statement.text.said]
        if fullest == key:
            self._fullest.discard(key)
            del self._members[key], statements[key]
            self.add_all(statements)

    def members(self, key: int) -> tuple[int, ...]:
        """The keys that say the same as this one, itself included, in order; () if it is not held."""
        fullest = self._fullest_of.get(key)
        return () if fullest is None else tuple(sorted(self._members[fullest]))

    def keepers(self, key: int) -> frozenset[int]:
        """The members of a key's set that say the same as every other one: one of them is to be kept.

        In a large set only those that say word for word what the fullest says.
        """
        members = self._members[self._fullest_of[key]]
        texts = {self._statements[member].text.said: self._statements[member] for member in reversed(members)}
        if len(texts) > _COMPARED:
            texts = {said: texts[said] for said in (self._statements[members[0]].text.said,)}
        alike = {
            said
            for said, statement in texts.items()
            if all(other is statement or says_the_same(statement, other) for other in texts.values())
        }
        return frozenset(member for member in members if self._statements[member].text.said in alike)

    def all(self) -> list[tuple[int, ...]]:
        """Each set of two or more, its keys in order; the sets by their first key."""
        return sorted(tuple(sorted(keys)) for keys in self._members.values() if len(keys) > 1)

    def _is_welcome(self, statement: Statement, members: list[int]) -> bool:
        """Whether it says the same as more than half of a set, besides the fullest."""
        jury = members[1:_JURY]
        votes = 1 + sum([says_the_same(statement, self._statements[member]) for member in jury])
        return 2 * votes > len(jury) + 1


def _rank(text: Weighed, key: int) -> tuple[int, str, int]:
    """The fullest first."""
    return -len(text.telling), text.said, key
