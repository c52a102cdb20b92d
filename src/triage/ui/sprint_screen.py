"""The screen's part that begins as the command line asked, and keeps the time of a sprint."""

import time
from collections.abc import Collection
from dataclasses import replace

from triage.core.config import Config
from triage.core.errors import NotKept
from triage.core.row import Grouping
from triage.core.subject import COMPARED
from triage.session.session import Session
from triage.session.view import View
from triage.ui.keymap import Keymap, shown_key
from triage.ui.offer_screen import OfferScreen
from triage.ui.outside import Outside
from triage.ui.start import Start
from triage.ui.writer import Writer
from triage.words.amount import count


class SprintScreen(OfferScreen):
    """Shows so many proposals, or for so many minutes, where that was asked for."""

    def __init__(
        self, session: Session, outside: Outside, writer: Writer, keys: Keymap, config: Config, start: Start
    ) -> None:
        """Begin with the view and filter of `start`."""
        super().__init__(session, outside, writer, keys, config)
        self._start = start
        self._ends = time.monotonic() + 60 * start.minutes if start.minutes else None
        view = self._first_view()
        self.arrangement = replace(
            self.arrangement,
            view=view,
            typed=start.typed,
            grouping=view.grouping or config.group,
            sorting=config.sort,
            most=start.limit,
        )

    def on_mount(self) -> None:
        """Show what was asked for; Textual calls the base's own, which begins to read."""
        if text := self._start.typed.text:
            self.filter_bar.value = text
            self.filter_bar.display = True
            self.header.filter = text
        self._tell_arrangement()
        if self._ends:
            self._tick()
            self.set_interval(1, self._tick)

    def count(self) -> None:
        """Show how far the sprint is, too."""
        super().count()
        if self._start.limit:
            rows = self._rows
            self.header.limit = f"sprint: {len(rows) - self._left_of(rows):,} of {len(rows):,}"

    @property
    def is_all_decided(self) -> bool:
        """Whether nothing is left, or nothing of the sprint."""
        is_over = self._start.limit and self._rows and not self._left_of(self._rows)
        return bool(super().is_all_decided or (is_over and not self.header.is_scanning))

    @property
    def _rows(self) -> Collection[int]:
        """The rows of the sprint; while the vault is read, those that are shown."""
        return self.task_list.keys if self.arrangement.only is None else self.arrangement.only

    def _left_of(self, keys: Collection[int]) -> int:
        rows = (self.session.rows[key] for key in keys if key in self.session.rows)
        return sum(row.is_open and not self.session.sleeps(row) for row in rows)

    @property
    def all_decided(self) -> str:
        """What to say once nothing is left, of the sprint or at all."""
        if not self._start.limit or super().is_all_decided:
            return super().all_decided
        return f"The sprint is done; {shown_key('refresh', self._keys)} begins another"

    def scanned(self) -> None:
        """The rows of the sprint are those of now, whatever view is looked at."""
        super().scanned()
        self._choose()

    def compared(self) -> None:
        """A sprint through what is alike can only begin now; it has whole cards."""
        if self.arrangement.traits & COMPARED and self._start.limit:
            self.arrangement = replace(self.arrangement, most=self._start.limit, only=None)
            self.show_again(self.arrangement)
            self._choose()
        super().compared()

    def _choose(self) -> None:
        if self._start.limit:
            likenesses = self.session.likenesses
            by_card = self.arrangement.view.grouping is Grouping.CARD
            cards = [key for each in self.task_list.keys for key in likenesses.open_keys(each) if by_card]
            only = frozenset([*self.task_list.keys, *cards])
            self.arrangement = replace(self.arrangement, most=0, only=only)
            self.fill()

    def action_refresh(self) -> None:
        """Read the vault again; a sprint begins anew."""
        self.arrangement = replace(self.arrangement, most=self._start.limit, only=None)
        super().action_refresh()

    def keep_view(self) -> None:
        """Remember the view for the next time; raises NotKept."""
        self.session.keep_view(self.arrangement.view)

    def action_quit(self) -> None:
        """Leave, and remember the view."""
        try:
            self.keep_view()
        except NotKept as problem:
            self.session.add_problem(str(problem))
        super().action_quit()

    def _first_view(self) -> View:
        """The view that was asked for, else the one that was left, unless it would be empty for a while."""
        tabs = self.session.tabs
        if self._start.view:
            return self._start.view
        view = self.session.last_view()
        return view if view and not view.filter.traits & COMPARED else tabs.views[0]

    def _tick(self) -> None:
        """Show the time that is left; say once that it is over."""
        if self._ends is None:
            return
        left = round(self._ends - time.monotonic())
        self.key_bar.sprint = f"{max(0, left) // 60}:{max(0, left) % 60:02}"
        if left <= 0:
            self._ends = None
            decided = count(self.session.tally.decided, "proposal")
            verb = "is" if self._start.minutes == 1 else "are"
            self.notify(
                f"{count(self._start.minutes, 'minute')} {verb} over: {decided} decided. "
                f"Go on, or {shown_key('quit', self._keys)} leaves.",
                markup=False,
                timeout=20,
            )
