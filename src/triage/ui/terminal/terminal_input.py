"""What a terminal sends, put in order: bytes in any pieces become whole keys, sequences and pastes.

Sequences are those of ECMA-48, with the older forms that terminals still send:
https://invisible-island.net/xterm/ctlseqs/ctlseqs.html
"""

import re
from codecs import getincrementaldecoder
from typing import Final

from triage.ui.terminal.paste import NO_TEXT, PASTE_BEGINS, Pasted, PasteInput, UnfinishedPaste

ESCAPE_SECONDS: Final = 0.2
"""After how much silence a lone ESC is the Escape key."""
_KITTY_ESCAPE_SECONDS: Final = 1.0
"""The same on a terminal with kitty's keyboard protocol, whose Escape key sends more than ESC."""
_BURST_SECONDS: Final = 0.05
"""Characters with less time between them were sent at once, not typed."""
_DOUBT_SECONDS: Final = 10.0
"""How long after an Escape the rest of a sequence may still come."""
_TYPED_SECONDS: Final = 0.8
"""From this long after an Escape on, a letter that could continue a sequence is a key."""
_STRING_SECONDS: Final = 10.0
"""After how much silence a string that has no end is given up."""
_LONGEST_SEQUENCE: Final = 200

ESC: Final = "\x1b"
_BEGINNINGS: Final = "[O]P_^X"
"""After ESC: control sequence, single shift three, and the strings OSC, DCS, APC, PM, SOS."""
_KEYS_TOO: Final = "OPX"
"""The ones of these that people may type after Escape."""
_EIGHT_BITS: Final = {
    chr(page + code): chr(code - 0x40)
    for page in (0, 0xDC00)
    for code in map(ord, "\x8f\x90\x98\x9b\x9d\x9e\x9f")
}
"""The same as one character, or as a byte that is no UTF-8."""
_BELL, _CANCEL = "\x07", "\x18"
_STRING_ENDS: Final = (_BELL, _CANCEL, "\x9c", "\udc9c")
_CURSOR: Final = "ABCDFHPQRS"
"""After `ESC O`: arrows, Home, End, F1 to F4."""
_REPORT: Final = re.compile(r"\x1b\[(?:[IO]|48;[\d:;]+t|\?\d+;\d\$y)")
"""What the terminal says of itself: focus, size, modes."""
_OLD_KEY: Final = re.compile(r"\x1b(?:O.*|\[[\d;]*[A-HP-SZa-d~$^@]|\[\[.)")
"""A key that some terminals send with one more ESC before it for Alt."""

Token = str | Pasted | UnfinishedPaste
"""A character, a whole sequence, `ESC` for the Escape key, or a paste."""


