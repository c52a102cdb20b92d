"""Writing a plan while the user waits: progress on stderr, and Ctrl+C between two notes."""

import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from triage.cli.exit_code import Exit
from triage.cli.output import complain, wipe, write_over
from triage.session.plan import Plan, Saved
from triage.session.session import Session
from triage.words.amount import count

_PATIENCE = 0.5
"""Seconds before the first line of progress."""
_EVERY = 0.1
"""Seconds between two lines of progress."""


class Saver:
    """Saves plans; after the first Ctrl+C the note in progress is finished and no other is begun."""

    def __init__(self) -> None:
        """Begin with nothing stopped."""
        self.is_stopped = False
        self._is_whole = False
        self._due = 0.0
        self._shown = ""

    def save(self, session: Session, plan: Plan, *, whole: bool = False) -> Saved:
        """Write a plan, note by note, until it is done or, unless it must be `whole`, stopped."""
        self._due = time.monotonic() + _PATIENCE
        self._is_whole = whole
        with self._listening():
            try:
                return session.save(plan, lambda done: self._goes_on(done, len(plan.steps)))
            finally:
                wipe(self._shown)
                self._shown = ""
                for sentence in session.tidy(is_last=True):
                    complain(sentence)

    def _goes_on(self, done: int, of: int) -> bool:
        if not self.is_stopped and time.monotonic() >= self._due and sys.stderr and sys.stderr.isatty():
            self._due = time.monotonic() + _EVERY
            how = "" if self._is_whole else "; Ctrl+C stops before the next"
            self._shown = f"{done:,} of {count(of, 'note')} written{how}"
            write_over(self._shown)
        return self._is_whole or not self.is_stopped

    @contextmanager
    def _listening(self) -> Iterator[None]:
        before = signal.signal(signal.SIGINT, self._stop)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.is_stopped = True
        signal.signal(signal.SIGINT, signal.default_int_handler)  # a second one does not wait


def say_stopped(saved: Saved, undo: str) -> Exit:
    """Report how much of a stopped plan was written; the exit code."""
    done = count(len(saved.notes), "note")
    left = count(len(saved.left), "line")
    complain(f"Stopped: {done} written, {left} left as they were. One undo undoes it: {undo}")
    return Exit.INTERRUPTED
