"""The rows of the queue, the proposal under the cursor, and moving."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date

from textual.timer import Timer

from triage.core.plain import plain
from triage.core.row import Grouping, Row
from triage.core.subject import Trait
from triage.core.task.edit import Place
from triage.session.arrangement import Arrangement
from triage.session.view import View
from triage.ui.screen.base import BaseScreen
from triage.ui.widgets.view_tabs import Tab
from triage.words import pace_words
from triage.words.amount import count
from triage.words.view_words import without_tags

SETTLING_SECONDS = 0.4
"""Seconds that the first rows may still be moved by newer ones: less than it takes to read one and decide."""
_ROWS_AT_ONCE = 2_000
"""How many rows are counted before keys have their turn."""
_TURN_SECONDS = 0.01
"""Seconds until the next rows are weighed."""
_REST_SECONDS = 0.06
"""Seconds that the cursor rests before the proposal is drawn, so that a held key draws only rows."""


class Listing:
    """Shows the queue and the proposal under its cursor."""

    def __init__(self, screen: BaseScreen, arrangement: Arrangement) -> None:
        """Begin with an arrangement; no row is read yet."""
        self._screen = screen
        self._session = screen.session
        self.arrangement = arrangement
        """Which rows are shown, in which groups, in which order."""
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
        (key,) = self._session.queue.at(note, [place])
        if key is not None and (key == self._screen.task_list.cursor or self._screen.task_list.move_to(key)):
            self._return_to = None

    # Showing

    @property
    def row(self) -> Row | None:
        """The row under the cursor."""
        key = self._screen.task_list.cursor
        return None if key is None else self._session.rows.get(key)

    def fill(self) -> None:
        """Show the rows of the view, the cursor staying on its own."""
        if self._filling:
            self._filling.stop()
            self._filling = None
        self._screen.task_list.nothing = self._nothing()
        self._screen.task_list.shows_asleep = Trait.SNOOZED in self.arrangement.traits
        self._weigh()
        self._screen.task_list.show(
            self._session.groups(self.arrangement, () if self.arrangement.most else self._kept)
        )
        self._kept = set(
            self._screen.task_list.keys
        )  # order and rows stay until another view or filter is chosen
        self._return()
        if not self._screen.header.is_scanning:
            self._return_to = None
        self._screen.count()
        if self._settling is None and self._screen.task_list.keys:
            self._settling = self._screen.set_timer(2 * SETTLING_SECONDS, self._settle)
        self._screen.header.shown = len(self._screen.task_list.keys)

    def fill_fresh(self) -> None:
        """Show the rows of the view, without those that are shown only because they were before."""
        self._kept = set()
        self.fill()

    def fill_in(self, seconds: float) -> None:
        """Show the rows of the view after a while, unless that is planned already."""
        if self._filling is None:
            self._filling = self._screen.set_timer(seconds, self.fill)

    def fill_compared(self) -> None:
        """Show the rows of the view if they depend on what says the same."""
        if self.arrangement.grouping is Grouping.SET or self.arrangement.view.name != "all":
            self.fill()

    def show_compared(self) -> None:
        """Show the rows of the view once all is compared."""
        if self.arrangement.typed.traits:  # rows that were shown before all was compared are not kept
            self.show_again(self.arrangement)
        else:
            self.fill_compared()

    def hold_cursor(self) -> None:
        """Remember the cursor's proposal, or the next open one, for when the vault is read again."""
        if self.row and not self.row.is_open:
            self._screen.task_list.advance()
        row = self.row
        self._return_to = (row.proposal.note, row.proposal.place) if row else None

    def _nothing(self) -> str:
        """What to say if there is no row."""
        if self._screen.header.is_scanning:
            return ""
        notes = count(self._session.notes_read, "note")
        if hidden := self._session.hidden_words:
            return f"Nothing to decide in {notes}. {plain(hidden)}"
        if self.arrangement.typed:
            return "Nothing matches the filter"
        if self.arrangement.view.name != "all":
            return f"Nothing in {self.arrangement.view.title}"
        if self._session.queue.left_out:
            left_out = f"{self._session.queue.left_out:,} {without_tags(self._screen.config.queue_tags)}"
            return f"Nothing left to decide in {notes}; {left_out} are not shown"
        return f"Nothing to decide in {notes}. A proposal is `- [?] words #proposed #auto`"

    def _settle(self) -> None:
        self._screen.task_list.follows_top = False

    def count(self) -> None:
        """Show how many are to be decided, decided and left out."""
        session = self._session
        self._weigh()
        self._screen.tabs.tabs = tuple(
            Tab(view.name, view.title, self.number_in(view), str(number) if number < 10 else "")
            for number, view in enumerate(session.tabs.views, start=1)
        )
        self._screen.tabs.active = self.arrangement.view.name
        self._screen.header.left_out = session.queue.left_out
        self._screen.header.includes_left_out = session.includes_left_out
        self._screen.header.notes_read = session.notes_read
        self._screen.header.problems = len(session.problems) + session.queue.failed
        self._screen.key_bar.left = self.number_in(session.tabs.views[0])
        self._screen.key_bar.decided = session.tally.decided
        self._screen.key_bar.pace = pace_words.pace(self._screen.pace, self._screen.key_bar.left)
        self.count_marks()

    def _weigh(self) -> None:
        """Let the counts follow; if a hundred thousand rows changed at once, bit by bit."""
        self._session.weigh(_ROWS_AT_ONCE)
        if self._session.queue.changed and self._weighing is None:
            self._weighing = self._screen.set_timer(_TURN_SECONDS, self._weigh_on)

    def _weigh_on(self) -> None:
        self._weighing = None
        self._session.weigh(_ROWS_AT_ONCE)
        if self._session.queue.changed:
            self._weighing = self._screen.set_timer(_TURN_SECONDS, self._weigh_on)
        else:
            self.fill()

    def number_in(self, view: View) -> int:
        """How many rows of a view are to be decided."""
        return self._session.tabs.count(view, with_left_out=self._session.includes_left_out)

    def count_marks(self) -> None:
        """Show how many rows are marked, and how many of them cannot be seen."""
        marked = self._session.marks.keys | set(self._screen.task_list.ranged)
        self._screen.key_bar.marked = len(marked)
        self._screen.key_bar.hidden = self.hidden(marked)

    def hidden(self, keys: Iterable[int]) -> int:
        """How many of these rows cannot be seen in the view."""
        return sum(not self._screen.task_list.shows(key) for key in keys)

    def scope(self, keys: Sequence[int]) -> str:
        """How many rows a verb works on: `37 proposals (2 hidden)`."""
        hidden = self.hidden(keys)
        return f"{count(len(keys), 'proposal')}{f' ({hidden:,} hidden)' if hidden else ''}"

    def keep_shown(self, keys: Iterable[int]) -> None:
        """Show rows until another view or filter is chosen, whether they belong to it or not."""
        self._kept.update(keys)

    def show_again(self, arrangement: Arrangement) -> None:
        """Show other rows of the queue, or the same in another order."""
        self.arrangement = arrangement
        self._kept = set()
        self._screen.header.filter = arrangement.typed.text
        self.fill()
        self._screen.task_list.refresh()

    def see_from(self, today: date) -> None:
        """Show what the view and the filter mean on another day.

        If they ask for days, open rows that no longer belong go and others come. These stay: the cursor's
        row, marked rows, rows that a verb has dimmed or could not write, and the rows of a sprint.
        """
        before = self.arrangement
        view = self._session.tabs.named(before.view.name) or before.view.on(today)
        self.arrangement = replace(before, view=view, typed=before.typed.on(today))
        asks_for_days = self.arrangement != before or Trait.SNOOZED in before.traits
        if asks_for_days and before.only is None:
            held = {self._screen.task_list.cursor, *self._screen.task_list.ranged, *self._session.marks.keys}
            self._kept = {key for key in self._kept if key in held or self._stays(key)}
        self.fill()

    def _stays(self, key: int) -> bool:
        row = self._session.rows.get(key)
        return row is not None and (not row.is_open or bool(row.failure) or self._session.sleeps(row))

    def show_proposal(self) -> None:
        """Draw the proposal under the cursor at once; if nothing is left, what was decided."""
        self._screen.pane.zero = (
            self._screen.figures if self._screen.all_decided and self._session.notes_read else None
        )
        self._screen.pane.show(self._screen.task_list.cursor)

    def follow_cursor(self) -> None:
        """Count the marks of the range that the cursor ends, and draw the proposal once the cursor rests."""
        if self._screen.task_list.range_start is not None:
            self.count_marks()
        self.rest()

    def rest(self) -> None:
        """Draw the proposal under the cursor once the cursor rests."""
        if self._resting:
            self._resting.stop()
        self._resting = self._screen.set_timer(_REST_SECONDS, self._screen.show_proposal)

    # Moving

    def advance(self, beyond: Collection[int] = ()) -> None:
        """Move to the next row to decide; say so if that is not below."""
        was_last = self._screen.task_list.is_at_last_open
        if self._screen.task_list.advance(beyond) and was_last:
            self._screen.say("From the top again: the first one still to decide")

    @property
    def all_decided(self) -> str:
        """What to say once the vault was read and nothing is left to decide, "" otherwise."""
        if self.number_in(self._session.tabs.views[0]) or self._screen.header.is_scanning:
            return ""
        return "Nothing is left to decide; undo still works"
