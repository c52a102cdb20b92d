import pytest

from fakes import TODAY, FakeStore, key_of, note, proposal_line, session_over
from table import each_row
from triage.core.config import Config
from triage.core.filtering.error import BadFilter
from triage.core.filtering.filter import Filter
from triage.core.task.decision import Accept
from triage.session.arrangement import Arrangement
from triage.session.session import Session
from triage.session.view import BadView, View, views_of


@pytest.fixture
def session() -> Session:
    return session_over(
        FakeStore(
            {
                "a/Harbour.md": note(
                    "# Ropes", proposal_line("wool"), proposal_line("oil", tags="#proposed")
                ),
                "b.md": note(proposal_line("Blue WOOL"), proposal_line("tar", tags="#proposed")),
                "c.md": note(proposal_line("lone", tags="")),
            }
        )
    )


def shown_by(session: Session, text: str = "", view: str = "all") -> list[tuple[str, list[str]]]:
    wanted = session.tabs.named(view)
    assert wanted
    return [
        (group.name, [session.rows[key].proposal.words for key in group.keys])
        for group in session.groups(Arrangement(wanted, Filter.of(text, TODAY)))
    ]


def counted(session: Session, view: str = "all") -> tuple[int, int]:
    session.weigh()
    wanted = session.tabs.named(view)
    assert wanted
    return session.tabs.count(wanted), session.tabs.count(wanted, with_left_out=True)


def test_what_the_queue_tags_leave_out_is_not_shown_until_it_is_included(session: Session) -> None:
    assert shown_by(session) == [("a/Harbour.md", ["wool"]), ("b.md", ["Blue WOOL"])]
    session.include_left_out()
    assert shown_by(session) == [
        ("a/Harbour.md", ["wool", "oil"]),
        ("b.md", ["Blue WOOL", "tar"]),
        ("c.md", ["lone"]),
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("wool", ["wool", "Blue WOOL"]),
        ("woo blue", ["Blue WOOL"]),
        ("HARBOUR", ["wool"]),
        ("rope", ["wool"]),
        ("myself", ["wool", "Blue WOOL"]),
        ("nobody", []),
        ("  ", ["wool", "Blue WOOL"]),
    ],
)
def test_the_filter_searches_line_note_and_heading(session: Session, words: str, expected: list[str]) -> None:
    assert [each for _, group in shown_by(session, words) for each in group] == expected


def test_decided_rows_stay_and_what_is_to_decide_ignores_the_filter(session: Session) -> None:
    assert counted(session) == (2, 5)
    session.decide([key_of(session, "Blue WOOL"), key_of(session, "tar")], Accept())
    assert shown_by(session, "blue") == [("b.md", ["Blue WOOL"])]
    assert counted(session) == (1, 3)


@pytest.mark.parametrize("name", ["all", "Mine", "SNOOZED"])
def test_a_saved_view_may_not_be_called_as_one_that_is_always_there(name: str) -> None:
    with pytest.raises(BadView) as bad:
        views_of({name: "wool"}, TODAY)
    assert bad.value.name == name
    assert isinstance(bad.value.because, View)
    assert not bad.value.because.is_saved


def test_two_saved_views_may_not_be_called_alike() -> None:
    with pytest.raises(BadView, match="BOAT") as bad:
        views_of({"Boat": "wool", "BOAT": "oil"}, TODAY)
    assert isinstance(bad.value.because, View)
    assert (bad.value.because.name, bad.value.because.is_saved) == ("Boat", True)


@each_row("text", ["due:", "is:nothing", "(wool", "a OR", '"wool', "x" * 2001])
def test_a_saved_view_that_asks_for_nothing_that_exists_is_named(text: str) -> None:
    with pytest.raises(BadView, match="Boat") as bad:
        views_of({"Good": "wool", "Boat": text}, TODAY)
    assert isinstance(bad.value.because, BadFilter)
    with pytest.raises(BadView, match="Boat"):
        session_over({}, config=Config(views={"Boat": text}))


def test_saved_views_come_last_in_their_order_and_are_found_by_name() -> None:
    session = session_over({}, config=Config(views={"Zoo": "wool", "Boat": "is:mine oil"}))
    names = [view.name for view in session.tabs.views]
    assert names[0] == "all"
    assert names[-2:] == ["Zoo", "Boat"]
    found = session.tabs.named("bOAT")
    assert found
    assert (found.title, found.is_saved, found.filter.text) == ("Boat", True, "is:mine oil")
    assert session.tabs.named("Boats") is None


def test_a_view_that_is_saved_again_takes_the_place_of_its_name() -> None:
    session = session_over({"a.md": note(proposal_line("wool"), proposal_line("oil"))})
    session.weigh()
    for text, count in (("wool", 1), ("wool OR oil", 2), ("tar", 0)):
        view = View("Boat", "Boat", Filter.of(text, TODAY), is_saved=True)
        session.add_view(view)
        session.weigh()
        assert session.tabs.count(view) == count
        assert [each.name for each in session.tabs.views].count("Boat") == 1


def test_a_view_that_is_none_is_named_with_its_file_and_line() -> None:
    places = {"views.Boat": "config.yaml, line 4"}
    with pytest.raises(BadView, match="Boat") as bad:
        views_of({"Boat": "prio:urgnt"}, TODAY, places)
    assert bad.value.place == "config.yaml, line 4"
