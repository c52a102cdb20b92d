"""What a terminal sends, put in order: bytes in any pieces become whole keys, sequences and pastes.

Sequences are those of ECMA-48, with the older forms that terminals still send:
https://invisible-island.net/xterm/ctlseqs/ctlseqs.html
"""

import re
from codecs import getincrementaldecoder
from dataclasses import dataclass
from typing import Final

ESCAPE_SECONDS: Final = 0.2
"""After how much silence a lone ESC is the Escape key."""
_KITTY_ESCAPE_SECONDS: Final = 1.0
"""The same on a keyboard of kitty's kind, whose Escape key sends more than ESC."""
_BURST_SECONDS: Final = 0.05
"""What comes so soon was sent at once, not typed."""
_DOUBT_SECONDS: Final = 10.0
"""How long after an Escape the rest of a sequence may still come."""
_TYPED_SECONDS: Final = 0.8
"""How long after that a letter that could go on with a sequence is a key."""
_STRING_SECONDS: Final = 10.0
"""After how much silence a string that has no end is given up."""
PASTE_SECONDS: Final = 5.0
"""After how much silence a paste that has no end is given up."""
_LATE_SECONDS: Final = 30.0
"""How long after that its rest may still come."""
_TYPED_AT_ONCE: Final = 4
"""How many characters that come at once may be keys, while the rest of a paste may come."""
_TELLING_END: Final = 3
"""How many characters of a paste's end show, behind text, that it is one."""
_LONGEST_PASTE: Final = 100_000
_LONGEST_SEQUENCE: Final = 200

ESC: Final = "\x1b"
_PASTE_BEGINS: Final = "\x1b[200~"
_PASTE_ENDS: Final = "\x1b[201~"
_BEGINNINGS: Final = "[O]P_^X"
"""Behind ESC: control sequence, single shift three, and the strings OSC, DCS, APC, PM, SOS."""
_KEYS_TOO: Final = "OPX"
"""Of these, the ones that may well be typed behind Escape."""
_EIGHT_BITS: Final = {
    chr(page + code): chr(code - 0x40)
    for page in (0, 0xDC00)
    for code in map(ord, "\x8f\x90\x98\x9b\x9d\x9e\x9f")
}
"""The same as one character, or as a byte that is no UTF-8."""
_BELL, _CANCEL = "\x07", "\x18"
_STRING_ENDS: Final = (_BELL, _CANCEL, "\x9c", "\udc9c")
_CURSOR: Final = "ABCDFHPQRS"
"""Behind `ESC O`: arrows, Home, End, F1 to F4."""
_REPORT: Final = re.compile(r"\x1b\[(?:[IO]|48;[\d:;]+t|\?\d+;\d\$y)")
"""What the terminal says of itself: focus, size, modes."""
_OLD_KEY: Final = re.compile(r"\x1b(?:O.*|\[[\d;]*[A-HP-SZa-d~$^@]|\[\[.)")
"""A key that some terminals send with one more ESC before it for Alt."""
_NO_TEXT: Final = dict.fromkeys(
    code for code in (*range(0x20), *range(0x7F, 0xA0), *range(0xDC80, 0xDD00)) if code not in (9, 10, 13)
)


@dataclass(frozen=True, slots=True)
class Pasted:
    """A whole paste."""

    text: str
    """Without control characters, but for tabs and line breaks."""


@dataclass(frozen=True, slots=True)
class UnfinishedPaste:
    """A paste whose end never came."""


Token = str | Pasted | UnfinishedPaste
"""A character, a whole sequence, `ESC` for the Escape key, or a paste."""


