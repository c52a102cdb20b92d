"""A terminal that sends bytes in pieces to the parsers, without an app, by a clock that only counts."""

from collections.abc import Iterable

from textual import events
from textual.message import Message

from triage.ui.terminal.event_parser import EventParser, PasteCutOff
from triage.ui.terminal.terminal_input import TerminalInput

Piece = tuple[float, bytes]
"""Seconds of silence, and the bytes that come then."""


class Typist:
    """Sends pieces and keeps the events that they gave."""

    def __init__(self) -> None:
        self.input = TerminalInput()
        self.parser = EventParser()
        self.now = 100.0
        self.events: list[Message] = []

    def send(self, pieces: Iterable[Piece], silence: float = 60.0) -> "Typist":
        """Send the pieces, then nothing for a while."""
        for seconds, data in pieces:
            self.pass_time(seconds)
            for token in self.input.feed(data, self.now):
                self.events += self.parser.events(token)
        self.pass_time(silence)
        return self

    def pass_time(self, seconds: float) -> None:
        """Send nothing for this time."""
        end = self.now + seconds
        while (due := self.input.due) is not None and due <= end:
            self.now = max(self.now, due)
            for token in self.input.wait(self.now):
                self.events += self.parser.events(token)
        self.now = end

    @property
    def keys(self) -> list[str]:
        """The keys that were pressed."""
        return [event.key for event in self.events if isinstance(event, events.Key)]

    @property
    def pastes(self) -> list[str | None]:
        """The texts that were pasted, None for a paste that was given up."""
        return [
            event.text if isinstance(event, events.Paste) else None
            for event in self.events
            if isinstance(event, events.Paste | PasteCutOff)
        ]


def pieces(*chunks: bytes, gap: float = 0.4) -> list[Piece]:
    """Chunks with one silence before each."""
    return [(gap, chunk) for chunk in chunks]
