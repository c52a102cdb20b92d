"""Invented decided proposals, for the tests of statistics and of rules."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import count

from triage.core.history.decided import Decided
from triage.core.history.origin import OpenRow, Origin

TODAY = date(2026, 12, 3)
NINE = datetime(2026, 12, 3, 9, tzinfo=UTC)
_gestures = count()
_keys = count()


def decided(
    verb: str = "reject",
    origin: Origin | None = None,
    *,
    at: datetime = NINE,
    run: str = "run-1",
    gesture: str = "",
    was_changed: bool = False,
) -> Decided:
    """One decided proposal; without a `gesture` it has one of its own."""
    return Decided(
        origin or Origin("a.md"), verb, at, run, gesture or f"gesture-{next(_gestures)}", was_changed
    )


def rejected_of(number: int, of: int, origin: Origin) -> list[Decided]:
    """As many proposals as `of`: the first `number` are rejected, the others accepted."""
    return [decided("reject" if at < number else "accept", origin) for at in range(of)]


def still_open(number: int, origin: Origin) -> list[OpenRow]:
    """Open rows, as many as `number`, with keys of their own."""
    return [OpenRow(next(_keys), origin) for _ in range(number)]


def seconds_apart(seconds: float, start: datetime = NINE) -> Iterator[datetime]:
    """Times with this many seconds between them."""
    return (start + timedelta(seconds=seconds * number) for number in count())
