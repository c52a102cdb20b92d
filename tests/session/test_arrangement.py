"""Which rows a view shows, and in which order."""

from collections.abc import Collection

import pytest

from fakes import TODAY, FakeStore, key_of, note, proposal_line, session_over
from found_sets import found_sets
from table import each_row
from triage.core.config import Config
from triage.core.filtering.filter import Filter
from triage.core.row import Grouping, Sorting
from triage.core.task.decision import Accept, Redate
from triage.session.arrangement import Arrangement
from triage.session.session import Session


@pytest.fixture
def store() -> FakeStore:
    return FakeStore(
        {
            "2026-11-02 a.md": note(
                proposal_line("c", due="2026-12-02", priority="low", owner="Bo"),
                proposal_line("a", due="2026-12-03", owner=""),
                proposal_line("B", priority="high"),
            ),
            "Deep/2026-11-01 b.md": note(
                proposal_line("e", due="2024-01-01", priority="highest", owner="Ada"),
                proposal_line("d", due="2027-05-01", priority="medium", owner="Bo"),
            ),
            "deep/sub/2026-10-01 c.md": note(proposal_line("f", due="2026-08-01", owner="bo @Ada")),
        }
    )


def groups(
    session: Session,
    grouping: Grouping = Grouping.NOTE,
    sorting: Sorting = Sorting.PLACE,
    *,
    view: str = "all",
    text: str = "",
    most: int = 0,
    kept: Collection[int] = (),
) -> dict[str, str]:
    named = session.tabs.named(view)
    assert named
    found = session.groups(Arrangement(named, Filter.of(text, TODAY), grouping, sorting, most), kept)
    assert all(group.by is (Grouping.NOTE if group.has_arrived else grouping) for group in found)
    names = [f"{group.name}{' new' if group.has_arrived else ''}" for group in found]
    assert len(set(names)) == len(names)
    return {
        name: "".join(session.rows[key].proposal.words for key in group.keys)
        for name, group in zip(names, found, strict=True)
    }


def test_by_note_the_newest_comes_first(store: FakeStore) -> None:
    assert list(groups(session_over(store)).items()) == [
        ("2026-11-02 a.md", "caB"),
        ("Deep/2026-11-01 b.md", "ed"),
        ("deep/sub/2026-10-01 c.md", "f"),
    ]


@pytest.mark.parametrize(
    ("grouping", "expected"),
    [
        (Grouping.OWNER, [("Myself", "B"), ("Bo", "cdf"), ("Ada", "e"), ("", "a")]),
        (Grouping.FOLDER, [("", "caB"), ("Deep", "ed"), ("deep/sub", "f")]),
        (
            Grouping.DUE,
            [
                ("overdue by more than a year", "e"),
                ("overdue by more than 90 days", "f"),
                ("overdue", "c"),
                ("today", "a"),
                ("later", "d"),
                ("no due date", "B"),
            ],
        ),
        (Grouping.SET, [("", "caBedf")]),
    ],
)
def test_by_other_things_the_groups_stand_as_one_expects(
    store: FakeStore, grouping: Grouping, expected: list[tuple[str, str]]
) -> None:
    assert list(groups(session_over(store), grouping).items()) == expected


@pytest.mark.parametrize(
    ("sorting", "expected"),
    [
        (Sorting.PLACE, ["caB", "ed", "f"]),
        (Sorting.DUE, ["caB", "ed", "f"]),
        (Sorting.PRIORITY, ["Bac", "ed", "f"]),
        (Sorting.OWNER, ["cBa", "ed", "f"]),
        (Sorting.WORDS, ["aBc", "de", "f"]),
    ],
)
def test_sorting_is_within_the_groups(store: FakeStore, sorting: Sorting, expected: list[str]) -> None:
    assert list(groups(session_over(store), sorting=sorting).values()) == expected


def test_groups_of_another_kind_are_sorted_too(store: FakeStore) -> None:
    found = groups(session_over(store), Grouping.OWNER, Sorting.DUE)
    assert found == {"Myself": "B", "Bo": "fcd", "Ada": "e", "": "a"}


def test_equals_keep_the_order_of_their_places(store: FakeStore) -> None:
    store.notes = {"a.md": note(*[proposal_line(words) for words in "badc"])}
    for sorting in (Sorting.DUE, Sorting.PRIORITY, Sorting.OWNER):
        assert groups(session_over(store), sorting=sorting) == {"a.md": "badc"}


