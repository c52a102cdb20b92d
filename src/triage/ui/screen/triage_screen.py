"""The screen: its parts, the order of what they do, and what each command does."""

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import BindingType

from triage.core.config import Config
from triage.core.errors import NotKept
from triage.core.task.decision import Accept, Done, Mend, Reject, Start
from triage.core.verbs import DELEGATE, REASSIGN
from triage.session.plan import Settled
from triage.session.session import Session
from triage.ui.keys.key_binding import bindings
from triage.ui.keys.key_choice import Keymap
from triage.ui.outside import Outside
from triage.ui.screen.background import Background
from triage.ui.screen.base import BaseScreen
from triage.ui.screen.changing import Changing
from triage.ui.screen.deciding import Deciding
from triage.ui.screen.elsewhere import Elsewhere
from triage.ui.screen.interruption import Interruption
from triage.ui.screen.listing import Listing
from triage.ui.screen.marking import Marking
from triage.ui.screen.new_day import NewDay
from triage.ui.screen.offers import Offers
from triage.ui.screen.reversing import Reversing
from triage.ui.screen.sprint import Sprint
from triage.ui.screen.viewing import Viewing
from triage.ui.screen.writing import Writing
from triage.ui.start import Beginning, first_arrangement
from triage.ui.widgets.filter_bar import FilterBar
from triage.ui.widgets.proposal_text import ProposalText
from triage.ui.widgets.task_list import TaskList
from triage.ui.widgets.view_tabs import ViewTabs
from triage.ui.workers.comparer import CompareEnded, CompareFound
from triage.ui.workers.scanner import ScanEnded, ScanFound
from triage.ui.workers.watcher import Noticed, WatchFailed
from triage.ui.workers.writer import Writer

Action = Callable[[], object]
"""What a command does; it is awaited if it can be."""


