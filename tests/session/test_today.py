"""A session follows the day: past midnight, in another time zone, and after the clock was set."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from fakes import TODAY, FakeStore, SetClock, key_of, note, proposal_line
from found_sets import found_sets
from table import each_row
from triage.core.config import Config
from triage.core.filtering.filter import Filter
from triage.core.history.pace import Pace
from triage.core.history.rule import Slice, SliceKind
from triage.core.history.statistics import statistics
from triage.core.row import Grouping
from triage.core.task.decision import Accept, Done, Redate, Reject, Snooze
from triage.core.task.settings import Settings
from triage.core.task.vocabulary import Vocabulary
from triage.session.arrangement import Arrangement
from triage.session.session import Session

FRIDAY = TODAY + timedelta(days=1)
LATE = datetime(2026, 12, 3, 23, 59, tzinfo=timezone(timedelta(hours=1)))
"""A minute before midnight, on a Thursday."""
NOTE = "2026-11-02 a.md"
DATED = Vocabulary(settings=Settings(), has_plugin=True)
"""With the dates that the Tasks plugin adds."""


@pytest.fixture
def clock() -> SetClock:
    return SetClock(LATE)


@pytest.fixture
def store() -> FakeStore:
    return FakeStore(
        {
            NOTE: note(
                proposal_line("wool", due="2026-12-03"),
                proposal_line("oil", due="2026-12-04"),
                proposal_line("tar", due="2026-12-11"),
                proposal_line("rope"),
            )
        },
        vocabularies={NOTE: DATED},
    )


def sitting(
    store: FakeStore, clock: Callable[[], datetime], today: date | None = None, config: Config | None = None
) -> Session:
    session = Session(store, today, run="run-1", now=clock, config=config)
    session.load()
    return session


def counts(session: Session) -> dict[str, int]:
    session.weigh()
    return {view.name: session.tabs.count(view) for view in session.tabs.views}


def groups(session: Session) -> list[tuple[str, str]]:
    (everything, *_) = session.tabs.views
    found = session.groups(Arrangement(everything, grouping=Grouping.DUE))
    return [(group.name, " ".join(session.rows[key].proposal.words for key in group.keys)) for group in found]


def reverse(session: Session) -> None:
    plan = session.planner.undo()
    assert plan
    session.settle(session.save(plan))


def test_counts_views_and_groups_follow_once_and_only_once(store: FakeStore, clock: SetClock) -> None:
    config = Config(views={"Now": "due:today", "Soon": "due:tomorrow..+7d", "Wool": "wool"})
    session = sitting(store, clock, config=config)
    before = counts(session)
    assert (before["overdue"], before["Now"], before["Soon"], before["Wool"]) == (0, 1, 1, 1)
    assert groups(session)[:2] == [("today", "wool"), ("within a week", "oil")]
    assert not session.follow_day()
    clock.goes_on(minutes=1)
    assert session.follow_day()
    assert not session.follow_day()
    assert session.today == FRIDAY
    after = counts(session)
    assert (after["overdue"], after["Now"], after["Soon"], after["Wool"]) == (1, 1, 1, 1)
    assert groups(session)[:3] == [("overdue", "wool"), ("today", "oil"), ("within a week", "tar")]
    members = {view.name: session.tabs.members(view) for view in session.tabs.views}
    assert members["Now"] == {key_of(session, "oil")}


def test_what_is_written_is_of_the_day_though_nobody_has_followed_it(
    store: FakeStore, clock: SetClock
) -> None:
    session = sitting(store, clock, config=Config(overdue="+3d"))
    clock.goes_on(minutes=1)
    session.decide([key_of(session, "rope")], Done())
    session.decide([key_of(session, "wool")], Accept())
    written = store.notes[NOTE].decode()
    assert "- [x] rope @Myself #task #proposed #auto ✅ 2026-12-04" in written
    assert "- [ ] wool @Myself 📅 2026-12-07" in written
    assert session.follow_day(), "the screen has still to hear of it"


def test_a_gesture_and_its_lines_are_of_one_moment(store: FakeStore) -> None:
    moments = [LATE, LATE + timedelta(seconds=59.9), *(LATE + timedelta(minutes=at) for at in range(1, 9))]
    session = sitting(store, lambda: moments.pop(0))
    for words, day in (("wool", "2026-12-03"), ("oil", "2026-12-04")):
        session.decide([key_of(session, words)], Done())
        assert store.entries()[-1].gesture.at.date().isoformat() == day
        assert f"✅ {day}" in store.entries()[-1].written[0].after.line


def test_a_plan_of_before_midnight_writes_what_was_previewed(store: FakeStore, clock: SetClock) -> None:
    session = sitting(store, clock)
    plan = session.planner.decide([key_of(session, "rope")], Done())
    clock.goes_on(minutes=1)
    session.follow_day()
    session.settle(session.save(plan))
    assert "✅ 2026-12-03" in store.notes[NOTE].decode()
    assert store.entries()[-1].gesture.at.date() == TODAY


def test_each_decision_counts_on_its_own_day_and_undo_works_across(store: FakeStore, clock: SetClock) -> None:
    session = sitting(store, clock)
    before = dict(store.notes)
    session.decide([key_of(session, "wool")], Reject())
    session.decide([key_of(session, "oil")], Reject())
    clock.goes_on(minutes=2)
    session.follow_day()
    session.decide([key_of(session, "tar")], Accept())
    found = statistics(session.record().decided(), session.today)
    assert (found.today.accepted, found.today.rejected) == (1, 0)
    assert [day.decided for day in found.days[-2:]] == [2, 1]
    assert found.streak == 2
    for _ in range(3):
        reverse(session)
    assert store.notes == before
    assert [day.decided for day in statistics(session.record().decided(), session.today).days[-2:]] == [0, 0]
    assert not session.past.history.undoable


def test_what_sleeps_comes_back_and_sleeps_again_where_the_clock_is_set_back(
    store: FakeStore, clock: SetClock
) -> None:
    session = sitting(store, clock)
    key = key_of(session, "rope")
    session.decide([key], Snooze(FRIDAY))
    assert counts(session)["snoozed"] == 1
    clock.goes_on(minutes=1)
    assert session.follow_day()
    assert counts(session)["snoozed"] == 0
    assert not session.sleeps(session.rows[key])
    clock.goes_on(hours=-1)
    assert session.follow_day()
    assert session.today == TODAY
    assert counts(session)["snoozed"] == 1
    assert session.sleeps(session.rows[key])
    clock.goes_on(days=3)
    reverse(session)
    assert session.follow_day()
    assert not session.sleeps(session.rows[key])


def test_after_days_asleep_and_in_another_time_zone_the_day_is_the_local_one(
    store: FakeStore, clock: SetClock
) -> None:
    session = sitting(store, clock)
    clock.goes_on(days=9)
    assert session.follow_day()
    assert counts(session)["overdue"] == 3
    clock.moment = LATE.astimezone(timezone(timedelta(hours=14)))
    assert session.follow_day()
    assert session.today == FRIDAY
    clock.moment = LATE.astimezone(UTC)
    assert session.follow_day()
    assert session.today == TODAY
    assert counts(session)["overdue"] == 0
    clock.moment = LATE.astimezone(timezone(timedelta(hours=-2)))
    assert session.follow_day(), "times of day are others"
    assert session.today == TODAY


def test_a_day_that_was_fixed_never_ends(store: FakeStore, clock: SetClock) -> None:
    session = sitting(store, clock, today=TODAY)
    clock.goes_on(days=9, hours=5)
    assert not session.follow_day()
    session.decide([key_of(session, "rope")], Done())
    assert not session.follow_day()
    assert session.today == TODAY
    assert "✅ 2026-12-03" in store.notes[NOTE].decode()
    assert store.entries()[-1].gesture.at == clock.moment


def test_which_of_a_card_is_the_best_is_of_the_day_too(clock: SetClock) -> None:
    lines = (proposal_line("wool", due="2026-12-03"), proposal_line("wool", due="2026-12-04"))
    store = FakeStore({NOTE: note(*lines)})
    session = sitting(store, clock)
    session.take_compared(found_sets(tuple(session.rows)))
    first, second = session.rows
    best = session.duplicates.keeper(first)
    assert best
    assert best.key == first
    clock.goes_on(minutes=1)
    session.settle(session.save(session.planner.best([first])))
    verdicts = [session.rows[key].verdict for key in (first, second)]
    assert [str(verdict) for verdict in verdicts] == ["rejected", "accepted"]


def test_a_note_without_a_day_is_of_the_day_on_which_it_came(store: FakeStore, clock: SetClock) -> None:
    session = sitting(store, clock)
    clock.goes_on(minutes=1)
    session.follow_day()
    store.notes["new.md"] = note(proposal_line("pitch"))
    session.read_again("new.md")
    assert session.queue.notes["new.md"].day == FRIDAY


def test_an_offer_is_of_what_is_late_enough_today(clock: SetClock) -> None:
    lines = [proposal_line(f"berth {at}", due="2026-09-04") for at in range(40)]
    store = FakeStore({f"{at}.md": note(line) for at, line in enumerate(lines)})
    session = sitting(store, clock)
    clock.goes_on(minutes=1)
    session.follow_day()
    for key in list(session.rows)[:25]:
        session.decide([key], Reject())
    offer = session.offering.look()
    assert offer
    late = replace(offer, slice=Slice(SliceKind.OVERDUE, "90"))
    assert len(session.offering.rows(late)) == 15
    clock.goes_on(hours=-1)
    assert session.follow_day()
    assert not session.offering.rows(late)


def test_pace_takes_a_clock_that_was_set_for_a_pause() -> None:
    pace = Pace()
    for seconds in (0, 4, 8, 12):
        pace.add(LATE + timedelta(seconds=seconds), 1)
    for moment in (LATE - timedelta(hours=1), LATE + timedelta(days=2), LATE.astimezone(UTC)):
        pace.add(moment, 1)
        assert pace.seconds_each == 4


@each_row(
    "text, is_other",
    [("due:today", True), ("wool", False), ("-due:fri tar", True), ("due:2026-12-04", False), ("", False)],
)
def test_a_filter_keeps_its_words_and_asks_for_what_they_mean_today(text: str, is_other: bool) -> None:
    found = Filter.of(text, TODAY)
    later = found.on(FRIDAY)
    assert later == Filter.of(text, FRIDAY)
    assert (later != found) is is_other
    assert later.text == text
    assert later.on(TODAY) == found


def test_what_was_typed_so_far_is_still_read_as_such() -> None:
    typed = Filter.typed("due:today due:", TODAY)
    assert typed.on(FRIDAY) == Filter.of("due:today", FRIDAY)


@pytest.mark.parametrize("text", ['due:"thu 3 dec"', '(due:today OR due:"thu 3 dec")'])
def test_words_that_mean_no_day_any_more_mean_what_they_meant(text: str) -> None:
    found = Filter.of(text, TODAY)
    assert found.on(FRIDAY) == found


@pytest.mark.parametrize("text", ["due:today..2026-12-03", "due:fri..mon", "due:tomorrow..thu"])
def test_a_range_that_is_over_holds_no_day_and_is_no_mistake(store: FakeStore, text: str) -> None:
    for ahead in range(9):
        day = TODAY + timedelta(days=ahead)
        session = sitting(store, SetClock(LATE), today=day, config=Config(views={"Mine too": text}))
        assert session.tabs.named("mine too")
        assert Filter.of(text, TODAY).on(day) == Filter.of(text, day)


def test_a_redate_across_midnight_is_undone_to_the_byte(store: FakeStore, clock: SetClock) -> None:
    session = sitting(store, clock)
    before = store.notes[NOTE]
    session.decide([key_of(session, "rope")], Redate(FRIDAY))
    clock.goes_on(minutes=1)
    reverse(session)
    assert store.notes[NOTE] == before
