"""A note of thousands of proposals, the same or not: nothing costs the square of their number."""

from collections.abc import Callable

import pytest

from fakes import FakeStore, note, proposal_line, session_over
from steps import growth
from triage.core.task.decision import Accept
from triage.session.arrangement import Arrangement
from triage.session.session import Session

MANY = 600


def store_of(number: int) -> FakeStore:
    """A note with the same proposal this many times."""
    return FakeStore({"a.md": note(*[proposal_line("Order the wool")] * number)})


def alike(number: int) -> Session:
    """A session over such a note, not compared yet."""
    return session_over(store_of(number))


@pytest.fixture
def same() -> Session:
    """The same proposal hundreds of times, compared."""
    session = alike(MANY)
    session.compare()
    return session


def test_each_that_is_the_same_costs_what_one_costs() -> None:
    def weigh(number: int) -> Callable[[], object]:
        session = alike(number)
        session.compare()
        return session.weigh

    assert growth(weigh, 100) < 5
    assert growth(lambda number: alike(number).compare, 100) < 5


def test_all_that_is_the_same_is_one_card(same: Session) -> None:
    same.weigh()
    duplicates = same.tabs.named("duplicates")
    assert duplicates
    assert same.tabs.count(duplicates) == MANY
    assert len(same.groups(Arrangement(duplicates))[0].keys) == MANY


def test_what_is_told_of_a_card_follows_its_rows(same: Session) -> None:
    assert same.duplicates.others(5) == MANY - 1
    same.decide([7], Accept())
    assert same.duplicates.others(5) == MANY - 2
    assert [match.number for match in same.duplicates.matches(5)] == [8]
    assert same.duplicates.take_out(9) is True
    assert same.duplicates.others(5) == MANY - 3
    assert same.duplicates.take_out(9) is False
    assert same.duplicates.others(5) == MANY - 2
    undo = same.planner.undo()
    assert undo
    same.settle(same.save(undo))
    assert same.duplicates.others(5) == MANY - 1
    assert same.duplicates.matches(5) == ()


def test_what_is_told_of_a_card_follows_what_other_programs_write() -> None:
    store = store_of(MANY)
    same = session_over(store)
    same.compare()
    assert same.duplicates.others(5) == MANY - 1
    store.notes["a.md"] = store.notes["a.md"].replace(b"- [?]", b"- [x]", 2)
    same.read_again("a.md")
    assert same.duplicates.others(5) == MANY - 3
    assert len(same.duplicates.matches(5)) == 2


def test_rows_that_were_not_weighed_yet_stand_where_they_belong() -> None:
    lines = [proposal_line(f"w{number}", owner="Myself" if number % 3 else "Ada") for number in range(60)]
    session = session_over(FakeStore({"a.md": note(*lines)}))
    mine = session.tabs.named("mine")
    assert mine
    wanted = [number for number in range(60) if number % 3]
    weighed = 0
    while session.queue.changed:
        assert len(session.queue.changed) == 60 - weighed
        assert session.tabs.count(mine) <= len(wanted)
        (group,) = session.groups(Arrangement(mine))
        assert [session.rows[key].proposal.words for key in group.keys] == [f"w{number}" for number in wanted]
        session.weigh(7)
        weighed += 7
    assert session.tabs.count(mine) == len(wanted)
