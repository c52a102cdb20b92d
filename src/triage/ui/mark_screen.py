"""The screen's marking part: marks, ranges and cards."""

from collections.abc import Sequence

from textual.content import Content

from triage.core.config import Config
from triage.core.row import Grouping
from triage.session.session import Session
from triage.ui.card_text import card_text
from triage.ui.keymap import Keymap, shown_key
from triage.ui.outside import Outside
from triage.ui.text_screen import TextScreen
from triage.ui.view_screen import ViewScreen
from triage.ui.writer import Writer


class MarkScreen(ViewScreen):
    """Says which rows the next verb works on: those marked, else the one under the cursor."""

    def __init__(
        self, session: Session, outside: Outside, writer: Writer, keys: Keymap, config: Config
    ) -> None:
        """Begin without marks."""
        super().__init__(session, outside, writer, keys, config)

    def targets(self) -> tuple[int, ...]:
        """The rows that a verb works on, fixed now: whatever comes later is not among them."""
        self._end_range()
        shown = [key for key in self.task_list.keys if key in self.session.marks]
        hidden = sorted(self.session.marks.keys - set(shown))
        if shown or hidden:
            return (*shown, *hidden)
        return (self.row.key,) if self.row else ()

    def action_mark(self) -> None:
        """Mark the row, or unmark it, and go to the next."""
        if row := self.row:
            self.session.marks.toggle([row.key])
            self.task_list.move(1)
            self._marked()

    def action_range(self) -> None:
        """Begin a range at the cursor, or mark what it covers."""
        if self.task_list.range_start is not None:
            self._end_range()
        elif self.row:
            self.task_list.range_start = self.row.key
            self.say("A range: move to its other end; a verb works on it, v marks it, esc drops it")
        self._marked()

    def action_mark_shown(self) -> None:
        """Mark every row shown that is to be decided, or unmark them where all are."""
        self._toggle(self.task_list.waiting)

    def action_invert(self) -> None:
        """Mark the rows shown that are not marked, and only these of them."""
        self.session.marks.invert(self.task_list.waiting)
        self._marked()

    def action_mark_card(self) -> None:
        """Mark the row with its twins."""
        if row := self.row:
            self._toggle(self.session.likenesses.open_keys(row.key) or [row.key])

    def action_mark_group(self) -> None:
        """Mark the rows of the group that the cursor is in."""
        if group := self.task_list.group:
            self._toggle([key for key in group.keys if self.session.rows[key].is_open])

    def action_mark_again(self) -> None:
        """Mark what the last verb on marks has covered."""
        keys = [key for key in self.session.marks.last if key in self.session.rows]
        if not keys:
            self.say("No verb has worked on marks yet")
            return
        self.session.marks.add(keys)
        self._marked()

    def action_make_best(self) -> None:
        """Call the row the best of its card."""
        if row := self.row:
            if self.session.make_best(row.key):
                self._card_changed("The best of its card now")
            else:
                self.say("It has no twin that is still to decide")

    def action_join(self) -> None:
        """Make one card of the rows that are marked."""
        keys = [key for key in self.targets() if self.session.rows[key].is_open]
        if len(keys) < 2:
            self.say("Mark the proposals that say the same first")
            return
        self.session.join(keys)
        self.session.marks.clear()
        key = shown_key("best", self.keys)
        self._card_changed(f"{len(keys)} proposals are one card now; {key} keeps the best of them")

    def action_take_out(self) -> None:
        """Take the row out of its card, or put it back; the cursor stays in the card."""
        if not (row := self.row):
            return
        out = self.session.take_out(row.key)
        if out is None:
            self.say("It is in no card")
            return
        if out and self.arrangement.grouping is Grouping.CARD:
            self.task_list.move(1)
        self._card_changed("An idea of its own now" if out else "Back in its card")

    def take_back_card(self) -> bool:
        """Take back what was done to cards since the last gesture; False where that is nothing."""
        if not self.session.take_back_card():
            return False
        self._show_cards()
        self.say("The cards are as they were before")
        return True

    async def action_card(self) -> None:
        """Show the row's twins, and what was decided elsewhere, in full."""
        if row := self.row:
            key = row.key

            def text() -> Content:
                return card_text(self.session, key, self.keys)

            await self.ask(TextScreen("The card", text(), text), None)

    def _toggle(self, keys: Sequence[int]) -> None:
        if keys:
            self.session.marks.toggle(keys)
        else:
            self.say("There is nothing to mark")
        self._marked()

    def _end_range(self) -> None:
        """Mark what the range covers."""
        self.session.marks.add(self.task_list.ranged)
        self.task_list.range_start = None

    def _marked(self) -> None:
        """Show the marks as they are now."""
        self.task_list.update()
        self.count_marks()

    def _card_changed(self, said: str) -> None:
        """Show the cards as they are now, and say how to take that back."""
        self._show_cards()
        self.say(f"{said}; {shown_key('undo', self.keys)} takes it back")

    def _show_cards(self) -> None:
        self.fill()
        self.task_list.refresh()
        self.show_proposal()
