"""Cards and tasks decided elsewhere, as the user handles them."""

from collections.abc import Callable
from datetime import date
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakes import FakeStore, note, proposal_line, session_over
from found_sets import found_sets
from triage.core.task.decision import Accept, Done, Reject
from triage.core.task.vocabulary import Role
from triage.session.comparison import Compared
from triage.session.duplicate_set import DuplicateSet, Match
from triage.session.session import Session

ELSEWHERE = Match("z.md", 7, "- [x] Wool", Role.DONE, "Wool")


def wool_store() -> FakeStore:
    """Five proposals that say the same, the last without the queue tags, and one that does not."""
    return FakeStore(
        {
            "2026-11-02 a.md": note(
                proposal_line("Order wool", owner="Ada"),
                proposal_line("Order the blue wool", owner="Bo", due="2026-12-24"),
                proposal_line("Paint", owner="Bo"),
            ),
            "2026-11-01 b.md": note(
                proposal_line("Order the wool", owner="Myself"),
                proposal_line("Order it", due="2026-01-01", owner="Bo"),
                proposal_line("Order all of the blue wool", owner="Bo", tags="#proposed"),
            ),
        }
    )


@pytest.fixture
def store() -> FakeStore:
    return wool_store()


@pytest.fixture
def session(store: FakeStore) -> Session:
    return compared(store)


def compared(store: FakeStore) -> Session:
    """A session that knows which of the store's proposals say the same."""
    session = session_over(store)
    session.take_compared(Compared({2: (ELSEWHERE,)}, looked_at=(2,)))
    session.take_compared(found_sets((0, 1, 3, 4, 5)))
    return session


def traits(session: Session, view: str) -> set[int]:
    """The rows that a view counts, by what it holds."""
    session.weigh()
    named = session.tabs.named(view)
    assert named
    rows = {key for key, row in session.rows.items() if row.is_open and named.takes(session.subject(row))}
    shown = {key for key in rows if session.includes_left_out or not session.rows[key].proposal.is_left_out}
    assert session.tabs.count(named, with_left_out=session.includes_left_out) == len(shown)
    return shown


def test_the_members_of_a_card_are_each_others_duplicates(session: Session) -> None:
    assert [session.duplicates.others(key) for key in range(6)] == [3, 3, 0, 3, 3, 0]
    assert session.duplicates.open_members(4) == (0, 1, 3, 4)
    assert traits(session, "duplicates") == {0, 1, 3, 4}
    assert traits(session, "already") == {2}


def test_a_member_without_the_tags_is_a_duplicate_only_where_it_is_included(session: Session) -> None:
    session.include_left_out()
    session.queue.changed.update(session.rows)
    assert session.duplicates.open_members(0) == (0, 1, 3, 4, 5)
    assert traits(session, "duplicates") == {0, 1, 3, 4, 5}


def best(session: Session, key: int = 0) -> tuple[int, str]:
    found = session.duplicates.keeper(key)
    assert found
    return found.key, found.why


def test_the_best_is_mine_then_due_then_of_the_newest_note_then_the_longest(session: Session) -> None:
    assert best(session) == (3, "mine")
    session.decide([3], Accept())
    assert best(session)[0] == 1
    assert "due" in best(session)[1]
    session.decide([1], Accept())
    assert best(session) == (0, "newest note")
    session.decide([0], Accept())
    assert session.duplicates.keeper(4) is None
    session.include_left_out()
    assert best(session, 4) == (5, "longest")


def test_names_that_mean_me_and_the_day_decide_with_it(store: FakeStore) -> None:
    session = session_over(store, today=date(2025, 12, 31))
    session.take_compared(found_sets((0, 1, 4)))
    assert best(session)[0] == 1
    session.names.call_me(["Ada", "Myself"])
    assert best(session) == (0, "mine")


def test_what_the_user_calls_the_best_is_it_while_it_is_open(session: Session) -> None:
    assert session.duplicates.make_keeper(4)
    assert best(session) == (4, "your choice")
    session.decide([4], Reject())
    assert best(session) == (3, "mine")
    plan = session.planner.undo()
    assert plan
    session.settle(session.save(plan))
    assert best(session) == (4, "your choice")
    assert not session.duplicates.make_keeper(2)
    assert not session.duplicates.make_keeper(5)


def test_a_row_that_is_taken_out_has_no_duplicates_until_it_is_put_back(session: Session) -> None:
    assert session.duplicates.take_out(3) is True
    assert session.duplicates.set_of(3) is None
    assert session.duplicates.open_members(0) == (0, 1, 4)
    assert traits(session, "duplicates") == {0, 1, 4}
    assert best(session)[0] == 1
    session.decide([0], Done())
    assert session.duplicates.matches(3) == ()
    assert session.duplicates.take_out(3) is False
    assert [match.role for match in session.duplicates.matches(3)] == [Role.DONE]
    assert session.duplicates.take_out(2) is None


def test_the_last_two_are_duplicates_no_more_once_one_is_out(session: Session) -> None:
    for key in (0, 1, 3):
        session.duplicates.take_out(key)
    assert traits(session, "duplicates") == set()
    assert session.duplicates.keeper(4) is None


@pytest.mark.parametrize("back", permutations((0, 3, 4)))
def test_they_are_put_back_where_they_stood_in_any_order(session: Session, back: tuple[int, ...]) -> None:
    session.duplicates.make_keeper(4)
    for key in (0, 4, 3):
        session.duplicates.take_out(key)
    for key in back:
        session.duplicates.take_out(key)
    assert session.duplicates.open_members(1) == (0, 1, 3, 4)
    assert best(session) == (4, "your choice")
    assert traits(session, "duplicates") == {0, 1, 3, 4}


