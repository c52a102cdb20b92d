from datetime import date

from subjects import TODAY
from table import each_row
from triage.core.filtering.days import ANY, days_of


@each_row(
    "text, first, last",
    [
        ("today", (2026, 12, 3), (2026, 12, 3)),
        ("Tomorrow", (2026, 12, 4), (2026, 12, 4)),
        ("yesterday", (2026, 12, 2), (2026, 12, 2)),
        ("2026-01-31", (2026, 1, 31), (2026, 1, 31)),
        ("=2026-01-31", (2026, 1, 31), (2026, 1, 31)),
        ("fri", (2026, 12, 4), (2026, 12, 4)),
        ("next-friday", (2026, 12, 4), (2026, 12, 4)),
        ("next friday", (2026, 12, 4), (2026, 12, 4)),
        ("+7d", (2026, 12, 10), (2026, 12, 10)),
        ("-2w", (2026, 11, 19), (2026, 11, 19)),
        ("in-2-weeks", (2026, 12, 17), (2026, 12, 17)),
        ("end-of-month", (2026, 12, 31), (2026, 12, 31)),
        ("24-dec", (2026, 12, 24), (2026, 12, 24)),
        ("this-week", (2026, 11, 30), (2026, 12, 6)),
        ("next week", (2026, 12, 7), (2026, 12, 13)),
        ("last-week", (2026, 11, 23), (2026, 11, 29)),
        ("this-month", (2026, 12, 1), (2026, 12, 31)),
        ("next-month", (2027, 1, 1), (2027, 1, 31)),
        ("last-month", (2026, 11, 1), (2026, 11, 30)),
        ("2026-01-01..2026-02-01", (2026, 1, 1), (2026, 2, 1)),
        ("last-week..next-month", (2026, 11, 23), (2027, 1, 31)),
    ],
)
def test_a_value_means_days(text: str, first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    assert days_of(text, TODAY) == (date(*first).toordinal(), date(*last).toordinal())


@each_row(
    "text, first, last",
    [
        ("<fri", None, (2026, 12, 3)),
        ("<=fri", None, (2026, 12, 4)),
        (">fri", (2026, 12, 5), None),
        (">=fri", (2026, 12, 4), None),
        ("<this-week", None, (2026, 11, 29)),
        ("<=this-week", None, (2026, 12, 6)),
        (">this-week", (2026, 12, 7), None),
        (">=this-week", (2026, 11, 30), None),
        ("2026-01-01..", (2026, 1, 1), None),
        ("..2026-01-01", None, (2026, 1, 1)),
    ],
)
def test_a_stretch_may_be_open(
    text: str, first: tuple[int, int, int] | None, last: tuple[int, int, int] | None
) -> None:
    assert days_of(text, TODAY) == (
        date(*first).toordinal() if first else ANY.first,
        date(*last).toordinal() if last else ANY.last,
    )


@each_row("text", ["", "..", "<", ">=", "soonish", "2026-02-30", "a..b", "3/12", "12", "<<fri", "."])
def test_what_leaves_a_doubt_means_no_days(text: str) -> None:
    assert days_of(text, TODAY) is None


def test_the_calendars_ends_have_neighbours() -> None:
    assert days_of(">9999-12-31", TODAY) == (ANY.last, ANY.last)
    assert days_of("next-month", date.max) == (ANY.last, ANY.last - 1)
    assert days_of("last-month", date.min) is not None
    assert days_of("this-month", date.max) == (date(9999, 12, 1).toordinal(), date.max.toordinal())
