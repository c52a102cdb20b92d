"""The screen's base: its widgets, what is said in them, and the pages and dialogs over them."""

from collections.abc import Awaitable, Callable, Mapping
from typing import TypeVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.events import Paste
from textual.getters import query_one
from textual.screen import Screen
from textual.timer import Timer

from triage.core.config import Config
from triage.core.errors import TriageError
from triage.core.history.pace import Pace
from triage.core.plain import plain
from triage.session.plan import Settled
from triage.session.session import Session
from triage.ui.keys.commands import ACTION
from triage.ui.keys.key_binding import rebind
from triage.ui.keys.key_name import shown_key
from triage.ui.outside import Outside
from triage.ui.terminal.type_ahead import has_focus
from triage.ui.widgets.filter_bar import FilterBar
from triage.ui.widgets.key_bar import KeyBar
from triage.ui.widgets.proposal_pane import ProposalPane, TextOf
from triage.ui.widgets.task_list import TaskList
from triage.ui.widgets.vault_header import VaultHeader
from triage.ui.widgets.view_tabs import ViewTabs
from triage.ui.workers.writer import Writer

Answer = TypeVar("Answer")

_MOMENT_SECONDS = 1.0
"""Seconds in which one notice is enough."""
_WIDE_CELLS = 110
"""From this width on, the proposal stands beside the queue."""


class BaseScreen(Screen[None]):
    """Knows the widgets and speaks to the user; every part of the screen is handed it."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (_WIDE_CELLS, "-wide")]  # noqa: RUF012 (Textual's own is no ClassVar)

    header = query_one(VaultHeader)
    tabs = query_one(ViewTabs)
    task_list = query_one(TaskList)
    pane = query_one(ProposalPane)
    filter_bar = query_one(FilterBar)
    key_bar = query_one(KeyBar)

    def __init__(
        self,
        session: Session,
        outside: Outside,
        writer: Writer,
        keys: Mapping[str, str],
        config: Config,
        text_of: TextOf,
    ) -> None:
        """Show a session; whoever changes `keys` later calls `show_keys`."""
        super().__init__()
        rebind(self, keys)
        self.session = session
        self.outside = outside
        """Where notes and the config are."""
        self.writer = writer
        """The thread that saves."""
        self.keys = keys
        self.config = config
        self._text_of = text_of
        self.is_leaving = False
        """Whether the user is leaving, so that keys do nothing any more."""
        self._warned: Timer | None = None
        self.pace = Pace()

    def compose(self) -> ComposeResult:
        """Header, queue, proposal, filter, keys."""
        self.add_class(
            "-wide" if self.app.size.width >= _WIDE_CELLS else "-narrow"
        )  # else all is drawn twice
        yield VaultHeader(self.session.vault_name, self.keys, self.config.queue_tags)
        yield ViewTabs()
        with Container(id="body"):
            yield TaskList(self.session)
            yield ProposalPane(self.session, self._text_of)
        yield FilterBar(self.session.values(), self.session.today)
        yield KeyBar(self.keys)

    @property
    def is_gone(self) -> bool:
        """Whether its widgets no longer exist, since the app has ended."""
        return not self.query(VaultHeader)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let keys be letters while a filter is typed."""
        return not self.filter_bar.is_typing or action != ACTION

    @on(Paste)
    def _refuse_paste(self) -> None:
        self.say("What is pasted here does nothing")

    # What several parts do, in the order that the screen says

    def count(self) -> None:
        """Show how many are to be decided, decided and left out."""
        raise NotImplementedError

    def show_proposal(self) -> None:
        """Draw the proposal under the cursor at once."""
        raise NotImplementedError

    @property
    def all_decided(self) -> str:
        """What to say once nothing is left to decide, "" as long as something is."""
        raise NotImplementedError

    def show_settled(self, settled: Settled) -> None:
        """Show the outcome of a gesture, and do what follows it."""
        raise NotImplementedError

    def followed(self) -> None:
        """Go on after other programs have changed rows."""
        raise NotImplementedError

    # Saying

    def say(self, message: str) -> None:
        """Put a clean sentence into the footer for a while."""
        self.key_bar.say(message)

    def complain(self, problem: str) -> None:
        """Say what went wrong in a notification, and keep it for the list of problems."""
        self.session.add_problem(problem)
        self.warn(problem)
        self.count()

    def warn(self, problem: str) -> None:
        """Say what went wrong in a notification; of several within a second, the others in the footer."""
        if self._warned:
            self.say(plain(problem, 300))
            return
        self._warned = self.set_timer(_MOMENT_SECONDS, self._hush)
        self.app.clear_notifications()
        self.notify(plain(problem, 400), severity="error", markup=False, timeout=8)

    def _hush(self) -> None:
        self._warned = None

    # Over the queue

    def figures(self, width: int) -> Content:
        """What was decided, today and before, in lines of `width` cells."""
        from triage.core.history.statistics import statistics  # none of it is needed to show the first row
        from triage.ui.widgets.zero_text import zero_text

        try:
            decided = self.session.record(is_whole=True).decided()
        except TriageError as problem:
            return Content(plain(str(problem), 300))
        figures = statistics(decided, self.session.today, still_open=self.key_bar.left)
        return zero_text(figures, self.pace, self.session.today, width, shown_key("undo", self.keys))

    def show_keys(self) -> None:
        """Bind the keys as they are now, and show them."""
        rebind(self, self.keys)
        self.header.refresh()
        self.key_bar.refresh()
        self.show_proposal()

    def leave(self) -> None:
        """End the app; keys typed after it do nothing."""
        self.is_leaving = True
        self.app.exit()

    async def ask(
        self, dialog: Screen[Answer], go_on: Callable[[Answer | None], Awaitable[None]] | None
    ) -> None:
        """Open a dialog and go on with its answer; returns once it takes keys, so that none is lost."""
        self.app.clear_notifications()  # they would lie over the dialog
        await self.app.push_screen(dialog, go_on)
        await has_focus(dialog)
