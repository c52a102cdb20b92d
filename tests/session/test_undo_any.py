"""Undo and redo of any gesture that the journal holds, by its id."""

import pytest

from fakes import FakeStore, key_of, note, proposal_line, session_over
from triage.core.history.gesture import Undoing
from triage.core.task.decision import Accept, Done, Reassign, Reject
from triage.core.task.edit import Result
from triage.session.plan import Settled
from triage.session.session import Session

BEFORE = {"a.md": note(proposal_line("a"), proposal_line("b")), "c.md": note(proposal_line("c"))}


def undo(session: Session, gesture_id: str) -> Settled:
    plan = session.planner.undo(gesture_id)
    assert plan
    return session.settle(session.save(plan))


def redo(session: Session, gesture_id: str) -> Settled:
    plan = session.planner.redo(gesture_id)
    assert plan
    return session.settle(session.save(plan))


@pytest.fixture
def store() -> FakeStore:
    return FakeStore(BEFORE)


def decide_three(session: Session) -> list[str]:
    """Decide a and c, then b, then change a's owner; the ids of the gestures."""
    keys = {words: key_of(session, words) for words in "abc"}
    done = [
        session.decide([keys["a"], keys["c"]], Accept()),
        session.decide([keys["b"]], Reject()),
        session.decide([keys["a"]], Reassign("Bo Tarn")),
    ]
    return [settled.gesture.id for settled in done]


@pytest.mark.parametrize("restarts", [False, True])
def test_an_older_gesture_is_taken_back_alone_and_its_changed_lines_are_named(
    store: FakeStore, restarts: bool
) -> None:
    session = session_over(store)
    first, *_ = decide_three(session)
    changed = store.notes["a.md"]
    session = session_over(store) if restarts else session
    settled = undo(session, first)
    assert settled.written == 1
    assert [(path, outcome.result, outcome.edit.place.number) for path, outcome in settled.failed] == [
        ("a.md", Result.GONE, 1)
    ]
    assert store.notes == {"a.md": changed, "c.md": BEFORE["c.md"]}
    assert session.past.history == store.history()


def test_once_what_changed_it_is_taken_back_it_can_be_taken_back_too(store: FakeStore) -> None:
    session = session_over(store)
    first, second, third = decide_three(session)
    undo(session, first)
    undo(session, third)
    session = session_over(store)
    assert undo(session, first).written == 1
    undo(session, second)
    assert store.notes == BEFORE
    assert session.planner.undo() is None


def test_it_is_done_again_whatever_was_decided_since(store: FakeStore) -> None:
    session = session_over(store)
    _, second, _ = decide_three(session)
    after = dict(store.notes)
    undo(session, second)
    session.decide([key_of(session, "c")], Done())
    session.decide([key_of(session, "c")], Accept())
    assert session.planner.redo() is None
    session = session_over(store)
    settled = redo(session, second)
    assert (settled.gesture.verb, settled.gesture.original_verb) == ("redo", "reject")
    assert store.notes == after
    assert undo(session, second).written == 1, "by the name of the first"


def test_to_take_an_undo_back_is_to_do_it_again(store: FakeStore) -> None:
    session = session_over(store)
    _, second, _ = decide_three(session)
    after = dict(store.notes)
    undone = undo(session, second)
    plan = session.planner.undo(undone.gesture.id)
    assert plan
    assert plan.gesture.verb == Undoing.REDO
    session.settle(session.save(plan))
    assert store.notes == after


def test_what_is_taken_back_or_unknown_is_nothing_to_take_back(store: FakeStore) -> None:
    session = session_over(store)
    _, second, _ = decide_three(session)
    assert session.planner.undo("unknown") is None
    assert session.planner.redo(second) is None
    undo(session, second)
    assert session.planner.undo(second) is None
