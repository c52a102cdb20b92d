"""A long gesture that is stopped between two notes."""

from collections.abc import Callable

import pytest

from fakes import TAGS, FakeStore, note, proposal_line, session_over
from triage.core.errors import Refusal
from triage.core.task.decision import Accept, Reject, Shift
from triage.session.plan import Plan, Settled
from triage.session.session import Session

PATHS = tuple(f"2026-11-0{number} n.md" for number in (4, 3, 2, 1))
KEYS = tuple(range(8))


@pytest.fixture
def store() -> FakeStore:
    """Four notes of two proposals each."""
    return FakeStore({path: note(proposal_line(f"One {path}"), proposal_line("Two")) for path in PATHS})


def until(most: int) -> Callable[[int], bool]:
    """A user who stops a gesture after this many notes."""
    return lambda done: done < most


def stopped(session: Session, plan: Plan | None, most: int) -> Settled:
    assert plan
    return session.settle(session.save(plan, until(most)))


def decided(store: FakeStore, box: bytes = b"[-]") -> list[int]:
    """How many lines of each note have this status."""
    return [store.notes[path].count(box) for path in PATHS]


@pytest.mark.parametrize("most", [1, 2, 3, 4, 9])
def test_it_stops_at_each_note_and_the_rest_is_left(store: FakeStore, most: int) -> None:
    session = session_over(store)
    session.marks.toggle(KEYS)
    asked: list[int] = []

    def goes_on(done: int) -> bool:
        asked.append(done)
        return done < most

    settled = session.settle(session.save(session.planner.decide(KEYS, Reject("dull")), goes_on))
    reached = min(most, 4)
    assert asked == [*range(1, min(reached + 1, 4))]
    assert decided(store) == [2] * reached + [0] * (4 - reached)
    assert settled.left == KEYS[2 * reached :]
    assert settled.keys == KEYS[: 2 * reached]
    assert (settled.written, settled.failed) == (2 * reached, ())
    assert session.marks.keys == set(settled.left)
    assert session.marks.last == KEYS
    assert session.tally.decided == 2 * reached
    assert [len(entry.written) for entry in session.past.history.undoable] == [2 * reached]
    assert session.past.history.undoable == store.history().undoable


def test_what_was_done_is_one_undo_and_can_be_done_again(store: FakeStore) -> None:
    before = dict(store.notes)
    session = session_over(store)
    stopped(session, session.planner.decide(KEYS, Reject()), 2)
    after = dict(store.notes)
    stopped(session, session.planner.undo(), 9)
    assert store.notes == before
    assert session.planner.undo() is None
    stopped(session, session.planner.redo(), 9)
    assert store.notes == after
    assert session.past.history == store.history()


def test_the_rest_can_be_decided_otherwise(store: FakeStore) -> None:
    session = session_over(store)
    left = stopped(session, session.planner.decide(KEYS, Reject()), 3).left
    session.decide(left, Accept())
    assert decided(store) == [2, 2, 2, 0]
    assert decided(store, b"[ ]") == [0, 0, 0, 2]
    assert session.tally.verbs == {"reject": 6, "accept": 2}


@pytest.mark.parametrize("restarts", [False, True])
@pytest.mark.parametrize("most", [1, 2, 3])
def test_an_undo_that_is_stopped_can_be_gone_on_with(store: FakeStore, most: int, restarts: bool) -> None:
    before = dict(store.notes)
    session = session_over(store)
    session.decide(KEYS, Reject("dull"))
    after = dict(store.notes)
    stopped(session, session.planner.undo(), most)
    assert decided(store) == [0] * most + [2] * (4 - most)
    assert session.tally.decided == 8 - 2 * most
    assert session.past.history == store.history()
    session = session_over(store) if restarts else session
    stopped(session, session.planner.undo(), 9)
    assert store.notes == before
    assert session.tally.decided == 0
    assert session.planner.undo() is None
    stopped(session, session.planner.redo(), 9)
    stopped(session, session.planner.redo(), 9)
    assert store.notes == after
    assert session.planner.redo() is None
    assert {line.detail for entry in session.past.history.undoable for line in entry.written} == {"dull"}


def test_a_redo_that_is_stopped_can_be_gone_on_with(store: FakeStore) -> None:
    session = session_over(store)
    session.decide(KEYS, Reject())
    after = dict(store.notes)
    stopped(session, session.planner.undo(), 9)
    stopped(session, session.planner.redo(), 1)
    assert decided(store) == [2, 0, 0, 0]
    stopped(session, session.planner.redo(), 9)
    assert store.notes == after


def test_a_note_that_fails_and_notes_that_are_left_are_told_apart(store: FakeStore) -> None:
    store.unwritable = {PATHS[0]: "It is read-only"}
    session = session_over(store)
    session.marks.toggle(KEYS)
    settled = stopped(session, session.planner.decide(KEYS, Reject()), 2)
    assert [path for path, _ in settled.failed] == [PATHS[0]] * 2
    assert settled.left == KEYS[4:]
    assert settled.keys == (2, 3)
    assert session.marks.keys == {0, 1, 4, 5, 6, 7}
    assert session.rows[0].failure == "It is read-only"
    assert not session.rows[4].failure


def test_refused_rows_stay_marked_and_are_said(store: FakeStore) -> None:
    line = f"- [?] Water it @Myself 🔁 every day {TAGS}"
    store.notes[PATHS[1]] = note(line)
    session = session_over(store)
    session.marks.toggle(session.rows)
    settled = session.decide(sorted(session.rows), Shift(1))
    assert settled.written == 0
    assert set(settled.refused) == set(session.rows) == session.marks.keys
    assert {refused.refusal for refused in settled.refused.values()} == {Refusal.NO_DUE_DATE}
