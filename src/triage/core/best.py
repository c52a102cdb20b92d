"""Which of several wordings of one idea to keep."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Candidate:
    """One proposal of a card."""

    is_mine: bool
    due: date | None
    day: date
    """The day of its note."""
    words: str


@dataclass(frozen=True, slots=True)
class Best:
    """The one to keep."""

    index: int
    why: str
    """The step of the rule that says so, in a few words."""


def best_of(candidates: Sequence[Candidate], today: date) -> Best:
    """The best by the rule: mine, then due in the future, then of the newest note, then the longest."""
    left = list(range(len(candidates)))
    why = ""
    for step, measure in _RULE:
        values = {index: measure(candidates[index], today) for index in left}
        kept = [index for index in left if values[index] == max(values.values())]
        if len(kept) < len(left):
            left, why = kept, step
        if len(left) == 1:
            break
    return Best(left[0], why or "first")


_RULE: Sequence[tuple[str, Callable[[Candidate, date], int]]] = (
    ("mine", lambda each, today: each.is_mine),
    ("due in the future", lambda each, today: each.due is not None and each.due >= today),
    ("newest note", lambda each, today: each.day.toordinal()),
    ("longest", lambda each, today: len(each.words)),
)
