"""How gestures are said."""

from datetime import datetime, timedelta, timezone

from triage.core.history.gesture import Entry, Gesture
from triage.words.gesture_words import last_gesture


def test_the_hour_of_a_gesture_is_that_of_where_it_is_read() -> None:
    elsewhere = timezone(timedelta(hours=11, minutes=17))
    at = datetime(2026, 11, 2, 23, 30, tzinfo=elsewhere)
    said = last_gesture(Entry(Gesture("g", "run", at, "reject"), ()))
    assert said == f"rejected 0 lines on {at.astimezone():%d %b at %H:%M}"
