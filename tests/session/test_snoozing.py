"""Proposals that are snoozed until a day."""

import json
from datetime import date, timedelta

import pytest

from fakes import TODAY, FakeStore, key_of, note, proposal_line, session_over, shown
from triage.core.config import Config
from triage.core.task.decision import (
    Accept,
    Decision,
    EditRaw,
    Prioritise,
    Reassign,
    Redate,
    Snooze,
)
from triage.core.task.fields import Priority
from triage.session.session import Session

FRIDAY = TODAY + timedelta(days=1)
WEEK = TODAY + timedelta(days=7)


@pytest.fixture
def store() -> FakeStore:
    """Two notes, with three proposals of different words."""
    return FakeStore(
        {
            "2026-11-02 a.md": note(proposal_line("wool"), proposal_line("oil"), end="\r\n"),
            "b.md": note(proposal_line("tar", due="2026-01-01"), final=False),
        }
    )


def asleep(session: Session) -> set[str]:
    return {row.proposal.words for row in session.rows.values() if session.sleeps(row)}


def counts(session: Session) -> dict[str, int]:
    session.weigh()
    return {view.name: session.tabs.count(view) for view in session.tabs.views}


def snoozed(store: FakeStore, *words: str, until: date = FRIDAY) -> Session:
    session = session_over(store)
    session.decide([key_of(session, each) for each in words], Snooze(until))
    return session


def reverse(session: Session, *, is_redo: bool = False) -> None:
    plan = session.planner.redo() if is_redo else session.planner.undo()
    assert plan
    session.settle(session.save(plan))


def test_no_note_changes_and_the_journal_has_it(store: FakeStore) -> None:
    before = dict(store.notes)
    session = snoozed(store, "wool", "tar")
    assert store.notes == before
    entry = store.entries()[-1]
    assert (entry.gesture.verb, entry.gesture.detail, len(entry.written)) == ("snooze", FRIDAY.isoformat(), 2)
    assert session.tally.verbs == {"snooze": 2}
    assert session.tally.decided == 0


def test_what_sleeps_is_in_no_view_but_that_of_the_sleeping(store: FakeStore) -> None:
    session = session_over(store)
    assert counts(session)["all"] == counts(session)["mine"] == 3
    session.decide([key_of(session, "tar")], Snooze(FRIDAY))
    now = counts(session)
    assert (now["all"], now["mine"], now["overdue"], now["snoozed"]) == (2, 2, 0, 1)


def test_it_is_kept_and_comes_back_on_its_day(store: FakeStore) -> None:
    snoozed(store, "wool")
    assert asleep(session_over(store)) == {"wool"}
    assert asleep(session_over(store, today=FRIDAY)) == set()
    assert counts(session_over(store, today=FRIDAY))["all"] == 3


@pytest.mark.parametrize("until", [TODAY, TODAY - timedelta(days=9), None])
def test_a_day_that_is_not_to_come_wakes_it(store: FakeStore, until: date | None) -> None:
    session = snoozed(store, "wool")
    session.decide([key_of(session, "wool")], Snooze(until))
    assert asleep(session) == asleep(session_over(store)) == set()


@pytest.mark.parametrize(
    "decision", [Reassign("Ada"), Redate(WEEK), Redate(None), Prioritise(Priority.HIGH), Accept()]
)
def test_it_sleeps_on_while_owner_dates_and_status_change(store: FakeStore, decision: Decision) -> None:
    session = snoozed(store, "tar")
    session.decide([key_of(session, "tar")], decision)
    if decision == Accept():
        reverse(session)
    assert asleep(session) == asleep(session_over(store)) == {"tar"}


def test_other_words_are_another_task(store: FakeStore) -> None:
    session = snoozed(store, "tar")
    session.decide([key_of(session, "tar")], EditRaw("- [?] tar the boat #task #proposed #auto"))
    assert asleep(session) == set()
    assert counts(session)["all"] == 3


@pytest.mark.parametrize("restarts", [False, True])
def test_undo_wakes_it_and_redo_lets_it_sleep_until_the_same_day(store: FakeStore, restarts: bool) -> None:
    session = snoozed(store, "wool", "oil", until=WEEK)
    for _ in range(2):
        session = session_over(store) if restarts else session
        reverse(session)
        assert asleep(session) == asleep(session_over(store)) == set()
        assert counts(session)["all"] == 3
        session = session_over(store) if restarts else session
        reverse(session, is_redo=True)
        assert asleep(session) == {"wool", "oil"}
        assert asleep(session_over(store, today=WEEK - timedelta(days=1))) == {"wool", "oil"}
        assert asleep(session_over(store, today=WEEK)) == set()
    assert counts(session)["snoozed"] == 2
    assert session.past.history == store.history()


def test_marks_are_done_with(store: FakeStore) -> None:
    session = session_over(store)
    session.marks.toggle([0, 1])
    session.decide([0, 1], Snooze(FRIDAY))
    assert not session.marks.keys