class TriageScreen(BaseScreen):
    """Owns the parts, says what each command does, and in which order several parts do things."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Keymap())]

    def __init__(
        self,
        session: Session,
        outside: Outside,
        writer: Writer,
        keys: Keymap,
        config: Config,
        start: Beginning,
    ) -> None:
        """Show a session; `outside` knows its notes' paths, `writer` saves in a thread."""
        super().__init__(session, outside, writer, keys, config, ProposalText(session, keys).of)
        self.listing = Listing(self, first_arrangement(session, start, config))
        self.viewing = Viewing(self, self.listing)
        self.marking = Marking(self, self.listing)
        self.background = Background(self, self.listing)
        self.writing = Writing(self, self.listing, self.background.compare)
        self.reversing = Reversing(self, self.listing, self.writing.write, self.background.compare_new)
        self.deciding = Deciding(self, self.listing, self.writing.write)
        self.changing = Changing(self, self.listing, self.deciding.decide)
        self.interruption = Interruption(
            self, self.listing, self.writing.write, self.reversing.reverse_gesture
        )
        self.offers = Offers(self, self.listing, self.deciding.ask_first)
        self.sprint = Sprint(self, self.listing, start)
        self.elsewhere = Elsewhere(self, self.listing, keys, self.background.compare)
        self.new_day = NewDay(self, self.listing, self.offers.follow_day)
        self.actions = self._by_command()
        """What each command does, by its id."""

    # What happens, in order

    def on_mount(self) -> None:
        """Show what the command line asked for, and begin to read."""
        self.new_day.begin()
        self.writing.keep_tidy()
        self.viewing.show_typed()
        self.viewing.tell_arrangement()
        self.sprint.keep_time()
        self.task_list.focus()
        self.background.read()

    def scanned(self) -> None:
        """Go on after every note was read."""
        self.call_later(self.viewing.ask_who_i_am)
        self.background.watch()
        self.offers.look_for_overwritten()
        self.call_later(self.interruption.ask)
        self.sprint.choose()
        self.listing.count_marks()
        self.background.compare()

    def compared(self) -> None:
        """Go on after every row was compared for the first time."""
        self.sprint.choose_compared()
        self.listing.show_compared()

    def count(self) -> None:
        """Show how many are to be decided, decided and left out, and how far the sprint is."""
        self.listing.count()
        self.sprint.count()

    def followed(self) -> None:
        """Look for decisions that another program has overwritten."""
        self.offers.look_for_overwritten()

    def show_settled(self, settled: Settled) -> None:
        """Show the outcome of a gesture, and what may be offered after it."""
        self.offers.look_once_idle()
        self.writing.show_settled(settled)
        self.offers.look_after(settled)

    @property
    def all_decided(self) -> str:
        """What to say once nothing is left, in all or in the sprint, "" as long as something is."""
        return self.listing.all_decided or self.sprint.all_decided

    def show_proposal(self) -> None:
        """Draw the proposal under the cursor at once; if nothing is left, what was decided."""
        self.listing.show_proposal()

    def follow_day(self) -> bool:
        """Show what is true today; True if an open dialog now asks something else."""
        return self.new_day.follow()

    def on_unmount(self) -> None:
        """Watch no longer."""
        self.background.stop()

    # What was heard

    @on(ScanFound)
    def _take(self, event: ScanFound) -> None:
        self.background.take(event)

    @on(ScanEnded)
    def _end(self, event: ScanEnded) -> None:
        if self.background.end(event):
            self.scanned()

    @on(CompareFound)
    def _take_compared(self, event: CompareFound) -> None:
        self.background.take_compared(event)

    @on(CompareEnded)
    def _end_comparing(self, event: CompareEnded) -> None:
        if self.background.end_comparing(event):
            self.compared()

    @on(Noticed)
    def _notice(self, event: Noticed) -> None:
        self.background.notice(event.news)

    @on(WatchFailed)
    def _fail(self, event: WatchFailed) -> None:
        raise event.error

    @on(TaskList.Highlighted)
    def _move(self) -> None:
        self.background.note_move()
        self.listing.follow_cursor()

    def on_resize(self) -> None:
        """Fit the proposal into its new width."""
        self.listing.rest()

    @on(ViewTabs.Chosen)
    async def _choose_view(self, event: ViewTabs.Chosen) -> None:
        await self.viewing.show_named(event.name)

    @on(FilterBar.Changed)
    def _filter(self, event: FilterBar.Changed) -> None:
        self.viewing.show_filtered(event.filter)

    @on(FilterBar.Left)
    def _leave_filter(self, event: FilterBar.Left) -> None:
        self.viewing.leave_filter(event.text)

    # The commands

    async def action_command(self, command_id: str) -> None:
        """Do what a command does."""
        done = self.actions[command_id]()
        if isinstance(done, Awaitable):
            await done

    def _by_command(self) -> Mapping[str, Action]:
        targets = self.marking.targets
        return {
            # Deciding
            "accept": lambda: self.deciding.decide(Accept(), targets()),
            "start": lambda: self.deciding.decide(Start(), targets()),
            "done": lambda: self.deciding.decide(Done(), targets()),
            "reject": lambda: self.deciding.decide(Reject(), targets()),
            "reject_reason": lambda: self.deciding.reject_with_reason(targets()),
            "reject_beneath": lambda: self.deciding.reject_beneath(targets()),
            "duplicate": lambda: self.deciding.reject_duplicates(targets()),
            "best": lambda: self.deciding.keep_best(targets()),
            "repeat": lambda: self.deciding.repeat(targets),
            "last_decided": self.deciding.go_to_last,
            "undo": self._undo,
            "redo": self.reversing.redo,
            # Changing
            "edit": lambda: self.changing.edit(targets()),
            "reassign": lambda: self.changing.give(targets(), REASSIGN),
            "delegate": lambda: self.changing.give(targets(), DELEGATE),
            "mine": lambda: self.changing.take(targets()),
            "due": lambda: self.changing.redate(targets()),
            "accept_by": lambda: self.changing.accept_by(targets()),
            "priority": lambda: self.changing.prioritise(targets()),
            "snooze": lambda: self.changing.snooze(targets()),
            "mend": lambda: self.deciding.decide(Mend(), targets()),
            "offer": self.offers.take_up,
            # Marking
            "mark": self.marking.mark,
            "range": self.marking.mark_range,
            "mark_shown": self.marking.mark_shown,
            "invert": self.marking.invert,
            "mark_set": self.marking.mark_set,
            "mark_group": self.marking.mark_group,
            "mark_again": self.marking.mark_again,
            "make_keeper": self.marking.make_keeper,
            "join": self.marking.join,
            "take_out": self.marking.take_out,
            "open_set": self.marking.show_set,
            # Viewing
            "next_view": lambda: self.viewing.step(1),
            "previous_view": lambda: self.viewing.step(-1),
            "save_view": self.viewing.save_view,
            "filter": self.viewing.type_filter,
            "clear_filter": self.viewing.clear,
            "include": self.viewing.include_left_out,
            "group": self.viewing.choose_grouping,
            "sort": self.viewing.choose_sorting,
            "refresh": self._refresh,
            **{f"view_{n}": partial(self.viewing.show_number, n) for n in range(1, 10)},
            # Moving
            "down": lambda: self.task_list.move(1),
            "up": lambda: self.task_list.move(-1),
            "next_note": lambda: self.task_list.move_note(1),
            "previous_note": lambda: self.task_list.move_note(-1),
            "page_down": lambda: self.task_list.move_page(1),
            "page_up": lambda: self.task_list.move_page(-1),
            "top": lambda: self.task_list.move_to_end(last=False),
            "bottom": lambda: self.task_list.move_to_end(last=True),
            "next_open": self.listing.advance,
            "pane_down": lambda: self.pane.scroll_relative(y=3, animate=False, immediate=True),
            "pane_up": lambda: self.pane.scroll_relative(y=-3, animate=False, immediate=True),
            # Elsewhere
            "help": self.elsewhere.show_help,
            "problems": self.elsewhere.show_problems,
            "today": self.elsewhere.show_figures,
            "log": lambda: self.elsewhere.show_history(self.reversing.reverse_gesture),
            "open": self.elsewhere.open_note,
            "obsidian": self.elsewhere.open_obsidian,
            "copy_link": self.elsewhere.copy_link,
            "settings": self.elsewhere.show_settings,
            "suspend": lambda: self.app.action_suspend_process(),
            "palette": lambda: self.app.action_command_palette(),
            "quit": self._quit,
        }

    async def _undo(self) -> None:
        """Undo the last change to a set since the last gesture, else that gesture."""
        if not self.marking.undo_set_change():
            await self.reversing.undo()

    def _refresh(self) -> None:
        """Read the vault again; a sprint begins again."""
        self.sprint.begin_another()
        self.background.read_again()

    def _quit(self) -> None:
        """Leave, and remember the view."""
        try:
            self.session.remembered.keep_view(self.listing.arrangement.view.name)
        except NotKept as problem:
            self.session.add_problem(str(problem))
        self.leave()
