"""What is wrong with a filter's text, and where."""

from triage.core.errors import TriageError


class BadFilter(TriageError):
    """A filter that cannot be read; its message says what to do."""

    def __init__(self, message: str, start: int, end: int, instead: str = "") -> None:
        """Blame the characters from `start` up to `end`; `instead` would be right there, "" for unknown."""
        super().__init__(message)
        self.start = start
        self.end = end
        self.instead = instead


class Unfinished(BadFilter):
    """A filter that more typing may make right."""
