"""The chart of the last days."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from triage.core.history.statistics import Day
from triage.words.day_chart import day_chart

THURSDAY = date(2026, 12, 3)


def days(*numbers: int) -> list[Day]:
    """Days up to a Thursday with so many decisions each."""
    return [
        Day(THURSDAY - timedelta(days=ago), number)
        for ago, number in zip(range(len(numbers) - 1, -1, -1), numbers, strict=True)
    ]


def test_bars_are_as_high_as_their_numbers_which_stand_on_top() -> None:
    assert [line.rstrip() for line in day_chart(days(0, 8, 40, 20), 60).lines] == [
        "         40",
        "        ███",
        "        ███  20",
        "        ███ ▄▄▄",
        "     8  ███ ███",
        " ·  ███ ███ ███",
        " Mo  Tu  We  Th",
        " 30  1   2   3",
    ]


@given(st.lists(st.integers(0, 200_000), max_size=90), st.integers(1, 120))
def test_it_fits(numbers: list[int], width: int) -> None:
    chart = day_chart(days(*numbers), width)
    assert len(chart.lines) <= 8
    assert len({cell_len(line) for line in chart.lines}) <= 1
    assert all(cell_len(line) <= width for line in chart.lines)
    assert chart.hidden == max(0, len(numbers) - width)


@given(st.lists(st.integers(0, 5000), min_size=14, max_size=14))
def test_the_highest_day_fills_it_and_a_day_is_empty_only_with_nothing(numbers: list[int]) -> None:
    chart = day_chart(days(*numbers), 60)
    bottom = [chart.bars[-1][at * 4 : at * 4 + 3].strip() for at in range(14)]
    assert [bar == "·" for bar in bottom] == [number == 0 for number in numbers]
    if max(numbers):
        at = numbers.index(max(numbers))
        assert [line[at * 4] for line in chart.bars[1:]] == ["█"] * 5
        said = [line[at * 4 : at * 4 + 3].strip() for line in chart.bars[:1]]
        assert said == [str(max(numbers)) if max(numbers) < 1000 else f"{max(numbers) // 1000}k"]


def test_days_too_narrow_for_numbers_say_where_weeks_begin() -> None:
    chart = day_chart(days(*[3] * 28), 60)
    assert chart.cells == 2
    assert chart.labels == ("      9 Nov         16 Nov        23 Nov        30 Nov  ",)


def test_the_smallest_day_is_still_seen() -> None:
    assert [line.strip() for line in day_chart(days(1, 1200), 60).bars][-1] == "▁▁▁ ███"


def test_no_days_are_no_chart() -> None:
    assert "".join(day_chart([], 60).lines) == ""
