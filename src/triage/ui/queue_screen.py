"""The screen's showing part: the rows of the queue, the proposal under the cursor, moving."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date

from textual import on
from textual.timer import Timer

from triage.core.config import Config
from triage.core.edit import Place
from triage.core.plain import plain
from triage.core.row import Grouping, Row
from triage.core.subject import Trait
from triage.session.arrangement import Arrangement
from triage.session.session import Session
from triage.session.view import View
from triage.ui.frame_screen import FrameScreen
from triage.ui.keymap import Keymap
from triage.ui.outside import Outside
from triage.ui.task_list import TaskList
from triage.ui.view_tabs import Tab
from triage.ui.writer import Writer
from triage.words import pace_words
from triage.words.amount import count

SETTLING = 0.4
"""Seconds that the first rows may still be moved by newer ones: less than it takes to read one and decide."""
_AT_ONCE = 2_000
"""How many rows are weighed before keys have their turn."""
_BREATH = 0.01
"""Seconds until the next are."""
_REST = 0.06
"""Seconds that the cursor rests before the proposal is drawn, so that a held key costs list rows only."""


class QueueScreen(FrameScreen):
    """Shows the queue and the proposal under its cursor."""

    def __init__(
        self, session: Session, outside: Outside, writer: Writer, keys: Keymap, config: Config
    ) -> None:
        """Show a session's rows."""
        super().__init__(session, outside, writer, keys, config)
        self.arrangement = Arrangement(session.tabs.views[0])
        self._return_to: tuple[str, Place] | None = None
        self._resting: Timer | None = None
        self._filling: Timer | None = None
        self._settling: Timer | None = None
        self._weighing: Timer | None = None
        self._kept: set[int] = set()

    def _return(self) -> None:
        """After a refresh, put the cursor back on the proposal that it was on."""
        if self._return_to is None:
            return
        note, place = self._return_to
        (key,) = self.session.queue.at(note, [place])
        if key is not None and (key == self.task_list.cursor or self.task_list.move_to(key)):
            self._return_to = None

    # Showing

    @property
    def row(self) -> Row | None:
        """The row under the cursor."""
        key = self.task_list.cursor
        return None if key is None else self.session.rows.get(key)

    def fill(self) -> None:
        """Show the rows of the view, the cursor staying on its own."""
        if self._filling:
            self._filling.stop()
            self._filling = None
        self.task_list.nothing = self._nothing()
        self.task_list.shows_asleep = Trait.SNOOZED in self.arrangement.traits
        self._weigh()
        self.task_list.show(
            self.session.groups(self.arrangement, () if self.arrangement.most else self._kept)
        )
        self._kept = set(self.task_list.keys)  # order and rows stay until another slice is asked for
        self._return()
        if not self.header.is_scanning:
            self._return_to = None
        self.count()
        if self._settling is None and self.task_list.keys:
            self._settling = self.set_timer(2 * SETTLING, self._settle)
        self.header.shown = len(self.task_list.keys)

    def fill_anew(self) -> None:
        """Show the rows of the view, none of them only for having been shown before."""
        self._kept = set()
        self.fill()

    def fill_in(self, seconds: float) -> None:
        """Show the rows of the view after a while, unless that is to be done already."""
        if self._filling is None:
            self._filling = self.set_timer(seconds, self.fill)

    def fill_alike(self) -> None:
        """Show the rows of the view, where what is alike may have changed them."""
        if self.arrangement.grouping is Grouping.CARD or self.arrangement.view.name != "all":
            self.fill()

    def show_compared(self) -> None:
        """Show the rows of the view once all is compared."""
        if self.arrangement.typed.traits:  # what was shown while this was not known is not kept
            self.show_again(self.arrangement)
        else:
            self.fill_alike()

    def hold_cursor(self) -> None:
        """Let the cursor be on its proposal, or on the next open one, once the vault is read again."""
        if self.row and not self.row.is_open:
            self.task_list.advance()
        row = self.row
        self._return_to = (row.proposal.note, row.proposal.place) if row else None

    def _nothing(self) -> str:
        """Why there is no row, should there be none."""
        if self.header.is_scanning:
            return ""
        notes = count(self.session.notes_read, "note")
        if hidden := self.session.hidden_words:
            return f"Nothing to decide in {notes}. {plain(hidden)}"
        if self.arrangement.typed:
            return "Nothing matches the filter"
        if self.arrangement.view.name != "all":
            return f"Nothing in {self.arrangement.view.title}"
        if self.session.queue.left_out:
            return f"Nothing left to decide in {notes}, but for what the tags leave out"
        return f"Nothing to decide in {notes}. A proposal is `- [?] words #proposed #auto`"

    def _settle(self) -> None:
        self.task_list.follows_top = False

    def count(self) -> None:
        """Show how many are to be decided, decided and left out."""
        session = self.session
        self._weigh()
        self.tabs.tabs = tuple(
            Tab(view.name, view.title, self.number_in(view), str(number) if number < 10 else "")
            for number, view in enumerate(session.tabs.views, start=1)
        )
        self.tabs.active = self.arrangement.view.name
        self.header.left_out = session.queue.left_out
        self.header.includes_left_out = session.includes_left_out
        self.header.notes_read = session.notes_read
        self.header.problems = len(session.problems) + session.queue.failed
        self.key_bar.left = self.number_in(session.tabs.views[0])
        self.key_bar.decided = session.tally.decided
        self.key_bar.pace = pace_words.pace(self.pace, self.key_bar.left)
        self.count_marks()

    def _weigh(self) -> None:
        """Let the counts follow; of a hundred thousand rows that changed at once, bit by bit."""
        self.session.weigh(_AT_ONCE)
        if self.session.queue.changed and self._weighing is None:
            self._weighing = self.set_timer(_BREATH, self._weigh_on)

    def _weigh_on(self) -> None:
        self._weighing = None
        self.session.weigh(_AT_ONCE)
        if self.session.queue.changed:
            self._weighing = self.set_timer(_BREATH, self._weigh_on)
        else:
            self.fill()

    def number_in(self, view: View) -> int:
        """How many rows of a view are to be decided."""
        return self.session.tabs.count(view, with_left_out=self.session.includes_left_out)

    def count_marks(self) -> None:
        """Show how many rows are marked, and how many of them cannot be seen."""
        marked = self.session.marks.keys | set(self.task_list.ranged)
        self.key_bar.marked = len(marked)
        self.key_bar.hidden = self.hidden(marked)

    def hidden(self, keys: Iterable[int]) -> int:
        """How many of these rows cannot be seen in the view."""
        return sum(not self.task_list.shows(key) for key in keys)

    def scope(self, keys: Sequence[int]) -> str:
        """How many rows a verb works on, and which: `37 marked (2 hidden)`."""
        hidden = self.hidden(keys)
        return f"{count(len(keys), 'proposal')}{f' ({hidden:,} hidden)' if hidden else ''}"

    def keep_shown(self, keys: Iterable[int]) -> None:
        """Let rows be shown until another slice is asked for, whether they belong to the view or not."""
        self._kept.update(keys)

    def show_again(self, arrangement: Arrangement) -> None:
        """Show another slice of the queue."""
        self.arrangement = arrangement
        self._kept = set()
        self.header.filter = arrangement.typed.text
        self.fill()
        self.task_list.refresh()

    def see_from(self, today: date) -> None:
        """Show what the view and the filter mean on another day.

        Where they ask for days, open rows that no longer belong go and others come. The cursor, what is
        marked, what a verb has dimmed or could not write, and the rows of a sprint stay.
        """
        before = self.arrangement
        view = self.session.tabs.named(before.view.name) or before.view.on(today)
        self.arrangement = replace(before, view=view, typed=before.typed.on(today))
        asks_for_days = self.arrangement != before or Trait.SNOOZED in before.traits
        if asks_for_days and before.only is None:
            held = {self.task_list.cursor, *self.task_list.ranged, *self.session.marks.keys}
            self._kept = {key for key in self._kept if key in held or self._stays(key)}
        self.fill()

    def _stays(self, key: int) -> bool:
        row = self.session.rows.get(key)
        return row is not None and (not row.is_open or bool(row.failure) or self.session.sleeps(row))

    def show_proposal(self) -> None:
        """Draw the proposal under the cursor at once, or what was decided once nothing is left."""
        self.pane.zero = self.figures if self.all_decided and self.session.notes_read else None
        self.pane.show(self.task_list.cursor)

    @on(TaskList.Highlighted)
    def _highlighted(self) -> None:
        if self.task_list.range_start is not None:
            self.count_marks()
        self.rest()

    def rest(self) -> None:
        """Draw the proposal under the cursor once the cursor rests."""
        if self._resting:
            self._resting.stop()
        self._resting = self.set_timer(_REST, self.show_proposal)

    def on_resize(self) -> None:
        """Fit the proposal into its new width."""
        self.rest()

    # Moving

    def action_down(self) -> None:
        """To the next row."""
        self.task_list.move(1)

    def action_up(self) -> None:
        """To the row before."""
        self.task_list.move(-1)

    def action_next_note(self) -> None:
        """To the next note."""
        self.task_list.move_note(1)

    def action_previous_note(self) -> None:
        """To the note before."""
        self.task_list.move_note(-1)

    def action_page_down(self) -> None:
        """Down by a screen."""
        self.task_list.move_page(1)

    def action_page_up(self) -> None:
        """Up by a screen."""
        self.task_list.move_page(-1)

    def action_top(self) -> None:
        """To the first row."""
        self.task_list.move_to_end(last=False)

    def action_bottom(self) -> None:
        """To the last row."""
        self.task_list.move_to_end(last=True)

    def action_next_open(self) -> None:
        """To the next row that is to be decided."""
        self.advance()

    def action_pane_down(self) -> None:
        """Further down in the proposal."""
        self.pane.scroll_relative(y=3, animate=False, immediate=True)

    def action_pane_up(self) -> None:
        """Back up in the proposal."""
        self.pane.scroll_relative(y=-3, animate=False, immediate=True)

    def advance(self, beyond: Collection[int] = ()) -> None:
        """Move to the next row to decide; say so where that is not below."""
        was_last = self.task_list.is_at_last_open
        if self.task_list.advance(beyond) and was_last:
            self.say("From the top again: the first that is still to decide")

    @property
    def all_decided(self) -> str:
        """What to say once the vault was read and nothing in it is left to decide, "" otherwise."""
        if self.number_in(self.session.tabs.views[0]) or self.header.is_scanning:
            return ""
        return "Nothing is left to decide; undo still works"
