"""Pace."""

from datetime import UTC, datetime, timedelta
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.core.history.pace import LONGEST, Pace

START = datetime(2026, 12, 3, 9, tzinfo=UTC)


def paced(*gestures: tuple[float, int]) -> Pace:
    """The pace of gestures, each so many seconds after the one before, over so many rows."""
    pace, at = Pace(), START
    for seconds, rows in gestures:
        at += timedelta(seconds=seconds)
        pace.add(at, rows)
    return pace


def test_two_decisions_are_no_pace() -> None:
    pace = paced((0, 1), (4, 1))
    assert (pace.decided, pace.seconds_each, pace.time_left(10)) == (2, None, None)


def test_the_median_is_of_the_times_between_decisions() -> None:
    assert paced((0, 1), (4, 1), (10, 1), (5, 1)).seconds_each == 5
    assert paced((0, 1), (4, 1), (10, 1)).seconds_each == 7


@given(st.lists(st.integers(0, 300), min_size=2, max_size=60))
def test_the_median_is_the_median(seconds: list[int]) -> None:
    assert paced((0, 1), *((each, 1) for each in seconds)).seconds_each == median(seconds)


def test_a_decision_over_many_rows_is_one_of_the_median() -> None:
    pace = paced((0, 1), (4, 1), (4, 1), (12, 8))
    assert (pace.decided, pace.seconds_each) == (11, 4)
    assert pace.time_left(100) == timedelta(seconds=400)  # the median of a decision


@pytest.mark.parametrize("pause", [LONGEST.total_seconds() + 1, -1.0], ids=["a pause", "a clock set back"])
def test_a_pause_counts_neither_as_time_nor_as_rows_of_it(pause: float) -> None:
    pace = paced((0, 1), (4, 1), (pause, 20), (6, 1))
    assert (pace.decided, pace.seconds_each, pace.time_left(2)) == (23, 5, timedelta(seconds=10))


def test_five_minutes_are_no_pause() -> None:
    assert paced((0, 1), (300, 1), (300, 1)).seconds_each == 300


def test_the_time_of_a_change_belongs_to_the_decision_after_it() -> None:
    assert paced((0, 1), (200, 0), (200, 1), (400 - 100, 1)).seconds_each == 350


def test_what_is_taken_back_was_not_decided_and_its_time_was_spent() -> None:
    pace = paced((0, 1), (4, 1), (4, 1), (1, -1), (3, 1))
    assert (pace.decided, pace.seconds_each) == (3, 4)
    assert pace.time_left(2) == timedelta(seconds=8)


def test_decisions_between_pauses_alone_are_no_pace() -> None:
    assert paced((0, 1), (999, 1), (999, 1)).seconds_each is None
