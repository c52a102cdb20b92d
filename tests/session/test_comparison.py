"""Comparing over a store."""

from collections.abc import Mapping

import pytest

from fakes import FakeStore, note, proposal_line, session_over
from triage.core.task.decision import Accept, Reject
from triage.core.task.proposal import Proposal
from triage.core.task.vocabulary import Role
from triage.session.comparison import Compared, Comparison
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
    return list(session.comparison(lambda: None).all(session.notes, session.open_proposals()))


def matches(session: Session, key: int) -> list[tuple[str, Role | None]]:
    return [(match.place, match.role) for match in session.duplicates.matches(key)]


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
    assert session.duplicates.open_members(0) == (0, 3)
    assert session.duplicates.set_of(1) is None


def test_those_of_one_note_too(store: FakeStore) -> None:
    store.notes = {"a.md": note(proposal_line(BLUE), "words", proposal_line(BLUE), proposal_line(ALSO))}
    session = session_over(store)
    session.compare()
    assert session.duplicates.open_members(1) == (0, 1, 2)
    assert all(matches(session, key) == [] for key in session.rows)


def test_a_proposal_that_is_decided_meanwhile_is_not_its_own_match(store: FakeStore) -> None:
    session = session_over(store)
    work = Comparison(store, lambda: None).all(session.notes, session.open_proposals())
    session.decide([0, 2], Reject())
    for found in work:
        session.take_compared(found)
    assert matches(session, 3)[0] == ("2026-11-02 a.md:1", Role.REJECTED)
    plan = session.planner.undo()
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
    assert session.duplicates.set_of(3) is None
    assert ("2026-11-02 a.md:1", Role.ACCEPTED) in matches(session, 3)


def test_a_note_that_cannot_be_read_is_passed_over(store: FakeStore) -> None:
    session = session_over(store)
    store.unreadable = {"2026-11-01 b.md": "It is locked"}
    del store.notes["2026-10-01 c.md"]
    session.compare()
    assert [matches(session, key) for key in session.rows] == [[], [], [], []]
    assert session.duplicates.open_members(0) == (0, 3)


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
        list(Comparison(store, pause).all(session.notes, session.open_proposals()))
    assert pauses == after + 1


def test_a_proposal_without_words_is_like_nothing(store: FakeStore) -> None:
    store.notes = {"a.md": note(proposal_line(""), "- [x] #task", "- [x] ", proposal_line("", owner="Ada"))}
    session = session_over(store)
    session.compare()
    assert all(matches(session, key) == [] for key in session.rows)
    assert all(session.duplicates.set_of(key) is None for key in session.rows)


def test_it_touches_nothing_but_the_store(store: FakeStore) -> None:
    session = session_over(store)
    proposals: Mapping[int, Proposal] = session.open_proposals()
    before = dict(store.notes), session.open_proposals()
    compared(session)
    assert (dict(store.notes), proposals) == before
    assert session.duplicates.set_of(0) is None


def test_every_row_that_was_found_alike_is_said_to_have_been_looked_at(store: FakeStore) -> None:
    for found in compared(session_over(store)):
        assert {*found.matches, *(key for each in found.sets for key in each.members)} <= set(found.looked_at)


class Again:
    """A comparison that is kept, and a vault that changes."""

    def __init__(self, store: FakeStore) -> None:
        self.store = store
        self.session = session_over(store)
        self.comparison = Comparison(store, lambda: None)
        for found in self.comparison.all(self.session.notes, self.session.open_proposals()):
            self.session.take_compared(found)

    def change(self, path: str, *lines: str) -> None:
        self.store.notes[path] = note(*lines)
        new = self.session.read_again(path)
        rows = self.session.rows
        keys = set(list(rows)[len(rows) - new :]) if new else set()
        self.again(path, keys)

    def again(self, path: str, keys: set[int]) -> None:
        present = {key: row.proposal for key, row in self.session.rows.items() if not row.is_gone}
        for found in self.comparison.again([path], keys, present):
            self.session.take_compared(found)

    def duplicates(self, key: int) -> int:
        return self.session.duplicates.others(key)


def test_a_new_proposal_finds_its_duplicates_and_what_was_decided(store: FakeStore) -> None:
    again = Again(store)
    again.change("new.md", proposal_line("Call the ferry office about the timetable"), proposal_line(BLUE))
    ferry, blue = list(again.session.rows)[-2:]
    assert again.duplicates(ferry) == again.duplicates(1) == 1
    assert len(matches(again.session, ferry)) == 3
    assert again.duplicates(blue) == again.duplicates(0) == 2


def test_a_task_that_comes_goes_or_moves_is_followed(store: FakeStore) -> None:
    again = Again(store)
    assert matches(again.session, 2) == []
    again.change("done.md", "- [x] Paint the shed")
    assert matches(again.session, 2) == [("done.md:1", Role.DONE)]
    again.change("done.md", "# H", "- [x] Paint the shed")
    assert matches(again.session, 2) == [("done.md:2", Role.DONE)]
    again.change("done.md", "# H", "- [-] Paint the shed")
    assert matches(again.session, 2) == [("done.md:2", Role.REJECTED)]
    again.change("done.md", "# H")
    assert matches(again.session, 2) == []


def test_words_that_are_others_now_leave_the_card(store: FakeStore) -> None:
    again = Again(store)
    alike = next(key for key, row in again.session.rows.items() if row.proposal.words == ALSO)
    assert again.duplicates(alike) == 1
    store.notes["2026-11-01 b.md"] = note(
        "- [x] words that nobody has said", f"- [>] {BLUE}", proposal_line("Paint the shed")
    )
    again.session.read_again("2026-11-01 b.md")
    again.again("2026-11-01 b.md", {alike})
    assert again.duplicates(0) == 0
    assert again.duplicates(alike) == again.duplicates(2) == 1


def test_only_what_changed_is_compared_again(store: FakeStore) -> None:
    again = Again(store)
    store.notes["new.md"] = note("# nothing")
    read: list[str] = []
    real = store.read

    def read_and_tell(note: str) -> bytes:
        read.append(note)
        return real(note)

    store.read = read_and_tell  # type: ignore[method-assign]
    again.again("new.md", set())
    assert read == ["new.md"]


def test_a_row_that_is_gone_is_nobodys_duplicate(store: FakeStore) -> None:
    again = Again(store)
    again.change("2026-11-02 a.md", proposal_line(FERRY), proposal_line("Paint the shed"))
    again.change("new.md", proposal_line(BLUE))
    new = list(again.session.rows)[-1]
    assert again.session.rows[0].is_gone
    assert again.duplicates(new) == 1
    assert 0 not in again.session.duplicates.open_members(new)
