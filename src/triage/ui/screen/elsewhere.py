"""What leads away from the queue: the note in an editor or in Obsidian, and the pages over the queue."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial

from triage.core.errors import TriageError
from triage.core.plain import plain
from triage.ui.editor import edit_note
from triage.ui.keys.help import help_text, problems_text
from triage.ui.keys.key_choice import Keymap
from triage.ui.link import obsidian_link
from triage.ui.screen.base import BaseScreen
from triage.ui.screen.calls import Reverse
from triage.ui.screen.listing import Listing
from triage.ui.widgets.text_screen import TextScreen
from triage.words.amount import count

# a page is imported when it is first opened: all of them would take longer than to show the first row


class Elsewhere:
    """Opens notes and pages, and comes back to the queue."""

    def __init__(
        self, screen: BaseScreen, listing: Listing, keymap: Keymap, compare: Callable[[], None]
    ) -> None:
        """Open what belongs to the row under the cursor; `compare` finds the duplicates."""
        self._screen = screen
        self._session = screen.session
        self._listing = listing
        self._keymap = keymap
        self._compare = compare

    def open_note(self) -> None:
        """Open the note at the line in an editor, and read the note again afterwards."""
        if not (row := self._listing.row):
            return
        note, number = row.proposal.note, row.proposal.place.number
        path = self._screen.outside.path(note)
        if problem := edit_note(self._screen.app, self._screen.config.editor, path, number):
            self._screen.complain(problem)
        self._read_again(note)

    def _read_again(self, note: str) -> None:
        try:
            arrived = self._session.read_again(note)
        except TriageError as problem:
            self._screen.complain(str(problem))
            return
        self._listing.fill()
        self._screen.task_list.refresh()
        self._screen.show_proposal()
        if arrived:
            self._compare()
            self._screen.say(f"{count(arrived, 'new proposal')} at the end")

    def open_obsidian(self) -> None:
        """Open the note in Obsidian on this machine."""
        if link := self._link:
            self._screen.app.open_url(link)

    def copy_link(self) -> None:
        """Copy the note's link, by the terminal's own clipboard so that it works over SSH."""
        if link := self._link:
            self._screen.app.copy_to_clipboard(link)
            self._screen.say(f"Copied {plain(link, 200)}")

    @property
    def _link(self) -> str:
        """The link of the note under the cursor, "" for none."""
        row = self._listing.row
        return obsidian_link(*self._screen.outside.obsidian_place(row.proposal.note)) if row else ""

    async def show_help(self) -> None:
        """Show every key, and the language of filters."""
        await self._screen.ask(TextScreen("Keys", partial(help_text, self._keymap)), None)

    async def show_problems(self) -> None:
        """Show what could not be read or written."""
        failed = [row for row in self._session.rows.values() if row.failure]
        text = partial(problems_text, tuple(self._session.problems), failed)
        await self._screen.ask(TextScreen("Problems", text), None)

    async def show_figures(self) -> None:
        """Show what was decided, today and before."""
        screen = self._screen
        with suppress(TriageError):  # the page says so
            await screen.writer.aside(self._session.past.read_whole)
        await screen.ask(TextScreen("Today", screen.figures), None)

    async def show_history(self, reverse: Reverse) -> None:
        """Show the journal, the latest gesture first; `reverse` undoes or redoes one."""
        from triage.ui.screen.history_screen import HistoryScreen

        try:
            self._session.past.check()
        except TriageError as problem:
            self._screen.complain(str(problem))
            return
        await self._screen.ask(HistoryScreen(self._session, reverse), None)

    async def show_settings(self) -> None:
        """Show every command and its key."""
        from triage.ui.keys.settings_screen import SettingsScreen

        screen = self._screen
        await screen.ask(SettingsScreen(self._keymap, screen.outside.keep, screen.show_keys), None)
