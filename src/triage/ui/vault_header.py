"""The line at the top: which vault, how many are to decide, what is left out."""

from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from triage.core.plain import plain
from triage.ui import words


class VaultHeader(Static):
    """Says where the user is, and what is not on the screen."""

    to_decide = reactive(0)
    shown = reactive(0)
    left_out = reactive(0)
    includes_left_out = reactive(False)
    filter = reactive("")
    notes_read = reactive(0)
    is_scanning = reactive(False)
    problems = reactive(0)

    def __init__(self, vault: str) -> None:
        """Name the vault."""
        super().__init__(markup=False)
        self._vault = plain(vault, 60)

    def render(self) -> Content:
        """Put the parts side by side."""
        parts = [
            (f" {self._vault} ", "bold reverse"),
            (f"  {self.to_decide:,} to decide", "bold"),
        ]
        if self.filter:
            parts.append((f"  /{plain(self.filter, 40)} shows {self.shown:,}", "$text-accent"))
        if self.left_out:
            verb = "included" if self.includes_left_out else "left out"
            parts.append((f"  {self.left_out:,} without the queue tags {verb} (i)", "$foreground-muted"))
        if self.is_scanning:
            parts.append((f"  reading… {words.count(self.notes_read, 'note')}", "$text-warning"))
        if self.problems:
            parts.append((f"  {words.count(self.problems, 'problem')} (P)", "$text-error"))
        return Content.assemble(*parts)
