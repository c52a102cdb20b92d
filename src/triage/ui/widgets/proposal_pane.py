"""The pane that shows the proposal under the cursor."""

from collections.abc import Callable

from textual.content import Content
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from triage.core.row import Row
from triage.session.session import Session

TextOf = Callable[[Row, int, int], Content]
"""The text of a row for a width in cells; its words take at least as many lines as the last number says."""


class ProposalPane(ScrollView, can_focus=False):
    """Shows one row in full; only the lines that differ from what is shown are drawn again."""

    def __init__(self, session: Session, text_of: TextOf) -> None:
        """Show rows of this session."""
        super().__init__()
        self._text_of = text_of
        self._session = session
        self._strips: list[Strip] = []
        self._key: int | None = None
        self.zero: Callable[[int], Content] | None = None
        """The text, for a width in cells, that is shown once nothing is left to decide."""

    def show(self, key: int | None) -> None:
        """Show a row, or nothing."""
        self._key = key
        size = self.scrollable_content_region
        row = None if key is None else self._session.rows.get(key)
        strips: list[Strip] = []
        if size.width > 0 and (self.zero or row):
            text = Content("")
            if self.zero:
                text = self.zero(size.width)
            elif row:
                text = self._text_of(row, size.width, 4 if size.height > 16 else 1)
            strips = Visual.to_strips(self, text, size.width, None, self.visual_style)
        before, self._strips = self._strips, strips
        if self.scroll_offset.y:
            self.scroll_home(animate=False, immediate=True)
        pages = max(1, -(-len(strips) // max(1, size.height)))  # whole pages: another size redraws everything
        if (whole := Size(size.width, pages * size.height)) != self.virtual_size:
            self.virtual_size = whole
        for at in range(max(len(before), len(strips))):
            if before[at : at + 1] != strips[at : at + 1]:
                self.refresh_line(at)

    def on_resize(self) -> None:
        """Fit what is shown into the new size: a filter takes a line."""
        if self._strips:
            self.show(self._key)

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        at = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        if at >= len(self._strips):
            return Strip.blank(width, self.rich_style)
        return self._strips[at].adjust_cell_length(width, self.rich_style)
