"""Keys that are typed faster than the screen follows: each must find what the keys before it did."""

import asyncio
from typing import Any

from textual.message_pump import MessagePump
from textual.screen import Screen


async def caught_up(pump: MessagePump) -> None:
    """Wait until a widget has handled all keys and messages that it was sent."""
    done = asyncio.Event()
    if pump.call_later(done.set):
        await done.wait()


async def has_focus(screen: Screen[Any]) -> None:
    """Wait until a screen that was just mounted takes keys; not if nothing in it ever does."""
    if screen.focused is None:
        await caught_up(screen)  # Textual gives the focus when a screen hears that it is shown
