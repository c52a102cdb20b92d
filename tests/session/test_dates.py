"""Dates that deciding changes: by the user's word, and by the config's."""

from datetime import date, timedelta

import pytest

from fakes import TAGS, TODAY, FakeStore, note, proposal_line, session_over
from table import each_row
from triage.core.config import Config
from triage.core.errors import Refusal
from triage.core.task.decision import Accept, AcceptBy, Done, Reject, Shift, Start
from triage.core.task.settings import Settings, TaskFormat
from triage.core.task.vocabulary import Vocabulary
from triage.session.session import Session

PAST, COMING = "2026-12-02", "2026-12-04"


def over(*lines: str, overdue: str = "keep", end: str = "\n") -> tuple[FakeStore, Session]:
    store = FakeStore({"a.md": note(*lines, end=end)})
    return store, session_over(store, config=Config(overdue=overdue))


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_accepted_by_another_day_the_line_says_so(end: str) -> None:
    lines = [proposal_line("wool", due=PAST, priority="high"), "words", proposal_line("oil", owner="")]
    store, session = over(*lines, end=end)
    settled = session.decide([0, 1], AcceptBy(date(2027, 2, 28)))
    assert settled.written == 2
    assert store.notes["a.md"] == note(
        lines[0].replace("[?]", "[ ]").replace(PAST, "2027-02-28"),
        "words",
        lines[2].replace("[?]", "[ ]").replace("oil", "oil 📅 2027-02-28"),
        end=end,
    )
    assert store.entries()[-1].gesture.detail == "2027-02-28"
    assert session.tally.verbs == {"accept": 2}
    plan = session.planner.undo()
    assert plan
    session.settle(session.save(plan))
    assert store.notes["a.md"] == note(*lines, end=end)


def test_accepted_by_no_day_the_date_goes() -> None:
    line = proposal_line("wool", due=PAST, priority="high")
    store, session = over(line, proposal_line("oil"))
    session.decide([0, 1], AcceptBy(None))
    assert store.notes["a.md"] == note(
        line.replace("[?]", "[ ]").replace(f" 📅 {PAST}", ""), proposal_line("oil", symbol=" ")
    )
    assert store.entries()[-1].gesture.detail == "none"


def test_a_date_that_tasks_does_not_see_makes_room_for_the_new_one() -> None:
    store, session = over(f"- [?] wool 📅 {PAST} by the harbour {TAGS}")
    session.decide([0], AcceptBy(TODAY))
    assert store.notes["a.md"] == note(f"- [ ] wool by the harbour 📅 {TODAY} {TAGS}")


def test_in_dataview_the_field_is_dataviews() -> None:
    vocabulary = Vocabulary(settings=Settings(format=TaskFormat.DATAVIEW).without_dates())
    store = FakeStore({"a.md": note(f"- [?] wool [due:: {PAST}] {TAGS}")}, vocabularies={"a.md": vocabulary})
    session_over(store).decide([0], AcceptBy(TODAY))
    assert store.notes["a.md"] == note(f"- [ ] wool [due:: {TODAY}] {TAGS}")


@each_row(
    "due, days, after",
    [
        ("2026-01-31", 1, "2026-02-01"),
        ("2026-03-01", -1, "2026-02-28"),
        ("2028-02-22", 7, "2028-02-29"),
        ("2026-12-31", 365, "2027-12-31"),
        ("2026-01-01", -365, "2025-01-01"),
    ],
)
def test_a_shift_counts_days_over_the_ends_of_months(due: str, days: int, after: str) -> None:
    line = proposal_line("wool", due=due)
    store, session = over(line)
    session.decide([0], Shift(days))
    assert store.notes["a.md"] == note(line.replace(due, after))
    assert store.entries()[-1].gesture.detail == f"{days:+}d"
    assert session.rows[0].is_open


