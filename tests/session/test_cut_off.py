"""Gestures that were cut off: known to the next sitting, resumed as one, or taken back."""

from collections.abc import Callable

import pytest

from fakes import TODAY, FakeStore, key_of, note, proposal_line, session_over, shown
from triage.core.history.gesture import Undoing
from triage.core.task.decision import Accept, Reject, Snooze
from triage.core.task.edit import Result
from triage.session.plan import Plan, Settled
from triage.session.session import Session

NAMES = "abcd"
BEFORE = {f"{name}.md": note(proposal_line(name), proposal_line(f"{name} too")) for name in NAMES}
AFTER = {path: data.replace(b"[?]", b"[-]") for path, data in BEFORE.items()}


def die_in(store: FakeStore, notes: int, make: Callable[[Session], Plan | None] | None = None) -> Plan:
    """Reject everything in a run, or write another plan, and die after this many notes."""
    session = session_over(store)
    plan = make(session) if make else session.planner.decide([row.key for row in shown(session)], Reject())
    assert plan
    session.save(plan, lambda done: done < notes, lambda: False)
    return plan


def go_on(session: Session) -> Settled:
    plan = session.planner.rest()
    assert plan
    return session.settle(session.save(plan))


@pytest.fixture
def store() -> FakeStore:
    return FakeStore(BEFORE)


def test_the_next_sitting_knows_what_is_done_and_what_is_left(store: FakeStore) -> None:
    plan = die_in(store, 1)
    session = session_over(store)
    assert session.past.interrupted
    assert session.past.interrupted.gesture == plan.gesture
    assert {line.note for line in session.past.interrupted.done} == {"a.md"}
    assert list(session.past.interrupted.left) == ["b.md", "c.md", "d.md"]
    assert (session.past.interrupted.lines, session.past.interrupted.lines_left) == (8, 6)


@pytest.mark.parametrize("done", range(1, 4))
def test_going_on_writes_the_rest_and_one_undo_takes_back_all(store: FakeStore, done: int) -> None:
    die_in(store, done)
    session = session_over(store)
    settled = go_on(session)
    assert settled.written == 2 * (len(NAMES) - done)
    assert len(settled.keys) == settled.written
    assert store.notes == AFTER
    assert not any(row.is_open for row in shown(session))
    assert session.past.interrupted is None
    for later in (session, session_over(store)):
        assert later.past.interrupted is None
        assert later.past.history == store.history()
        (entry,) = later.past.history.undoable
        assert len(entry.written) == 8
    plan = session.planner.undo()
    assert plan
    assert session.settle(session.save(plan)).written == 8
    assert store.notes == BEFORE


def test_it_is_taken_back_as_one_before_it_was_gone_on_with(store: FakeStore) -> None:
    gesture = die_in(store, 3).gesture
    session = session_over(store)
    plan = session.planner.undo(gesture.id)
    assert plan
    session.settle(session.save(plan))
    assert store.notes == BEFORE
    assert session_over(store).past.interrupted is None


def test_going_on_can_be_cut_off_again(store: FakeStore) -> None:
    die_in(store, 1)
    die_in(store, 2, lambda session: session.planner.rest())
    session = session_over(store)
    assert session.past.interrupted
    assert len(session.past.interrupted.done) == 6
    assert list(session.past.interrupted.left) == ["d.md"]
    go_on(session)
    assert store.notes == AFTER
    (entry,) = session_over(store).past.history.undoable
    assert len(entry.written) == 8
    assert session_over(store).past.interrupted is None


def test_what_its_user_stopped_is_not_offered(store: FakeStore) -> None:
    session = session_over(store)
    plan = session.planner.decide([row.key for row in shown(session)], Reject())
    session.settle(session.save(plan, lambda done: done < 2))
    assert session_over(store).past.interrupted is None


def test_stopping_what_was_gone_on_with_ends_it(store: FakeStore) -> None:
    die_in(store, 1)
    session = session_over(store)
    plan = session.planner.rest()
    assert plan
    settled = session.settle(session.save(plan, lambda done: done < 1))
    assert len(settled.left) == 4
    assert session_over(store).past.interrupted is None


@pytest.mark.parametrize("other", [Accept(), Snooze(TODAY)])
def test_whatever_else_is_decided_it_is_offered_until_it_is_gone_on_with(
    store: FakeStore, other: Accept | Snooze
) -> None:
    gesture = die_in(store, 1).gesture
    session = session_over(store)
    session.decide([key_of(session, "b")], other)
    store.notes["c.md"] = b"# nothing\n"
    session.decide([key_of(session, "c")], Accept())  # it wrote nothing
    for sitting in (session, session_over(store)):
        assert sitting.past.interrupted
        assert sitting.past.interrupted.gesture == gesture
    assert go_on(session_over(store)).written == (3 if isinstance(other, Accept) else 4)
    assert session_over(store).past.interrupted is None


def test_lines_that_were_decided_since_are_passed_over(store: FakeStore) -> None:
    die_in(store, 1)
    session = session_over(store)
    session.decide([key_of(session, "b"), key_of(session, "c")], Accept())
    plan = session.planner.undo()
    assert plan
    session.settle(session.save(plan))
    session.decide([key_of(session, "c too")], Accept())
    later = session_over(store)
    assert later.past.interrupted
    assert (later.past.interrupted.lines, later.past.interrupted.lines_left) == (8, 5)
    settled = go_on(later)
    assert (settled.written, settled.failed) == (5, ())
    assert b"[ ] c too" in store.notes["c.md"]


