"""The screen's part that follows what other programs do to the notes."""

import time
from collections import deque

from textual import on
from textual.timer import Timer

from triage.core.config import Config
from triage.session.changes import News
from triage.session.session import Session
from triage.ui.decide_screen import DecideScreen
from triage.ui.keymap import Keymap
from triage.ui.outside import Outside
from triage.ui.task_list import TaskList
from triage.ui.watcher import Noticed, Watcher, WatchFailed
from triage.ui.writer import Writer
from triage.words.amount import count

_WAIT = 0.1
"""Seconds until it is asked again whether news can be taken in."""
_SHOWING = 0.1
"""Seconds in which what was taken in is shown together."""
_SHARE = 4
"""How many times as long as showing took it is waited until the next time: a burst leaves time for keys."""
_COMPARING = 1.0
"""Seconds without news and without a move of the cursor before it is compared what is new."""


class LiveScreen(DecideScreen):
    """Lets rows follow their notes: nothing moves the cursor, and no row changes its place."""

    def __init__(
        self, session: Session, outside: Outside, writer: Writer, keys: Keymap, config: Config
    ) -> None:
        """Watch the session's vault once it was read."""
        super().__init__(session, outside, writer, keys, config)
        self._watcher = Watcher(self, session)
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

    def scanned(self) -> None:
        """Every note was read: from now on it is followed."""
        super().scanned()
        self._watcher.start()

    def on_unmount(self) -> None:
        """Watch no longer."""
        self._watcher.stop()

    @on(WatchFailed)
    def _fail(self, event: WatchFailed) -> None:
        raise event.error

    @on(Noticed)
    def _notice(self, event: Noticed) -> None:
        self._news.append(event.news)
        if self._taking is None:
            self._take_news()

    @property
    def _must_wait(self) -> bool:
        """Whether rows may not change just now: one is being written, or asked about, or typed for."""
        return (
            self.header.is_scanning
            or self.filter_bar.is_typing
            or len(self.app.screen_stack) > 1
            or self.writer.is_busy
            or self.is_leaving
        )

    def _take_news(self) -> None:
        self._taking = None
        if self._must_wait:
            self._taking = self.set_timer(_WAIT, self._take_news)
            return
        news = self._news.popleft()
        taken = self.session.take_news(news)
        self._watcher.took()
        self.header.is_absent = news.is_absent
        for problem in news.problems:
            self.warn(problem)
        self._arrived += taken.arrived
        self._has_other_rows |= bool(taken.notes)
        self._other_notes |= taken.notes | taken.others
        self._other_keys |= taken.keys
        if self._showing is None:
            self._showing = self.set_timer(max(_SHOWING, _SHARE * self._took), self._show_news)

    def _show_news(self) -> None:
        self._showing = None
        if self._must_wait:
            self._showing = self.set_timer(_WAIT, self._show_news)
            return
        arrived = [key for key in self._arrived if key in self.session.rows]
        self._arrived = []
        if self._has_other_rows:
            began = time.monotonic()
            self._has_other_rows = False
            self.followed()
            self.fill()
            self._took = time.monotonic() - began
            self.task_list.update()
            self.rest()
        if self._other_notes:
            self._compare_soon()
        self.count()
        if arrived:
            where = "at the end" if any(map(self.task_list.shows, arrived)) else "outside of what is shown"
            self.say(f"{count(len(arrived), 'new proposal')} {where}")

    def followed(self) -> None:
        """Rows have followed their notes: what waits for it may go on."""

    # Comparing

    @on(TaskList.Highlighted)
    def _move(self) -> None:
        self._moved_at = time.monotonic()

    def _compare_soon(self) -> None:
        if self._comparing is not None:
            self._comparing.stop()
        self._comparing = self.set_timer(_COMPARING, self._compare_others)

    def _compare_others(self) -> None:
        self._comparing = None
        is_early = time.monotonic() - self._moved_at < _COMPARING
        if is_early or self.header.is_comparing or self._must_wait or self._news:
            self._compare_soon()
            return
        notes, keys = self._other_notes, self._other_keys
        self._other_notes, self._other_keys = set(), set()
        self.compare_others(notes, {key for key in keys if key in self.session.rows})
