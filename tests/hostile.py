"""The app without its last line of defence, so that what a widget lets through is seen."""

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
    """The app without its last line of defence."""

    CSS_PATH = ShownApp.CSS_PATH

    def get_line_filters(self) -> Sequence[LineFilter]:
        """All but the shield."""
        return [each for each in super().get_line_filters() if each is not self._shield]


@contextmanager
def about(name: str) -> Iterator[None]:
    """Name in a failure the one of several texts that was looked at."""
    try:
        yield
    except BaseException as error:
        error.add_note(f"with {name!r}")
        raise


def assert_inert(hand: Hand) -> None:
    """Nothing that is to be drawn is obeyed by a terminal, is a link, or runs an action on a click."""
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