@each_row(
    "due, name",
    [
        ("2025-12-02", "overdue by more than a year"),
        ("2025-12-03", "overdue by more than 90 days"),
        ("2026-09-03", "overdue by more than 90 days"),
        ("2026-09-04", "overdue by more than 30 days"),
        ("2026-11-02", "overdue by more than 30 days"),
        ("2026-11-03", "overdue"),
        ("2026-12-02", "overdue"),
        ("2026-12-03", "today"),
        ("2026-12-04", "within a week"),
        ("2026-12-10", "within a week"),
        ("2026-12-11", "within a month"),
        ("2027-01-03", "within a month"),
        ("2027-01-04", "later"),
    ],
)
def test_a_group_of_due_dates_holds_what_its_name_says(due: str, name: str) -> None:
    session = session_over({"a.md": note(proposal_line("a", due=due))})
    assert list(groups(session, Grouping.DUE)) == [name]


def test_a_card_stands_where_its_first_row_does_with_the_best_on_top(store: FakeStore) -> None:
    session = session_over(store)
    cards = tuple(tuple(key_of(session, each) for each in card) for card in ("cf", "ad"))
    session.take_compared(found_sets(*cards))
    assert list(groups(session, Grouping.SET).items()) == [("c", "cf"), ("a", "ad"), ("", "Be")]
    session.duplicates.make_keeper(key_of(session, "d"))
    assert list(groups(session, Grouping.SET).items()) == [("c", "cf"), ("d", "da"), ("", "Be")]
    session.duplicates.take_out(key_of(session, "f"))
    assert list(groups(session, Grouping.SET).items()) == [("d", "da"), ("", "cBef")]


def test_what_is_kept_stays_though_it_no_longer_belongs(store: FakeStore) -> None:
    session = session_over(store)
    kept = {key_of(session, "c"), key_of(session, "f")}
    session.decide([key_of(session, "c")], Redate(TODAY))
    assert groups(session, view="overdue") == {"Deep/2026-11-01 b.md": "e", "deep/sub/2026-10-01 c.md": "f"}
    assert groups(session, view="overdue", kept=kept)["2026-11-02 a.md"] == "c"
    assert groups(session, view="overdue", text="nothing", kept=kept) == {
        "2026-11-02 a.md": "c",
        "deep/sub/2026-10-01 c.md": "f",
    }


def test_what_is_decided_stays_until_it_is_retired_and_is_back_when_undone(store: FakeStore) -> None:
    session = session_over(store)
    session.decide([key_of(session, "a")], Accept())
    assert groups(session)["2026-11-02 a.md"] == "caB"
    session.queue.retire()
    assert groups(session)["2026-11-02 a.md"] == "cB"
    plan = session.planner.undo()
    assert plan
    session.settle(session.save(plan))
    assert groups(session)["2026-11-02 a.md"] == "caB"
    session.decide([key_of(session, "a")], Accept())
    assert groups(session, kept={key_of(session, "a")})["2026-11-02 a.md"] == "caB"


@pytest.mark.parametrize("grouping", Grouping)
def test_what_came_later_stands_by_note_at_the_end(store: FakeStore, grouping: Grouping) -> None:
    session = session_over(store)
    store.notes["2026-11-02 a.md"] = note(proposal_line("n", owner="Ada")) + store.notes["2026-11-02 a.md"]
    session.read_again("2026-11-02 a.md")
    assert list(groups(session, grouping).items())[-1] == ("2026-11-02 a.md new", "n")
    assert sorted("".join(groups(session, grouping).values())) == sorted("abcdefn".replace("b", "B"))


@pytest.mark.parametrize("most", range(8))
def test_there_are_so_many_at_the_most_those_of_the_newest_notes(store: FakeStore, most: int) -> None:
    shown = "".join(groups(session_over(store), most=most).values())
    assert shown == ("caBedf"[:most] if most else "caBedf")


def test_a_sprint_keeps_its_rows_whatever_comes_above_them(store: FakeStore) -> None:
    session = session_over(store)
    kept = {key_of(session, each) for each in "ef"}
    assert "".join(groups(session, most=2, kept=kept).values()) == "ef"
    assert "".join(groups(session, most=3, kept=kept).values()) == "cef"
    assert "".join(groups(session, most=1, kept=kept).values()) == "ef"
    session.decide(kept, Accept())
    assert "".join(groups(session, most=2, kept=kept).values()) == "ef"


def test_a_note_that_is_decided_in_stays_what_its_front_matter_says() -> None:
    lines = [proposal_line(words) for words in "abc"]
    store = FakeStore({"a.md": note("---", "type: meeting", "---", *lines, end="\r\n"), "b.md": note("x")})
    session = session_over(store, config=Config(views={"M": "type:meeting"}))
    assert groups(session, view="M") == {"a.md": "abc"}
    session.decide([key_of(session, "a")], Accept())
    session.queue.retire()
    assert groups(session, view="M") == {"a.md": "bc"}
    store.notes["a.md"] = store.notes["a.md"].replace(b"meeting", b"mail")
    session.read_again("a.md")
    assert groups(session, view="M") == {}
