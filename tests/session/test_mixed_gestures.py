"""Gestures whose lines have different verbs or details: the best of cards, duplicates of several lines."""

from collections.abc import Mapping

import pytest

from fakes import FakeStore, key_of, note, proposal_line, session_over
from found_sets import found_sets
from triage.core.errors import Refusal
from triage.core.history.gesture import Undoing
from triage.core.task.decision import Accept, Duplicate
from triage.core.task.settings import Settings, Status, StatusType
from triage.core.task.vocabulary import Role, Source, Vocabulary
from triage.session.session import Session

WOOL = ("Order the blue wool", "Order blue wool", "Get the blue wool ordered")


def alike(session: Session, *groups: tuple[int, ...]) -> Session:
    session.take_compared(found_sets(*groups))
    return session


@pytest.fixture
def store() -> FakeStore:
    """A card of three over two notes, of which the first is the best, and a proposal of its own."""
    return FakeStore(
        {
            "2026-11-02 a.md": note(
                proposal_line(WOOL[0]), "words", proposal_line("Paint", owner="Ada"), end="\r\n"
            ),
            "2026-11-01 b.md": note(
                proposal_line(WOOL[1], owner="Ada"), proposal_line(WOOL[2], owner="Bo"), final=False
            ),
        }
    )


def boxes(store: FakeStore) -> str:
    """The status of every task, in the order of the notes."""
    lines = b"\n".join(data for _, data in sorted(store.notes.items(), reverse=True)).split(b"\n")
    return "".join(chr(line[3]) for line in lines if line.startswith(b"- ["))


def journalled(store: FakeStore) -> list[tuple[str, str, str]]:
    """The words, verb and detail of each line of the last gesture, as a restart reads them."""
    entry = store.entries()[-1]
    return [(line.after.line.split(" @")[0][6:], line.verb, line.detail) for line in entry.written]


def test_the_best_is_accepted_and_its_duplicates_are_duplicates_of_it(store: FakeStore) -> None:
    session = alike(session_over(store), (0, 2, 3))
    plan = session.planner.best([3])
    assert (plan.gesture.verb, plan.gesture.detail, plan.lines) == ("best", "", 3)
    settled = session.settle(session.save(plan))
    assert boxes(store) == " ?--"
    assert settled.keys == (0, 2, 3)
    assert session.tally.verbs == {"accept": 1, "duplicate": 2}
    assert session.tally.decided == 3
    place = "2026-11-02 a.md:1"
    assert journalled(store) == [
        (WOOL[0], "accept", ""),
        (WOOL[1], "duplicate", place),
        (WOOL[2], "duplicate", place),
    ]


def test_only_what_was_decided_changes_in_the_notes(store: FakeStore) -> None:
    before = dict(store.notes)
    session = alike(session_over(store), (0, 2, 3))
    session.settle(session.save(session.planner.best([0])))
    assert store.notes == {
        "2026-11-02 a.md": before["2026-11-02 a.md"].replace(b"[?] Order the", b"[ ] Order the"),
        "2026-11-01 b.md": before["2026-11-01 b.md"].replace(b"[?]", b"[-]"),
    }


@pytest.mark.parametrize("restarts", [False, True])
def test_it_is_taken_back_and_done_again_to_the_byte(store: FakeStore, restarts: bool) -> None:
    before = dict(store.notes)
    session = alike(session_over(store), (0, 2, 3))
    session.settle(session.save(session.planner.best([0])))
    after, said = dict(store.notes), journalled(store)
    for _ in range(2):
        session = session_over(store) if restarts else session
        plan = session.planner.undo()
        assert plan
        session.settle(session.save(plan))
        assert store.notes == before
        assert session.tally.verbs == {}
        assert [each[1:] for each in journalled(store)] == [each[1:] for each in said]
        session = session_over(store) if restarts else session
        plan = session.planner.redo()
        assert plan
        assert plan.gesture.verb == Undoing.REDO
        session.settle(session.save(plan))
        assert store.notes == after
        assert session.tally.verbs == {"accept": 1, "duplicate": 2}
        assert journalled(store) == said
        assert session.past.history == store.history()


