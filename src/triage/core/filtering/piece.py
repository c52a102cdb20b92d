"""A filter's text, taken apart; every text can be."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from triage.core.filtering.key import SIGILS, key_meant, key_named

_NAME: Final = re.compile(r"([A-Za-z]{2,12}):(?!//)")
_SPACE: Final = re.compile(r"\s*")
_OR: Final = re.compile(r"OR(?=[\s()]|\Z)")


class Sign(StrEnum):
    """What joins terms."""

    OPEN = "("
    CLOSE = ")"
    OR = "OR"
    NOT = "-"


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign where it stands."""

    sign: Sign
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Value:
    """A word, or text in quotes."""

    text: str
    """Without its quotes."""
    start: int
    end: int
    is_quoted: bool = False
    is_closed: bool = True
    """Whether the quotes have an end."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A key with its values, or a sign that stands for a key."""

    name: str
    """As written; `#` or `@` for a sign."""
    start: int
    values: tuple[Value, ...]
    """One or more, that may be empty."""

    @property
    def end(self) -> int:
        """Where the last value ends."""
        return self.values[-1].end


Piece = Mark | Value | Pair


def pieces(text: str) -> Iterator[Piece]:
    """The pieces of a text from left to right."""
    at = 0
    while (at := _after_space(text, at)) < len(text):
        piece = _piece(text, at)
        yield piece
        at = piece.end


def _after_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _piece(text: str, at: int) -> Piece:
    letter = text[at]
    if letter in "()-":
        return Mark(Sign(letter), at, at + 1)
    if _OR.match(text, at):
        return Mark(Sign.OR, at, at + 2)
    if letter in SIGILS:
        return Pair(letter, at, tuple(_values(text, at + 1)))
    if (match := _NAME.match(text, at)) and (key_named(match[1]) or key_meant(match[1])):
        return Pair(match[1], at, tuple(_values(text, match.end())))
    return _value(text, at, "")


def _values(text: str, at: int) -> Iterator[Value]:
    """Values with commas between them."""
    value = _value(text, at, ",")
    yield value
    while value.is_closed and text[value.end : value.end + 1] == ",":
        value = _value(text, value.end + 1, ",")
        yield value


def _value(text: str, start: int, stops: str) -> Value:
    """Text in quotes, or a word up to a space, a bracket that it does not open itself, or a stop."""
    if text[start : start + 1] == '"':
        return _quoted(text, start)
    at, depth = start, 0
    while at < len(text) and not text[at].isspace() and text[at] not in stops:
        if text[at] == ")" and not depth:
            break
        depth += {"(": 1, ")": -1}.get(text[at], 0)
        at += 1
    return Value(text[start:at], start, at)


def _quoted(text: str, start: int) -> Value:
    """Text up to the next quote; a backslash lets a quote, or itself, be text."""
    said = []
    at = start + 1
    while at < len(text) and text[at] != '"':
        if text[at] == "\\" and text[at + 1 : at + 2] in {'"', "\\"}:
            at += 1
        said.append(text[at])
        at += 1
    is_closed = at < len(text)
    return Value("".join(said), start, at + is_closed, is_quoted=True, is_closed=is_closed)