class TerminalInput:
    """Reads one terminal; time is in seconds, of any clock that only goes forward.

    A sequence stays one, however late its pieces come, and never becomes letters. ESC alone is both a key and
    the beginning of sequences: after a silence it becomes the Escape key, and is still remembered. If the
    rest of a sequence comes then, the two are read as that sequence. A key is dropped, since the Escape may
    have closed what the key was meant for; reports and pastes are kept. People may type `O`, `P` and `X`
    after Escape: after 0.8 seconds `O` and `P` are keys if nothing continues them, and `X` is one at once.
    """

    def __init__(self, escape_seconds: float = ESCAPE_SECONDS) -> None:
        """Begin outside any sequence."""
        self._escape_seconds = escape_seconds
        self._decode = getincrementaldecoder("utf-8")("surrogateescape").decode
        self._tokens: list[Token] = []
        self._held = ""
        """The beginning of a sequence."""
        self._moment = 0.0
        """When its last character came, or was given out."""
        self._told = 0
        """How many of its characters were given out as keys."""
        self._gap = 0.0
        """Seconds between ESC and what came after it."""
        self._has_alt = False
        """Whether one more ESC came before it."""
        self._is_eight_bit = False
        """Whether its beginning may be only a byte that is no text."""
        self._is_broken = False
        """Whether the last byte was no text, so that the next may be of the same character."""
        self._ends = False
        """Whether the last character of a string was ESC."""
        self._mouse_bytes = 0
        """How many bytes are missing of a mouse report of the old kind."""
        self._paste = PasteInput()
        self._speaks_kitty = False

    @property
    def due(self) -> float | None:
        """When to call `wait` if nothing comes before; None if nothing is pending."""
        if self._paste.is_open:
            return self._paste.due
        seconds: float | None = None
        if not self._held:
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
        """The tokens that these bytes complete, in order."""
        tokens = self._tokens = []
        text = self._decode(data)
        text = self._paste.take_rest(text, now, is_in_sequence=self._told < len(self._held))
        if self._paste.is_open:
            self._forget()
        at = 0
        while at < len(text):
            if self._paste.is_open:
                at, pasted = self._paste.take(text, at, now)
                if pasted is not None:
                    tokens.append(pasted)
            else:
                self._take(text[at], now)
                at += 1
        return tokens

    def wait(self, now: float) -> list[Token]:
        """The tokens that are clear because nothing came until now."""
        tokens = self._tokens = []
        if self.due is None or now < self.due:
            return tokens
        self._moment = now
        if self._paste.is_open:
            if unfinished := self._paste.give_up(now):
                tokens.append(unfinished)
        elif self._told == len(self._held) or self._is_string:
            self._forget()
        elif self._held == ESC:
            tokens.append(ESC)
            self._told, self._has_alt = 1, False
        else:
            self._tell_letter()
        return tokens

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
            self._begin_again(char)
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
        elif ord(char) not in NO_TEXT or char < " " or char == "\x7f":
            self._tokens.append(char)
        self._is_broken = "\udc80" <= char <= "\udcff"

    def _forget(self) -> None:
        self._held, self._told, self._mouse_bytes = "", 0, 0
        self._has_alt = self._is_eight_bit = self._ends = False

    def _begin_again(self, char: str) -> None:
        """Drop the sequence that was begun, which this character cannot continue."""
        self._forget()
        self._begin(char)

    def _tell_letter(self) -> None:
        """Read the letter after an Escape as a key, unless it came too soon for one."""
        self._told = 2
        if self._gap >= _TYPED_SECONDS or self._held[1] == "X":  # no terminal sends such a string unasked
            self._tokens.append(self._held[1])

    def _go_on_from_escape(self, char: str, gap: float, *, is_soon: bool) -> None:
        if char in _BEGINNINGS:
            self._held += char
            self._gap = gap
        elif self._told:
            self._begin_again(char)
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
            self._begin_again(char)

    def _go_on_in_control(self, char: str) -> None:
        self._is_eight_bit = False
        if self._mouse_bytes:
            self._mouse_bytes -= len(char.encode("utf-8", "surrogateescape"))
            if char < " ":
                self._begin_again(char)
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
            self._begin_again(char)

    def _go_on_in_shift(self, char: str, *, is_soon: bool) -> None:
        self._is_eight_bit = False
        if self._told == 2 and char not in _CURSOR:
            self._begin_again(char)
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
        """Read the letter before as a key if it can be one, and begin again with this character."""
        if self._told == 1 and self._held[1] in _KEYS_TOO:
            self._tell_letter()
        elif self._held[1] == "O" and "@" <= char <= "~":  # may be a key of the number block
            self._forget()
            return
        self._begin_again(char)

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
            self._begin_again(char)
        else:
            self._ends = char == ESC

    def _complete(self, sequence: str) -> None:
        is_told, has_alt = self._told > 0, self._has_alt
        self._forget()
        is_paste = sequence == PASTE_BEGINS
        if is_told and not is_paste and not _REPORT.fullmatch(sequence):
            return
        if has_alt:
            if not is_paste and _OLD_KEY.fullmatch(sequence):
                return  # Alt and a key: terminals do not agree how to send it
            self._tokens.append(ESC)
        self._speaks_kitty = self._speaks_kitty or (sequence[-1] == "u" and sequence[2].isdecimal())
        if is_paste:
            self._paste.begin(self._moment)
        elif len(sequence) <= _LONGEST_SEQUENCE:
            self._tokens.append(sequence)
