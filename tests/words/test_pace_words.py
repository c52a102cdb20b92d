"""How pace is said."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from triage.core.history.pace import Pace
from triage.words import pace_words


def paced(seconds: float, rows: int = 1) -> Pace:
    pace, at = Pace(), datetime(2026, 12, 3, 9, tzinfo=UTC)
    for _ in range(4):
        pace.add(at, rows)
        at += timedelta(seconds=seconds)
    return pace


def test_pace_and_the_time_left_are_said() -> None:
    assert pace_words.pace(paced(4.1), 1900) == "4.1 s each · 2 h 10 left"


def test_without_a_pace_nothing_is_said() -> None:
    assert pace_words.pace(Pace(), 100) == ""


def test_at_zero_only_the_pace_is_said() -> None:
    assert pace_words.pace(paced(4.1), 0) == "4.1 s each"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0.44, "0.4 s each"),
        (9.94, "9.9 s each"),
        (9.96, "10 s each"),
        (59.6, "1 min each"),
        (300, "5 min each"),
    ],
)
def test_the_time_of_one_decision(seconds: float, said: str) -> None:
    assert pace_words.each(seconds) == said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0.2, "1 s"),
        (59, "59 s"),
        (60, "1 min"),
        (61, "2 min"),
        (3600, "1 h 00"),
        (7800, "2 h 10"),
        (36_001, "11 h"),
    ],
)
def test_a_time_is_rounded_up(seconds: float, said: str) -> None:
    assert pace_words.duration(timedelta(seconds=seconds)) == said


@given(st.floats(0, 300), st.integers(1, 50), st.integers(0, 10**7))
def test_it_fits_the_footer(seconds: float, rows: int, left: int) -> None:
    assert cell_len(pace_words.pace(paced(seconds, rows), left)) <= pace_words.MOST_CELLS
