"""Which proposals say the same thing to do."""

from collections.abc import Callable, Mapping
from typing import Final

from triage.core.twins.idea import Idea
from triage.core.twins.ideas import Ideas
from triage.core.twins.likeness import are_alike

_STEPS: Final = 10
"""Ideas between two pauses, some milliseconds."""
_BUSY: Final = 4_000_000
_LEAST: Final = 400
_MOST: Final = 4_000
"""Entries of the index that all questions together may read, and what one may at least and at most."""
_TRIES: Final = 12
"""Leaders that an idea is compared with, where there are too many ideas to read all that the index has."""
_JURY: Final = 9
"""Members of a card that a newcomer is compared with."""
_OFFERS: Final = 3
"""Cards that are tried for an idea."""


def cards_of(ideas: Mapping[int, Idea], pause: Callable[[], None] | None = None) -> list[tuple[int, ...]]:
    """The keys of those that say the same, two or more to a group, each key in one group at most.

    Every member is alike to the group's leader, the fullest of them, and to most of the others. `pause` is
    called every few milliseconds; what it raises ends the work. All come in the order of the keys.
    """
    equal: dict[str, list[int]] = {}
    for key, idea in ideas.items():
        if idea.said:
            equal.setdefault(idea.said, []).append(key)
    distinct = [ideas[min(keys)] for keys in equal.values()]
    groups = _groups(sorted(distinct, key=_rank), pause)
    cards = (tuple(sorted(key for said in group for key in equal[said])) for group in groups)
    return sorted(card for card in cards if len(card) > 1)


def _rank(idea: Idea) -> tuple[int, str]:
    """The fullest first, so that the bare ones join what says more, and not the other way round."""
    return -len(idea.weights), idea.said


def _groups(distinct: list[Idea], pause: Callable[[], None] | None) -> list[list[str]]:
    leaders = Ideas(min(_MOST, max(_LEAST, _BUSY // max(1, len(distinct)))), _TRIES)
    groups: list[list[Idea]] = []
    for number, idea in enumerate(distinct):
        if pause is not None and number % _STEPS == 0:
            pause()
        for leader, _ in leaders.nearest(idea, _OFFERS):
            if _is_welcome(idea, groups[leader]):
                groups[leader].append(idea)
                break
        else:
            leaders.add(len(groups), idea)
            groups.append([idea])
    return [[idea.said for idea in group] for group in groups]


def _is_welcome(idea: Idea, group: list[Idea]) -> bool:
    """Whether it is alike to more than half of the group; to the leader, it is."""
    jury = group[:_JURY]
    return 2 * (1 + sum([are_alike(idea, member) for member in jury[1:]])) > len(jury)
