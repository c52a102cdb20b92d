"""Which of several proposals that say the same is the one to keep."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from triage.core.duplicates.wording import Wording


@dataclass(frozen=True, slots=True)
class Candidate:
    """A proposal of a set, by what decides."""

    is_mine: bool
    due: date | None
    day: date
    """That of its note."""
    words: str


@dataclass(frozen=True, slots=True)
class Keeper:
    """The one to keep."""

    index: int
    why: str
    """In what it is ahead of the others, in a few words."""


def keeper_of(candidates: Sequence[Candidate], today: date) -> Keeper:
    """Mine, else due today or later, else of the newest note, else the fullest, else the longest.

    Each step decides among those that the steps before it leave, in the end the first. Raises ValueError
    without candidates.
    """
    if not candidates:
        raise ValueError("no candidates")
    left = list(range(len(candidates)))
    why = _SAME
    for reason, ranks_of in _STEPS:
        ranks = ranks_of([candidates[index] for index in left], today)
        ahead = [index for index, rank in zip(left, ranks, strict=True) if rank == max(ranks)]
        if len(ahead) < len(left):
            left, why = ahead, reason
    return Keeper(left[0], why)


def _fullness(candidates: Sequence[Candidate], _: date) -> list[int]:
    """For each how often the others say one of its words: the fullest says most of what any of them says."""
    said = [Wording(candidate.words).key_set for candidate in candidates]
    times = Counter(key for keys in said for key in keys)
    return [sum(times[key] - 1 for key in keys) for keys in said]


_SAME: Final = "the first of equals"

_STEPS: Final[tuple[tuple[str, Callable[[Sequence[Candidate], date], list[int]]], ...]] = (
    ("mine", lambda each, _: [candidate.is_mine for candidate in each]),
    (
        "due today or later",
        lambda each, today: [candidate.due is not None and candidate.due >= today for candidate in each],
    ),
    ("newest note", lambda each, _: [candidate.day.toordinal() for candidate in each]),
    ("fullest", _fullness),
    ("longest", lambda each, _: [len(candidate.words) for candidate in each]),
)
