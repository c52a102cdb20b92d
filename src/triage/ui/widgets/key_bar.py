"""The line at the bottom: the keys that work here, the counts, and what just happened."""

from collections.abc import Mapping

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from triage.ui.keys.commands import FOOTER
from triage.ui.keys.key_name import NO_KEY, shown_key

_SAID_SECONDS = 6.0
"""Seconds that a message stands before the keys come back."""


class KeyBar(Static):
    """Keys on the left, counts on the right; a message takes the place of the keys for a while."""

    decided = reactive(0)
    left = reactive(0)
    marked = reactive(0)
    hidden = reactive(0)
    pace = reactive("")
    sprint = reactive("")
    message = reactive("")

    def __init__(self, keys: Mapping[str, str]) -> None:
        """Show the commands' keys, which may change later."""
        super().__init__(markup=False)
        self._keys = keys
        self._until = self.set_timer(0, lambda: None, pause=True)

    def say(self, message: str) -> None:
        """Show a clean message for a while; "" brings the keys back."""
        self.message = message
        self._until.stop()
        if message:
            self._until = self.set_timer(_SAID_SECONDS, self._forget)

    def render(self) -> Content:
        """Fit the keys into the room that the counts leave; a message takes room from the counts."""
        scope = self._scope()
        message = Content.styled(f" {self.message}", "bold")
        counts = self._counts(scope.cell_length + message.cell_length if self.message else 0)
        room = self.size.width - cell_len(counts)
        said = message if self.message else self._shown_keys(room - scope.cell_length)
        left = Content.assemble(scope, said).truncate(max(0, room), ellipsis=True)
        gap = " " * max(0, room - left.cell_length)
        return Content.assemble(left, gap, (counts, "bold"))

    def _counts(self, taken: int) -> str:
        """What stands at the right; it leaves the keys nearly half of the line, or a message its cells."""
        decided, left = f"{self.decided:,} decided", f"{self.left:,} left"
        width = self.size.width
        for parts in ((self.sprint, decided, left, self.pace), (self.sprint, decided, left), (left,)):
            counts = f" {'  '.join(filter(None, parts))} "
            if cell_len(counts) <= (width - taken if taken else 0.55 * width):
                break
        return counts

    def _scope(self) -> Content:
        """What the next verb works on, if that is not the row under the cursor."""
        hidden = f" ({self.hidden:,} hidden)" if self.hidden else ""
        return (
            Content.assemble((f" {self.marked:,} marked{hidden} ", "bold reverse"))
            if self.marked
            else Content("")
        )

    def _shown_keys(self, room: int) -> Content:
        parts: list[tuple[str, str]] = []
        used = 0
        for command, word in FOOTER:
            if not self._keys.get(command, NO_KEY):
                continue
            key = shown_key(command, self._keys)
            used += cell_len(key) + cell_len(word) + 3
            if used > room:
                break
            parts += [(f" {key}", "bold $text-accent"), (f" {word} ", "")]
        return Content.assemble(*parts)

    def _forget(self) -> None:
        self.message = ""
