"""The screen's choosing part: views, the filter, grouping and sorting."""

from dataclasses import replace

from textual import on

from triage.core.config import Config
from triage.core.errors import TriageError
from triage.core.filtering.filter import Filter
from triage.core.plain import plain
from triage.core.row import Grouping, Sorting
from triage.session.session import Session
from triage.session.view import View
from triage.ui import choices
from triage.ui.choice_dialog import Choice
from triage.ui.filter_bar import FilterBar
from triage.ui.keymap import Keymap
from triage.ui.outside import Outside
from triage.ui.reading_screen import ReadingScreen
from triage.ui.view_tabs import ViewTabs
from triage.ui.writer import Writer
from triage.words.amount import count


class ViewScreen(ReadingScreen):
    """Shows one slice of the queue or another; none of it is ever left without being asked to."""

    def __init__(
        self, session: Session, outside: Outside, writer: Writer, keys: Keymap, config: Config
    ) -> None:
        """Show a session; `outside` keeps saved views."""
        super().__init__(session, outside, writer, keys, config)
        self._grouping: Grouping | None = None
        self._was_asked = False

    # Views

    async def show_view(self, view: View) -> None:
        """Show a view with its own grouping, unless another was asked for; what is decided by now goes."""
        self.session.queue.retire()
        grouping = self._grouping or view.grouping or self.config.group
        self.show_again(replace(self.arrangement, view=view, grouping=grouping))
        self._tell_arrangement()
        await self._ask_who_i_am()

    def scanned(self) -> None:
        """It is known whether anything is mine."""
        super().scanned()
        self.call_later(self._ask_who_i_am)

    async def action_next_view(self) -> None:
        """To the next tab that is not empty."""
        await self._step(1)

    async def action_previous_view(self) -> None:
        """To the tab before that is not empty."""
        await self._step(-1)

    async def _step(self, by: int) -> None:
        views = [
            view
            for view in self.session.tabs.views
            if self.number_in(view) or view == self.arrangement.view or view.name == "all"
        ]
        await self.show_view(views[(views.index(self.arrangement.view) + by) % len(views)])

    async def action_view_1(self) -> None:
        """To the first tab."""
        await self._show_number(1)

    async def action_view_2(self) -> None:
        """To the second tab."""
        await self._show_number(2)

    async def action_view_3(self) -> None:
        """To the third tab."""
        await self._show_number(3)

    async def action_view_4(self) -> None:
        """To the fourth tab."""
        await self._show_number(4)

    async def action_view_5(self) -> None:
        """To the fifth tab."""
        await self._show_number(5)

    async def action_view_6(self) -> None:
        """To the sixth tab."""
        await self._show_number(6)

    async def action_view_7(self) -> None:
        """To the seventh tab."""
        await self._show_number(7)

    async def action_view_8(self) -> None:
        """To the eighth tab."""
        await self._show_number(8)

    async def action_view_9(self) -> None:
        """To the ninth tab."""
        await self._show_number(9)

    async def _show_number(self, number: int) -> None:
        await self.show_view(self.session.tabs.views[number - 1])

    @on(ViewTabs.Chosen)
    async def _clicked(self, event: ViewTabs.Chosen) -> None:
        if view := self.session.tabs.named(event.name):
            await self.show_view(view)

    async def action_save_view(self) -> None:
        """Keep the filter as a view of its own."""
        texts = [text for text in (self.arrangement.view.filter.text, self.arrangement.typed.text) if text]
        text = texts[0] if len(texts) == 1 else " ".join(f"({each})" for each in texts)
        if not self.arrangement.typed:
            self.say("Type a filter first: what it shows becomes a view of its own")
            return

        from triage.ui.name_dialog import NameDialog  # dialogs are imported when they are first opened

        async def answer(name: str | None) -> None:
            if name:
                await self._save_view(name, text)

        await self.ask(NameDialog("Save the view", f"It shows: {plain(text, 200)}", self._bad_name), answer)

    def _bad_name(self, name: str) -> str:
        """Why a view cannot have a name, "" where it can."""
        other = self.session.tabs.named(name)
        if other is None or (other.name == name and other.is_saved):
            return ""
        return f"{plain(other.title, 40)} is there already; call it otherwise"

    async def _save_view(self, name: str, text: str) -> None:
        try:
            view = View(name, name, Filter.of(text, self.session.today), is_saved=True)
            self.outside.keep(["views", name], text)
        except TriageError as problem:
            self.complain(str(problem))
            return
        self.session.add_view(view)
        self._leave_filter(FilterBar.Left(""))
        self.filter_bar.value = ""
        await self.show_view(view)
        self.say(f"Saved: {plain(name, 40)} shows {plain(text, 80)}")

    async def _ask_who_i_am(self) -> None:
        """Ask once which names are mine, where mine are looked at and nothing in the vault is mine."""
        is_read = not self.header.is_scanning and self.session.queue.open
        if self.arrangement.view.name != "mine" or not is_read or self._was_asked:
            return
        is_shown = self.session.includes_left_out
        rows = (row for row in self.session.rows.values() if is_shown or not row.proposal.is_left_out)
        if any(self.session.is_mine(row.proposal) for row in rows) or self.session.has_declined_names:
            return
        self._was_asked = True
        names = [name for name in self.session.people.by_mentions() if not self.session.people.is_mine(name)]
        if not names:
            return

        async def answer(choice: Choice[str] | None) -> None:
            try:
                if choice is None:
                    return
                if not choice.value:
                    self.session.decline_names()
                    return
                mine = [choice.value, *self.session.mine]
                self.outside.keep(["mine"], mine)
            except TriageError as problem:
                self.complain(str(problem))
                return
            self.session.call_me(mine)
            self.fill()
            self.task_list.refresh()
            self.say(f"You are {plain(choice.value, 60)}; the config's `mine` says so")

        await self.ask(choices.who_are_you(names), answer)

    # Filtering

    def _show_typed(self) -> None:
        """Show the filter that is there from the beginning."""
        if text := self.arrangement.typed.text:
            self.filter_bar.value = text
            self.filter_bar.display = True
            self.header.filter = text

    def action_filter(self) -> None:
        """Type a filter."""
        self.filter_bar.display = True
        self.filter_bar.focus_input()

    def action_clear_filter(self) -> None:
        """End the range, else the filter, else the marks."""
        if self.task_list.range_start is not None:
            self.task_list.range_start = None
            self.task_list.update()
            self.count_marks()
        elif self.arrangement.typed or self.filter_bar.display:
            self.filter_bar.value = ""
            self._leave_filter(FilterBar.Left(""))
        elif self.session.marks:
            self.say(f"{count(len(self.session.marks), 'mark')} cleared")
            self.session.marks.clear()
            self.task_list.update()
            self.count_marks()

    @on(FilterBar.Changed)
    def _filter(self, event: FilterBar.Changed) -> None:
        self.show_filtered(event.filter)

    @on(FilterBar.Left)
    def _leave_filter(self, event: FilterBar.Left) -> None:
        kept = Filter.of(event.text, self.session.today)
        self.show_filtered(kept)
        self.arrangement = replace(
            self.arrangement, typed=kept
        )  # as it is to be read: what was typed is for the eye
        self.header.filter = kept.text
        self.filter_bar.display = bool(event.text)
        self.set_focus(self.task_list)

    def show_filtered(self, typed: Filter) -> None:
        """Show what a filter leaves of the view."""
        if typed != self.arrangement.typed:
            self.show_again(replace(self.arrangement, typed=typed))

    def action_include(self) -> None:
        """Show the lines without all the queue tags too, or leave them out again."""
        self.session.include_left_out(not self.session.includes_left_out)
        self.show_again(self.arrangement)

    # Arranging

    async def action_group(self) -> None:
        """Choose by what the rows are grouped."""

        async def answer(choice: Choice[Grouping] | None) -> None:
            if choice:
                self._grouping = choice.value
                self.show_again(replace(self.arrangement, grouping=choice.value))
                self._tell_arrangement()

        await self.ask(choices.which_grouping(self.arrangement.grouping), answer)

    async def action_sort(self) -> None:
        """Choose how the rows of a group are sorted."""

        async def answer(choice: Choice[Sorting] | None) -> None:
            if choice:
                self.show_again(replace(self.arrangement, sorting=choice.value))
                self._tell_arrangement()

        await self.ask(choices.which_sorting(self.arrangement.sorting), answer)

    def _tell_arrangement(self) -> None:
        """Say in the header what is not as usual."""
        by = self.arrangement.grouping
        sorted_by = self.arrangement.sorting
        usual = self.arrangement.view.grouping or self.config.group
        parts = [
            f"by {by}" if by is not usual else "",
            f"sorted by {sorted_by}" if sorted_by is not Sorting.PLACE else "",
        ]
        self.header.arranged = ", ".join(filter(None, parts))
