import pytest

from fakes import TODAY, FakeStore, key_of, note, proposal_line, session_over
from triage.core.decision import Accept
from triage.core.filter import Filter
from triage.session.arrangement import Arrangement
from triage.session.session import Session


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
        for group in Arrangement(wanted, Filter.of(text, TODAY)).groups(session)
    ]


def counted(session: Session, view: str = "all") -> tuple[int, int]:
    session.weigh()
    wanted = session.tabs.named(view)
    assert wanted
    return session.tabs.count(wanted), session.tabs.count(wanted, with_left_out=True)


def test_what_the_queue_tags_leave_out_is_not_shown_until_it_is_included(session: Session) -> None:
    assert shown_by(session) == [("a/Harbour.md", ["wool"]), ("b.md", ["Blue WOOL"])]
    session.includes_left_out = True
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
