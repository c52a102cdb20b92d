"""How a sitting begins, and when it has gone on for long enough."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Start:
    """What the command line asked for."""

    view: str = ""
    """The name of a view, "" for the one that was left the last time."""
    filter: str = ""
    """The text of a filter."""
    limit: int = 0
    """How many proposals to show at the most, 0 for all: a sprint."""
    minutes: int = 0
    """After how many minutes to say that the time is over, 0 for never."""
