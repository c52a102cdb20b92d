"""Comparing proposals beside the screen."""

import sys
import time
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.message import Message
from textual.screen import Screen
from textual.worker import get_current_worker

from triage.session.session import Session

if TYPE_CHECKING:
    from triage.session.comparison import Compared, Comparison

_SWITCH_SECONDS = 0.0005
"""Seconds that a thread keeps Python's lock while another waits; a key needs the lock several times."""
_TURN_SECONDS = 0.0005
"""Seconds given to the screen after each stretch of work."""
_STRETCH_SECONDS = 0.004
"""Seconds of work in one stretch: a key waits no longer than this for Python's lock."""


@dataclass
class CompareFound(Message):
    """The comparison found more."""

    run: int
    compared: "Compared"


@dataclass
class CompareEnded(Message):
    """The comparison ended."""

    run: int
    is_again: bool = False
    """Whether it compared only what had changed."""


class _NoLongerWanted(Exception):
    """The screen has begun another scan, or has gone."""


class Comparer:
    """Compares in a thread of its own, and tells a screen by messages."""

    def __init__(self, screen: Screen[Any], session: Session) -> None:
        """Tell this screen what says the same in a session."""
        self._screen = screen
        self._session = session
        self._run = 0
        self._comparison: Comparison | None = None

    def start(self) -> None:
        """Compare all that the session holds."""
        self._run += 1
        proposals, notes = self._session.start_comparing(), self._session.notes
        self._work(lambda comparison: comparison.all(notes, proposals))

    def again(self, notes: Collection[str], keys: Collection[int]) -> None:
        """Compare rows that came, went or were reworded in some notes, after all were compared."""
        self._run += 1
        rows = self._session.rows.values()
        present = {row.key: row.proposal for row in rows if not row.is_gone}
        self._work(lambda comparison: comparison.again(notes, keys, present), is_again=True)

    def stop(self) -> None:
        """End the comparison; what it still finds is not current."""
        self._run += 1

    def is_current(self, message: CompareFound | CompareEnded) -> bool:
        """Whether the message is of the comparison that was started last."""
        return message.run == self._run

    def _work(self, ask: "Callable[[Comparison], Iterator[Compared]]", *, is_again: bool = False) -> None:
        work = partial(self._compare, self._run, ask, is_again)
        # else Textual makes a description out of every proposal
        self._screen.run_worker(work, thread=True, group="compare", description="compare")

    def _compare(self, run: int, ask: "Callable[[Comparison], Iterator[Compared]]", is_again: bool) -> None:
        worker = get_current_worker()
        sys.setswitchinterval(_SWITCH_SECONDS)
        breathe = _breather(lambda: worker.is_cancelled or run != self._run)
        if self._comparison is None or not is_again:
            self._comparison = self._session.comparison(breathe)  # its imports take a while
        comparison = self._comparison
        comparison.pause = breathe
        try:
            for compared in ask(comparison):
                self._screen.post_message(CompareFound(run, compared))
        except _NoLongerWanted:
            return
        self._screen.post_message(CompareEnded(run, is_again))


def _breather(is_over: Callable[[], bool]) -> Callable[[], None]:
    """A function to call often: it gives the screen its turn, and raises once the result is not wanted."""
    since = time.monotonic()

    def breathe() -> None:
        nonlocal since
        if time.monotonic() - since > _STRETCH_SECONDS:
            if is_over():
                raise _NoLongerWanted
            time.sleep(_TURN_SECONDS)
            since = time.monotonic()

    return breathe
