"""Reading the vault beside the screen."""

from dataclasses import dataclass
from functools import partial
from threading import Event
from typing import Any

from textual.message import Message
from textual.screen import Screen
from textual.worker import get_current_worker

from triage.core.errors import TriageError
from triage.session.scan import Batch
from triage.session.session import Session

_PATIENCE_SECONDS = 0.1
"""Seconds between two looks whether the scan is still wanted."""


@dataclass
class ScanFound(Message):
    """The scan found more."""

    run: int
    batch: Batch


@dataclass
class ScanEnded(Message):
    """The scan ended."""

    run: int
    problem: str = ""
    """Why it ended early, "" if it did not."""


class Scanner:
    """Scans in a thread of its own, and tells a screen by messages."""

    def __init__(self, screen: Screen[Any], session: Session) -> None:
        """Tell this screen what is found in the vault of a session."""
        self._screen = screen
        self._session = session
        self._run = 0
        self._taken = Event()

    def start(self) -> None:
        """Scan from the beginning; what an earlier scan still finds is no longer current."""
        self._run += 1
        self._screen.run_worker(partial(self._scan, self._run), thread=True, group="scan", description="scan")

    def is_current(self, message: ScanFound | ScanEnded) -> bool:
        """Whether the message is of the scan that was started last."""
        return message.run == self._run

    def took(self) -> None:
        """Let the scan go on; it waits for this, else keys would wait behind what it finds."""
        self._taken.set()

    def _scan(self, run: int) -> None:
        worker = get_current_worker()
        problem = ""
        try:
            for batch in self._session.scan():
                if worker.is_cancelled or run != self._run:
                    return
                self._taken.clear()
                self._screen.post_message(ScanFound(run, batch))
                while not self._taken.wait(_PATIENCE_SECONDS):
                    if worker.is_cancelled or run != self._run:
                        return
        except TriageError as error:
            problem = str(error)
        self._screen.post_message(ScanEnded(run, problem))
