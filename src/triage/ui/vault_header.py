"""The line at the top: which vault, how many are to decide, what is left out."""

from collections.abc import Mapping

from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from triage.core.plain import plain
from triage.ui import words
from triage.ui.commands import shown_key


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

    def __init__(self, vault: str, keys: Mapping[str, str]) -> None:
        """Name the vault; `keys` are those that the config changed."""
        super().__init__(markup=False)
        self._include, self._tell = shown_key("include", keys), shown_key("problems", keys)
        self._vault = plain(vault, 60)

    def render(self) -> Content:
        """Put the parts side by side."""
        parts = [
            (f" {self._vault} ", "bold reverse"),
            (f"  {self.to_decide:,} to decide", "bold"),
        ]
        if self.problems:
            parts.append((f"  {words.count(self.problems, 'problem')} ({self._tell})", "$text-error"))
        if self.filter:
            parts.append((f"  /{plain(self.filter, 40)} shows {self.shown:,}", "$text-accent"))
        if self.left_out:
            state = "without the tags shown too" if self.includes_left_out else "left out by the tags"
            parts.append((f"  {self.left_out:,} {state} ({self._include})", "$foreground-muted"))
        if self.is_scanning:
            parts.append((f"  reading… {words.count(self.notes_read, 'note')}", "$text-warning"))
        return Content.assemble(*parts)
