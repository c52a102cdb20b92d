"""The screen's reading part: scanning, comparing, showing, moving."""

from collections.abc import Awaitable, Callable, Collection, Iterable
from typing import TypeVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.getters import query_one
from textual.screen import Screen
from textual.timer import Timer

from triage.core.edit import Place
from triage.core.errors import TriageError
from triage.core.pace import Pace
from triage.core.plain import plain
from triage.core.row import Grouping, Row
from triage.core.subject import Trait
from triage.session.arrangement import Arrangement
from triage.session.session import Session
from triage.session.values import QueueValues
from triage.session.view import View
from triage.ui import pace_words, words
from triage.ui.commands import COMMAND_IDS
from triage.ui.comparer import Alike, AllCompared, Comparer
from triage.ui.filter_bar import FilterBar
from triage.ui.help import help_text, problems_text
from triage.ui.key_bar import KeyBar
from triage.ui.keymap import Keymap, rebind, shown_key
from triage.ui.proposal_pane import ProposalPane
from triage.ui.scanner import Ended, Found, Scanner
from triage.ui.task_list import TaskList
from triage.ui.text_screen import TextScreen
from triage.ui.type_ahead import has_focus
from triage.ui.vault_header import VaultHeader
from triage.ui.view_tabs import Tab, ViewTabs

Answer = TypeVar("Answer")

_FILLING = 1.0
"""Seconds between two fillings of the list while the vault is read: each may redraw the whole screen."""
_SETTLING = 0.4
"""Seconds that the first rows may still be moved by newer ones: less than it takes to read one and decide."""
_MOMENT = 1.0
"""Seconds in which one notice is enough."""
_WIDE = 110
"""From how many columns on the proposal stands beside the queue."""
_REST = 0.06
"""Seconds that the cursor rests before the proposal is drawn, so that a held key costs list rows only."""


