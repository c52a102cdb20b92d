"""Marks, ranges and sets of duplicates."""

from collections.abc import Sequence

from textual.content import Content

from triage.core.row import Grouping
from triage.ui.keys.key_name import shown_key
from triage.ui.screen.base import BaseScreen
from triage.ui.screen.listing import Listing
from triage.ui.widgets.duplicates_text import duplicates_text
from triage.ui.widgets.text_screen import TextScreen
from triage.words.gesture_words import undoes


class Marking:
    """Says which rows the next verb works on: the marked ones, else the one under the cursor."""

    def __init__(self, screen: BaseScreen, listing: Listing) -> None:
        """Begin without marks."""
        self._screen = screen
        self._session = screen.session
        self._listing = listing

    def targets(self) -> tuple[int, ...]:
        """The rows that a verb works on; rows that arrive later are not among them."""
        self._end_range()
        shown = [key for key in self._screen.task_list.keys if key in self._session.marks]
        hidden = sorted(self._session.marks.keys - set(shown))
        if shown or hidden:
            return (*shown, *hidden)
        return (self._listing.row.key,) if self._listing.row else ()

    def mark(self) -> None:
        """Mark the row, or unmark it, and go to the next."""
        if row := self._listing.row:
            self._session.marks.toggle([row.key])
            self._screen.task_list.move(1)
            self._marked()

    def mark_range(self) -> None:
        """Begin a range at the cursor, or mark what it covers."""
        if self._screen.task_list.range_start is not None:
            self._end_range()
        elif self._listing.row:
            self._screen.task_list.range_start = self._listing.row.key
            self._screen.say("A range: move to its other end; a verb works on it, v marks it, esc drops it")
        self._marked()

    def mark_shown(self) -> None:
        """Mark every row shown that is to be decided, or unmark them if all are marked."""
        self._toggle(self._screen.task_list.waiting)

    def invert(self) -> None:
        """Mark the rows shown that are not marked, and only these of them."""
        self._session.marks.invert(self._screen.task_list.waiting)
        self._marked()

    def mark_set(self) -> None:
        """Mark the row with its duplicates."""
        if row := self._listing.row:
            self._toggle(self._session.duplicates.open_members(row.key) or [row.key])

    def mark_group(self) -> None:
        """Mark the rows of the group that the cursor is in."""
        if group := self._screen.task_list.group:
            self._toggle([key for key in group.keys if self._session.rows[key].is_open])

    def mark_again(self) -> None:
        """Mark the rows that the last verb on marks worked on."""
        keys = [key for key in self._session.marks.last if key in self._session.rows]
        if not keys:
            self._screen.say("No verb has worked on marks yet")
            return
        self._session.marks.add(keys)
        self._marked()

    def make_keeper(self) -> None:
        """Make the row the keeper of its set."""
        if row := self._listing.row:
            if self._session.make_keeper(row.key):
                self._set_changed("The keeper of its set now")
            else:
                self._screen.say("It has no duplicate that is still to decide")

    def join(self) -> None:
        """Make one set of the rows that are marked."""
        keys = [key for key in self.targets() if self._session.rows[key].is_open]
        if len(keys) < 2:
            self._screen.say("Mark the proposals that say the same first")
            return
        self._session.join(keys)
        self._session.marks.clear()
        key = shown_key("best", self._screen.keys)
        self._set_changed(f"{len(keys)} proposals are one set now; {key} keeps one of them")

    def take_out(self) -> None:
        """Take the row out of its set, or put it back; the cursor stays in the set."""
        if not (row := self._listing.row):
            return
        out = self._session.take_out(row.key)
        if out is None:
            self._screen.say("It is in no set")
            return
        if out and self._listing.arrangement.grouping is Grouping.SET:
            self._screen.task_list.move(1)
        self._set_changed("Out of its set now" if out else "Back in its set")

    def undo_set_change(self) -> bool:
        """Undo the last change to a set since the last gesture; False if there is none."""
        if not self._session.undo_set_change():
            return False
        self._show_sets()
        self._screen.say("Undone: the sets are as they were")
        return True

    async def show_set(self) -> None:
        """Show the row's duplicates, and what was decided elsewhere, in full."""
        if row := self._listing.row:
            key = row.key

            def text(width: int) -> Content:
                return duplicates_text(self._session, key, self._screen.keys)

            await self._screen.ask(TextScreen("The set", text), None)

    def _toggle(self, keys: Sequence[int]) -> None:
        if keys:
            self._session.marks.toggle(keys)
        else:
            self._screen.say("Nothing to mark")
        self._marked()

    def _end_range(self) -> None:
        """Mark what the range covers."""
        self._session.marks.add(self._screen.task_list.ranged)
        self._screen.task_list.range_start = None

    def _marked(self) -> None:
        """Show the marks as they are now."""
        self._screen.task_list.update()
        self._listing.count_marks()

    def _set_changed(self, said: str) -> None:
        """Show the sets as they are now, and say how to undo the change."""
        self._show_sets()
        self._screen.say(f"{said}; {undoes(shown_key('undo', self._screen.keys))}")

    def _show_sets(self) -> None:
        self._listing.fill()
        self._screen.task_list.refresh()
        self._screen.show_proposal()
