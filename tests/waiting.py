"""The one place in which the tests wait: for an event, and for a minute at most."""

import asyncio
import time
from collections.abc import Callable

LIMIT_SECONDS = 60.0
"""After this time a test gives up: it says that something hangs, never that it is slow."""
_POLL_SECONDS = 0.005
_AT_ONCE = 50
"""Turns of the event loop after which the test waits for a thread, not for the loop."""


def _never(what: str, seen: Callable[[], object] | None) -> str:
    return f"it never happened: {what}" + (f"\n{seen()}" if seen else "")


def until(condition: Callable[[], bool], what: str = "", seen: Callable[[], object] | None = None) -> None:
    """Wait until the condition holds; `seen` tells, for the failure, what was there instead."""
    end = time.monotonic() + LIMIT_SECONDS
    while not condition():
        assert time.monotonic() < end, _never(what, seen)
        time.sleep(_POLL_SECONDS)


async def eventually(
    condition: Callable[[], bool], what: str = "", seen: Callable[[], object] | None = None
) -> None:
    """Wait until the condition holds, while the event loop runs."""
    end = time.monotonic() + LIMIT_SECONDS
    while not condition():
        assert time.monotonic() < end, _never(what, seen)
        await asyncio.sleep(_POLL_SECONDS)


async def a_turn(number: int) -> None:
    """Give the event loop one more turn, and after the first turns more time to other threads."""
    await asyncio.sleep(0 if number < _AT_ONCE else 0.001)
