"""A gesture over several notes is begun and ended as one."""

from collections.abc import Mapping
from functools import partial

import pytest

from fakes import FakeStore, note, proposal_line, session_over
from triage.core.history.gesture import Gesture
from triage.core.task.decision import Accept
from triage.core.task.edit import Result

NOTES = {f"{name}.md": note(proposal_line(name)) for name in "abc"}
REASON = "The disk did not confirm the new note: Input/output error"


class Heard(FakeStore):
    """A store that remembers the order of its calls; its disk does not confirm one note."""

    def __init__(self, notes: Mapping[str, bytes]) -> None:
        super().__init__(notes)
        self.heard: list[str] = []
        self.before_save = self.heard.append

    def begin(self, gesture: Gesture, edits: object) -> None:
        self.heard.append("begin")

    def end(self, gesture: Gesture, *, is_stopped: bool, is_over: bool = True) -> Mapping[str, str]:
        self.heard.append(("stop" if is_stopped else "end") if is_over else "cut off")
        return {"b.md": REASON}


def test_saves_stand_between_its_beginning_and_its_end() -> None:
    store = Heard(NOTES)
    session = session_over(store)
    session.decide(session.rows, Accept())
    assert store.heard == ["begin", "a.md", "b.md", "c.md", "end"]


def test_a_gesture_over_one_note_is_neither_begun_nor_ended() -> None:
    store = Heard(NOTES)
    session = session_over(store)
    session.decide([0], Accept())
    assert store.heard == ["a.md"]


def test_what_the_disk_did_not_confirm_in_the_end_is_said_row_by_row() -> None:
    session = session_over(Heard(NOTES))
    settled = session.decide(session.rows, Accept())
    assert settled.written == 3
    assert [(name, outcome.reason) for name, outcome in settled.unconfirmed] == [("b.md", REASON)]
    outcomes = [row.outcome for row in session.rows.values()]
    assert [outcome and outcome.result for outcome in outcomes] == [None, Result.UNCONFIRMED, None]
    assert not any(row.failure or row.is_open for row in session.rows.values())


def test_a_gesture_that_its_user_stops_is_ended_and_one_that_is_cut_off_is_only_made_safe() -> None:
    for by_user, end in [(True, "stop"), (False, "cut off")]:
        store = Heard(NOTES)
        session = session_over(store)
        saved = session.save(
            session.planner.decide(session.rows, Accept()), lambda done: done < 2, partial(bool, by_user)
        )
        assert list(saved.notes) == ["a.md", "b.md"]
        assert store.heard == ["begin", "a.md", "b.md", end]
        assert [each.result for each in saved.notes["b.md"][0]] == [Result.UNCONFIRMED]


def test_a_gesture_that_is_left_in_the_midst_is_made_safe() -> None:
    store = Heard(NOTES)
    session = session_over(store)

    def interrupt(done: int) -> bool:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        session.save(session.planner.decide(session.rows, Accept()), interrupt)
    assert store.heard == ["begin", "a.md", "cut off"]
