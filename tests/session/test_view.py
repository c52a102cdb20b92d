import pytest

from fakes import FakeStore, key_of, note, proposal_line, session_over
from triage.core.decision import Accept
from triage.core.filter import Filter
from triage.session.session import Session
from triage.session.view import View


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


def shown_by(view: View, session: Session) -> list[tuple[str, list[str]]]:
    return [
        (group.note, [session.rows[key].proposal.words for key in group.keys])
        for group in view.groups(session.queue)
    ]


def test_what_the_queue_tags_leave_out_is_not_shown_until_it_is_included(session: Session) -> None:
    assert shown_by(View(), session) == [("a/Harbour.md", ["wool"]), ("b.md", ["Blue WOOL"])]
    assert shown_by(View(includes_left_out=True), session) == [
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
    view = View(Filter.of(words))
    assert [each for _, group in shown_by(view, session) for each in group] == expected


def test_decided_rows_stay_and_what_is_to_decide_ignores_the_filter(session: Session) -> None:
    view = View(Filter.of("blue"))
    assert (view.to_decide(session.queue), View(includes_left_out=True).to_decide(session.queue)) == (2, 5)
    session.decide([key_of(session, "Blue WOOL"), key_of(session, "tar")], Accept())
    assert shown_by(view, session) == [("b.md", ["Blue WOOL"])]
    assert (view.to_decide(session.queue), View(includes_left_out=True).to_decide(session.queue)) == (1, 3)