def test_marks_shift_each_from_its_own_day_and_what_has_none_is_refused() -> None:
    lines = [proposal_line("a", due="2026-01-31"), proposal_line("b"), proposal_line("c", due="2026-02-28")]
    store, session = over(*lines)
    session.marks.toggle([0, 1, 2])
    settled = session.decide([0, 1, 2], Shift(7))
    assert store.notes["a.md"] == note(
        lines[0].replace("01-31", "02-07"), lines[1], lines[2].replace("02-28", "03-07")
    )
    assert {key: refused.refusal for key, refused in settled.refused.items()} == {1: Refusal.NO_DUE_DATE}
    assert session.marks.keys == {1}


@pytest.mark.parametrize("days", [10**9, -(10**9), 3_000_000])
def test_no_calendar_has_every_day(days: int) -> None:
    _, session = over(proposal_line("a", due="2026-01-31"))
    assert session.decide([0], Shift(days)).refused[0].refusal is Refusal.NO_SUCH_DAY


def test_a_date_that_only_a_person_sees_is_shifted_to_where_tasks_sees_it() -> None:
    store, session = over(f"- [?] wool 📅 {PAST} by the harbour {TAGS}")
    session.decide([0], Shift(1))
    assert store.notes["a.md"] == note(f"- [?] wool by the harbour 📅 {TODAY} {TAGS}")


@pytest.mark.parametrize("due", ["2026-13-45", "2026-02-30"])
def test_what_is_no_day_is_not_shifted(due: str) -> None:
    _, session = over(proposal_line("wool", due=due))
    assert session.decide([0], Shift(1)).refused


@each_row(
    "overdue, due, after",
    [
        ("keep", PAST, PAST),
        ("clear", PAST, ""),
        ("clear", str(TODAY), str(TODAY)),
        ("clear", COMING, COMING),
        ("clear", "", ""),
        ("+1w", PAST, str(TODAY + timedelta(days=7))),
        ("+1w", "2020-02-29", str(TODAY + timedelta(days=7))),
        ("+1w", str(TODAY), str(TODAY)),
        ("+1w", COMING, COMING),
        ("+1w", "", ""),
        ("fri", PAST, COMING),
    ],
)
def test_the_config_says_what_accepting_does_to_a_date_that_is_past(
    overdue: str, due: str, after: str
) -> None:
    store, session = over(proposal_line("wool", due=due), overdue=overdue)
    expected = proposal_line("wool", due=after, symbol=" ")
    assert session.preview(session.rows[0].proposal, Accept()) == expected
    session.decide([0], Accept())
    assert store.notes["a.md"] == note(expected)
    session.decide([0], Accept())
    assert store.notes["a.md"] == note(expected)
    plan = session.planner.undo()
    assert plan
    session.settle(session.save(plan))
    assert store.notes["a.md"] == note(proposal_line("wool", due=due))


@pytest.mark.parametrize("verdict", [Start(), Done(), Reject()])
def test_only_accepting_does(verdict: Start | Done | Reject) -> None:
    store, session = over(proposal_line("wool", due=PAST), overdue="clear")
    session.decide([0], verdict)
    assert PAST.encode() in store.notes["a.md"]


def test_what_only_a_person_sees_is_past_too() -> None:
    store, session = over(f"- [?] wool 📅 {PAST} by the harbour {TAGS}", overdue="+1w")
    session.decide([0], Accept())
    assert store.notes["a.md"] == note(f"- [ ] wool by the harbour 📅 2026-12-10 {TAGS}")


def test_a_reason_is_in_the_journal_and_in_no_note() -> None:
    line = proposal_line("wool")
    store, session = over(line, proposal_line("oil"))
    session.decide([0, 1], Reject("Nobody [[asked]] for it\u2028"))
    assert store.notes["a.md"] == note(proposal_line("wool", symbol="-"), proposal_line("oil", symbol="-"))
    assert store.entries()[-1].gesture.detail == "Nobody [[asked]] for it\u2028"
    for _ in range(2):
        again = session_over(store)
        plan = again.planner.redo() or again.planner.undo()
        assert plan
        again.settle(again.save(plan))
    assert {each.detail for each in store.entries()[-1].written} == {"Nobody [[asked]] for it\u2028"}
