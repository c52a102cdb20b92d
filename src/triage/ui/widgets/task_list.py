"""The queue as a virtual list: only the rows on the screen are ever drawn."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from textwrap import wrap
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from triage.core.row import Group
from triage.session.session import Session
from triage.ui.widgets.queue_lines import QueueLines
from triage.ui.widgets.row_parts import Part, fit, group_parts, keeper_shown, left_in, row_facts, row_parts

_MOST_SAID = 6
"""Lines of what is said if there is no row."""


class TaskList(ScrollView, can_focus=True):
    """Rows in groups, with a cursor that stays on its proposal while other rows come and go."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "task-list--group",
        "task-list--count",
        "task-list--arrived",
        "task-list--cursor",
        "task-list--decided",
        "task-list--failed",
        "task-list--late",
        "task-list--soon",
        "task-list--mine",
        "task-list--other",
        "task-list--hidden-field",
        "task-list--marked",
        "task-list--duplicates",
        "task-list--match",
        "task-list--same",
        "task-list--differs",
    }

    @dataclass
    class Highlighted(Message):
        """The cursor is on another row, or on none."""

        key: int | None

    def __init__(self, session: Session) -> None:
        """Show a session's rows; `show` says which."""
        super().__init__()
        self._session = session
        self._lines = QueueLines()
        self._drawn: dict[int, tuple[object, ...]] = {}
        self._left: dict[int, int] = {}
        """The counts of the headings as they were drawn, by their first row."""
        self.range_start: int | None = None
        """The row where the range to mark begins, which ends at the cursor; None if there is none."""
        self.nothing = ""
        """What to say if there is no row."""
        self.follows_top = True
        """Whether the cursor stays on the first row while rows come above it; ends when the user moves it."""
        self.shows_asleep = False
        """Whether the snoozed rows are shown."""
        self.cursor: int | None = None
        """The key of the row under the cursor."""

    @property
    def keys(self) -> list[int]:
        """The rows that are shown, in order."""
        return self._lines.keys

    def shows(self, key: int) -> bool:
        """Whether a row is among those shown."""
        return key in self._lines

    def show(self, groups: Sequence[Group]) -> None:
        """Show these rows. The cursor stays where it is on the screen, on its row or the nearest below."""
        old_line = self._cursor_line
        offset = old_line - self.scroll_offset.y
        kept = self._kept_cursor({key for group in groups for key in group.keys})
        before = self._on_screen
        self._lines = QueueLines(groups)
        if self._lines and (kept is None or self.follows_top):
            kept = next((key for key in self.keys if self._is_waiting(key)), self.keys[0])
        if self.range_start is not None and self.range_start not in self._lines:
            self.range_start = None
        self._measure()
        self._set_cursor(kept)
        if kept is not None and old_line:
            self.scroll_to(y=self._cursor_line - offset, animate=False, immediate=True)
        self._scroll_to_cursor()
        if self._on_screen != before:
            self.refresh()

    def update(self) -> None:
        """Draw again the rows on the screen that have changed since they were drawn, and their headings."""
        top = self.scroll_offset.y
        for at in range(top, min(top + self.size.height, len(self._lines))):
            line = self._lines.at(at)
            if isinstance(line, Group) and self._left.get(line.keys[0]) != left_in(self._session, line):
                self._refresh_line(at)
            elif isinstance(line, int) and self._drawn.get(line) != row_facts(
                self._session, line, self.is_marked(line)
            ):
                self._refresh_line(at)
                if (head := self._lines.head(range(at, -1, -1))) is not None:
                    self._refresh_line(head)

    def move(self, by: int) -> bool:
        """Move the cursor by rows; False if it cannot move any further."""
        step = 1 if by > 0 else -1
        line = self._cursor_line
        for _ in range(abs(by)):
            if (further := self._lines.next_row(line, step)) is None:
                break
            line = further
        return self._go(line)

    def move_page(self, pages: int) -> bool:
        """Move the cursor by screens."""
        return self.move(pages * max(1, self.size.height - 2))

    def move_to_end(self, last: bool) -> bool:
        """Move to the first or the last row."""
        start = len(self._lines) if last else -1
        return self._go(self._lines.next_row(start, -1 if last else 1))

    def move_note(self, by: int) -> bool:
        """Move to the first row of the next note, or of the one before."""
        if by > 0:
            other = self._lines.head(range(self._cursor_line + 1, len(self._lines)))
        else:
            own = self._lines.head(range(self._cursor_line, -1, -1))
            other = None if own is None else self._lines.head(range(own - 1, -1, -1))
        return False if other is None else self._go(other + 1)

    def move_to(self, key: int) -> bool:
        """Move to a row."""
        return self._go(self._lines.line_of(key))

    def advance(self, beyond: Collection[int] = ()) -> bool:
        """Move to the next row below to decide, else to the first one; False if none is left.

        `beyond` are rows to skip, since they are being decided now.
        """
        here = self._cursor_line
        lines = chain(self._open_lines(here + 1, len(self._lines)), self._open_lines(0, here))
        return self._go(next((at for at in lines if self._lines.at(at) not in beyond), None))

    @property
    def is_at_last_open(self) -> bool:
        """Whether nothing below the cursor is to be decided."""
        return next(self._open_lines(self._cursor_line + 1, len(self._lines)), None) is None

    # Marks

    @property
    def group(self) -> Group | None:
        """The group that the cursor is in."""
        return None if self.cursor is None else self._lines.group_of(self.cursor)

    @property
    def waiting(self) -> list[int]:
        """The rows shown that are to be decided."""
        return [key for key in self._lines.keys if self._is_waiting(key)]

    @property
    def ranged(self) -> list[int]:
        """The rows to be decided between the anchor and the cursor, both included."""
        if self.range_start is None or self.cursor is None:
            return []
        lines = self._lines.between(*self._range)
        return [line for line in lines if isinstance(line, int) and self._is_waiting(line)]

    def is_marked(self, key: int) -> bool:
        """Whether a row is marked, or in the range that is being marked."""
        if key in self._session.marks:
            return True
        line = self._lines.line_of(key)
        return line is not None and line in range(*self._range) and self._is_waiting(key)

    @property
    def _range(self) -> tuple[int, int]:
        """The first line of the range that is being marked, and the one behind its last."""
        anchor = None if self.range_start is None else self._lines.line_of(self.range_start)
        if anchor is None:
            return 0, 0
        start, end = sorted((anchor, self._cursor_line))
        return start, end + 1

    def _is_waiting(self, key: int) -> bool:
        """Whether a row is to be decided, and not asleep unless what sleeps is being shown."""
        row = self._session.rows[key]
        return row.is_open and (self.shows_asleep or not self._session.sleeps(row))

    # Drawing

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        at = y + self.scroll_offset.y
        width = self.size.width
        if at >= len(self._lines):
            said = wrap(self.nothing, max(1, width - 4)) if at <= _MOST_SAID and not self._lines else []
            text = f"  {said[at - 1]}" if 1 <= at <= len(said) else ""
            return Strip([Segment(fit(text, width), self.rich_style)], width)
        line = self._lines.at(at)
        strip = self._draw_group(line, width) if isinstance(line, Group) else self._draw_row(line, width)
        return strip.apply_style(self.rich_style).simplify()

    def _style(self, name: str) -> Style:
        """The style of a part, without the background, which is the row's."""
        style = self.get_component_rich_style(f"task-list--{name}")
        return Style(color=style.color, bold=style.bold, dim=style.dim)

    def _draw_group(self, group: Group, width: int) -> Strip:
        self._left[group.keys[0]] = left_in(self._session, group)
        return self._strip(group_parts(self._session, group, width), width)

    def _draw_row(self, key: int, width: int) -> Strip:
        self._drawn[key] = self._facts(key)
        row = self._session.rows[key]
        cursor = "▌" if key == self.cursor else " "
        parts = row_parts(
            self._session,
            row,
            width,
            is_marked=self.is_marked(key),
            is_asleep=row.is_open and not self._is_waiting(key),
            keeper=keeper_shown(self._session, self._lines.group_of(key), key),
        )
        strip = self._strip([(cursor, ""), *parts], width)
        if key == self.cursor:
            strip = strip.apply_style(self.get_component_rich_style("task-list--cursor", partial=True))
        return strip

    def _strip(self, parts: Sequence[Part], width: int) -> Strip:
        segments = [Segment(text, self._style(name) if name else None) for text, name in parts]
        return Strip(segments).adjust_cell_length(width)

    def _facts(self, key: int) -> tuple[object, ...]:
        return row_facts(self._session, key, self.is_marked(key))

    @property
    def _on_screen(self) -> tuple[int | None, list[int | Group]]:
        """What is drawn: the cursor's row, and the lines between the edges of the screen."""
        top = self.scroll_offset.y
        return self.cursor, self._lines.between(top, top + self.size.height)

    def _measure(self) -> None:
        """Let the scroll bar follow the number of lines.

        The reactive would lay out and draw the whole screen again.
        """
        size = Size(self.scrollable_content_region.width, len(self._lines))
        self.set_reactive(ScrollView.virtual_size, size)
        self._scroll_update(size)

    # Moving

    @property
    def _cursor_line(self) -> int:
        return 0 if self.cursor is None else self._lines.line_of(self.cursor) or 0

    def _kept_cursor(self, shown: set[int]) -> int | None:
        """The row for the cursor once only these are shown: its own, else the next below, else above."""
        if self.cursor is None or self.cursor in shown:
            return self.cursor
        return self._lines.nearest(self._cursor_line, shown)

    def _open_lines(self, start: int, end: int) -> Iterator[int]:
        """The lines of rows that are to be decided, one by one, since the next is mostly near."""
        for at in range(start, end):
            line = self._lines.at(at)
            if isinstance(line, int) and self._is_waiting(line):
                yield at

    def _go(self, line: int | None) -> bool:
        if line is None or not self._lines or (line == self._cursor_line and self.cursor is not None):
            return False
        self.follows_top = False
        old = self._cursor_line
        key = self._lines.at(line)
        assert isinstance(key, int)
        self._set_cursor(key)
        if not self._scroll_to_cursor():
            for at in (
                range(min(old, line), max(old, line) + 1) if self.range_start is not None else (old, line)
            ):
                self._refresh_line(at)
        return True

    def _refresh_line(self, line: int) -> None:
        y = line - self.scroll_offset.y
        if 0 <= y < self.size.height:
            self.refresh(Region(0, y, self.scrollable_content_region.width, 1))

    def _set_cursor(self, key: int | None) -> None:
        if key != self.cursor:
            self.cursor = key
            self.post_message(self.Highlighted(key))

    def _scroll_to_cursor(self) -> bool:
        """Jump by half a screen if the cursor left it, since a terminal repaints whatever scrolls."""
        height, line, top = self.size.height, self._cursor_line, self.scroll_offset.y
        if not height:
            return False
        first = line - 1 if line and self._lines.is_head(line - 1) else line
        if top <= first and line < top + height:
            return False
        self.scroll_to(y=max(0, first - height // 2), animate=False, immediate=True)
        return True

    def on_resize(self, event: events.Resize) -> None:
        """Keep the cursor on the screen."""
        self._measure()
        self._scroll_to_cursor()

    def on_click(self, event: events.Click) -> None:
        """Move to the row that was clicked."""
        at = event.y + self.scroll_offset.y
        if at < len(self._lines) and not self._lines.is_head(at):
            self._go(at)
