"""What goes on beside the user: following what other programs do to the notes."""

import time
from collections import deque

from textual.timer import Timer

from triage.session.changes import News
from triage.ui.frame_screen import FrameScreen
from triage.ui.queue_screen import QueueScreen
from triage.ui.reading_screen import ReadingScreen
from triage.ui.watcher import Watcher
from triage.words.amount import count

_WAIT = 0.1
"""Seconds until it is asked again whether news can be taken in."""
_SHOWING = 0.1
"""Seconds in which what was taken in is shown together."""
_SHARE = 4
"""How many times as long as showing took it is waited until the next time: a burst leaves time for keys."""
_COMPARING = 1.0
"""Seconds without news and without a move of the cursor before it is compared what is new."""


class Background:
    """Lets rows follow their notes: nothing moves the cursor, and no row changes its place."""

    def __init__(self, screen: FrameScreen, listing: QueueScreen, reading: ReadingScreen) -> None:
        """Watch the session's vault once it was read."""
        self._screen = screen
        self._session = screen.session
        self._listing = listing
        self._reading = reading
        self._watcher = Watcher(screen, screen.session)
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

    # Following

    def watch(self) -> None:
        """Every note was read: from now on it is followed."""
        self._watcher.start()

    def stop(self) -> None:
        """Watch no longer."""
        self._watcher.stop()

    def notice(self, news: News) -> None:
        """Take in what another program did, as soon as rows may change."""
        self._news.append(news)
        if self._taking is None:
            self._take_news()

    @property
    def _must_wait(self) -> bool:
        """Whether rows may not change just now: one is being written, or asked about, or typed for."""
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
            self._taking = self._screen.set_timer(_WAIT, self._take_news)
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
            self._showing = self._screen.set_timer(max(_SHOWING, _SHARE * self._took), self._show_news)

    def _show_news(self) -> None:
        self._showing = None
        if self._must_wait:
            self._showing = self._screen.set_timer(_WAIT, self._show_news)
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
            where = (
                "at the end"
                if any(map(self._screen.task_list.shows, arrived))
                else "outside of what is shown"
            )
            self._screen.say(f"{count(len(arrived), 'new proposal')} {where}")

    # Comparing

    def note_move(self) -> None:
        """The cursor was moved: comparing what is new waits until it rests."""
        self._moved_at = time.monotonic()

    def _compare_soon(self) -> None:
        if self._comparing is not None:
            self._comparing.stop()
        self._comparing = self._screen.set_timer(_COMPARING, self._compare_others)

    def _compare_others(self) -> None:
        self._comparing = None
        is_early = time.monotonic() - self._moved_at < _COMPARING
        if is_early or self._screen.header.is_comparing or self._must_wait or self._news:
            self._compare_soon()
            return
        notes, keys = self._other_notes, self._other_keys
        self._other_notes, self._other_keys = set(), set()
        self._reading.compare_others(notes, {key for key in keys if key in self._session.rows})
