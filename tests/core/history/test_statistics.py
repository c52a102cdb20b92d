"""Statistics."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from table import each_row
from triage.core.history.decided import Decided
from triage.core.history.origin import UNKNOWN, Origin
from triage.core.history.statistics import By, Day, Figures, Statistics, Whose, producers, statistics
from verdicts import NINE, TODAY, decided, seconds_apart

YESTERDAY = NINE - timedelta(days=1)
VERBS = ("accept", "start", "done", "reject", "duplicate")


def told(verdicts: Sequence[Decided], today: date = TODAY) -> Statistics:
    return statistics(verdicts, today)


def test_today_is_told_by_verb() -> None:
    found = told([*map(decided, VERBS), decided("reject"), decided("accept", at=YESTERDAY)])
    assert found.today == Figures(accepted=1, started=1, done=1, rejected=2, duplicate=1)
    assert (found.today.decided, found.total.decided) == (6, 7)


def test_the_last_days_are_told_those_without_a_decision_too() -> None:
    found = statistics(
        [decided(), decided(at=YESTERDAY), decided(at=NINE - timedelta(days=3))], TODAY, days=3
    )
    assert [(day.day.day, day.decided) for day in found.days] == [(1, 0), (2, 1), (3, 1)]
    assert len(told([]).days) == 14


def test_a_day_is_the_local_one_where_it_was_decided() -> None:
    late = datetime(2026, 12, 2, 23, 30, tzinfo=timezone(timedelta(hours=-5)))
    assert told([decided(at=late)]).days[-2:] == (Day(date(2026, 12, 2), 1), Day(TODAY, 0))


def test_the_first_day_of_all_can_be_today() -> None:
    found = told([], date.min)
    assert (found.days, found.streak) == ((Day(date.min, 0),), 0)


@each_row(
    "ago, streak",
    [((), 0), ((0,), 1), ((0, 1, 2), 3), ((1, 2), 2), ((2, 3), 0), ((0, 2), 1), (tuple(range(40)), 40)],
)
def test_a_streak_goes_up_to_today_or_yesterday(ago: tuple[int, ...], streak: int) -> None:
    assert told([decided(at=NINE - timedelta(days=days)) for days in ago]).streak == streak


def test_a_rate_leaves_duplicates_out() -> None:
    assert Figures(accepted=2, started=1, done=3, rejected=2, duplicate=90).rate == 0.75
    assert Figures(duplicate=3).rate is None


def test_a_run_has_its_own_pace() -> None:
    slow = [decided(at=at, run="slow") for at, _ in zip(seconds_apart(30, YESTERDAY), range(5), strict=False)]
    quick = [decided(at=at, run="quick") for at, _ in zip(seconds_apart(2), range(4), strict=False)]
    bulk = [decided(at=NINE + timedelta(seconds=8), run="quick", gesture="bulk") for _ in range(50)]
    runs = told([*quick, *bulk, *slow]).runs
    assert [(run.run, run.began, run.decided, run.seconds_each) for run in runs] == [
        ("slow", YESTERDAY, 5, 30),
        ("quick", NINE, 54, 2),
    ]


ADA = Origin("Work/Meetings/a.md", "meeting", "transcript", ("Ada Quill",))
MINE = Origin("Work/b.md", "email", "", ("Myself", "Ada Quill"), is_mine=True)
TBD = Origin("c.md", UNKNOWN, UNKNOWN, ("TBD",))


@each_row(
    "by, values",
    [
        (By.TYPE, {"meeting": 3, "email": 2, UNKNOWN: 2}),
        (By.SOURCE, {"transcript": 3, "": 2, UNKNOWN: 2}),
        (By.TOP_FOLDER, {"Work": 5, "": 2}),
        (By.FOLDER, {"Work/Meetings": 3, "Work": 2, "": 2}),
        (By.OWNER, {"mine": 2, "others": 3, "nobody": 2, "@Ada Quill": 5, "@Myself": 2, "@TBD": 2}),
    ],
)
def test_proposals_are_told_apart(by: By, values: dict[str, int]) -> None:
    verdicts = [decided("accept", ADA), decided("reject", ADA), decided("done", MINE), decided("reject", TBD)]
    found = producers(verdicts, [ADA, MINE, TBD], by)
    assert {each.value: each.figures.decided + each.figures.open for each in found} == values


def test_a_producer_has_its_own_figures() -> None:
    verdicts = [*(decided(verb, ADA) for verb in VERBS), decided("accept", MINE)]
    meeting = producers(verdicts, [ADA, ADA, MINE], By.TYPE)[0]
    assert meeting.value == "meeting"
    assert meeting.figures == Figures(1, 1, 1, 1, 1, open=2)


def test_what_has_the_most_proposals_comes_first_and_whose_they_are_before_the_names() -> None:
    verdicts = [decided("accept", ADA) for _ in range(3)]
    assert [each.value for each in producers(verdicts, [MINE, TBD, TBD], By.TYPE)] == [
        "meeting",
        UNKNOWN,
        "email",
    ]
    assert [each.value for each in producers(verdicts, [TBD], By.OWNER)] == [
        "others",
        "nobody",
        "@Ada Quill",
        "@TBD",
    ]


_origins = st.builds(
    Origin,
    note=st.sampled_from(("a.md", "X/a.md", "X/Y/a.md", "Z/b.md")),
    kind=st.sampled_from(("", "meeting", "email", UNKNOWN)),
    source=st.sampled_from(("", "phone")),
    owners=st.sampled_from(((), ("TBD",), ("Ada Quill",), ("Ada Quill", "Bo Tarn"))),
    is_mine=st.booleans(),
)
_verdicts = st.lists(
    st.builds(
        Decided,
        _origins,
        st.sampled_from(VERBS),
        st.datetimes(datetime(2026, 11, 1), datetime(2026, 12, 3, 23), timezones=st.just(UTC)),
        st.sampled_from(("run-1", "run-2")),
        st.integers(0, 9).map(str),
    ),
    max_size=40,
)


@given(_verdicts, st.lists(_origins, max_size=10))
def test_counts_add_up(verdicts: list[Decided], still: list[Origin]) -> None:
    found = statistics(verdicts, TODAY, still_open=len(still), days=40)
    assert found.total.decided == len(verdicts) == sum(day.decided for day in found.days)
    assert found.total.decided == sum(run.decided for run in found.runs)
    assert found.today.decided == found.days[-1].decided
    for by in By:
        rows = producers(verdicts, still, by)
        parts = [row.figures for row in rows if by is not By.OWNER or row.value in set(Whose)]
        for name in ("accepted", "started", "done", "rejected", "duplicate", "open", "decided"):
            assert sum(getattr(part, name) for part in parts) == getattr(found.total, name)


@given(_verdicts, st.randoms(use_true_random=False))
def test_the_order_in_which_they_are_told_does_not_matter(verdicts: list[Decided], random: Random) -> None:
    mixed = random.sample(verdicts, len(verdicts))
    assert told(mixed) == told(verdicts)
    for by in By:
        assert producers(mixed, [], by) == producers(verdicts, [], by)