class QueueScreen(Screen[None]):
    """Shows the queue and the proposal under its cursor, while the vault is still being read."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (_WIDE, "-wide")]  # noqa: RUF012 (Textual's own is no ClassVar)

    header = query_one(VaultHeader)
    tabs = query_one(ViewTabs)
    task_list = query_one(TaskList)
    pane = query_one(ProposalPane)
    filter_bar = query_one(FilterBar)
    key_bar = query_one(KeyBar)

    def __init__(self, session: Session, keys: Keymap) -> None:
        """Show a session; `keys` may change later, which is to be told by `show_keys`."""
        super().__init__()
        rebind(self, keys)
        self.session = session
        self._keys = keys
        self.arrangement = Arrangement(session.tabs.views[0])
        self._scanner = Scanner(self, session.store)
        self._comparer = Comparer(self, session)
        self._return_to: tuple[str, Place] | None = None
        self._resting: Timer | None = None
        self._filling: Timer | None = None
        self._settling: Timer | None = None
        self._warned: Timer | None = None
        self._kept: set[int] = set()
        self.pace = Pace()

    def compose(self) -> ComposeResult:
        """Header, queue, proposal, filter, keys."""
        self.add_class("-wide" if self.app.size.width >= _WIDE else "-narrow")  # or all is drawn twice
        yield VaultHeader(self.session.store.name, self._keys)
        yield ViewTabs()
        with Container(id="body"):
            yield TaskList(self.session)
            yield ProposalPane(self.session, self._keys)
        yield FilterBar(QueueValues(self.session), self.session.today)
        yield KeyBar(self._keys)

    def on_mount(self) -> None:
        """Begin to read."""
        self.task_list.focus()
        self._start_scan()

    # Scanning

    def _start_scan(self) -> None:
        self._comparer.stop()
        self.session.begin()
        self.header.is_scanning = True
        self._scanner.start()

    @on(Found)
    def _take(self, event: Found) -> None:
        if not self._scanner.is_current(event):
            return
        self.session.take(event.batch)
        if not self.task_list.keys:
            self.fill()
        elif event.batch.notes and self._filling is None:
            wait = _SETTLING if self.task_list.follows_top else _FILLING
            self._filling = self.set_timer(wait, self.fill)

    @on(Ended)
    def _end(self, event: Ended) -> None:
        if not self._scanner.is_current(event):
            return
        self.header.is_scanning = False
        if event.problem:
            self.complain(event.problem)
        elif self.session.problems:
            self._tell_problems()
        self.session.queue.changed.update(self.session.rows)  # names end where front matter says
        self.fill()
        self.task_list.refresh()
        self.scanned()
        self._start_comparing()

    def scanned(self) -> None:
        """Every note was read: what waits for it may go on."""

    def _start_comparing(self) -> None:
        self.header.is_comparing = True
        self._comparer.start()

    @on(Alike)
    def _take_alike(self, event: Alike) -> None:
        if self._comparer.is_current(event):
            self.session.take_compared(event.compared)
            self.task_list.update()
            self.count()
            self.rest()

    @on(AllCompared)
    def _end_comparing(self, event: AllCompared) -> None:
        if self._comparer.is_current(event):
            self.header.is_comparing = False
            self.compared()

    def compared(self) -> None:
        """Everything is known that can be: what waits for it may go on."""
        arrangement = self.arrangement
        by_card = arrangement.grouping is Grouping.CARD
        if arrangement.typed.traits:  # what was shown while this was not known is not kept
            self.show_again(arrangement)
        elif by_card or arrangement.view.name != "all":
            self.fill()

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
        self.task_list.shows_asleep = Trait.SNOOZED in self.arrangement.view.filter.traits
        self.session.weigh()
        self.task_list.show(self.arrangement.groups(self.session, self._kept))
        self._kept = set(self.task_list.keys)  # order and rows stay until another slice is asked for
        self._return()
        if not self.header.is_scanning:
            self._return_to = None
        self.count()
        if self._settling is None and self.task_list.keys:
            self._settling = self.set_timer(2 * _SETTLING, self._settle)
        self.header.shown = len(self.task_list.keys)

    def _nothing(self) -> str:
        """Why there is no row, should there be none."""
        if self.header.is_scanning:
            return ""
        if self.arrangement.typed:
            return "Nothing matches the filter"
        if self.arrangement.view.name != "all":
            return f"Nothing in {self.arrangement.view.title}"
        notes = words.count(self.session.notes_read, "note")
        if self.session.queue.left_out:
            return f"Nothing left to decide in {notes}, but for what the tags leave out"
        return f"Nothing to decide in {notes}. A proposal is `- [?] words #proposed #auto`"

    def _settle(self) -> None:
        self.task_list.follows_top = False

    def count(self) -> None:
        """Show how many are to be decided, decided and left out."""
        session = self.session
        session.weigh()
        self.tabs.tabs = tuple(
            Tab(view.name, view.title, self.number_in(view)) for view in session.tabs.views
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

    def number_in(self, view: View) -> int:
        """How many rows of a view are to be decided."""
        return self.session.tabs.count(view, with_left_out=self.session.includes_left_out)

    def count_marks(self) -> None:
        """Show how many rows are marked, and how many of them cannot be seen."""
        marked = self.session.marks.keys.union(self.task_list.ranged)
        self.key_bar.marked = len(marked)
        self.key_bar.hidden = sum(not self.task_list.shows(key) for key in marked)

    def say(self, message: str) -> None:
        """Put a clean sentence into the footer for a while."""
        self.key_bar.say(message)

    def complain(self, problem: str) -> None:
        """Say what went wrong where it cannot be overlooked, and keep it for the list of problems."""
        self.session.problems.append(problem)
        self.warn(problem)
        self.count()

    def warn(self, problem: str) -> None:
        """Say what went wrong where it cannot be overlooked; of many in a moment, the first so."""
        if self._warned:
            self.say(plain(problem, 300))
            return
        self._warned = self.set_timer(_MOMENT, self._hush)
        self.app.clear_notifications()
        self.notify(plain(problem, 400), severity="error", markup=False, timeout=8)

    def _hush(self) -> None:
        self._warned = None

    def _tell_problems(self) -> None:
        """Say once that not everything could be read, and what came first."""
        first, *others = self.session.problems
        more = f" (and {words.count(len(others), 'problem')} more)" if others else ""
        self.notify(f"{plain(first, 300)}{more}", severity="warning", markup=False, timeout=8)

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

    def show_proposal(self) -> None:
        """Draw the proposal under the cursor at once, or what was decided once nothing is left."""
        self.pane.zero = self.figures if self.is_all_decided and self.session.notes_read else None
        self.pane.show(self.task_list.cursor)

    @property
    def page_width(self) -> int:
        """How many cells a page of text over the queue has for it."""
        return max(20, min(100, self.app.size.width * 9 // 10) - 6)

    def figures(self, width: int) -> Content:
        """What was decided, today and before, for so many cells."""
        from triage.core.statistics import statistics  # none of it is needed to show the first row
        from triage.ui.zero_text import zero_text

        try:
            decided = self.session.record().decided()
        except TriageError as problem:
            return Content(plain(str(problem), 300))
        figures = statistics(decided, self.session.today, still_open=self.key_bar.left)
        return zero_text(figures, self.pace, self.session.today, width, shown_key("undo", self._keys))

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
    def is_all_decided(self) -> bool:
        """Whether the vault was read and nothing in it is left to decide."""
        return self.number_in(self.session.tabs.views[0]) == 0 and not self.header.is_scanning

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let keys be letters while a filter is typed."""
        return not self.filter_bar.is_typing or action not in COMMAND_IDS

    def action_refresh(self) -> None:
        """Read the vault again; decided rows go, the cursor stays on its proposal."""
        if self.row and not self.row.is_open:
            self.task_list.advance()
        row = self.row
        self._return_to = (row.proposal.note, row.proposal.place) if row else None
        self._start_scan()
        self._kept = set()
        self.fill()

    # And

    def show_keys(self) -> None:
        """Bind and show the keys as they are by now."""
        rebind(self, self._keys)
        self.header.refresh()
        self.key_bar.refresh()
        self.show_proposal()

    async def action_help(self) -> None:
        """Every key."""
        await self.ask(TextScreen("Keys", help_text(self._keys)), None)

    async def action_problems(self) -> None:
        """What could not be read or written."""
        failed: Iterable[Row] = (row for row in self.session.rows.values() if row.failure)
        await self.ask(TextScreen("Problems", problems_text(self.session.problems, failed)), None)

    async def ask(
        self, dialog: Screen[Answer], go_on: Callable[[Answer | None], Awaitable[None]] | None
    ) -> None:
        """Open a dialog and go on with its answer; returns once it takes keys, so that none is lost."""
        await self.app.push_screen(dialog, go_on)
        await has_focus(dialog)
