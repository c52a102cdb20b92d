"""Whether a text was proposed, decided or rejected before."""

import pytest

from fakes import FakeStore, note, proposal_line
from triage.core.task.vocabulary import Role, Source, Vocabulary
from triage.session.check import Check, Checked, NoWords, Verdict


@pytest.fixture
def store() -> FakeStore:
    return FakeStore(
        {
            "Open.md": note(
                proposal_line("Book the harbour crane for the survey", owner="Ada Quill", due="2026-12-01"),
                proposal_line("Invite the council to the opening"),
            ),
            "Done.md": note(
                "- [ ] Order grey paint from Marram Bay",
                "- [/] Translate the quick start guide of the Limpet",
                "- [x] Send Kettle Voe the rental agreement",
                "- [-] Print posters for the winter fair",
                "- [>] Repair the winch of the blue ferry",
                "- [x] Invite the council to the opening",
                "- [x]",
            ),
        }
    )


@pytest.fixture
def check(store: FakeStore) -> Check:
    check = Check(store)
    check.read()
    return check


@pytest.mark.parametrize(
    "text, verdict, where",
    [
        ("Please book the harbour crane for the survey.", Verdict.PROPOSED, "Open.md:1"),
        ("Order grey paint from Marram Bay", Verdict.OPEN, "Done.md:1"),
        ("Please translate the quick start guide of the Limpet", Verdict.STARTED, "Done.md:2"),
        ("send the rental agreement to Kettle Voe", Verdict.DONE, "Done.md:3"),
        (
            "- [?] Print the posters for the winter fair @Bo 📅 2027-01-05 #task",
            Verdict.REJECTED,
            "Done.md:4",
        ),
        ("Repair the winch of the blue ferry", Verdict.TRACKED, "Done.md:5"),
        ("Invite the council to the opening", Verdict.DONE, "Done.md:6"),
    ],
)
def test_what_is_most_alike_gives_the_verdict(check: Check, text: str, verdict: Verdict, where: str) -> None:
    checked = check.ask(text)
    assert checked.verdict is verdict
    assert f"{checked.tasks[0].note}:{checked.tasks[0].place.number}" == where


@pytest.mark.parametrize(
    "text",
    ["Sail around the world", "Order red paint from Marram Bay", "Send Kettle Voe the rental invoice"],
)
def test_what_nobody_said_is_new(check: Check, text: str) -> None:
    assert check.ask(text) == Checked(Verdict.NEW, text)


@pytest.mark.parametrize(
    "text",
    [
        "Sail around the world",
        "Sail around the world @Ada Quill 📅 2026-12-01 #task",
        "  - [ ] Sail around the world @Ada Quill ⏫ #task #auto",
        "- [?] Sail\naround the\r\nworld #task",
    ],
)
def test_owner_dates_tags_and_line_ends_do_not_count(check: Check, text: str) -> None:
    assert check.ask(text).words.split() == ["Sail", "around", "the", "world"]


def test_an_earlier_text_is_known_even_beside_a_task(check: Check) -> None:
    asked = ["Sail around the world", "Order grey paint from Marram Bay", "Sail around the world soon"]
    assert [check.ask(text).repeats for text in asked] == [None, None, 0]
    assert check.ask("sail around the world!").verdict is Verdict.REPEATED
    again = check.ask("Order grey paint from Marram Bay")
    assert (again.verdict, again.repeats) == (Verdict.OPEN, 1)


@pytest.mark.parametrize("text", ["", "   ", "- [ ] #task", "- [?] 📅 2026-12-01", "…"])
def test_a_text_without_words_is_an_error_and_no_text(check: Check, text: str) -> None:
    with pytest.raises(NoWords):
        check.ask(text)
    check.ask("Sail around the world")
    assert check.ask("Sail around the world").repeats == 0


def test_what_cannot_be_read_is_said_and_the_rest_is_known(store: FakeStore) -> None:
    store.unreadable["Open.md"] = "no permission"
    check = Check(store)
    check.read()
    assert check.problems == ["Open.md cannot be read: no permission"]
    assert check.ask("Order grey paint from Marram Bay").verdict is Verdict.OPEN


def test_statuses_are_those_of_the_note(store: FakeStore) -> None:
    store.notes["Other.md"] = note("- [P] Weigh the anchor of the old tug")
    check = Check(store)
    check.read()
    assert check.ask("Weigh the anchor of the old tug").verdict is Verdict.TRACKED
    store.vocabularies["Other.md"] = Vocabulary().with_symbols({Role.PROPOSED: "P"}, Source.CONFIG)
    check = Check(store)
    check.read()
    assert check.ask("Weigh the anchor of the old tug").verdict is Verdict.PROPOSED
