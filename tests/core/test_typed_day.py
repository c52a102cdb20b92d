"""Words for days."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from table import each_row
from triage.core.typed_day import EARLIEST_YEAR, day_of, days_in

FRIDAY = date(2026, 11, 20)


@each_row(
    "words, day",
    [
        ("today", "2026-11-20"),
        ("tomorrow", "2026-11-21"),
        ("day after tomorrow", "2026-11-22"),
        ("yesterday", "2026-11-19"),
        ("fri", "2026-11-27"),  # never today
        ("Friday", "2026-11-27"),
        ("next fri", "2026-11-27"),
        ("fri.", "2026-11-27"),
        ("thu", "2026-11-26"),
        ("sat", "2026-11-21"),
        ("mo", "2026-11-23"),
        ("on Wednesday", "2026-11-25"),
        ("3d", "2026-11-23"),
        ("+3d", "2026-11-23"),
        ("in 3d", "2026-11-23"),
        ("-1d", "2026-11-19"),
        ("2w", "2026-12-04"),
        ("+1m", "2026-12-20"),
        ("1y", "2027-11-20"),
        ("in 2 weeks", "2026-12-04"),
        ("two weeks", "2026-12-04"),
        ("3 days ago", "2026-11-17"),
        ("next week", "2026-11-27"),
        ("next month", "2026-12-20"),
        ("end of week", "2026-11-22"),
        ("end of month", "2026-11-30"),
        ("eom", "2026-11-30"),
        ("end of the year", "2026-12-31"),
        ("end of next month", "2026-12-31"),
        ("3 dec", "2026-12-03"),
        ("dec 3", "2026-12-03"),
        ("3rd of December", "2026-12-03"),
        ("thu 3 dec", "2026-12-03"),
        ("20 nov", "2026-11-20"),  # today's own date is today
        ("19 nov", "2027-11-19"),
        ("3 dec 2027", "2027-12-03"),
        ("29 feb", "2028-02-29"),
        ("2026-12-01", "2026-12-01"),
        (" 2026-12-01 ", "2026-12-01"),
        ("1999-01-01", "1999-01-01"),
    ],
)
def test_words_mean_a_day(words: str, day: str) -> None:
    assert day_of(words, FRIDAY) == date.fromisoformat(day)


@each_row(
    "words",
    [
        "",
        " ",
        "3",
        "+3",
        "20261201",
        "3.12.",
        "1.12",
        "3/12",
        "12/3/2026",
        "10:30",
        "5pm",
        "fri 5pm",
        "3 dec 10:00",
        "now",
        "noon",
        "tonight",
        "in 2 hours",
        "december",
        "may",
        "jan 2027",
        "31 feb",
        "dec 32",
        "mon 3 dec",  # that is a Thursday
        "someday",
        "m",
        "d",
        "2026-02-30",
        "2026-13-01",
        "1850-01-01",
        "0000-01-01",
        "3 dec 1850",
        "9999y",
        "99999999 days",
        "fri\x00",
        "x" * 1000,
    ],
)
def test_a_doubt_means_nothing(words: str) -> None:
    assert day_of(words, FRIDAY) is None


@each_row("number", range(7))
def test_a_weekday_is_one_to_seven_days_away(number: int) -> None:
    today = date(2026, 11, 16 + number)
    days = [day_of(name, today) for name in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")]
    assert sorted((day - today).days for day in days if day) == [1, 2, 3, 4, 5, 6, 7]


@given(
    st.text(max_size=30) | st.from_regex(r"[+-]?[0-9]{1,9} ?[a-z]{1,6}( [0-9]{1,6})?", fullmatch=True),
    st.dates(),
)
def test_nothing_that_is_typed_is_an_error(words: str, today: date) -> None:
    day = day_of(words, today)
    assert day is None or day.year >= EARLIEST_YEAR


@each_row(
    "distance, days",
    [
        ("1w", 7),
        ("+3d", 3),
        ("- 3 Days", -3),
        (" 2 weeks ", 14),
        ("3 dogs", None),
        ("3 wools", None),
        ("0d", None),
        ("1m", None),
        ("3", None),
        ("", None),
    ],
)
def test_a_distance_is_in_days_or_weeks(distance: str, days: int | None) -> None:
    assert days_in(distance) == days
