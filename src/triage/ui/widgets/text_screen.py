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

    def __init__(self, title: str, text: Callable[[int], Content]) -> None:
        """Show a page; `text` gives its clean text, for a width in cells and as it is today."""
        super().__init__()
        self._title = title
        self._text = text

    def compose(self) -> ComposeResult:
        """Hold one scrolling text."""
        with VerticalScroll(id="page") as page:
            page.border_title = self._title
            page.border_subtitle = "esc closes"
            yield Static(self._text(self._width), id="page-text", markup=False)

    @property
    def _width(self) -> int:
        """How many cells the frame and the scroll bar leave for the text."""
        return max(20, min(100, self.app.size.width * 9 // 10) - 6)

    def on_resize(self) -> None:
        """Wrap the text for its new width."""
        self.query_one("#page-text", Static).update(self._text(self._width))

    def follow_day(self) -> bool:
        """Say the text as it is today."""
        self.on_resize()
        return False

    def action_scroll(self, lines: int) -> None:
        """Scroll by lines."""
        self.query_one("#page").scroll_relative(y=lines, animate=False, immediate=True)

    def action_close(self) -> None:
        """Back to the queue."""
        self.dismiss(None)
