"""Choosing what is shown: views, the filter, grouping and sorting."""

from dataclasses import replace

from triage.core.errors import TriageError
from triage.core.filtering.filter import Filter
from triage.core.plain import plain
from triage.core.row import Grouping, Sorting
from triage.session.view import View
from triage.ui.dialogs import choices
from triage.ui.dialogs.choice_dialog import Choice
from triage.ui.screen.base import BaseScreen
from triage.ui.screen.listing import Listing
from triage.words.amount import count


class Viewing:
    """Shows the view, filter and order that the user chose, until the user chooses another."""

    def __init__(self, screen: BaseScreen, listing: Listing) -> None:
        """Begin with what the listing shows."""
        self._screen = screen
        self._session = screen.session
        self._listing = listing
        self._grouping: Grouping | None = None
        self._was_asked = False

    # Views

    async def show_view(self, view: View) -> None:
        """Show a view with its own grouping, unless the user chose another; decided rows go."""
        self._session.queue.retire()
        grouping = self._grouping or view.grouping or self._screen.config.group
        self._listing.show_again(replace(self._listing.arrangement, view=view, grouping=grouping))
        self.tell_arrangement()
        await self.ask_who_i_am()

    async def step(self, by: int) -> None:
        """Go on by this many tabs, empty ones not counted."""
        views = [
            view
            for view in self._session.tabs.views
            if self._listing.number_in(view) or view == self._listing.arrangement.view or view.name == "all"
        ]
        await self.show_view(views[(views.index(self._listing.arrangement.view) + by) % len(views)])

    async def show_number(self, number: int) -> None:
        """To the tab with a number, from 1."""
        await self.show_view(self._session.tabs.views[number - 1])

    async def show_named(self, name: str) -> None:
        """To the tab with a name."""
        if view := self._session.tabs.named(name):
            await self.show_view(view)

    async def save_view(self) -> None:
        """Keep the filter as a view of its own."""
        texts = [
            text
            for text in (self._listing.arrangement.view.filter.text, self._listing.arrangement.typed.text)
            if text
        ]
        text = texts[0] if len(texts) == 1 else " ".join(f"({each})" for each in texts)
        if not self._listing.arrangement.typed:
            self._screen.say("Type a filter first: what it shows becomes the view")
            return

        from triage.ui.dialogs.name_dialog import (
            NameDialog,  # dialogs are imported when they are first opened
        )

        async def answer(name: str | None) -> None:
            if name:
                await self._keep_view(name, text)

        await self._screen.ask(
            NameDialog("Save the view", f"It shows: {plain(text, 200)}", self._bad_name), answer
        )

    def _bad_name(self, name: str) -> str:
        """Why a view cannot have a name, "" if it can."""
        other = self._session.tabs.named(name)
        if other is None or (other.name == name and other.is_saved):
            return ""
        return f"{plain(other.title, 40)} is there already; choose another name"

    async def _keep_view(self, name: str, text: str) -> None:
        try:
            view = View(name, name, Filter.of(text, self._session.today), is_saved=True)
            self._screen.outside.keep(["views", name], text)
        except TriageError as problem:
            self._screen.complain(str(problem))
            return
        self._session.add_view(view)
        self.leave_filter("")
        self._screen.filter_bar.value = ""
        await self.show_view(view)
        self._screen.say(f"Saved: {plain(name, 40)} shows {plain(text, 80)}")

    async def ask_who_i_am(self) -> None:
        """Ask once which names are mine, if the view shows mine and no proposal is."""
        is_read = not self._screen.header.is_scanning and self._session.queue.open
        if self._listing.arrangement.view.name != "mine" or not is_read or self._was_asked:
            return
        is_shown = self._session.includes_left_out
        rows = (row for row in self._session.rows.values() if is_shown or not row.proposal.is_left_out)
        if (
            any(self._session.names.is_mine(row.proposal) for row in rows)
            or self._session.remembered.has_declined_names
        ):
            return
        self._was_asked = True
        people = self._session.names.people
        names = [name for name in people.by_mentions() if not people.is_mine(name)]
        if not names:
            return

        async def answer(choice: Choice[str] | None) -> None:
            try:
                if choice is None:
                    return
                if not choice.value:
                    self._session.remembered.decline_names()
                    return
                mine = [choice.value, *self._session.names.mine]
                self._screen.outside.keep(["mine"], mine)
            except TriageError as problem:
                self._screen.complain(str(problem))
                return
            self._session.names.call_me(mine)
            self._listing.fill()
            self._screen.task_list.refresh()
            self._screen.say(f"You are {plain(choice.value, 60)}; the config's `mine` says so")

        await self._screen.ask(choices.who_are_you(names), answer)

    # Filtering

    def show_typed(self) -> None:
        """Show the filter that the command line gave."""
        if text := self._listing.arrangement.typed.text:
            self._screen.filter_bar.value = text
            self._screen.filter_bar.display = True
            self._screen.header.filter = text

    def type_filter(self) -> None:
        """Type a filter."""
        self._screen.filter_bar.display = True
        self._screen.filter_bar.focus_input()

    def clear(self) -> None:
        """End the range, else the filter, else the marks."""
        if self._screen.task_list.range_start is not None:
            self._screen.task_list.range_start = None
            self._screen.task_list.update()
            self._listing.count_marks()
        elif self._listing.arrangement.typed or self._screen.filter_bar.display:
            self._screen.filter_bar.value = ""
            self.leave_filter("")
        elif self._session.marks:
            self._screen.say(f"{count(len(self._session.marks), 'mark')} cleared")
            self._session.marks.clear()
            self._screen.task_list.update()
            self._listing.count_marks()

    def leave_filter(self, text: str) -> None:
        """Keep a filter, and go back to the queue."""
        kept = Filter.of(text, self._session.today)
        self.show_filtered(kept)
        # what is kept is as it is to be read: what was typed is for the eye
        self._listing.arrangement = replace(self._listing.arrangement, typed=kept)
        self._screen.header.filter = kept.text
        self._screen.filter_bar.display = bool(text)
        self._screen.set_focus(self._screen.task_list)

    def show_filtered(self, typed: Filter) -> None:
        """Show the rows of the view that a filter matches."""
        if typed != self._listing.arrangement.typed:
            self._listing.show_again(replace(self._listing.arrangement, typed=typed))

    def include_left_out(self) -> None:
        """Show the lines without all the queue tags too, or leave them out again."""
        self._session.include_left_out(not self._session.includes_left_out)
        self._listing.show_again(self._listing.arrangement)

    # Arranging

    async def choose_grouping(self) -> None:
        """Choose by what the rows are grouped."""

        async def answer(choice: Choice[Grouping] | None) -> None:
            if choice:
                self._grouping = choice.value
                self._listing.show_again(replace(self._listing.arrangement, grouping=choice.value))
                self.tell_arrangement()

        await self._screen.ask(choices.which_grouping(self._listing.arrangement.grouping), answer)

    async def choose_sorting(self) -> None:
        """Choose how the rows of a group are sorted."""

        async def answer(choice: Choice[Sorting] | None) -> None:
            if choice:
                self._listing.show_again(replace(self._listing.arrangement, sorting=choice.value))
                self.tell_arrangement()

        await self._screen.ask(choices.which_sorting(self._listing.arrangement.sorting), answer)

    def tell_arrangement(self) -> None:
        """Say in the header how the rows are grouped and sorted, if that is not as usual."""
        by = self._listing.arrangement.grouping
        sorted_by = self._listing.arrangement.sorting
        usual = self._listing.arrangement.view.grouping or self._screen.config.group
        parts = [
            f"by {by}" if by is not usual else "",
            f"sorted by {sorted_by}" if sorted_by is not Sorting.PLACE else "",
        ]
        self._screen.header.arranged = ", ".join(filter(None, parts))
