"""An order to the process that has triage loaded: what one child of it becomes."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Order:
    """A program, and what a new process is given."""

    script: Path | None
    """None for the command `triage`."""
    arguments: tuple[str, ...]
    environment: dict[str, str]
    folder: Path
    umask: int
    closed: tuple[int, ...]
    """The numbers of the streams that are closed."""
    is_controlled: bool
    """Whether stdin is the terminal that controls it."""
    is_gated: bool
    """Whether it waits for a byte before it begins."""
    before: tuple[Callable[[], object], ...]
    """What the child calls first, by functions that it can import."""
