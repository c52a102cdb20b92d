"""The last defence between note text and the terminal."""

from typing import Final

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from triage.core.plain import is_plain, plain

SCROLLING: Final = ("grab", "scroll_up", "scroll_down")
"""The actions that Textual's own scroll bars put into their styles."""


class Shield(LineFilter):
    """Rewrites what no widget should have let through.

    An app keeps one instance, since Textual caches filtered strips by the filter's identity.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Take control codes, forbidden characters, links and actions away; the width stays."""
        return [
            Segment(text if is_plain(text) else _refitted(text), None if style is None else _inert(style))
            for text, style, control in segments
            if not control
        ]


def _refitted(text: str) -> str:
    """Clean the text, and keep its width in cells."""
    return set_cell_size(plain(text, max(len(text), 1)), cell_len(text))


def _inert(style: Style) -> Style:
    """Return the style without links and without actions that a click would run."""
    if style.link is None and not style.meta:
        return style
    kept = {key: value for key, value in style.meta.items() if not key.startswith("@") or value in SCROLLING}
    if style.link is None and len(kept) == len(style.meta):
        return style
    return style.clear_meta_and_links() + Style.from_meta(kept)
