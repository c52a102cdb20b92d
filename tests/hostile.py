"""The app without its last filter of output, so that a test sees what a widget lets through."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from rich.segment import Segment
from textual.filter import LineFilter

from apps import Hand, ShownApp
from triage.core.plain import is_plain

HURT = "[/] [@click=app.quit]x[/] \x1b[31m\x1b]52;c;aGk=\x07\x9b2J\x00\u202e[red] \udcff"
"""Markup, a click, colours, the clipboard, a C1 command, a NUL, a reversal and a lone byte."""
_SCROLLING = {"grab", "scroll_up", "scroll_down"}
"""The actions of Textual's own scroll bars."""


class BareApp(ShownApp):
    """The app without its last filter of output."""

    CSS_PATH = ShownApp.CSS_PATH

    def get_line_filters(self) -> Sequence[LineFilter]:
        """The filters of the app without the last one."""
        return [each for each in super().get_line_filters() if each is not self._shield]


@contextmanager
def about(name: str) -> Iterator[None]:
    """Name in a failure which of several texts was looked at."""
    try:
        yield
    except BaseException as error:
        error.add_note(f"with {name!r}")
        raise


def assert_inert(hand: Hand) -> None:
    """Assert that what is drawn holds no link, nothing that a terminal obeys, and no action for a click."""
    segments: list[Segment] = [
        segment for strip in hand.app.screen._compositor.render_strips() for segment in strip
    ]
    assert segments
    for text, style, _ in segments:
        assert is_plain(text), repr(text)
        if style is not None:
            assert style.link is None, repr(text)
            actions = {value for key, value in style.meta.items() if key.startswith("@")}
            assert actions <= _SCROLLING, (text, actions)