class TerminalInput:
    """Reads one terminal; time is in seconds, of any clock that only goes forward.

    A sequence is one however late its pieces come, and never becomes letters. ESC alone is both a key and the
    beginning of sequences: after a silence it is given out as Escape, and yet remembered. What then begins as
    a sequence would go on is read as that sequence. Its key is lost, since the Escape may have closed what it
    was meant for; reports and pastes are taken. `O`, `P` and `X` may be typed behind Escape: a second after
    it, `O` and `P` are keys if nothing goes on with them, and `X` is one at once.
    """

    def __init__(self, escape_seconds: float = ESCAPE_SECONDS) -> None:
        """Begin where no sequence is under way."""
        self._escape_seconds = escape_seconds
        self._decode = getincrementaldecoder("utf-8")("surrogateescape").decode
        self._tokens: list[Token] = []
        self._held = ""
        """The beginning of a sequence."""
        self._moment = 0.0
        """When the last character of it came, or was told."""
        self._told = 0
        """How many characters of it were given out as keys."""
        self._gap = 0.0
        """Seconds between ESC and what came behind it."""
        self._has_alt = False
        """Whether one more ESC came before it."""
        self._is_eight_bit = False
        """Whether its beginning may be no more than a byte that is no text."""
        self._is_broken = False
        """Whether the last byte was no text, so that the next may be of the same character."""
        self._ends = False
        """Whether the last character of a string was ESC."""
        self._mouse_bytes = 0
        """How many are missing of a mouse report of the old kind."""
        self._pasted: list[str] | None = None
        self._room = 0
        self._tail = ""
        """What may be the beginning of the paste's end."""
        self._is_late = False
        """Whether the paste was given up before, so that its text is for nobody."""
        self._late_until = 0.0
        self._speaks_kitty = False

    @property
    def due(self) -> float | None:
        """When `wait` is to be called if nothing comes before."""
        seconds: float | None = None
        if self._pasted is not None:
            seconds = PASTE_SECONDS
        elif not self._held:
            seconds = None
        elif self._told == len(self._held):
            seconds = _DOUBT_SECONDS
        elif self._held == ESC:
            seconds = _KITTY_ESCAPE_SECONDS if self._speaks_kitty else self._escape_seconds
        elif self._is_string:
            seconds = _STRING_SECONDS
        elif self._told and len(self._held) == 2 and self._held[1] in _KEYS_TOO:
            seconds = self._escape_seconds
        return None if seconds is None else self._moment + seconds

    def feed(self, data: bytes, now: float) -> list[Token]:
        """What is whole after these bytes, in order."""
        tokens = self._tokens = []
        text = self._decode(data)
        if now < self._late_until and self._pasted is None:
            text = self._without_end(text)
            if self._is_rest(text):
                self._begin_paste(is_late=True)
        at = 0
        while at < len(text):
            if self._pasted is not None:
                at = self._take_pasted(text, at, now)
            else:
                self._take(text[at], now)
                at += 1
        return tokens

    def wait(self, now: float) -> list[Token]:
        """What is clear since nothing came until now."""
        tokens = self._tokens = []
        if self.due is None or now < self.due:
            return tokens
        self._moment = now
        if self._pasted is not None:
            self._pasted = None
            self._late_until = now + _LATE_SECONDS
            if not self._is_late:
                tokens.append(UnfinishedPaste())
        elif self._told == len(self._held) or self._is_string:
            self._forget()
        elif self._held == ESC:
            tokens.append(ESC)
            self._told, self._has_alt = 1, False
        else:
            self._tell_letter()
        return tokens

    # Outside a paste

    @property
    def _is_string(self) -> bool:
        return len(self._held) > 2 and self._held[1] in "]P_^X"

    def _take(self, char: str, now: float) -> None:
        is_soon = now - self._moment <= _BURST_SECONDS
        gap, self._moment = now - self._moment, now
        if not self._held:
            self._begin(char)
        elif self._held == ESC:
            self._go_on_from_escape(char, gap, is_soon=is_soon)
        elif self._is_eight_bit and not is_soon:
            self._begin_anew(char)
        elif self._held[1] == "[":
            self._go_on_in_control(char)
        elif self._held[1] == "O":
            self._go_on_in_shift(char, is_soon=is_soon)
        elif self._is_string:
            self._go_on_in_string(char, now, is_soon=is_soon)
        else:
            self._begin_string(char, is_soon=is_soon)

    def _begin(self, char: str) -> None:
        if char == ESC:
            self._held = ESC
        elif char in _EIGHT_BITS and not self._is_broken:
            self._held, self._is_eight_bit = ESC + _EIGHT_BITS[char], True
        elif ord(char) not in _NO_TEXT or char < " " or char == "\x7f":
            self._tokens.append(char)
        self._is_broken = "\udc80" <= char <= "\udcff"

    def _forget(self) -> None:
        self._held, self._told, self._mouse_bytes = "", 0, 0
        self._has_alt = self._is_eight_bit = self._ends = False

    def _begin_anew(self, char: str) -> None:
        """Drop what was begun: this cannot go on with it."""
        self._forget()
        self._begin(char)

    def _tell_letter(self) -> None:
        """Take what came behind an Escape for a key, unless it came too soon for one."""
        self._told = 2
        if self._gap >= _TYPED_SECONDS or self._held[1] == "X":  # no terminal sends such a string unasked
            self._tokens.append(self._held[1])

    def _go_on_from_escape(self, char: str, gap: float, *, is_soon: bool) -> None:
        if char in _BEGINNINGS:
            self._held += char
            self._gap = gap
        elif self._told:
            self._begin_anew(char)
        elif char == ESC:
            if is_soon:
                self._has_alt = True
            else:
                self._tokens.append(ESC)
        elif is_soon:
            if self._has_alt:
                self._tokens.append(ESC)
            self._forget()
            self._tokens.append(ESC + char)
        else:
            self._tokens.append(ESC)
            self._begin_anew(char)

    def _go_on_in_control(self, char: str) -> None:
        self._is_eight_bit = False
        if self._mouse_bytes:
            self._mouse_bytes -= len(char.encode("utf-8", "surrogateescape"))
            if char < " ":
                self._begin_anew(char)
            elif self._mouse_bytes <= 0:
                self._forget()
        elif self._held == "\x1b[" and char == "M":
            self._mouse_bytes = 3
        elif self._held == "\x1b[" and char == "[":  # a function key of the Linux console
            self._held += char
        elif char == "$" and self._held[2:].isdecimal():  # a key of rxvt
            self._complete(self._held + char)
        elif " " <= char <= "?" and self._held[2:] != "[":
            if len(self._held) < _LONGEST_SEQUENCE:
                self._held += char
        elif "@" <= char <= "~":
            self._complete(self._held + char)
        else:
            self._begin_anew(char)

    def _go_on_in_shift(self, char: str, *, is_soon: bool) -> None:
        self._is_eight_bit = False
        if self._told == 2 and char not in _CURSOR:
            self._begin_anew(char)
        elif self._told == 2:
            self._forget()
        elif char in "0123456789;" and is_soon:
            if len(self._held) < _LONGEST_SEQUENCE:
                self._held += char
        elif char in _CURSOR or (is_soon and " " <= char <= "~"):
            self._complete(self._held + char)
        else:
            self._go_on_as_typed(char)

    def _go_on_as_typed(self, char: str) -> None:
        """Take what came before for a key if it can be one, and this for the next."""
        if self._told == 1 and self._held[1] in _KEYS_TOO:
            self._tell_letter()
        elif self._held[1] == "O" and "@" <= char <= "~":  # may be a key of the number block
            self._forget()
            return
        self._begin_anew(char)

    def _begin_string(self, char: str, *, is_soon: bool) -> None:
        self._is_eight_bit = False
        kind = self._held[1]
        if self._told == 2:
            goes_on = kind == "P" and char in "01>!$+"  # how replies of this kind begin
        elif is_soon:
            goes_on = char >= " " or char in (_BELL, ESC)
        elif kind == "X":
            goes_on = False
        else:
            goes_on = " " <= char <= "?" or (kind != "P" and char >= " ")
        if not goes_on:
            self._go_on_as_typed(char)
        elif char == _BELL:
            self._forget()
        else:
            self._held += " "
            self._ends = char == ESC

    def _go_on_in_string(self, char: str, now: float, *, is_soon: bool) -> None:
        if self._ends and char != ESC:
            self._forget()
            if char != "\\":
                self._held = ESC
                self._moment = now if is_soon else now - 2 * _BURST_SECONDS
                self._take(char, now)
        elif char in _STRING_ENDS:
            self._forget()
        elif char < " " and char != ESC and not is_soon:  # somebody types
            self._begin_anew(char)
        else:
            self._ends = char == ESC

    def _complete(self, sequence: str) -> None:
        is_told, has_alt = self._told > 0, self._has_alt
        self._forget()
        is_paste = sequence == _PASTE_BEGINS
        if is_told and not is_paste and not _REPORT.fullmatch(sequence):
            return
        if has_alt:
            if not is_paste and _OLD_KEY.fullmatch(sequence):
                return  # Alt and a key, which no terminal sends alike
            self._tokens.append(ESC)
        self._speaks_kitty = self._speaks_kitty or (sequence[-1] == "u" and sequence[2].isdecimal())
        if is_paste:
            self._begin_paste(is_late=False)
        elif len(sequence) <= _LONGEST_SEQUENCE:
            self._tokens.append(sequence)

    # In a paste

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

    def _is_rest(self, text: str) -> bool:
        """Whether it is the rest of the paste given up: it has its end, or is more than is typed at once."""
        if _PASTE_ENDS in text:
            return True
        if not text or self._told < len(self._held) or not (text[0].isprintable() or text[0] in "\t\r\n"):
            return False
        end = _begun_end(text)
        is_long = len(text) > _TYPED_AT_ONCE or end >= _TELLING_END
        return is_long and ESC not in text[: len(text) - end]

    def _begin_paste(self, *, is_late: bool) -> None:
        self._pasted, self._room, self._tail, self._is_late = [], _LONGEST_PASTE, "", is_late
        self._forget()

    def _take_pasted(self, text: str, at: int, now: float) -> int:
        """Go on with the paste; returns how far the text belongs to it."""
        assert self._pasted is not None
        self._moment = now
        here = self._tail + text[at:]
        end = here.find(_PASTE_ENDS)
        if end < 0:
            tail = _begun_end(here)
            self._keep(here[: len(here) - tail])
            self._tail = here[len(here) - tail :]
            return len(text)
        self._keep(here[:end])
        if not self._is_late:
            self._tokens.append(Pasted("".join(self._pasted).translate(_NO_TEXT)))
        read = at + end + len(_PASTE_ENDS) - len(self._tail)
        self._pasted, self._tail, self._late_until = None, "", 0.0
        return read

    def _keep(self, text: str) -> None:
        assert self._pasted is not None
        if kept := text[: self._room]:
            self._pasted.append(kept)
            self._room -= len(kept)


def _begun_end(text: str) -> int:
    """How many characters at the end of a text may be the beginning of the paste's end."""
    return next(n for n in range(len(_PASTE_ENDS) - 1, -1, -1) if text.endswith(_PASTE_ENDS[:n]))
