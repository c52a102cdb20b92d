"""Regular expressions as JavaScript has them, read before anything compiles them."""

import re
from dataclasses import dataclass, field
from typing import Final, NoReturn

from triage.core.errors import BadExpression
from triage.core.task.whitespace import LINE_ENDS

LONGEST: Final = 4_000
"""Characters of an expression."""
LARGEST: Final = 4_000
"""What an expression may hold once `{2}` is written out: compilers do that, and cannot be stopped."""
DEEPEST: Final = 30
"""Brackets within brackets."""

_GROUP: Final = re.compile(r"\((?:\?(?:(?P<look>=|!|<=|<!)|:|<[A-Za-z_$][\w$]*>))?+(?!\?)")
_REPEAT: Final = re.compile(r"(?:[*+?]|\{(?P<low>[0-9]{1,9})(?P<comma>,)?(?P<high>[0-9]{1,9})?\})\??")
_NAMED: Final = {"t": "\t", "n": "\n", "r": "\r", "v": "\v", "f": "\f", "0": "\0"}
_CODED: Final = re.compile(r"x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|c([A-Za-z])|0(?![0-9])")
_WORD: Final = "0-9A-Z_a-z"
_SETS: Final = {
    "d": "0-9",
    "D": r"\x00-/:-\U0010ffff",
    "w": _WORD,
    "W": r"\x00-/:-@\[-\^`{-\U0010ffff",
    "s": r"\t-\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff",
    "S": r"\x00-\x08\x0e-\x1f!-\x9f\xa1-\u167f\u1681-\u1fff\u200b-\u2027\u202a-\u202e\u2030-\u205e"
    r"\u2060-\u2fff\u3001-\ufefe\uff00-\U0010ffff",
}
"""The members of a class that a letter behind a backslash stands for (ECMAScript, CharacterClassEscape)."""
_ALL: Final = r"\x00-\U0010ffff"
_EDGE: Final = {
    "b": f"(?:(?<=[{_WORD}])(?![{_WORD}])|(?<![{_WORD}])(?=[{_WORD}]))",
    "B": f"(?:(?<=[{_WORD}])(?=[{_WORD}])|(?<![{_WORD}])(?![{_WORD}]))",
}
_EDGE_SIZE: Final = 20


def translated(text: str) -> str:
    """The expression as Python's modules take it, every sign that has a meaning of its own there escaped.

    Raises BadExpression, naming the place, if it is none, means something that is not known here, or is
    larger than the bounds.
    """
    if len(text) > LONGEST:
        raise BadExpression(f"it has more than {LONGEST:,} characters")
    return _Reader(text).read()


@dataclass
class _Group:
    is_look: bool = False
    size: int = 0


@dataclass
class _Reader:
    """Goes through an expression once."""

    text: str
    at: int = 0
    open: list[_Group] = field(default_factory=lambda: [_Group()])
    last: int = 0
    """The size of what a repeat would stand behind, 0 for nothing."""

    def read(self) -> str:
        parts = []
        while self.at < len(self.text):
            parts.append(self._next())
            if self.open[-1].size > LARGEST:
                self._refuse("is too large")
        if len(self.open) > 1:
            self._refuse("lacks a )")
        return "".join(parts)

    def _next(self) -> str:
        if repeat := _REPEAT.match(self.text, self.at):
            return self._repeat(repeat)
        letter = self.text[self.at]
        if letter == "(":
            return self._opening()
        self.at += 1
        match letter:
            case ")":
                return self._closing()
            case "|":
                return self._said("|", size=1)
            case "^":
                return self._said(r"\A", size=1)
            case "$":
                return self._said(r"\Z", size=1)
            case ".":
                return self._said(f"[^{LINE_ENDS}]", size=1, is_whole=True)
            case "[":
                return self._said(found := self._class(), size=1 + len(found) // 8, is_whole=True)
            case "\\" if edge := _EDGE.get(self.text[self.at : self.at + 1]):
                self.at += 1
                return self._said(edge, size=_EDGE_SIZE)
            case "\\":
                return self._said(found := self._escape(), size=1 + len(found) // 8, is_whole=True)
        return self._said(re.escape(letter), size=1, is_whole=True)

    def _said(self, part: str, *, size: int, is_whole: bool = False) -> str:
        self.open[-1].size += size
        self.last = size if is_whole else 0
        return part

    def _opening(self) -> str:
        found = _GROUP.match(self.text, self.at)
        if found is None:
            self._refuse("has a group that is not known here")
        self.at = found.end()
        self.open.append(_Group(is_look=bool(found["look"])))
        self.last = 0
        if len(self.open) > DEEPEST:
            self._refuse("has too many brackets within brackets")
        return f"(?{found['look'] or ':'}"

    def _closing(self) -> str:
        group = self.open.pop()
        if not self.open:
            self._refuse("has a ) too many")
        return self._said(")", size=group.size + 1, is_whole=not group.is_look)

    def _repeat(self, found: re.Match[str]) -> str:
        if not self.last:
            self._refuse("repeats nothing")
        self.at = found.end()
        low = int(found["low"] or 0)
        high = int(found["high"] or low)
        if high < low or (found["high"] and not found["comma"]):
            self._refuse("has a repeat that is none")
        self.open[-1].size += self.last * max(high - 1, 0)
        self.last = 0
        return found[0]

    def _class(self) -> str:
        """What stands in brackets, from behind the opening one."""
        is_opposite = self.text.startswith("^", self.at)
        self.at += is_opposite
        members = []
        while not self.text.startswith("]", self.at):
            members.append(self._member())
        self.at += 1
        if not members:
            return f"[{_ALL}]" if is_opposite else "(?!)"
        return f"[{'^' if is_opposite else ''}{''.join(members)}]"

    def _member(self) -> str:
        first = self._character()
        if not self.text.startswith("-", self.at) or self.text.startswith("-]", self.at):
            return first if len(first) > 1 else re.escape(first)
        self.at += 1
        last = self._character()
        if len(first) > 1 or len(last) > 1 or first > last:
            self._refuse("has a range that is none")
        return f"{re.escape(first)}-{re.escape(last)}"

    def _character(self) -> str:
        """One character of a class, or the longer text of a set."""
        letter = self.text[self.at : self.at + 1]
        if not letter:
            self._refuse("lacks a ]")
        self.at += 1
        if letter != "\\":
            return letter
        kind = self.text[self.at : self.at + 1]
        if kind == "b":
            self.at += 1
            return "\b"
        if kind in _SETS:
            self.at += 1
            return _SETS[kind]
        return self._coded()

    def _escape(self) -> str:
        """What stands behind a backslash outside of brackets."""
        kind = self.text[self.at : self.at + 1]
        if kind in _SETS:
            self.at += 1
            return f"[{_SETS[kind]}]"
        return re.escape(self._coded())

    def _coded(self) -> str:
        """The one character that a backslash and what follows stand for."""
        found = _CODED.match(self.text, self.at)
        letter = self.text[self.at : self.at + 1]
        if found:
            self.at = found.end()
            if found[3]:
                return chr(ord(found[3]) % 32)
            code = chr(int(found[1] or found[2] or "0", 16))
            if "\ud800" <= code <= "\udfff":
                self._refuse("has half a character")
            return code
        if not letter or (letter.isalnum() and letter not in _NAMED) or letter == "0":
            self._refuse("has a backslash that is not known here")
        self.at += 1
        return _NAMED.get(letter, letter)

    def _refuse(self, what: str) -> NoReturn:
        raise BadExpression(f"it {what}, at character {min(self.at + 1, len(self.text)):,}")
