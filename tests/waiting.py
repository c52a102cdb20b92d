"""The one place where the tests wait: for an event, and for a minute at most."""

import asyncio
import time
from collections.abc import Callable

LIMIT_SECONDS = 60.0
"""After so long a test gives up: it says that something hangs, never that it is slow."""
_POLL_SECONDS = 0.005
_AT_ONCE = 50
"""Turns of the event loop after which what is waited for is beside it, in a thread."""


def _never(what: str, seen: Callable[[], object] | None) -> str:
    return f"it never came to that: {what}" + (f"\n{seen()}" if seen else "")


def until(condition: Callable[[], bool], what: str = "", seen: Callable[[], object] | None = None) -> None:
    """Wait until the condition holds; `seen` tells, for the failure, what was there instead."""
    end = time.monotonic() + LIMIT_SECONDS
    while not condition():
        assert time.monotonic() < end, _never(what, seen)
        time.sleep(_POLL_SECONDS)


async def eventually(
    condition: Callable[[], bool], what: str = "", seen: Callable[[], object] | None = None
) -> None:
    """Wait until the condition holds, the event loop free meanwhile."""
    end = time.monotonic() + LIMIT_SECONDS
    while not condition():
        assert time.monotonic() < end, _never(what, seen)
        await asyncio.sleep(_POLL_SECONDS)


async def a_turn(number: int) -> None:
    """Let the event loop go round once more, with more time for other threads after the first turns."""
    await asyncio.sleep(0 if number < _AT_ONCE else 0.001)
