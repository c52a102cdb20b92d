"""A verb that was given to rows, so that it can be given to others."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from triage.session.plan import Plan


@dataclass(frozen=True, slots=True)
class Repeatable:
    """What `.` does again to other rows."""

    plan: Callable[[Sequence[int]], Plan]
    """What it would write to rows; raises Refused if it means nothing any more."""
    moves_on: bool = True
    """Whether the cursor goes to the next row to decide."""
    is_doubtful: Callable[[], bool] = lambda: False
    """Whether its words may mean something else today, so that it is shown before it is written."""
