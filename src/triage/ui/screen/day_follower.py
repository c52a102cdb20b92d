"""What has to be told when the day or the local time is another."""

from typing import Protocol, runtime_checkable


@runtime_checkable
class DayFollower(Protocol):
    """A page or dialog that says something of today."""

    def follow_day(self) -> bool:
        """Show what is true today; whether an answer is now about something else than it was."""
