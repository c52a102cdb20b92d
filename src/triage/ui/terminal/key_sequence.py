"""The sequences of a terminal that mean something here, in the one form that Textual's parser reads rightly.

Textual 8.2 fails on several reports of kitty's keyboard protocol, and takes others for keys that the
user did not press: https://sw.kovidgoyal.net/kitty/keyboard-protocol/
"""

import re
from typing import Final

from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._keyboard_protocol import FUNCTIONAL_KEYS, MODIFIER_FUNCTIONAL_KEYS

_SHIFT, _ALT, _CTRL, _CAPS_LOCK, _NUM_LOCK = 1, 2, 4, 64, 128
_OTHERS: Final = 8 | 16 | 32
"""Super, hyper, meta."""
_PLAIN: Final = _SHIFT | _CAPS_LOCK | _NUM_LOCK
_RELEASED: Final = "3"
_NO_KEYS: Final = {
    *MODIFIER_FUNCTIONAL_KEYS,
    *("caps_lock", "num_lock", "scroll_lock", "iso_level3_shift", "iso_level5_shift"),
}
"""Modifiers and locks: they are no keys by themselves."""
_PRIVATE_USE: Final = range(0xE000, 0xF900)
"""The codes that kitty uses for keys without a character."""
_MOST_CELLS: Final = 5_000

_KEY: Final = re.compile(
    r"\x1b\[(?:(?P<code>\d{1,7})(?::(?P<shifted>\d{0,7}))?(?::\d{0,7})?)?"
    r"(?:;(?P<modifiers>\d{0,3})(?::(?P<event>\d?))?)?(?:;(?P<text>[\d:]{0,80}))?(?P<end>[u~A-FHP-S])"
)
_MOUSE: Final = re.compile(r"\x1b\[<(?:\d|\d\d|1[01]\d|12[0-7]);[1-9]\d{0,4};[1-9]\d{0,4}[Mm]")
_MODE: Final = re.compile(r"\x1b\[\?(?:2026|2048);[0-4]\$y")
_SIZE: Final = re.compile(r"\x1b\[48;" + r";".join([r"(\d{1,5})(?::[\d:]{0,40})?"] * 4) + "t")
_FOCUS: Final = ("\x1b[I", "\x1b[O")


def readable(sequence: str) -> str:
    """The sequence in the form that Textual's parser reads, "" if it means nothing here."""
    if len(sequence) == 1 or sequence in _FOCUS or _MOUSE.fullmatch(sequence) or _MODE.fullmatch(sequence):
        return sequence
    if found := _KEY.fullmatch(sequence):
        return _key(found)
    if found := _SIZE.fullmatch(sequence):
        numbers = [int(number) for number in found.groups()]
        fits = all(1 <= cells <= _MOST_CELLS for cells in numbers[:2])
        return f"\x1b[48;{';'.join(map(str, numbers))}t" if fits else ""
    keys = ANSI_SEQUENCES_KEYS.get(sequence)
    if isinstance(keys, str) or (isinstance(keys, tuple) and len(keys) == 1):
        return sequence
    if len(sequence) == 2 and sequence[1].isalpha():
        letter = sequence[1]
        return _written(ord(letter.lower()) if letter.isascii() else ord(letter), _ALT | letter.isupper())
    return ""


def _key(found: re.Match[str]) -> str:
    """The form of a key that was pressed or repeats, "" for one that is released."""
    code, bits, end = int(found["code"] or 1), int(found["modifiers"] or 1) - 1, found["end"]
    if not 0 <= bits < 256 or found["event"] not in (None, "", "1", "2"):
        return ""
    text = found["text"] or ""
    if end == "~" and code == 27 and text:  # xterm's modifyOtherKeys
        if not text.isdecimal():
            return ""
        code, end, text = int(text), "u", ""
        if bits & ~_SHIFT == 0 and _is_character(code):  # shift is in the character already
            return _written(code, 0, str(code))
    name = FUNCTIONAL_KEYS.get(f"{code}{end}")
    if name in _NO_KEYS or (end == "R" and found["modifiers"] is not None):  # where the cursor is
        return ""
    texts = [int(part) for part in text.split(":")] if re.fullmatch(r"\d+(?::\d+)*", text) else []
    if (text and not texts) or not all(map(_is_character, texts)):
        return ""
    if name is not None:
        return _written(code, bits, str(texts[0]) if texts and not bits & ~_PLAIN else "", end)
    if end != "u" or (not texts if code == 0 else not _is_character(code) or code in _PRIVATE_USE):
        return ""
    if texts == [code] or texts == [ord(chr(code).upper()[0])]:
        texts = texts if bits & ~_PLAIN == 0 else []
    elif bits & (_CTRL | _OTHERS) and not bits & _ALT:
        texts = []
    if not texts and bits & ~_PLAIN == 0 and (typed := _typed(chr(code), bits, found["shifted"])):
        texts = [ord(typed)]
    return _written(code, bits, ":".join(map(str, texts)))


def _typed(char: str, bits: int, shifted: str | None) -> str:
    """The character of a key whose text the terminal did not send, "" if only the layout could tell."""
    if bits & _SHIFT and shifted:
        return chr(int(shifted)) if _is_character(int(shifted)) else ""
    is_upper = bool(bits & _SHIFT) != bool(bits & _CAPS_LOCK)
    if char.isalpha():
        return char.upper() if is_upper and len(char.upper()) == 1 else char
    return "" if bits & _SHIFT else char


def _written(code: int, bits: int, text: str = "", end: str = "u") -> str:
    bits &= ~(_CAPS_LOCK | _NUM_LOCK)
    modifiers = str(bits + 1) if bits else ""
    return f"\x1b[{code}{f';{modifiers}' if modifiers or text else ''}{f';{text}' if text else ''}{end}"


def _is_character(code: int) -> bool:
    """Whether a number is that of a character that can be text."""
    is_control = code < 0x20 or 0x7F <= code < 0xA0
    return not is_control and not 0xD800 <= code < 0xE000 and code <= 0x10FFFF
