"""A page of text over the queue: the help, the problems."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static


class TextScreen(ModalScreen[None]):
    """Shows text that may be longer than the screen; any of the usual keys closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,enter,P", "close", "Close", priority=True),
        Binding("j,down", "scroll(1)", "Down", priority=True),
        Binding("k,up", "scroll(-1)", "Up", priority=True),
    ]

    def __init__(self, title: str, text: Content, again: Callable[[], Content] | None = None) -> None:
        """Show a clean text; `again` gives it anew where it says something of today."""
        super().__init__()
        self._title = title
        self._text = text
        self._again = again

    def compose(self) -> ComposeResult:
        """Hold one scrolling text."""
        with VerticalScroll(id="page") as page:
            page.border_title = self._title
            page.border_subtitle = "esc closes"
            yield Static(self._text, id="page-text", markup=False)

    def follow_day(self) -> bool:
        """Say it as it is today."""
        if self._again:
            self.query_one("#page-text", Static).update(self._again())
        return False

    def action_scroll(self, lines: int) -> None:
        """Scroll by lines."""
        self.query_one("#page").scroll_relative(y=lines, animate=False, immediate=True)

    def action_close(self) -> None:
        """Back to the queue."""
        self.dismiss(None)
