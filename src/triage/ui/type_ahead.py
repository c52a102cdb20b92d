"""Keys typed faster than the screen follows: each must find what the ones before it did."""

import asyncio
from typing import Any

from textual.message_pump import MessagePump
from textual.screen import Screen

_MOST = 400
"""How often to look for the focus, a turn of the event loop each, before going on without."""


async def caught_up(pump: MessagePump) -> None:
    """Wait until a widget has handled the keys and messages that it was sent so far."""
    done = asyncio.Event()
    if pump.call_later(done.set):
        await done.wait()


async def has_focus(screen: Screen[Any]) -> None:
    """Wait until a screen that was just mounted takes keys; not where nothing in it ever does."""
    for _ in range(_MOST):
        if screen.focused is not None or not screen.is_running:
            return
        if not any(widget.can_focus for widget in screen.query()):
            return
        await asyncio.sleep(0.005)
