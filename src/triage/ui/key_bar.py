"""The line at the bottom: the keys that work here, how far one is, and what just happened."""

from collections.abc import Mapping

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from triage.ui.commands import FOOTER, shown_key

_SAID = 6.0
"""Seconds that a message stands before the keys come back."""


class KeyBar(Static):
    """Keys on the left, counts on the right; a message takes the place of the keys for a while."""

    decided = reactive(0)
    left = reactive(0)
    message = reactive("")

    def __init__(self, changed: Mapping[str, str]) -> None:
        """Show the commands' keys as the config has them."""
        super().__init__(markup=False)
        self._keys = [(shown_key(name, changed), word) for name, word in FOOTER]
        self._until = self.set_timer(0, lambda: None, pause=True)

    def say(self, message: str) -> None:
        """Show a message for a while, or the keys again; it must be clean already."""
        self.message = message
        self._until.stop()
        if message:
            self._until = self.set_timer(_SAID, self._forget)

    def render(self) -> Content:
        """Fit the keys into what the counts leave."""
        counts = f" {self.decided:,} decided  {self.left:,} left "
        room = self.size.width - cell_len(counts)
        left = Content.styled(f" {self.message}", "bold") if self.message else self._shown_keys(room)
        left = left.truncate(max(0, room), ellipsis=True)
        gap = " " * max(0, room - left.cell_length)
        return Content.assemble(left, gap, (counts, "bold"))

    def _shown_keys(self, room: int) -> Content:
        parts: list[tuple[str, str]] = []
        used = 0
        for key, word in self._keys:
            used += cell_len(key) + cell_len(word) + 3
            if used > room:
                break
            parts += [(f" {key}", "bold $text-accent"), (f" {word} ", "")]
        return Content.assemble(*parts)

    def _forget(self) -> None:
        self.message = ""
