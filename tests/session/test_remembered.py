"""What is new since the last sitting."""

import pytest

from fakes import FakeStore, key_of, note, proposal_line, session_over
from triage.core.errors import NotKept
from triage.core.task.decision import Accept, Prioritise, Reassign
from triage.core.task.fields import Priority
from triage.session.session import Session


@pytest.fixture
def store() -> FakeStore:
    return FakeStore({"a.md": note(proposal_line("wool"), proposal_line("oil"), proposal_line("x", tags=""))})


def new(session: Session) -> list[str]:
    session.include_left_out()
    session.weigh()
    view = session.tabs.named("new")
    assert view
    names = [row.proposal.words for row in session.rows.values() if session.remembered.is_new(row.proposal)]
    open_ = sum(row.is_open and session.remembered.is_new(row.proposal) for row in session.rows.values())
    assert session.tabs.count(view, with_left_out=True) == open_
    return names


def test_the_first_time_nothing_is_new(store: FakeStore) -> None:
    assert new(session_over(store)) == []


def test_the_next_time_only_what_was_added_is(store: FakeStore) -> None:
    session_over(store).keep_seen()
    assert new(session_over(store)) == []
    store.notes["a.md"] = (
        note(proposal_line("tar")) + store.notes["a.md"] + note(proposal_line("jam", tags=""))
    )
    store.notes["b.md"] = note(proposal_line("wool"))
    session = session_over(store)
    assert sorted(new(session)) == ["jam", "tar", "wool"]
    session.load()
    assert sorted(new(session)) == ["jam", "tar", "wool"]
    session.keep_seen()
    assert new(session_over(store)) == []


def test_what_comes_while_one_sits_is_new(store: FakeStore) -> None:
    session_over(store).keep_seen()
    session = session_over(store)
    store.notes["a.md"] += note(proposal_line("tar"))
    session.read_again("a.md")
    assert new(session) == ["tar"]


def test_to_change_a_proposal_does_not_make_it_new(store: FakeStore) -> None:
    session = session_over(store)
    session.keep_seen()
    session.decide([key_of(session, "wool")], Reassign("Ada"))
    session.decide([key_of(session, "oil")], Prioritise(Priority.HIGH))
    assert new(session) == []
    assert new(session_over(store)) == []


def test_to_take_back_a_verdict_the_next_time_does_not_make_it_new(store: FakeStore) -> None:
    session = session_over(store)
    session.decide([key_of(session, "wool")], Accept())
    session.keep_seen()
    session = session_over(store)
    plan = session.planner.undo()
    assert plan
    session.settle(session.save(plan))
    assert key_of(session, "wool") in session.rows
    assert new(session) == []


def test_what_cannot_be_kept_is_said(store: FakeStore) -> None:
    session_over(store).keep_seen()
    store.notes["a.md"] += note(proposal_line("tar"))
    store.forgets = "no space"
    with pytest.raises(NotKept, match="The seen could not be kept: no space"):
        session_over(store).keep_seen()
    assert new(session_over(store)) == ["tar"]


@pytest.mark.parametrize("held", ["{}", "3", '"a"', "null"])
def test_what_is_remembered_wrongly_is_a_first_time(store: FakeStore, held: str) -> None:
    store.memory["seen"] = held
    assert new(session_over(store)) == []


def test_wrong_entries_are_passed_over(store: FakeStore) -> None:
    store.memory["seen"] = "[1, null, []]"
    assert new(session_over(store)) == ["wool", "oil", "x"]