def test_a_line_that_has_changed_does_not_sleep(store: FakeStore) -> None:
    session = session_over(store)
    plan = session.planner.decide([key_of(session, "tar")], Snooze(FRIDAY))
    store.notes["b.md"] = note(proposal_line("pitch"))
    settled = session.settle(session.save(plan))
    assert settled.written == 0
    assert [outcome.result for _, outcome in settled.failed] == ["gone"]
    assert asleep(session) == set()


def test_what_cannot_be_remembered_is_a_problem_and_sleeps_for_now(store: FakeStore) -> None:
    store.forgets = "no space"
    session = snoozed(store, "wool")
    assert session.problems == ["The snoozes could not be kept: no space"]
    assert asleep(session) == {"wool"}
    assert asleep(session_over(store)) == set()
    store.forgets = ""
    session.decide([key_of(session, "oil")], Snooze(FRIDAY))
    assert asleep(session_over(store)) == {"wool", "oil"}


def test_what_another_run_lets_sleep_meanwhile_is_kept(store: FakeStore) -> None:
    first, second = session_over(store), session_over(store)
    first.decide([key_of(first, "wool")], Snooze(FRIDAY))
    second.decide([key_of(second, "oil")], Snooze(FRIDAY))
    assert asleep(session_over(store)) == {"wool", "oil"}
    first.decide([key_of(first, "wool")], Snooze(None))
    assert asleep(session_over(store)) == {"oil"}
    second.decide([key_of(second, "tar")], Snooze(FRIDAY))
    assert asleep(session_over(store)) == {"oil", "tar"}


@pytest.mark.parametrize(
    "held", ["[]", "3", '"text"', '{"x": 1}', '{"x": "soon"}', '{"x": null}', '{"x": []}', "null"]
)
def test_what_is_remembered_wrongly_is_passed_over(store: FakeStore, held: str) -> None:
    store.memory["snoozes"] = held
    session = session_over(store)
    assert asleep(session) == set()
    session.decide([0], Snooze(FRIDAY))
    assert len(json.loads(store.memory["snoozes"])) == 1


def test_one_wrong_entry_does_not_take_the_others_along(store: FakeStore) -> None:
    snoozed(store, "wool", "oil")
    held = json.loads(store.memory["snoozes"])
    held[next(iter(held))] = "2026-13-45"
    store.memory["snoozes"] = json.dumps({"other": 3, **held})
    assert len(asleep(session_over(store))) == 1


def test_days_that_have_come_are_forgotten_when_something_else_sleeps(store: FakeStore) -> None:
    snoozed(store, "wool")
    later = session_over(store, today=FRIDAY)
    later.decide([key_of(later, "oil")], Snooze(WEEK))
    assert list(json.loads(store.memory["snoozes"]).values()) == [WEEK.isoformat()]


def test_in_a_view_that_asks_for_them_they_are_counted(store: FakeStore) -> None:
    session = session_over(store, config=Config(views={"Late": "is:snoozed due:overdue", "W": "wool"}))
    session.decide(list(session.rows), Snooze(FRIDAY))
    assert {name: count for name, count in counts(session).items() if count} == {"snoozed": 3, "Late": 1}


def test_lines_with_the_same_words_sleep_each_by_itself() -> None:
    lines = [proposal_line("Call", owner=name) for name in ("Ada", "Bo", "Bo")]
    store = FakeStore({"a.md": note(*lines)})
    session = session_over(store)
    first, second, third = (row.key for row in shown(session))
    session.decide([second], Snooze(date(2027, 1, 4)))
    asleep = [session.sleeps(session.rows[key]) for key in (first, second, third)]
    assert asleep == [False, True, False]
    session.decide([first], Accept())
    again = session_over(store)
    assert [again.sleeps(row) for row in shown(again)] == [True, False]


def test_an_undo_lets_a_row_sleep_as_it_did_before_over_a_restart_too() -> None:
    store = FakeStore({"a.md": note(proposal_line("Call"))})
    session = session_over(store)
    (row,) = shown(session)
    session.decide([row.key], Snooze(date(2027, 2, 21)))
    session.decide([row.key], Snooze(date(2026, 12, 4)))
    session.decide([row.key], Snooze(None))
    for before in (date(2026, 12, 4), date(2027, 2, 21), None):
        session = session_over(store)
        plan = session.planner.undo()
        assert plan
        session.settle(session.save(plan))
        (row,) = shown(session)
        assert session.snoozes.until(row.proposal) == before


def test_what_is_decided_is_not_snoozed() -> None:
    store = FakeStore({"a.md": note(proposal_line("Call"))})
    session = session_over(store)
    (row,) = shown(session)
    session.decide([row.key], Accept())
    settled = session.decide([row.key], Snooze(date(2027, 2, 21)))
    assert list(settled.refused) == [row.key]
    assert len(store.entries()) == 1
