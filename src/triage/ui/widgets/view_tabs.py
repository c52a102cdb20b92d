"""The line of tabs: every view, with the number of its rows to decide."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Static

from triage.core.plain import plain


@dataclass(frozen=True, slots=True)
class Tab:
    """One view as its tab shows it."""

    name: str
    title: str
    count: int
    key: str = ""
    """The digit that leads there, "" for none."""


class ViewTabs(Static):
    """Shows the tabs that fit, the active one always among them; a click chooses."""

    tabs: reactive[tuple[Tab, ...]] = reactive(())
    active = reactive("all")

    @dataclass
    class Chosen(Message):
        """A tab was clicked."""

        name: str

    def __init__(self) -> None:
        """Begin without tabs."""
        super().__init__(markup=False)
        self._spans: list[tuple[int, int, str]] = []

    def render(self) -> Content:
        """Put the tabs side by side; the first ones are left out if the active one has no room else."""
        texts = [self._text(tab) for tab in self.tabs]
        width = self.size.width
        first = self._first(texts, width)
        parts = [("‹ " if first else " ", "$foreground-muted")]
        at = 2 if first else 1
        self._spans = []
        for tab, text in list(zip(self.tabs, texts, strict=True))[first:]:
            if not text:
                continue
            if at + cell_len(text) + 3 > width and tab.name != self.active:
                parts.append(("›", "$foreground-muted"))
                break
            is_active = tab.name == self.active
            key = text[: len(tab.key) + 1] if tab.key else ""
            parts += [
                (key, "bold reverse" if is_active else "bold $text-accent"),
                (text[len(key) :], "bold reverse" if is_active else ""),
                (" ", ""),
            ]
            self._spans.append((at, at + cell_len(text), tab.name))
            at += cell_len(text) + 1
        return Content.assemble(*parts)

    def on_click(self, event: events.Click) -> None:
        """Choose the tab that was clicked."""
        for start, end, name in self._spans:
            if start <= event.x < end:
                self.post_message(self.Chosen(name))

    def _text(self, tab: Tab) -> str:
        """What a tab says; nothing if its view is empty and not the one that is shown."""
        if not tab.count and tab.name not in {self.active, "all"}:
            return ""
        key = f"{tab.key} " if tab.key else ""
        count = f" {tab.count:,}" if tab.count else ""
        return f" {key}{plain(tab.title, 24)}{count} "

    def _first(self, texts: Sequence[str], width: int) -> int:
        """The first tab to show."""
        names = [tab.name for tab in self.tabs]
        active = names.index(self.active) if self.active in names else 0
        first = 0
        while (
            first < active
            and 5 + sum(cell_len(text) + 1 for text in texts[first : active + 1] if text) > width
        ):
            first += 1
        return first
