"""How fast proposals are decided, and how long the rest will take."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from heapq import heappush, heappushpop
from typing import Final

LONGEST: Final = timedelta(minutes=5)
"""A longer time between two gestures is a pause, and left out."""
_FEWEST: Final = 3
"""Before so many decisions there is no pace."""


@dataclass(slots=True)
class Pace:
    """Grows with every gesture of a run, at a cost that hardly does."""

    decided: int = 0
    """How many proposals were decided, those that were taken back left out."""
    _decisions: int = 0
    _last: datetime | None = None
    _spent: timedelta | None = None
    """How long the present proposal has been worked on, None if a pause hides it."""
    _faster: list[float] = field(default_factory=list)
    """The faster half of the times, as a heap of negated seconds: one more than the slower, or as many."""
    _slower: list[float] = field(default_factory=list)

    def add(self, at: datetime, rows: int) -> None:
        """Take in a gesture that decided so many proposals.

        A change decides 0: its time belongs to the decision that follows it. An undo decides less than 0.
        """
        gap = None if self._last is None else at - self._last
        is_work = gap is not None and timedelta() <= gap <= LONGEST
        self._spent = self._spent + gap if is_work and gap is not None and self._spent is not None else None
        self._last = at
        self.decided = max(0, self.decided + rows)
        if rows <= 0:
            return
        self._decisions += 1
        if self._spent is not None:
            self._push(self._spent.total_seconds())
        self._spent = timedelta()

    @property
    def seconds_each(self) -> float | None:
        """The median time of a decision, one over many proposals being one; None before three decisions."""
        if min(self._decisions, self.decided) < _FEWEST or not self._faster:
            return None
        if len(self._faster) > len(self._slower):
            return -self._faster[0]
        return (self._slower[0] - self._faster[0]) / 2

    def time_left(self, left: int) -> timedelta | None:
        """How long so many proposals will take at the median of this run; None before three decisions."""
        return None if self.seconds_each is None else timedelta(seconds=self.seconds_each) * left

    def _push(self, seconds: float) -> None:
        if len(self._faster) == len(self._slower):
            heappush(self._faster, -heappushpop(self._slower, seconds))
        else:
            heappush(self._slower, -heappushpop(self._faster, -seconds))
