"""Comparing over a store."""

from collections.abc import Mapping

import pytest

from fakes import FakeStore, note, proposal_line, session_over
from triage.core.decision import Accept, Reject
from triage.core.proposal import Proposal
from triage.core.vocabulary import Role
from triage.session.comparison import Compared, compare
from triage.session.session import Session

BLUE, ALSO = "Order the blue wool from Ada", "Order blue wool from Ada"
FERRY = "Call the ferry office about the timetable"


@pytest.fixture
def store() -> FakeStore:
    return FakeStore(
        {
            "2026-11-02 a.md": note(
                proposal_line(BLUE), proposal_line(FERRY), proposal_line("Paint the shed")
            ),
            "2026-11-01 b.md": note("- [x] words that nobody has said", f"- [>] {BLUE}", proposal_line(ALSO)),
            "2026-10-01 c.md": note(
                f"- [x] {FERRY} ✅ 2026-10-02", f"- [-] {FERRY} @Ada", f"- [ ] {FERRY}", f"- [/] {FERRY}"
            ),
        }
    )


def compared(session: Session) -> list[Compared]:
    return list(compare(session.store, session.notes, session.open_proposals(), lambda: None))


def matches(session: Session, key: int) -> list[tuple[str, Role | None]]:
    return [(match.place, match.role) for match in session.likenesses.matches(key)]


def test_tasks_elsewhere_are_found_whatever_became_of_them(store: FakeStore) -> None:
    session = session_over(store)
    session.compare()
    found = matches(session, 1)
    assert len(found) == 3
    assert set(found) < {
        ("2026-10-01 c.md:1", Role.DONE),
        ("2026-10-01 c.md:2", Role.REJECTED),
        ("2026-10-01 c.md:3", Role.ACCEPTED),
        ("2026-10-01 c.md:4", Role.STARTED),
    }
    assert matches(session, 0) == [("2026-11-01 b.md:2", None)]
    assert matches(session, 2) == []


@pytest.mark.parametrize(
    ("box", "role"),
    [("x", Role.DONE), (" ", Role.ACCEPTED), ("/", Role.STARTED), ("-", Role.REJECTED), (">", None)],
)
def test_each_status_is_told(store: FakeStore, box: str, role: Role | None) -> None:
    store.notes["2026-10-01 c.md"] = note(f"- [{box}] {FERRY}")
    session = session_over(store)
    session.compare()
    assert matches(session, 1) == [("2026-10-01 c.md:1", role)]
    session.weigh()
    before = session.tabs.named("already")
    assert before
    assert session.tabs.count(before) == 3  # the two about wool match a line of the second note


def test_proposals_that_say_the_same_are_one_card(store: FakeStore) -> None:
    session = session_over(store)
    session.compare()
    assert session.likenesses.open_keys(0) == (0, 3)
    assert session.likenesses.card(1) is None


def test_those_of_one_note_too(store: FakeStore) -> None:
    store.notes = {"a.md": note(proposal_line(BLUE), "words", proposal_line(BLUE), proposal_line(ALSO))}
    session = session_over(store)
    session.compare()
    assert session.likenesses.open_keys(1) == (0, 1, 2)
    assert all(matches(session, key) == [] for key in session.rows)


def test_a_proposal_that_is_decided_meanwhile_is_not_its_own_match(store: FakeStore) -> None:
    session = session_over(store)
    work = compare(store, session.notes, session.open_proposals(), lambda: None)
    session.decide([0, 2], Reject())
    for found in work:
        session.take_compared(found)
    assert matches(session, 3)[0] == ("2026-11-02 a.md:1", Role.REJECTED)
    plan = session.plan_undo()
    assert plan
    session.settle(session.save(plan))
    assert [matches(session, key) for key in (0, 2, 3)] == [
        [("2026-11-01 b.md:2", None)],
        [],
        [("2026-11-01 b.md:2", None)],
    ]


def test_only_what_is_open_is_compared(store: FakeStore) -> None:
    session = session_over(store)
    session.decide([0], Accept())
    session.compare()
    assert session.likenesses.card(3) is None
    assert ("2026-11-02 a.md:1", Role.ACCEPTED) in matches(session, 3)


def test_a_note_that_cannot_be_read_is_passed_over(store: FakeStore) -> None:
    session = session_over(store)
    store.unreadable = {"2026-11-01 b.md": "It is locked"}
    del store.notes["2026-10-01 c.md"]
    session.compare()
    assert [matches(session, key) for key in session.rows] == [[], [], [], []]
    assert session.likenesses.open_keys(0) == (0, 3)


class Stop(Exception):
    """The screen has gone."""


@pytest.mark.parametrize("after", range(12))
def test_what_the_pause_raises_ends_it(store: FakeStore, after: int) -> None:
    session = session_over(store)
    pauses = 0

    def pause() -> None:
        nonlocal pauses
        pauses += 1
        if pauses > after:
            raise Stop

    with pytest.raises(Stop):
        list(compare(store, session.notes, session.open_proposals(), pause))
    assert pauses == after + 1


def test_a_proposal_without_words_is_like_nothing(store: FakeStore) -> None:
    store.notes = {"a.md": note(proposal_line(""), "- [x] #task", "- [x] ", proposal_line("", owner="Ada"))}
    session = session_over(store)
    session.compare()
    assert all(matches(session, key) == [] for key in session.rows)
    assert all(session.likenesses.card(key) is None for key in session.rows)


def test_it_touches_nothing_but_the_store(store: FakeStore) -> None:
    session = session_over(store)
    proposals: Mapping[int, Proposal] = session.open_proposals()
    before = dict(store.notes), session.open_proposals()
    compared(session)
    assert (dict(store.notes), proposals) == before
    assert session.likenesses.card(0) is None


def test_every_row_that_was_found_alike_is_said_to_have_been_looked_at(store: FakeStore) -> None:
    for found in compared(session_over(store)):
        assert {*found.matches, *(key for group in found.groups for key in group)} <= set(found.looked_at)
