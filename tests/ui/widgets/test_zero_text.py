"""What is said at zero."""

from datetime import timedelta

import pytest
from textual.content import Content

from triage.core.history.decided import Decided
from triage.core.history.pace import Pace
from triage.core.history.statistics import statistics
from triage.ui.widgets.zero_text import zero_text
from verdicts import NINE, TODAY, decided, seconds_apart

DAY = timedelta(days=1)


def text(*verdicts: Decided, width: int = 80, pace: Pace | None = None, undo: str = "u") -> Content:
    return zero_text(statistics(verdicts, TODAY), pace or Pace(), TODAY, width, undo)


def some() -> list[Decided]:
    return [*(decided() for _ in range(9)), *(decided("accept") for _ in range(18)), decided("duplicate")]


def test_today_is_told_by_verb() -> None:
    said = text(*some()).plain
    assert "Nothing left to decide" in said
    assert "28 decided today: 18 accepted, 9 rejected, 1 duplicate" in said
    assert "u still undoes the last action" in said


def test_the_key_that_takes_back_is_the_users() -> None:
    assert "ctrl+z still undoes" in text(*some(), undo="ctrl+z").plain


def test_the_days_before_are_a_chart() -> None:
    lines = text(*some(), decided(at=NINE - 2 * DAY)).plain.splitlines()
    assert any(line.split() == ["28"] for line in lines)
    assert any(line.split()[-3:] == ["1", "2", "3"] for line in lines if line.strip())


@pytest.mark.parametrize(("days", "said"), [(1, False), (2, True)])
def test_days_in_a_row_are_told_from_two_on(days: int, said: bool) -> None:
    shown = text(*(decided(at=NINE - ago * DAY) for ago in range(days))).plain
    assert (f"{days} days in a row" in shown) is said
    assert ("in a row" in shown) is said


def test_the_pace_of_the_run_is_told() -> None:
    pace = Pace()
    for at, _ in zip(seconds_apart(4.1), range(4), strict=False):
        pace.add(at, 1)
    assert "4.1 s each" in text(*some(), pace=pace).plain


def test_on_a_day_without_a_decision_the_days_before_are_told() -> None:
    said = text(decided(at=NINE - DAY)).plain
    assert "Nothing decided today" in said
    assert "█" in said


def test_without_any_decision_there_is_neither_a_chart_nor_an_undo() -> None:
    assert text().plain.strip() == "Nothing left to decide"


def test_while_something_is_left_it_is_not_said_to_be_nothing() -> None:
    said = zero_text(statistics(some(), TODAY, still_open=2410), Pace(), TODAY, 80).plain
    assert "2,410 proposals left to decide" in said
    assert "Nothing left" not in said


@pytest.mark.parametrize("width", [0, 1, 20, 36, 60, 80, 200])
def test_it_is_as_wide_as_there_is_room(width: int) -> None:
    lines = text(*some(), *(decided("start") for _ in range(900)), width=width).plain.splitlines()
    assert max(map(len, lines)) <= max(width, 35)  # the longest line that cannot be broken
    title = lines[0]
    assert title.index("Nothing") == max(0, (width - len("Nothing left to decide")) // 2)


def test_today_stands_out() -> None:
    content = text(*some())
    last = content.plain.rindex("3")
    assert any(span.start <= last < span.end and "bold" in str(span.style) for span in content.spans)
    other = content.plain.rindex("2 ")
    assert not any(span.start <= other < span.end and "bold" in str(span.style) for span in content.spans)
