"""What a terminal was sent, read by a grammar that knows only what Textual and triage send on purpose."""

import base64
import re
import unicodedata
from binascii import Error
from collections.abc import Iterator
from typing import Final

_OURS: Final = re.compile(
    r"\x1b\[[0-9;]*m"  # colours
    r"|\x1b\[[0-9]+;[0-9]+H|\x1b\[H|\x1b\[2J"  # moves and clearing
    r"|\x1b\[\?(?:25|1000|1003|1004|1006|1015|1016|1049|2004|2026|2048|7)[hl]"  # cursor, mouse, screen
    r"|\x1b\[\?20(?:26|48)\$p"  # what the terminal can do
    r"|\x1b\[>[0-9]*u|\x1b\[<u"  # kitty's keyboard
    r"|\x1b\]22;[a-z-]*\x07"  # the pointer's shape
    r"|\x1b\]52;c;(?P<copied>[A-Za-z0-9+/=]*)\x07"
    r"|\r\n|\n"
)
_PLAIN: Final = re.compile("[ -~]+")
_ON_A_LINE: Final = re.compile(r"\r\n|\n|\r")
"""What a command that is no app may send: its progress goes back to the beginning of a line."""
_LINK: Final = re.compile(
    r"obsidian://open\?vault=(?:[\w.~-]|%[0-9A-F]{2})*&file=(?:[\w.~-]|%[0-9A-F]{2})*", re.ASCII
)
_LETTERS: Final = frozenset(
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
)
"""Format characters that are drawn, around the digits that follow."""
_SELECTORS: Final = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef\u20e3\U0001f3fb-\U0001f3ff\u180b-\u180f]")
_MARKS_IN_A_ROW: Final = 4


def wrong_in_app(written: bytes) -> list[str]:
    """What the app should not have sent: all but text and what Textual sends."""
    return _wrong(written, _OURS)


def wrong_in_command(written: bytes) -> list[str]:
    """What a command should not have sent: all but lines of text."""
    return _wrong(written, _ON_A_LINE)


def copied(written: bytes) -> list[str]:
    """What was put into the clipboard."""
    found = re.findall(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07", written)
    return [base64.b64decode(each).decode() for each in found]


def _wrong(written: bytes, grammar: re.Pattern[str]) -> list[str]:
    try:
        text = written.decode()
    except UnicodeDecodeError as error:
        around = written[max(0, error.start - 20) : error.end + 20]
        return [f"bytes that are no UTF-8: {around!r}"]
    return list(dict.fromkeys(_found(text, grammar)))


def _found(text: str, grammar: re.Pattern[str]) -> Iterator[str]:
    at = marks = 0
    while at < len(text):
        if plain := _PLAIN.match(text, at):
            at = plain.end()
            marks = 0
            continue
        if sent := grammar.match(text, at):
            if link := sent.groupdict().get("copied"):
                yield from _no_link(link)
            at = sent.end()
            marks = 0
            continue
        character = text[at]
        category = unicodedata.category(character)
        marks = marks + 1 if category in ("Mn", "Me") else 0
        is_format = category == "Cf" and character not in _LETTERS
        if category in ("Cc", "Cs", "Zl", "Zp") or is_format or _SELECTORS.match(character):
            yield f"{character!r} in {text[max(0, at - 20) : at + 20]!r}"
        elif marks > _MARKS_IN_A_ROW:
            yield f"{marks} marks on one character"
        at += 1


def _no_link(encoded: str) -> Iterator[str]:
    try:
        link = base64.b64decode(encoded, validate=True).decode()
    except (Error, UnicodeDecodeError):
        yield f"the clipboard was given {encoded!r}"
        return
    if not _LINK.fullmatch(link):
        yield f"the clipboard was given {link!r}"
