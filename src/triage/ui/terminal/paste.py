"""Bracketed pastes: what comes between the two sequences that a terminal sends around a paste.

https://invisible-island.net/xterm/ctlseqs/ctlseqs.html#h2-Bracketed-Paste-Mode
"""

from dataclasses import dataclass
from typing import Final

PASTE_BEGINS: Final = "\x1b[200~"
_PASTE_ENDS: Final = "\x1b[201~"
PASTE_SECONDS: Final = 5.0
"""After how much silence a paste that has no end is given up."""
_LATE_SECONDS: Final = 30.0
"""How long after that its rest may still come."""
_TYPED_AT_ONCE: Final = 4
"""How many characters that come at once may be keys, while the rest of a paste may come."""
_TELLING_END: Final = 3
"""How many characters of a paste's end show, behind text, that it is one."""
_LONGEST: Final = 100_000
"""How many characters of a paste are kept."""
NO_TEXT: Final = dict.fromkeys(
    code for code in (*range(0x20), *range(0x7F, 0xA0), *range(0xDC80, 0xDD00)) if code not in (9, 10, 13)
)
"""The characters that are no text: control characters, and bytes that are no UTF-8."""


@dataclass(frozen=True, slots=True)
class Pasted:
    """A whole paste."""

    text: str
    """Without control characters, but for tabs and line breaks."""


@dataclass(frozen=True, slots=True)
class UnfinishedPaste:
    """A paste whose end never came."""


class PasteInput:
    """Reads pastes one after another; time is in seconds, of the clock of the terminal's input.

    The rest of a paste that was given up may come later; it is dropped, and never becomes keys.
    """

    def __init__(self) -> None:
        """Begin outside a paste."""
        self._parts: list[str] | None = None
        self._room = 0
        self._tail = ""
        """What may be the beginning of the paste's end."""
        self._is_late = False
        """Whether this is the rest of a paste that was given up, to be dropped."""
        self._late_until = 0.0
        self._moment = 0.0
        """When the last character came."""

    @property
    def is_open(self) -> bool:
        """Whether a paste has begun and not ended."""
        return self._parts is not None

    @property
    def due(self) -> float:
        """When to give up the open paste if nothing comes before."""
        return self._moment + PASTE_SECONDS

    def begin(self, now: float, *, is_late: bool = False) -> None:
        """Read what follows as pasted text."""
        self._parts, self._room, self._tail, self._is_late = [], _LONGEST, "", is_late
        self._moment = now

    def take(self, text: str, at: int, now: float) -> tuple[int, Pasted | None]:
        """Go on with the open paste; returns how far the text belongs to it, and the paste if it is whole."""
        assert self._parts is not None
        self._moment = now
        here = self._tail + text[at:]
        end = here.find(_PASTE_ENDS)
        if end < 0:
            tail = _begun_end(here)
            self._keep(here[: len(here) - tail])
            self._tail = here[len(here) - tail :]
            return len(text), None
        self._keep(here[:end])
        pasted = None if self._is_late else Pasted("".join(self._parts).translate(NO_TEXT))
        read = at + end + len(_PASTE_ENDS) - len(self._tail)
        self._parts, self._tail, self._late_until = None, "", 0.0
        return read, pasted

    def give_up(self, now: float) -> UnfinishedPaste | None:
        """Leave the open paste; None if it is only the rest of one that was left before."""
        self._parts = None
        self._late_until = now + _LATE_SECONDS
        return None if self._is_late else UnfinishedPaste()

    def take_rest(self, text: str, now: float, *, is_in_sequence: bool) -> str:
        """Begin to drop the rest of a paste that was given up, if this is it; returns what is still to read.

        `is_in_sequence` says that another sequence has begun, so that the text goes on with that.
        """
        if self.is_open or now >= self._late_until:
            return text
        text = self._without_end(text)
        if _PASTE_ENDS in text or (not is_in_sequence and _is_pasted(text)):
            self.begin(now, is_late=True)
        return text

    def _without_end(self, text: str) -> str:
        """The text without what goes on with an end that had begun when the paste was given up."""
        if not self._tail or not text:
            return text
        missing = _PASTE_ENDS[len(self._tail) :]
        if not text.startswith(missing[: len(text)]):
            self._tail = ""
            return text
        self._tail += text[: len(missing)]
        if self._tail == _PASTE_ENDS:
            self._tail, self._late_until = "", 0.0
        return text[len(missing) :]

    def _keep(self, text: str) -> None:
        assert self._parts is not None
        if kept := text[: self._room]:
            self._parts.append(kept)
            self._room -= len(kept)


def _is_pasted(text: str) -> bool:
    """Whether text that came at once is more than somebody types at once."""
    if not text or not (text[0].isprintable() or text[0] in "\t\r\n"):
        return False
    end = _begun_end(text)
    is_long = len(text) > _TYPED_AT_ONCE or end >= _TELLING_END
    return is_long and "\x1b" not in text[: len(text) - end]


def _begun_end(text: str) -> int:
    """How many characters at the end of a text may be the beginning of the paste's end."""
    return next(n for n in range(len(_PASTE_ENDS) - 1, -1, -1) if text.endswith(_PASTE_ENDS[:n]))
