"""Events made of whole sequences, by Textual's parser."""

from textual._parser import ParseTimeout
from textual._xterm_parser import XTermParser
from textual.events import Key, Paste
from textual.message import Message

from triage.ui.terminal.key_sequence import readable
from triage.ui.terminal.paste import Pasted, UnfinishedPaste
from triage.ui.terminal.terminal_input import ESC, Token


class PasteCutOff(Message):
    """A paste was given up, since its end never came."""


class EventParser(XTermParser):
    """Textual's parser; it is given whole sequences only, so that it never waits for more."""

    def events(self, token: Token) -> list[Message]:
        """What a token means; no events if it means nothing here."""
        match token:
            case Pasted(text):
                return [Paste(text)]
            case UnfinishedPaste():
                return [PasteCutOff()]
            case "\x1b":
                return [Key("escape", ESC)]
        sequence = readable(token)
        if len(sequence) > 1 and (keys := self._parse_extended_key(sequence)) is not None:
            return [key.copy() for key in keys]
        return self._whole(sequence) if sequence else []

    def _whole(self, sequence: str) -> list[Message]:
        events = list(self.feed(sequence))
        if self._awaiting.timeout is not None:  # it waits for more, which would become letters
            self._awaiting = self._gen.throw(ParseTimeout())
            self._tokens.clear()
        pixels = self.terminal_pixel_size
        if pixels is not None and not all(pixels):  # Textual would divide by it
            self.terminal_pixel_size = None
        return events
