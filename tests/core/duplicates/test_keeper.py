from datetime import date

import pytest

from table import each_row
from triage.core.duplicates.keeper import Candidate, Keeper, keeper_of

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
            Keeper(1, "mine"),
        ),
        (
            [candidate(day=NEW, words="Send it to Ada"), candidate(due=date(2026, 6, 1))],
            Keeper(1, "due today or later"),
        ),
        (
            [candidate(due=date(2026, 5, 19), day=OLD), candidate(due=TODAY)],
            Keeper(1, "due today or later"),
        ),
        ([candidate(words="Send it to Ada"), candidate(day=NEW)], Keeper(1, "newest note")),
        (
            [
                candidate(words="Send the report to Ada, and tell all of the others that it is sent"),
                candidate(words="Send the tide report to Ada"),
                candidate(words="Send Ada the tide report"),
            ],
            Keeper(1, "fullest"),
        ),
        ([candidate(), candidate(words="Send it, or so")], Keeper(1, "longest")),
        ([candidate(), candidate()], Keeper(0, "the first of equals")),
        ([candidate()], Keeper(0, "the first of equals")),
    ],
)
def test_the_first_step_that_tells_them_apart_decides(candidates: list[Candidate], wanted: Keeper) -> None:
    assert keeper_of(candidates, TODAY) == wanted


def test_a_later_step_decides_among_those_that_an_earlier_one_leaves() -> None:
    candidates = [
        candidate(mine=True),
        candidate(due=TODAY, day=NEW, words="Send it to Ada"),
        candidate(mine=True, day=NEW),
    ]
    assert keeper_of(candidates, TODAY) == Keeper(2, "newest note")


def test_none_is_an_error() -> None:
    with pytest.raises(ValueError, match="no candidates"):
        keeper_of([], TODAY)
