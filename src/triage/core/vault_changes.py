"""What happened to notes while somebody looked at them."""

from dataclasses import dataclass
from typing import Protocol

from triage.core.task.note import FoundNote


class Stop(Protocol):
    """Something that is set once nobody waits any more, such as a `threading.Event`."""

    def is_set(self) -> bool:
        """Whether it is set."""

    def wait(self, timeout: float | None = None) -> bool:
        """Wait so many seconds, or until it is set; whether it is."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A note that has another path now."""

    before: str
    after: FoundNote


@dataclass(frozen=True, slots=True)
class Changes:
    """What happened to notes since the last time, whoever did it: our own saves are among it."""

    created: tuple[FoundNote, ...] = ()
    changed: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()
    moved: tuple[Moved, ...] = ()
    problems: tuple[str, ...] = ()
    """What keeps changes from being noticed at once, a sentence each."""
    is_absent: bool = False
    """Whether the vault's folder is not there: then nothing is known of its notes."""
    at: float = 0.0
    """When it was noticed, in seconds of a clock that only goes forward."""
