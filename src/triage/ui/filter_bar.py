"""The line in which a filter is typed."""

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from triage.ui.line_input import LineInput
from triage.ui.type_ahead import caught_up


class FilterBar(LineInput):
    """Filters as you type; enter goes back to the queue with the filter, escape without."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", "Keep", priority=True),
        Binding("escape", "clear", "Clear", priority=True),
    ]

    @dataclass
    class Left(Message):
        """The user is done typing."""

        text: str

    def __init__(self) -> None:
        """Begin out of sight."""
        super().__init__(placeholder="words that must all be there · enter keeps · esc clears", compact=True)
        self.display = False

    async def action_keep(self) -> None:
        """Back to the queue, filtered."""
        await caught_up(self)
        await self._leave()

    async def action_clear(self) -> None:
        """Back to the queue, all of it."""
        await caught_up(self)
        self.value = ""
        await self._leave()

    async def _leave(self) -> None:
        """Tell the screen, and let no key pass before it knows."""
        self.post_message(self.Left(self.value))
        await caught_up(self)
        await caught_up(self.screen)
