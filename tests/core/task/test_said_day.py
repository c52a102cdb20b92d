"""Words said on one day and read again on another."""

from datetime import date, timedelta

from subjects import TODAY
from table import each_row
from triage.core.task.decision import Accept, AcceptBy, Decision, Redate, Shift, Snooze
from triage.core.task.said_day import day_in, has_jumped
from triage.core.typed_day import day_of


@each_row(
    "decision, day",
    [
        (Redate(TODAY), TODAY),
        (AcceptBy(TODAY), TODAY),
        (Snooze(TODAY), TODAY),
        (Redate(None), None),
        (Shift(7), None),
        (Accept(), None),
    ],
)
def test_the_day_of_a_decision(decision: Decision, day: date | None) -> None:
    assert day_in(decision) == day


@each_row(
    "words, later, has_jumped_then",
    [
        ("tomorrow", 1, False),
        ("+3d", 9, False),
        ("2026-12-03", 5, False),
        ("fri", 0, False),
        ("fri", 1, True),
        ("end of month", 3, False),
        ("end of month", 30, True),
        ("3 dec", 1, True),
        ("next month", 1, False),
    ],
)
def test_what_does_not_move_with_today_has_jumped(words: str, later: int, has_jumped_then: bool) -> None:
    passed = timedelta(days=later)
    said, again = Redate(day_of(words, TODAY)), Redate(day_of(words, TODAY + passed))
    assert has_jumped(said, again, passed) is has_jumped_then


def test_a_day_that_came_or_went_has_jumped() -> None:
    assert has_jumped(Snooze(TODAY), Snooze(None), timedelta())
    assert not has_jumped(Redate(None), Redate(None), timedelta(days=1))
