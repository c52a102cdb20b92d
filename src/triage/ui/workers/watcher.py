"""Watching the vault beside the screen."""

from dataclasses import dataclass
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

from textual.message import Message
from textual.screen import Screen

from triage.session.session import Session

if TYPE_CHECKING:
    from triage.session.changes import News

_PATIENCE_SECONDS = 0.05
"""Seconds between two looks whether the watch is still wanted."""
_TURN_SECONDS = 0.002
"""Seconds left to the screen after it took something in."""


@dataclass
class Noticed(Message):
    """Something happened to notes."""

    news: "News"


@dataclass
class WatchFailed(Message):
    """The watch failed."""

    error: BaseException


class Watcher:
    """Watches in a thread of its own, and tells a screen by messages, one after the other.

    The thread is a daemon: a dead disk must not keep the process.
    """

    def __init__(self, screen: Screen[Any], session: Session) -> None:
        """Tell this screen what happens to the notes of a session."""
        self._screen = screen
        self._session = session
        self._stop = Event()
        self._taken = Event()
        self._thread: Thread | None = None

    def start(self) -> None:
        """Begin to watch, unless it has begun."""
        if self._thread is None:
            self._thread = Thread(target=self._watch, name="watch", daemon=True)
            self._thread.start()

    def took(self) -> None:
        """Let the next news come; the watch waits for this, else keys would wait behind its news."""
        self._taken.set()

    def stop(self) -> None:
        """Stop watching; returns once the thread has ended, or after 0.1 seconds."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(2 * _PATIENCE_SECONDS)

    def _watch(self) -> None:
        try:
            for news in self._session.watch(self._stop):
                self._taken.clear()
                if not self._tell(Noticed(news)):
                    return
                while not self._taken.wait(_PATIENCE_SECONDS):
                    if self._stop.is_set():
                        return
                self._stop.wait(_TURN_SECONDS)
        except BaseException as error:  # noqa: BLE001 (it belongs to whoever runs the app)
            self._tell(WatchFailed(error))

    def _tell(self, message: Message) -> bool:
        """Post a message; False if there is no app any more to take it."""
        try:
            return self._screen.post_message(message)
        except RuntimeError:  # its event loop is closed
            return False