def test_where_all_the_rest_was_decided_otherwise_nothing_is_offered(store: FakeStore) -> None:
    die_in(store, 3)
    session = session_over(store)
    session.decide([key_of(session, "d"), key_of(session, "d too")], Accept())
    assert session_over(store).past.interrupted is None


def test_of_two_the_later_is_offered_first(store: FakeStore) -> None:
    first = die_in(store, 1).gesture
    die_in(
        store,
        1,
        lambda session: session.planner.decide([key_of(session, f"{n} too") for n in "bcd"], Accept()),
    )
    session = session_over(store)
    assert session.past.interrupted
    assert session.past.interrupted.gesture != first
    assert go_on(session).written == 2
    session = session_over(store)
    assert session.past.interrupted
    assert session.past.interrupted.gesture == first
    assert go_on(session).written == 3
    assert session_over(store).past.interrupted is None


def test_what_its_user_leaves_is_offered_no_more(store: FakeStore) -> None:
    gesture = die_in(store, 1).gesture
    session = session_over(store)
    before = dict(store.notes)
    assert session.past.leave_rest()
    assert session_over(store).past.interrupted is None
    assert store.notes == before
    plan = session.planner.undo(gesture.id)
    assert plan
    session.settle(session.save(plan))
    assert store.notes == BEFORE


@pytest.mark.parametrize("how", ["taken back", "gone on with", "left"])
def test_what_another_run_has_settled_is_not_gone_on_with(store: FakeStore, how: str) -> None:
    gesture = die_in(store, 1).gesture
    session, other = session_over(store), session_over(store)
    match how:
        case "taken back":
            plan = other.planner.undo(gesture.id)
            assert plan
            other.settle(other.save(plan))
        case "gone on with":
            go_on(other)
        case _:
            other.past.leave_rest()
    before = dict(store.notes)
    assert session.past.interrupted
    assert session.planner.rest() is None
    assert session.past.interrupted is None
    assert session.past.leave_rest()
    assert store.notes == before
    assert session_over(store).past.interrupted is None


def test_it_goes_on_from_where_another_run_was_cut_off_meanwhile(store: FakeStore) -> None:
    die_in(store, 1)
    session = session_over(store)
    die_in(store, 2, lambda session: session.planner.rest())
    plan = session.planner.rest()
    assert plan
    assert list(plan.steps) == ["d.md"]


def test_lines_that_stand_as_they_were_to_be_are_not_written_again(store: FakeStore) -> None:
    die_in(store, 1)
    store.notes["b.md"] = AFTER["b.md"]
    store.notes["c.md"] = note("# new", *AFTER["c.md"].decode().splitlines()[:1], proposal_line("c too"))
    session = session_over(store)
    plan = session.planner.rest()
    assert plan
    assert {path: len(steps) for path, steps in plan.steps.items()} == {"c.md": 1, "d.md": 2}
    session.settle(session.save(plan))
    assert session_over(store).past.interrupted is None
    assert store.notes["d.md"] == AFTER["d.md"]
    assert b"[?]" not in store.notes["c.md"]


def test_where_all_the_rest_stands_already_it_is_over(store: FakeStore) -> None:
    die_in(store, 1)
    store.notes.update(AFTER)
    session = session_over(store)
    assert go_on(session).written == 0
    assert session_over(store).past.interrupted is None


def test_a_line_that_changed_meanwhile_is_named_and_the_others_written(store: FakeStore) -> None:
    die_in(store, 1)
    store.notes["b.md"] = note(proposal_line("something else"), proposal_line("b too"))
    session = session_over(store)
    settled = go_on(session)
    assert [(path, outcome.result) for path, outcome in settled.failed] == [("b.md", Result.GONE)]
    assert settled.written == 5
    assert session_over(store).past.interrupted is None


def test_an_undo_that_was_cut_off_is_gone_on_with(store: FakeStore) -> None:
    session = session_over(store)
    session.decide([row.key for row in shown(session)], Reject())
    die_in(store, 2, lambda later: later.planner.undo())
    session = session_over(store)
    assert session.past.interrupted
    assert session.past.interrupted.gesture.verb == Undoing.UNDO
    assert len(session.past.history.undoable[0].written) == 4
    go_on(session)
    assert store.notes == BEFORE
    for history in (session.past.history, store.history()):
        assert history.undoable == ()
        assert [len(entry.written) for entry in history.redoable] == [8]
    plan = session.planner.redo()
    assert plan
    session.settle(session.save(plan))
    assert store.notes == AFTER


def test_an_undo_that_was_cut_off_can_be_taken_back(store: FakeStore) -> None:
    session = session_over(store)
    session.decide([row.key for row in shown(session)], Reject())
    undo = die_in(store, 2, lambda later: later.planner.undo())
    session = session_over(store)
    plan = session.planner.undo(undo.gesture.id)
    assert plan
    assert plan.gesture.verb == Undoing.REDO
    session.settle(session.save(plan))
    assert store.notes == AFTER


def test_each_line_keeps_its_own_verb(store: FakeStore) -> None:
    die_in(store, 1)
    session = session_over(store)
    go_on(session)
    assert {each.verb for each in session.record().decided()} == {"reject"}
    assert len(session.record().decided()) == 8
