"""What runs while the user works: reading the vault, comparing, following what other programs do."""

import time
from collections import deque
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from textual.timer import Timer

from triage.core.plain import plain
from triage.core.task.edit import Place
from triage.ui.screen.base import BaseScreen
from triage.ui.screen.listing import SETTLING_SECONDS, Listing
from triage.ui.workers.comparer import CompareEnded, CompareFound, Comparer
from triage.ui.workers.scanner import ScanEnded, ScanFound, Scanner
from triage.ui.workers.watcher import Watcher
from triage.words.amount import count

if TYPE_CHECKING:
    from triage.session.changes import News

_FILLING_SECONDS = 1.0
"""Seconds between two fillings of the list while the vault is read: each may redraw the whole screen."""
_WAIT_SECONDS = 0.1
"""Seconds until news are tried again that could not be taken in."""
_SHOWING_SECONDS = 0.1
"""Seconds of news that are shown together."""
_SHARE = 4
"""The next showing waits this many times as long as the last one took, to leave time for keys."""
_COMPARING_SECONDS = 1.0
"""Seconds without news and without a move of the cursor before new rows are compared."""


class Background:
    """Reads, compares and follows while keys work; it never moves the cursor or changes the order of rows."""

    def __init__(self, screen: BaseScreen, listing: Listing) -> None:
        """Start nothing yet."""
        self._screen = screen
        self._session = screen.session
        self._listing = listing
        self._scanner = Scanner(screen, screen.session)
        self._comparer = Comparer(screen, screen.session)
        self._watcher = Watcher(screen, screen.session)
        self._compared: frozenset[int] = frozenset()
        """The rows that are compared, or being compared."""
        self._marks_left: list[tuple[str, Place]] = []
        """What was marked before the vault was read again."""
        self._news: deque[News] = deque()
        self._taking: Timer | None = None
        self._showing: Timer | None = None
        self._comparing: Timer | None = None
        self._took = 0.0
        self._moved_at = 0.0
        self._arrived: list[int] = []
        self._has_other_rows = False
        self._other_notes: set[str] = set()
        self._other_keys: set[int] = set()

    # Reading

    def read(self) -> None:
        """Read the vault from the beginning."""
        self._comparer.stop()
        self._session.begin()
        self._screen.header.is_scanning = True
        self._scanner.start()

    def read_again(self) -> None:
        """Read the vault again; decided rows go, the cursor stays on its proposal."""
        self._listing.hold_cursor()
        marked = (self._session.rows[key].proposal for key in sorted(self._session.marks.keys))
        self._marks_left = [(proposal.note, proposal.place) for proposal in marked]
        self.read()
        self._listing.fill_fresh()

    def take(self, event: ScanFound) -> None:
        """Take in what was found, and let the scan go on."""
        if self._scanner.is_current(event):
            self._session.take(event.batch)
            if not self._screen.task_list.keys:
                self._listing.fill()
            elif event.batch.notes:
                self._listing.fill_in(
                    SETTLING_SECONDS if self._screen.task_list.follows_top else _FILLING_SECONDS
                )
        self._scanner.took()

    def end(self, event: ScanEnded) -> bool:
        """Show all that was found; False if that scan is no longer wanted."""
        if not self._scanner.is_current(event):
            return False
        self._screen.header.is_scanning = False
        if event.problem:
            self._screen.complain(event.problem)
        elif self._session.problems:
            self._tell_problems()
        self._session.end_scan()
        self._listing.fill()
        self._screen.task_list.refresh()
        for note, place in self._marks_left:
            self._session.marks.add(key for key in self._session.queue.at(note, [place]) if key is not None)
        self._marks_left = []
        return True

    def _tell_problems(self) -> None:
        """Say once that not everything could be read, with the first problem."""
        first, *others = self._session.problems
        more = f" (and {count(len(others), 'problem')} more)" if others else ""
        self._screen.notify(f"{plain(first, 300)}{more}", severity="warning", markup=False, timeout=8)

    # Comparing

    def compare(self) -> None:
        """Find what says the same among the present rows."""
        self._compared = frozenset(self._session.rows)
        self._screen.header.is_comparing = True
        self._comparer.start()

    def compare_new(self, keys: Iterable[int]) -> None:
        """Compare everything again if some of these rows have not been compared."""
        if self._compared.issuperset(keys):
            return
        self.compare()

    def take_compared(self, event: CompareFound) -> None:
        """Take in what was found to be alike."""
        if self._comparer.is_current(event):
            self._session.take_compared(event.compared)
            self._screen.task_list.update()
            self._screen.count()
            self._listing.rest()

    def end_comparing(self, event: CompareEnded) -> bool:
        """Show what was found to be alike; True if every row is compared for the first time."""
        if not self._comparer.is_current(event):
            return False
        self._screen.header.is_comparing = False
        if event.is_again:
            self._listing.fill_compared()
        return not event.is_again

    def _compare_others(self, notes: Collection[str], keys: Collection[int]) -> None:
        """Compare rows that came, went or were reworded in some notes."""
        self._compared |= frozenset(keys)
        self._screen.header.is_comparing = True
        self._comparer.again(notes, keys)

    # Following

    def watch(self) -> None:
        """Begin to follow what other programs do to notes."""
        self._watcher.start()

    def stop(self) -> None:
        """Watch no longer."""
        self._watcher.stop()

    def notice(self, news: "News") -> None:
        """Take in what another program did, once rows may change."""
        self._news.append(news)
        if self._taking is None:
            self._take_news()

    @property
    def _must_wait(self) -> bool:
        """Whether rows may not change now: one is being written, a dialog is open, or a filter is typed."""
        return (
            self._screen.header.is_scanning
            or self._screen.filter_bar.is_typing
            or len(self._screen.app.screen_stack) > 1
            or self._screen.writer.is_busy
            or self._screen.is_leaving
        )

    def _take_news(self) -> None:
        self._taking = None
        if self._must_wait:
            self._taking = self._screen.set_timer(_WAIT_SECONDS, self._take_news)
            return
        news = self._news.popleft()
        taken = self._session.take_news(news)
        self._watcher.took()
        self._screen.header.is_absent = news.is_absent
        for problem in news.problems:
            self._screen.warn(problem)
        self._arrived += taken.arrived
        self._has_other_rows |= bool(taken.notes)
        self._other_notes |= taken.notes | taken.others
        self._other_keys |= taken.keys
        if self._showing is None:
            self._showing = self._screen.set_timer(
                max(_SHOWING_SECONDS, _SHARE * self._took), self._show_news
            )

    def _show_news(self) -> None:
        self._showing = None
        if self._must_wait:
            self._showing = self._screen.set_timer(_WAIT_SECONDS, self._show_news)
            return
        arrived = [key for key in self._arrived if key in self._session.rows]
        self._arrived = []
        if self._has_other_rows:
            began = time.monotonic()
            self._has_other_rows = False
            self._screen.followed()
            self._listing.fill()
            self._took = time.monotonic() - began
            self._screen.task_list.update()
            self._listing.rest()
        if self._other_notes:
            self._compare_soon()
        self._screen.count()
        if arrived:
            where = "at the end" if any(map(self._screen.task_list.shows, arrived)) else "outside the view"
            self._screen.say(f"{count(len(arrived), 'new proposal')} {where}")

    def note_move(self) -> None:
        """Let the comparison of new rows wait, since the cursor has moved."""
        self._moved_at = time.monotonic()

    def _compare_soon(self) -> None:
        if self._comparing is not None:
            self._comparing.stop()
        self._comparing = self._screen.set_timer(_COMPARING_SECONDS, self._compare_followed)

    def _compare_followed(self) -> None:
        self._comparing = None
        is_early = time.monotonic() - self._moved_at < _COMPARING_SECONDS
        if is_early or self._screen.header.is_comparing or self._must_wait or self._news:
            self._compare_soon()
            return
        notes, keys = self._other_notes, self._other_keys
        self._other_notes, self._other_keys = set(), set()
        self._compare_others(notes, {key for key in keys if key in self._session.rows})
