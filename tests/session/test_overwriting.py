"""Decisions that a stale editor overwrote: noticed, found by a filter, applied again with their verbs."""

import pytest

from fakes import FakeStore, key_of, note, proposal_line, session_over, shown
from triage.core.filtering.filter import Filter
from triage.core.task.decision import Accept, Duplicate, Prioritise, Reject
from triage.core.task.fields import Priority
from triage.session.scan import scan
from triage.session.session import Session

BEFORE = {
    "a.md": note("# A", proposal_line("a"), proposal_line("b")),
    "c.md": note(proposal_line("c"), proposal_line("d")),
}


@pytest.fixture
def store() -> FakeStore:
    return FakeStore(BEFORE)


def overwritten(session: Session) -> list[str]:
    return [session.rows[key].proposal.words for key in session.overwriting.found()]


def decide_all(store: FakeStore) -> dict[str, bytes]:
    """Accept a, reject b and c as what they are; the notes afterwards."""
    session = session_over(store)
    session.decide([key_of(session, "a")], Prioritise(Priority.HIGH))
    session.decide([key_of(session, "a")], Accept())
    session.decide([key_of(session, "b"), key_of(session, "c")], Duplicate("x.md:3"))
    return dict(store.notes)


def test_nothing_is_overwritten_while_it_stands(store: FakeStore) -> None:
    decide_all(store)
    assert overwritten(session_over(store)) == []


def test_what_an_editor_put_back_is_noticed_at_the_next_scan(store: FakeStore) -> None:
    decide_all(store)
    store.notes["a.md"] = BEFORE["a.md"] + b"what was typed meanwhile\n"
    session = session_over(store)
    assert overwritten(session) == ["a", "b"]
    found = session.overwriting.of(session.rows[key_of(session, "a")])
    assert found
    assert (found.verb, found.after) == (
        "accept",
        proposal_line("a", symbol=" ").replace(" #task", " ⏫ #task", 1),
    )


def test_it_is_applied_again_as_one_gesture_with_the_verbs_as_they_were(store: FakeStore) -> None:
    after = decide_all(store)
    store.notes["a.md"] = BEFORE["a.md"] + b"typed\n"
    session = session_over(store)
    plan = session.planner.again(session.overwriting.found())
    assert plan.gesture.verb == "again"
    settled = session.settle(session.save(plan))
    assert settled.written == 2
    assert store.notes == {**after, "a.md": after["a.md"] + b"typed\n"}
    assert overwritten(session) == []
    assert sorted(each.verb for each in session.record().decided()) == ["accept", "duplicate", "duplicate"]
    assert [(line.verb, line.detail) for line in session.past.history.undoable[-1].written] == [
        ("accept", ""),
        ("duplicate", "x.md:3"),
    ]
    undo = session.planner.undo()
    assert undo
    session.settle(session.save(undo))
    assert store.notes["a.md"] == BEFORE["a.md"] + b"typed\n"


def test_where_all_have_one_verb_it_is_the_gesture_s(store: FakeStore) -> None:
    decide_all(store)
    store.notes["c.md"] = BEFORE["c.md"]
    session = session_over(store)
    plan = session.planner.again(session.overwriting.found())
    assert plan.gesture.verb == "duplicate"
    (step,) = plan.steps["c.md"]
    assert (step.edit.verb, step.edit.detail) == ("", "x.md:3")


def test_what_is_applied_again_and_overwritten_again_is_noticed_again(store: FakeStore) -> None:
    after = decide_all(store)
    for _ in range(2):
        store.notes["c.md"] = BEFORE["c.md"]
        session = session_over(store)
        assert overwritten(session) == ["c"]
        session.settle(session.save(session.planner.again(session.overwriting.found())))
        assert store.notes == after


def test_what_was_taken_back_is_not_overwritten(store: FakeStore) -> None:
    decide_all(store)
    session = session_over(store)
    plan = session.planner.undo()
    assert plan
    session.settle(session.save(plan))
    assert overwritten(session) == overwritten(session_over(store)) == []


