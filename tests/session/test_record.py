"""What a session says of every decision."""

from datetime import date

import pytest

from fakes import FakeStore, key_of, note, proposal_line, session_over
from triage.core.history.origin import UNKNOWN, Origin
from triage.core.task.decision import Accept, Reassign, Reject
from triage.session.record import Record
from triage.session.session import Session
from triage.session.vocabularies import Vocabularies

MEETING = b"---\ntype: meeting\nsource: transcript\ndate: 2026-11-20\n---\n"


@pytest.fixture
def store() -> FakeStore:
    return FakeStore(
        {
            "Work/a.md": MEETING
            + note(proposal_line("Wool", due="2026-12-01"), proposal_line("Oil", owner="")),
            "b 2026-10-05.md": note(proposal_line("Rope", owner="Bo Tarn")),
        }
    )


def record_of(session: Session, store: FakeStore) -> Record:
    record = Record(session.queue, session.names, Vocabularies(store), store)
    record.add(store.entries())
    return record


def test_a_decision_knows_where_it_came_from(store: FakeStore) -> None:
    session = session_over(store)
    session.decide([key_of(session, "Wool")], Accept())
    (decided,) = record_of(session, store).decided()
    assert decided.origin == Origin(
        *("Work/a.md", "meeting", "transcript", ("Myself",)),
        is_mine=True,
        day=date(2026, 11, 20),
        due=date(2026, 12, 1),
    )
    assert (decided.verb, decided.run) == ("accept", "run-1")


def test_it_is_the_same_for_notes_that_have_nothing_left(store: FakeStore) -> None:
    session = session_over(store)
    session.decide([*session.rows], Reject())
    now = record_of(session, store).decided()
    later = session_over(store)
    assert later.rows == {}
    assert record_of(later, store).decided() == now


def test_the_lines_of_a_note_that_is_gone_still_count(store: FakeStore) -> None:
    session = session_over(store)
    session.decide([*session.rows], Reject())
    store.notes.clear()
    found = {each.origin.note: each.origin for each in record_of(session_over(store), store).decided()}
    assert [found["Work/a.md"].kind, found["Work/a.md"].source] == [UNKNOWN, UNKNOWN]
    assert found["b 2026-10-05.md"].day == date(2026, 10, 5)


def test_a_gesture_that_is_over_can_be_added(store: FakeStore) -> None:
    session = session_over(store)
    record = record_of(session, store)
    session.decide([key_of(session, "Wool")], Accept())
    record.add(store.entries()[-1:])
    assert record.decided() == record_of(session, store).decided()


def test_a_gesture_that_the_journal_has_before_it_is_settled_counts_once(store: FakeStore) -> None:
    session = session_over(store)
    saved = session.save(session.planner.decide(session.rows, Reject()))
    session.record()
    session.settle(saved)
    assert len(session.record().decided()) == len(session.rows) == 3


def test_what_is_to_decide_is_told_with_its_rows(store: FakeStore) -> None:
    store.notes["c.md"] = note(proposal_line("Left out", tags="#proposed"))
    session = session_over(store)
    wool = key_of(session, "Wool")
    session.decide([key_of(session, "Rope")], Accept())
    record = record_of(session, store)
    rows = {row.key: row.origin for row in record.open_rows()}
    assert {origin.note for origin in rows.values()} == {"Work/a.md"}
    assert rows[wool].kind == "meeting"
    session.include_left_out()
    assert len(record.open_rows()) == 3


def test_each_note_without_rows_is_read_once(store: FakeStore) -> None:
    session = session_over(store)
    session.decide([*session.rows], Reject())
    later = session_over(store)
    record = record_of(later, store)
    before = record.decided()
    store.notes.clear()
    assert record.decided() == before


def test_a_row_whose_owner_has_changed_is_told_anew(store: FakeStore) -> None:
    session = session_over(store)
    record = record_of(session, store)
    rope = key_of(session, "Rope")
    assert {row.key: row.origin.owners for row in record.open_rows()}[rope] == ("Bo Tarn",)
    session.decide([rope], Reassign("Ada Quill"))
    assert {row.key: row.origin.owners for row in record.open_rows()}[rope] == ("Ada Quill",)