def test_another_choice_made_meanwhile_stands(session: Session) -> None:
    session.duplicates.make_keeper(4)
    session.duplicates.take_out(4)
    session.duplicates.make_keeper(0)
    session.duplicates.take_out(4)
    assert best(session) == (0, "your choice")


def test_a_duplicate_that_is_decided_is_what_was_decided_elsewhere(session: Session) -> None:
    session.decide([1], Reject())
    (match,) = session.duplicates.matches(0)
    assert (match.place, match.role) == ("2026-11-02 a.md:2", Role.REJECTED)
    assert match.line.startswith("- [-] Order the blue wool")
    assert traits(session, "already") == {0, 2, 3, 4}
    assert traits(session, "duplicates") == {0, 3, 4}
    assert session.duplicates.matches(1) == ()
    plan = session.planner.undo()
    assert plan
    session.settle(session.save(plan))
    assert session.duplicates.matches(0) == ()
    assert traits(session, "already") == {2}


def test_a_duplicate_whose_line_is_gone_is_none(store: FakeStore, session: Session) -> None:
    store.notes["2026-11-01 b.md"] = note(*["x"] * 4, proposal_line("Other"))
    session.read_again("2026-11-01 b.md")
    assert session.duplicates.open_members(0) == (0, 1)
    session.decide([0], Accept())
    assert session.duplicates.others(1) == 0
    assert session.duplicates.keeper(1) is None
    assert [match.place for match in session.duplicates.matches(1)] == ["2026-11-02 a.md:1"]


def test_rows_can_be_joined_to_one_idea(session: Session) -> None:
    before = traits(session, "duplicates")
    session.join([2, 0])
    assert session.duplicates.open_members(2) == session.duplicates.open_members(0) == (0, 2)
    assert 0 not in session.duplicates.open_members(1)
    assert session.make_keeper(2)
    assert session.take_out(2)
    assert session.duplicates.others(0) == 0
    assert [session.undo_set_change() for _ in range(4)] == [True, True, True, False]
    assert traits(session, "duplicates") == before
    assert session.duplicates.open_members(0) == session.duplicates.open_members(1)
    assert session.duplicates.others(2) == 0


def test_what_was_done_to_cards_before_a_gesture_is_taken_back_after_it(session: Session) -> None:
    assert session.take_out(4)
    assert session.make_keeper(2) is False  # it has no duplicate, so there is nothing to take back
    session.decide([0], Accept())
    assert not session.undo_set_change()
    undo = session.planner.undo()
    assert undo
    session.settle(session.save(undo))
    assert session.undo_set_change()
    assert traits(session, "duplicates") == {0, 1, 3, 4}


def cards(session: Session) -> dict[int, tuple[DuplicateSet | None, DuplicateSet | None]]:
    """The card of each row, and the card from which it was taken out."""
    state = session.duplicates.state(session.rows)

    def card(number: int | None) -> DuplicateSet | None:
        return None if number is None else state.sets[number]

    return {key: (card(state.set_of[key]), card(state.out_of[key])) for key in session.rows}


@given(
    st.lists(
        st.one_of(
            st.tuples(st.just("join"), st.sets(st.integers(0, 5), min_size=2, max_size=4)),
            st.tuples(st.sampled_from(("best", "out")), st.sets(st.integers(0, 5), min_size=1, max_size=1)),
        ),
        max_size=12,
    )
)
def test_all_that_was_done_to_cards_is_taken_back_step_by_step(changes: list[tuple[str, set[int]]]) -> None:
    session = compared(wool_store())
    before = []
    for change, keys in changes:
        cards_before = cards(session)
        match change:
            case "join":
                session.join(keys)
                has_changed = True
            case "best":
                has_changed = session.make_keeper(min(keys))
            case _:
                has_changed = session.take_out(min(keys)) is not None
        if has_changed:
            before.append(cards_before)
    while before:
        assert session.undo_set_change()
        assert cards(session) == before.pop()
    assert not session.undo_set_change()


@pytest.mark.parametrize("again", [Session.load, Session.start_comparing])
def test_what_was_done_to_cards_is_not_taken_back_once_all_is_compared_anew(
    session: Session, again: Callable[[Session], object]
) -> None:
    assert session.take_out(4)
    again(session)
    assert not session.undo_set_change()


def test_what_was_taken_out_can_be_joined_to_another(session: Session) -> None:
    session.duplicates.take_out(4)
    session.duplicates.join([4, 2])
    assert session.duplicates.open_members(4) == (2, 4)
    assert session.duplicates.open_members(0) == (0, 1, 3)
    session.duplicates.take_out(4)
    assert traits(session, "duplicates") == {0, 1, 3}


def test_to_begin_again_forgets_it(session: Session) -> None:
    session.duplicates.take_out(0)
    session.load()
    assert all(session.duplicates.set_of(key) is None for key in session.rows)
    assert all(session.duplicates.take_out(key) is None for key in session.rows)
    assert traits(session, "duplicates") == traits(session, "already") == set()


def test_what_was_joined_before_it_was_compared_stays_joined(session: Session) -> None:
    session.load()
    keys = list(session.rows)
    session.duplicates.join([keys[0], keys[2]])
    session.duplicates.join([keys[4], keys[5]])
    session.duplicates.make_keeper(keys[2])
    session.duplicates.take_out(keys[4])
    session.take_compared(found_sets((keys[0], keys[1], keys[4])))
    assert session.duplicates.open_members(keys[1]) == tuple(keys[:3])
    assert best(session, keys[1]) == (keys[2], "your choice")
    assert traits(session, "duplicates") == set(keys[:3])
    session.take_compared(found_sets((keys[0], keys[1], keys[4])))
    assert session.duplicates.open_members(keys[1]) == tuple(keys[:3])
