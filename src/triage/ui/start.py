"""How a sitting begins, and when it has gone on for long enough."""

from dataclasses import dataclass, field

from triage.core.filtering.filter import Filter
from triage.session.view import View


@dataclass(frozen=True, slots=True)
class Start:
    """What the command line asked for."""

    view: View | None = None
    """The view to begin with, None for the one that was left the last time."""
    typed: Filter = field(default_factory=Filter)
    """The filter to begin with."""
    limit: int = 0
    """How many proposals to show at the most, 0 for all: a sprint."""
    minutes: int = 0
    """After how many minutes to say that the time is over, 0 for never."""
