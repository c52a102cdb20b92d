"""The line at the top: which vault, what is wrong, offered, filtered and left out."""

from collections.abc import Mapping, Sequence

from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from triage.core.plain import plain
from triage.ui.keys.key_name import shown_key
from triage.words.amount import count
from triage.words.view_words import without_tags


class VaultHeader(Static):
    """Says where the user is, and what is not on the screen."""

    shown = reactive(0)
    left_out = reactive(0)
    includes_left_out = reactive(False)
    filter = reactive("")
    notes_read = reactive(0)
    is_scanning = reactive(False)
    is_comparing = reactive(False)
    is_absent = reactive(False)
    limit = reactive("")
    arranged = reactive("")
    overwritten = reactive("")
    offer = reactive("")
    problems = reactive(0)

    def __init__(self, vault: str, keys: Mapping[str, str], queue_tags: Sequence[str]) -> None:
        """Name the vault; `keys` may change later."""
        super().__init__(markup=False)
        self._keys = keys
        self._without = without_tags(queue_tags)
        self._vault = plain(vault, 60)

    def render(self) -> Content:
        """Put the parts side by side."""
        parts = [(f" {self._vault} ", "bold reverse")]
        if self.is_absent:
            parts.append(("  is not there any more", "bold $text-error"))
        if self.limit:
            parts.append((f"  {self.limit}", "bold $text-accent"))
        if self.problems:
            tell = shown_key("problems", self._keys)
            parts.append((f"  {count(self.problems, 'problem')} ({tell})", "$text-error"))
        if self.overwritten:
            parts.append((f"  {self.overwritten}", "bold $text-warning"))
        if self.offer:
            parts.append((f"  {plain(self.offer, 200)}", "bold $text-warning"))
        if self.filter:
            parts.append((f"  /{plain(self.filter, 40)} shows {self.shown:,}", "$text-accent"))
        if self.left_out:
            state = f"{self._without} shown too" if self.includes_left_out else self._without
            include = shown_key("include", self._keys)
            parts.append((f"  {self.left_out:,} {state} ({include})", "$foreground-muted"))
        if self.arranged:
            parts.append((f"  {self.arranged}", "$foreground-muted"))
        if self.is_scanning:
            parts.append((f"  reading… {count(self.notes_read, 'note')}", "$text-warning"))
        elif self.is_comparing:
            parts.append(("  comparing…", "$foreground-muted"))
        return Content.assemble(*parts)
