"""The machine's clock: a command has one day, the app follows it, also into another time zone."""

import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest

from cli.command_line import Notes
from triage.cli.choices import Choices
from triage.cli.clock import local_now
from triage.cli.sitting import sit_down

EAST, WEST = "<+14>-14", "<-12>+12"
"""Zones in which it is never the same day."""


@pytest.fixture
def travel(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Set the time zone, until the end of the test."""
    with monkeypatch.context() as patch:
        yield lambda zone: patch.setenv("TZ", zone)
    time.tzset()


def test_the_moment_is_told_in_the_time_zone_of_now(travel: Callable[[str], None]) -> None:
    for zone, hours in ((EAST, 14), (WEST, -12), (EAST, 14)):
        travel(zone)
        assert local_now().utcoffset() == timedelta(hours=hours)


def test_what_stays_open_follows_the_day_and_a_command_has_one(
    notes: Notes, travel: Callable[[str], None]
) -> None:
    travel(EAST)
    choices = Choices(vault=notes.root)
    staying, over_soon = sit_down(choices, follows_day=True).session, sit_down(choices).session
    east = staying.today
    assert over_soon.today == choices.today == east
    travel(WEST)
    assert staying.follow_day()
    assert staying.today < east
    assert not over_soon.follow_day()
    assert sit_down(choices).session.today == choices.today == east


def test_a_day_that_was_said_is_that_of_the_app_too(notes: Notes, travel: Callable[[str], None]) -> None:
    travel(EAST)
    said = date(2026, 12, 1)
    session = sit_down(Choices(vault=notes.root, said_today=said), follows_day=True).session
    travel(WEST)
    assert not session.follow_day()
    assert session.today == said
