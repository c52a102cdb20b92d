"""How gestures are said."""

from datetime import datetime, timedelta, timezone

import pytest

from triage.core.history.gesture import Entry, Gesture, Undoing
from triage.words.gesture_words import last_gesture, nothing_to, reversed_words, undoes


def test_the_hour_of_a_gesture_is_that_of_where_it_is_read() -> None:
    elsewhere = timezone(timedelta(hours=11, minutes=17))
    at = datetime(2026, 11, 2, 23, 30, tzinfo=elsewhere)
    said = last_gesture(Entry(Gesture("g", "run", at, "reject"), ()))
    assert said == f"rejected 0 lines on {at.astimezone():%d %b at %H:%M}"


@pytest.mark.parametrize(("verb", "done"), [(Undoing.UNDO, "Undone"), (Undoing.REDO, "Redone")])
def test_undo_and_redo_are_said_with_their_own_names(verb: Undoing, done: str) -> None:
    assert nothing_to(verb) == f"Nothing to {verb}"
    assert reversed_words(verb, "rejected 3 lines") == f"{done}: rejected 3 lines"
    assert undoes("u") == "u undoes it"
