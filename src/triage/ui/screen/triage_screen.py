"""The screen: its parts, the order of what they do, and the action of every command."""

from typing import ClassVar

from textual import on
from textual.binding import BindingType

from triage.core.config import Config
from triage.core.errors import NotKept
from triage.core.task.decision import Accept, Done, Mend, Reject, Start
from triage.core.verbs import DELEGATE, REASSIGN
from triage.session.plan import Settled
from triage.session.session import Session
from triage.ui.keys.keymap import Keymap, bindings
from triage.ui.outside import Outside
from triage.ui.screen.background import Background
from triage.ui.screen.base import BaseScreen
from triage.ui.screen.changing import Changing
from triage.ui.screen.deciding import Deciding
from triage.ui.screen.elsewhere import Elsewhere
from triage.ui.screen.listing import Listing
from triage.ui.screen.marking import Marking
from triage.ui.screen.new_day import NewDay
from triage.ui.screen.offers import Offers
from triage.ui.screen.sprint import Sprint
from triage.ui.screen.viewing import Viewing
from triage.ui.start import Beginning, first_arrangement
from triage.ui.widgets.filter_bar import FilterBar
from triage.ui.widgets.task_list import TaskList
from triage.ui.widgets.view_tabs import ViewTabs
from triage.ui.workers.comparer import Alike, AllCompared
from triage.ui.workers.scanner import ScanEnded, ScanFound
from triage.ui.workers.watcher import Noticed, WatchFailed
from triage.ui.workers.writer import Writer