def test_what_has_no_duplicate_is_refused_and_said(store: FakeStore) -> None:
    session = alike(session_over(store), (0, 2, 3))
    session.marks.toggle([0, 1])
    settled = session.settle(session.save(session.planner.best([1, 0])))
    assert boxes(store) == " ?--"
    assert {key: refused.refusal for key, refused in settled.refused.items()} == {1: Refusal.NO_DUPLICATE}
    assert session.marks.keys == {1}


def test_duplicates_are_not_rejected_for_a_line_that_cannot_be_accepted(store: FakeStore) -> None:
    line = proposal_line(WOOL[0]).replace("@Myself", "@Myself 🔁 every day")
    store.notes["2026-11-02 a.md"] = note(line)
    tasks = Settings(
        statuses=(Status(" ", "Todo", StatusType.DONE), Status("R", "Rejected", StatusType.CANCELLED))
    )
    vocabulary = Vocabulary(settings=tasks).with_symbols({Role.REJECTED: "R"}, Source.COMMAND_LINE)
    store.vocabularies = dict.fromkeys(store.notes, vocabulary)
    before = dict(store.notes)
    session = alike(session_over(store), (0, 1, 2))
    session.duplicates.make_keeper(0)
    settled = session.settle(session.save(session.planner.best([1, 0])))
    assert set(settled.refused) == {0, 1, 2}
    assert settled.refused[1].refusal is Refusal.RECURS
    assert store.notes == before


def duplicates(session: Session, *keys: int) -> Mapping[int, str]:
    plan = session.planner.duplicates(keys)
    return {
        step.key: step.edit.detail for steps in plan.steps.values() for step in steps if step.key is not None
    }


def test_a_duplicate_is_of_the_best_of_its_other_duplicates(store: FakeStore) -> None:
    session = alike(session_over(store), (0, 2, 3))
    assert duplicates(session, 2, 3) == {2: "2026-11-02 a.md:1", 3: "2026-11-02 a.md:1"}
    assert duplicates(session, 0) == {}
    assert duplicates(session, 0, 2) == {2: "2026-11-02 a.md:1"}
    assert duplicates(session, 1) == {1: ""}


def test_of_a_card_that_is_marked_whole_the_best_line_is_kept(store: FakeStore) -> None:
    session = alike(session_over(store), (0, 2, 3))
    session.marks.toggle([0, 2, 3])
    settled = session.settle(session.save(session.planner.duplicates(sorted(session.marks.keys))))
    assert boxes(store) == "??--"
    assert list(settled.refused) == [0]
    assert session.marks.keys == {0}


def test_a_duplicate_is_of_what_was_decided_first(store: FakeStore) -> None:
    session = alike(session_over(store), (0, 2, 3))
    session.decide([3], Accept())
    assert duplicates(session, 0, 2) == dict.fromkeys((0, 2), "2026-11-01 b.md:2")


def test_duplicates_of_different_lines_are_one_gesture(store: FakeStore) -> None:
    store.notes["2026-10-01 c.md"] = note("- [x] Paint", proposal_line("Paint the shed"))
    session = session_over(store)
    paint = key_of(session, "Paint the shed")
    alike(session, (1, paint), (0, 2, 3))
    session.duplicates.make_keeper(1)
    session.settle(session.save(session.planner.duplicates([paint, 2])))
    assert sorted(journalled(store)) == [
        (WOOL[1], "", "2026-11-02 a.md:1"),
        ("Paint the shed", "", "2026-11-02 a.md:3"),
    ]
    after = dict(store.notes)
    for _ in range(2):
        again = session_over(store)
        plan = again.planner.redo() or again.planner.undo()
        assert plan
        again.settle(again.save(plan))
    assert store.notes == after
    assert sorted(detail for _, _, detail in journalled(store)) == ["2026-11-02 a.md:1", "2026-11-02 a.md:3"]


def test_a_plain_gesture_says_its_verb_and_detail_once(store: FakeStore) -> None:
    session = session_over(store)
    session.decide([0, 1], Duplicate("c.md:1"))
    assert [each[1:] for each in journalled(store)] == [("", ""), ("", "")]
    assert store.entries()[-1].gesture.detail == "c.md:1"
