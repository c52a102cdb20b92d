from datetime import date

import pytest

from table import each_row
from triage.core.twins.best import Best, Candidate, best_of

TODAY = date(2026, 5, 20)
OLD, NEW = date(2026, 1, 1), date(2026, 5, 1)


def candidate(
    *, mine: bool = False, due: date | None = None, day: date = OLD, words: str = "Send it"
) -> Candidate:
    return Candidate(mine, due, day, words)


@each_row(
    "candidates, wanted",
    [
        (
            [candidate(due=TODAY, day=NEW, words="Send it to Ada"), candidate(mine=True)],
            Best(1, "mine"),
        ),
        (
            [candidate(day=NEW, words="Send it to Ada"), candidate(due=date(2026, 6, 1))],
            Best(1, "due today or later"),
        ),
        (
            [candidate(due=date(2026, 5, 19), day=OLD), candidate(due=TODAY)],
            Best(1, "due today or later"),
        ),
        ([candidate(words="Send it to Ada"), candidate(day=NEW)], Best(1, "newest note")),
        ([candidate(), candidate(words="Send it to Ada")], Best(1, "longest")),
        ([candidate(), candidate()], Best(0, "the first of equals")),
        ([candidate()], Best(0, "the first of equals")),
    ],
)
def test_the_first_step_that_tells_them_apart_decides(candidates: list[Candidate], wanted: Best) -> None:
    assert best_of(candidates, TODAY) == wanted


def test_a_later_step_decides_among_those_that_an_earlier_one_leaves() -> None:
    candidates = [
        candidate(mine=True),
        candidate(due=TODAY, day=NEW, words="Send it to Ada"),
        candidate(mine=True, day=NEW),
    ]
    assert best_of(candidates, TODAY) == Best(2, "newest note")


def test_none_is_an_error() -> None:
    with pytest.raises(ValueError, match="no candidates"):
        best_of([], TODAY)