class TriageScreen(BaseScreen):
    """Owns the parts, has an action for every command, and says the order of what concerns several parts."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings({})]

    def __init__(
        self,
        session: Session,
        outside: Outside,
        writer: Writer,
        keys: Keymap,
        config: Config,
        start: Beginning,
    ) -> None:
        """Show a session; `outside` is where its notes are, `writer` the thread that saves."""
        super().__init__(session, outside, writer, keys, config)
        self.listing = Listing(self, first_arrangement(session, start, config))
        self.viewing = Viewing(self, self.listing)
        self.marking = Marking(self, self.listing)
        self.background = Background(self, self.listing)
        self.deciding = Deciding(self, self.listing, self.background)
        self.changing = Changing(self, self.listing, self.deciding)
        self.offers = Offers(self, self.listing, self.deciding)
        self.sprint = Sprint(self, self.listing, start)
        self.elsewhere = Elsewhere(self, self.listing, self.background)
        self.new_day = NewDay(self, self.listing, self.offers)

    # What happens, in order

    def on_mount(self) -> None:
        """Show what was asked for, and begin to read."""
        self.new_day.begin()
        self.deciding.keep_tidy()
        self.viewing.show_typed()
        self.viewing.tell_arrangement()
        self.sprint.keep_time()
        self.task_list.focus()
        self.background.read()

    def scanned(self) -> None:
        """Every note was read: what waits for it goes on."""
        self.call_later(self.viewing.ask_who_i_am)
        self.background.watch()
        self.offers.look_for_overwritten()
        self.call_later(self.offers.ask_about_cut_off)
        self.sprint.choose()
        self.listing.count_marks()
        self.background.compare()

    def compared(self) -> None:
        """Everything is known that can be: what waits for it goes on."""
        self.sprint.choose_alike()
        self.listing.show_compared()

    def count(self) -> None:
        """Show how many are to be decided, decided and left out, and how far the sprint is."""
        self.listing.count()
        self.sprint.count()

    def followed(self) -> None:
        """Rows have followed their notes: another program may have overwritten something."""
        self.offers.look_for_overwritten()

    def show_settled(self, settled: Settled) -> None:
        """Show the outcome of a gesture, and what may be offered after it."""
        self.offers.look_once_idle()
        self.deciding.show_settled(settled)
        self.offers.look_after(settled)

    @property
    def all_decided(self) -> str:
        """What to say once nothing is left, of all or of the sprint, "" as long as something is."""
        return self.listing.all_decided or self.sprint.all_decided

    def show_proposal(self) -> None:
        """Draw the proposal under the cursor at once, or what was decided once nothing is left."""
        self.listing.show_proposal()

    def follow_day(self) -> bool:
        """Show what is true today; whether what a dialog asks is another now."""
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

    @on(Alike)
    def _take_alike(self, event: Alike) -> None:
        self.background.take_alike(event)

    @on(AllCompared)
    def _end_comparing(self, event: AllCompared) -> None:
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

    # Deciding

    async def action_accept(self) -> None:
        """The task is to be done."""
        await self.deciding.decide(Accept(), self.marking.targets())

    async def action_start(self) -> None:
        """The task is being done."""
        await self.deciding.decide(Start(), self.marking.targets())

    async def action_done(self) -> None:
        """The task has been done."""
        await self.deciding.decide(Done(), self.marking.targets())

    async def action_reject(self) -> None:
        """The task will not be done."""
        await self.deciding.decide(Reject(), self.marking.targets())

    async def action_reject_reason(self) -> None:
        """The task will not be done, and why."""
        await self.deciding.reject_with_reason(self.marking.targets())

    async def action_reject_beneath(self) -> None:
        """Reject the task and those indented beneath it."""
        await self.deciding.reject_beneath(self.marking.targets())

    async def action_duplicate(self) -> None:
        """The task stands elsewhere already."""
        await self.deciding.reject_duplicates(self.marking.targets())

    async def action_best(self) -> None:
        """Accept the best line of each card, reject its twins."""
        await self.deciding.keep_best(self.marking.targets())

    async def action_repeat(self) -> None:
        """Do the last verb again."""
        await self.deciding.repeat(self.marking.targets)

    def action_last_decided(self) -> None:
        """To the row that was decided last."""
        self.deciding.go_to_last()

    async def action_undo(self) -> None:
        """Undo what was done to cards since the last gesture, else that gesture."""
        if not self.marking.take_back_card():
            await self.deciding.undo()

    async def action_redo(self) -> None:
        """Redo what was undone."""
        await self.deciding.redo()

    # Changing

    async def action_edit(self) -> None:
        """Change the words of one task."""
        await self.changing.edit(self.marking.targets())

    async def action_reassign(self) -> None:
        """Give the tasks to somebody else."""
        await self.changing.give(self.marking.targets(), REASSIGN)

    async def action_delegate(self) -> None:
        """Accept the tasks and give them to somebody."""
        await self.changing.give(self.marking.targets(), DELEGATE)

    async def action_mine(self) -> None:
        """Give the tasks to myself."""
        await self.changing.take(self.marking.targets())

    async def action_due(self) -> None:
        """Change the due date."""
        await self.changing.redate(self.marking.targets())

    async def action_accept_by(self) -> None:
        """Accept by another date."""
        await self.changing.accept_by(self.marking.targets())

    async def action_priority(self) -> None:
        """Change the priority."""
        await self.changing.prioritise(self.marking.targets())

    async def action_snooze(self) -> None:
        """Put the tasks out of sight until a day."""
        await self.changing.snooze(self.marking.targets())

    async def action_mend(self) -> None:
        """Move the fields that Tasks cannot see."""
        await self.deciding.decide(Mend(), self.marking.targets())

    async def action_offer(self) -> None:
        """Take up what is offered."""
        await self.offers.take_up()

    # Marking

    def action_mark(self) -> None:
        """Mark the row, or unmark it, and go to the next."""
        self.marking.mark()

    def action_range(self) -> None:
        """Begin a range at the cursor, or mark what it covers."""
        self.marking.mark_range()

    def action_mark_shown(self) -> None:
        """Mark every row shown that is to be decided, or unmark them where all are."""
        self.marking.mark_shown()

    def action_invert(self) -> None:
        """Mark the rows shown that are not marked, and only these of them."""
        self.marking.invert()

    def action_mark_card(self) -> None:
        """Mark the row with its twins."""
        self.marking.mark_card()

    def action_mark_group(self) -> None:
        """Mark the rows of the group that the cursor is in."""
        self.marking.mark_group()

    def action_mark_again(self) -> None:
        """Mark what the last verb on marks has covered."""
        self.marking.mark_again()

    def action_make_best(self) -> None:
        """Call the row the best of its card."""
        self.marking.make_best()

    def action_join(self) -> None:
        """Make one card of the rows that are marked."""
        self.marking.join()

    def action_take_out(self) -> None:
        """Take the row out of its card, or put it back; the cursor stays in the card."""
        self.marking.take_out()

    async def action_card(self) -> None:
        """Show the row's twins, and what was decided elsewhere, in full."""
        await self.marking.show_card()

    # Viewing

    async def action_next_view(self) -> None:
        """To the next tab that is not empty."""
        await self.viewing.step(1)

    async def action_previous_view(self) -> None:
        """To the tab before that is not empty."""
        await self.viewing.step(-1)

    async def action_view_1(self) -> None:
        """To the first tab."""
        await self.viewing.show_number(1)

    async def action_view_2(self) -> None:
        """To the second tab."""
        await self.viewing.show_number(2)

    async def action_view_3(self) -> None:
        """To the third tab."""
        await self.viewing.show_number(3)

    async def action_view_4(self) -> None:
        """To the fourth tab."""
        await self.viewing.show_number(4)

    async def action_view_5(self) -> None:
        """To the fifth tab."""
        await self.viewing.show_number(5)

    async def action_view_6(self) -> None:
        """To the sixth tab."""
        await self.viewing.show_number(6)

    async def action_view_7(self) -> None:
        """To the seventh tab."""
        await self.viewing.show_number(7)

    async def action_view_8(self) -> None:
        """To the eighth tab."""
        await self.viewing.show_number(8)

    async def action_view_9(self) -> None:
        """To the ninth tab."""
        await self.viewing.show_number(9)

    async def action_save_view(self) -> None:
        """Keep the filter as a view of its own."""
        await self.viewing.save_view()

    def action_filter(self) -> None:
        """Type a filter."""
        self.viewing.type_filter()

    def action_clear_filter(self) -> None:
        """End the range, else the filter, else the marks."""
        self.viewing.clear()

    def action_include(self) -> None:
        """Show the lines without all the queue tags too, or leave them out again."""
        self.viewing.include_left_out()

    async def action_group(self) -> None:
        """Choose by what the rows are grouped."""
        await self.viewing.choose_grouping()

    async def action_sort(self) -> None:
        """Choose how the rows of a group are sorted."""
        await self.viewing.choose_sorting()

    def action_refresh(self) -> None:
        """Read the vault again; a sprint begins anew."""
        self.sprint.begin_another()
        self.background.read_again()

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
        self.listing.advance()

    def action_pane_down(self) -> None:
        """Further down in the proposal."""
        self.pane.scroll_relative(y=3, animate=False, immediate=True)

    def action_pane_up(self) -> None:
        """Back up in the proposal."""
        self.pane.scroll_relative(y=-3, animate=False, immediate=True)

    # Elsewhere

    async def action_today(self) -> None:
        """Say what was decided, today and before."""
        await self.elsewhere.show_figures()

    async def action_log(self) -> None:
        """What the journal holds, the latest first."""
        await self.elsewhere.show_history(self.deciding.reverse_gesture)

    def action_open(self) -> None:
        """Open the note at the line in an editor, and come back to what it left."""
        self.elsewhere.open_note()

    def action_obsidian(self) -> None:
        """Open the note in Obsidian on this machine."""
        self.elsewhere.open_obsidian()

    def action_copy_link(self) -> None:
        """Copy the note's link, by the terminal's own clipboard so that it works over SSH."""
        self.elsewhere.copy_link()

    async def action_settings(self) -> None:
        """Show every command and its key."""
        await self.elsewhere.show_settings()

    def action_palette(self) -> None:
        """Find a command by its name."""
        self.app.action_command_palette()

    def action_quit(self) -> None:
        """Leave, and remember the view."""
        try:
            self.session.keep_view(self.listing.arrangement.view)
        except NotKept as problem:
            self.session.add_problem(str(problem))
        self.leave()