def test_what_was_decided_otherwise_since_is_not(store: FakeStore) -> None:
    decide_all(store)
    store.notes["c.md"] = BEFORE["c.md"]
    session = session_over(store)
    session.decide([key_of(session, "c")], Accept())
    assert overwritten(session) == []


def test_what_is_overwritten_while_one_sits_is_noticed_once_its_note_is_read_again(store: FakeStore) -> None:
    session = session_over(store)
    assert overwritten(session) == []
    session.decide([key_of(session, "a")], Reject())
    store.notes["a.md"] = BEFORE["a.md"]
    session.read_again("a.md")
    assert overwritten(session) == ["a"]


def test_a_filter_finds_it(store: FakeStore) -> None:
    decide_all(store)
    store.notes.update(BEFORE)
    session = session_over(store)
    wanted = Filter.of("is:overwritten", session.today)
    found = [row.proposal.words for row in shown(session) if wanted.matches(session.subject(row))]
    assert found == ["a", "b", "c"]


def test_nobody_is_told_before_anybody_looked(store: FakeStore) -> None:
    decide_all(store)
    store.notes.update(BEFORE)
    session = session_over(store)
    assert not any(session.overwriting.of(row) for row in shown(session))
    session.overwriting.look()
    assert any(session.overwriting.of(row) for row in shown(session))


def test_a_journal_that_cannot_be_read_overwrites_nothing(
    store: FakeStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    from triage.storage.journal.journal import JournalUnreadable

    def fail() -> None:
        raise JournalUnreadable("It is a folder")

    session = session_over(store, load=False)
    monkeypatch.setattr(store, "entries", fail)
    session.overwriting.begin()
    assert session.overwriting.found() == []


def take_back(store: FakeStore) -> None:
    """Another run takes the last gesture back."""
    other = session_over(store)
    plan = other.planner.undo()
    assert plan
    other.settle(other.save(plan))


def test_what_another_run_takes_back_is_not_overwritten(store: FakeStore) -> None:
    session = session_over(store)
    session.decide([key_of(session, "a")], Accept())
    assert overwritten(session) == []
    take_back(store)
    session.read_again("a.md")
    assert session.overwriting.is_in_doubt
    assert session.overwriting.of(session.rows[key_of(session, "a")]) is None
    assert overwritten(session) == []
    assert not session.overwriting.is_in_doubt
    assert session.planner.again([key_of(session, "a")]).steps == {}


def test_what_another_run_took_back_while_the_vault_was_read_is_not_overwritten(store: FakeStore) -> None:
    decide_all(store)
    session = session_over(store, load=False)
    session.begin()
    take_back(store)
    for batch in scan(store):
        session.take(batch)
    wanted = Filter.of("is:overwritten", session.today)
    assert not any(wanted.matches(session.subject(row)) for row in shown(session))
    assert overwritten(session) == []


def test_a_doubt_that_comes_up_while_the_journal_is_read_stays(store: FakeStore) -> None:
    session = session_over(store)
    session.decide([key_of(session, "a")], Accept())
    session.decide([key_of(session, "c")], Accept())
    store.notes["a.md"] = BEFORE["a.md"]
    session.read_again("a.md")
    doubts, entries = session.overwriting.doubts, store.entries()
    take_back(store)
    session.read_again("c.md")
    session.overwriting.take(entries, doubts)
    assert session.overwriting.is_in_doubt
    assert overwritten(session) == ["a"]


def test_the_journal_is_not_asked_where_nothing_could_be_overwritten(
    store: FakeStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = session_over(store)
    session.overwriting.look()
    session.decide([key_of(session, "a")], Accept())
    store.notes["a.md"] += b"typed\n"
    session.read_again("a.md")
    monkeypatch.setattr(store, "sound", None)
    assert not session.overwriting.is_in_doubt
    assert overwritten(session) == []
