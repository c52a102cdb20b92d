"""Which of several proposals that say the same is the one to keep."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final


@dataclass(frozen=True, slots=True)
class Candidate:
    """A proposal of a card, by what decides."""

    is_mine: bool
    due: date | None
    day: date
    """Its note's."""
    words: str


@dataclass(frozen=True, slots=True)
class Best:
    """The one to keep."""

    index: int
    why: str
    """In what it is ahead of the others, in a few words."""


def best_of(candidates: Sequence[Candidate], today: date) -> Best:
    """Mine, else due today or later, else of the newest note, else the longest, else the first.

    Each step decides among those that the steps before it leave. Raises ValueError without candidates.
    """
    if not candidates:
        raise ValueError("no candidates")
    left = list(range(len(candidates)))
    why = _SAME
    for reason, rank in _STEPS:
        ranks = [rank(candidates[index], today) for index in left]
        ahead = [index for index, value in zip(left, ranks, strict=True) if value == max(ranks)]
        if len(ahead) < len(left):
            left, why = ahead, reason
    return Best(left[0], why)


_SAME: Final = "the first of equals"

_STEPS: Final[tuple[tuple[str, Callable[[Candidate, date], int]], ...]] = (
    ("mine", lambda candidate, today: candidate.is_mine),
    ("due today or later", lambda candidate, today: candidate.due is not None and candidate.due >= today),
    ("newest note", lambda candidate, today: candidate.day.toordinal()),
    ("longest", lambda candidate, today: len(candidate.words)),
)
