"""A sprint: a number of proposals or of minutes, as the command line asked."""

import time
from collections.abc import Collection
from dataclasses import replace

from triage.core.row import Grouping
from triage.core.subject import COMPARED
from triage.ui.keys.key_name import shown_key
from triage.ui.screen.base import BaseScreen
from triage.ui.screen.listing import Listing
from triage.ui.start import Beginning
from triage.words.amount import count


class Sprint:
    """Chooses the rows of a sprint, says how far it is, and keeps its time."""

    def __init__(self, screen: BaseScreen, listing: Listing, start: Beginning) -> None:
        """Begin as the command line asked; the time runs from now on."""
        self._screen = screen
        self._listing = listing
        self._limit = start.limit
        self._minutes = start.minutes
        self._ends = time.monotonic() + 60 * start.minutes if start.minutes else None

    # The rows

    def count(self) -> None:
        """Show how far the sprint is."""
        if self._limit:
            rows = self._rows
            self._screen.header.limit = f"sprint: {len(rows) - self._left_of(rows):,} of {len(rows):,}"

    @property
    def all_decided(self) -> str:
        """What to say once nothing is left of the sprint, "" as long as something is."""
        is_over = self._limit and self._rows and not self._left_of(self._rows)
        if not is_over or self._screen.header.is_scanning:
            return ""
        return f"The sprint is done; {shown_key('refresh', self._screen.keys)} begins another"

    def choose(self) -> None:
        """Fix the rows of the sprint: they are the ones shown now, whatever view is chosen later."""
        if self._limit:
            keys = self._screen.task_list.keys
            duplicates = self._screen.session.duplicates
            by_set = self._listing.arrangement.view.grouping is Grouping.SET
            members = [key for each in keys for key in duplicates.open_members(each) if by_set]
            self._listing.arrangement = replace(
                self._listing.arrangement, most=0, only=frozenset([*keys, *members])
            )
            self._listing.fill()

    def choose_compared(self) -> None:
        """Choose the rows again if the view depends on what says the same; whole sets are chosen."""
        if self._listing.arrangement.traits & COMPARED and self._limit:
            self.begin_another()
            self._listing.show_again(self._listing.arrangement)
            self.choose()

    def begin_another(self) -> None:
        """Begin another sprint with the rows that are shown next."""
        self._listing.arrangement = replace(self._listing.arrangement, most=self._limit, only=None)

    @property
    def _rows(self) -> Collection[int]:
        """The rows of the sprint; while the vault is read, the rows that are shown."""
        only = self._listing.arrangement.only
        return self._screen.task_list.keys if only is None else only

    def _left_of(self, keys: Collection[int]) -> int:
        session = self._screen.session
        rows = (session.rows[key] for key in keys if key in session.rows)
        return sum(row.is_open and not session.sleeps(row) for row in rows)

    # The time

    def keep_time(self) -> None:
        """Show the time that is left, every second."""
        if self._ends:
            self.tick()
            self._screen.set_interval(1, self.tick)

    def tick(self) -> None:
        """Show the time that is left, and say once that it is over."""
        if self._ends is None:
            return
        left = round(self._ends - time.monotonic())
        self._screen.key_bar.sprint = f"{max(0, left) // 60}:{max(0, left) % 60:02}"
        if left <= 0:
            self._ends = None
            decided = count(self._screen.session.tally.decided, "proposal")
            verb = "is" if self._minutes == 1 else "are"
            self._screen.notify(
                f"{count(self._minutes, 'minute')} {verb} over: {decided} decided. "
                f"Go on, or {shown_key('quit', self._screen.keys)} leaves.",
                markup=False,
                timeout=20,
            )
