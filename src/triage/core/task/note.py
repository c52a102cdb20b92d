"""A note's lines, and which of them can be tasks.

Source: obsidian-tasks 8.3.0 reads the list items of Obsidian's metadata cache; what that cache leaves out
was taken from the plugin's test data: front matter, fences, and comments over several lines.

Three cases are not evidenced there. Lines indented by four or more outside a list, lines in `$$` blocks and
lines of HTML count: a proposal that is hidden does more harm than a line of code that is shown. A box with
`(`, `[` or `:` right behind it is a link, and no task.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import overload

from triage.core.task.block import Blocks, Cover, heading_words
from triage.core.task.whitespace import WHITESPACE, trim_start

_INTERESTING = re.compile(
    rf"(?:[{WHITESPACE}>]++|(?:[-*+]|[0-9]++[.)])[ \t]++(?![{WHITESPACE}]|\Z))*+"
    r"(?:(?P<box>\[[^\n]\](?:[^(\[:]|\Z))|(?P<heading>\#{1,6}(?:[ \t\r]|\Z))|`{3}|~{3}|%%|\$\$"
    r"|<(?:[!?]|pre|script|style|textarea)|(?:=+|-+)[ \t\r]*\Z)",
    re.IGNORECASE,
)
"""A checkbox, a heading, or what may begin a block that hides or is no line of its own."""
_ITEM = re.compile(rf"[{WHITESPACE}>]*(?:(?:[-*+]|[0-9]+[.)])[ \t]+)+\[")
_PREFIX = re.compile(f"[{WHITESPACE}>]*")
_OUTSIDE = re.compile(r"(?![-*+](?:[ \t\r]|\Z)|[0-9]{1,9}[.)](?:[ \t\r]|\Z)|[ \t>])[^\r]")
"""How a line begins that no quote or list item holds, if the line above it is blank."""
_PROBE = "- [ ] a task"
"""What stands behind a note to see whether a block goes on there."""
_LARGE = 2**20
"""From how many bytes on a note's lines are not all decoded at once."""


@dataclass(frozen=True, slots=True)
class FoundNote:
    """A note of the vault, before it is read."""

    path: str
    """Its path within the vault, with `/`."""
    day: date
    """The date in its name, else the local day of its last modification."""


def lines_of(data: bytes) -> list[str]:
    """The note's lines without their line feed; `bytes_of` them is the note again, whatever its bytes."""
    return data.decode("utf-8", "surrogateescape").split("\n")


class NoteLines(Sequence[str]):
    """The same lines as `lines_of`, each decoded when it is asked for: what a note of 50 MB needs."""

    def __init__(self, data: bytes) -> None:
        self._lines = data.split(b"\n")

    def __len__(self) -> int:
        return len(self._lines)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> list[str]: ...
    def __getitem__(self, index: int | slice) -> str | list[str]:
        if isinstance(index, slice):
            return [line.decode("utf-8", "surrogateescape") for line in self._lines[index]]
        return self._lines[index].decode("utf-8", "surrogateescape")


def some_lines(data: bytes) -> Sequence[str]:
    """The note's lines where only some of them are looked at."""
    return lines_of(data) if len(data) < _LARGE else _large(data)


@lru_cache(maxsize=2)
def _large(data: bytes) -> NoteLines:
    return NoteLines(data)


def bytes_of(lines: Sequence[str]) -> bytes:
    """The note that has these lines."""
    return "\n".join(lines).encode("utf-8", "surrogateescape")


@dataclass(frozen=True, slots=True)
class ListItem:
    """A line on which a checkbox list item begins."""

    index: int
    """Its place among the note's lines, from 0."""
    heading: str
    """The words of the nearest heading above it."""


@dataclass(frozen=True, slots=True)
class HiddenItem:
    """A line that looks as if a checkbox list item began there, and is no task."""

    index: int
    """Its place among the note's lines, from 0."""
    cover: Cover
    """What it stands in."""
    is_closed: bool = True
    """Whether that ends at all, short of the end of the note."""


def list_items(lines: Sequence[str]) -> Iterator[ListItem]:
    """The checkbox list items of a note, in order."""
    for index, heading, cover, _ in _boxes(lines, front_matter_end(lines)):
        if not cover:
            yield ListItem(index, heading)


def hidden_items(lines: Sequence[str]) -> Iterator[HiddenItem]:
    """The checkboxes of a note that are no tasks since they stand in code, a comment or the front matter."""
    begin = front_matter_end(lines)
    for index in range(begin):
        if _is_item(lines[index], _INTERESTING.match(lines[index])):
            yield HiddenItem(index, Cover.FRONT_MATTER)
    boxes = list(_boxes([*lines, _PROBE], begin))
    *_, (_, _, _, unclosed) = boxes
    for index, _, cover, opened in boxes[:-1]:
        if cover:
            yield HiddenItem(index, cover, is_closed=opened != unclosed)


def _boxes(lines: Sequence[str], begin: int) -> Iterator[tuple[int, str, Cover | None, int]]:
    """The checkboxes from a line on: index, heading, what hides each, and the index at which that begins.

    Between the few lines that may begin a block, no block is followed: what is open at one of them is found
    by reading again from the last line above it at which surely nothing was.
    """
    heading = ""
    blocks: Blocks | None = None
    for index in range(begin, len(lines)):
        line = lines[index]
        match = _INTERESTING.match(line)
        is_item = _is_item(line, match)
        cover, opened = None, -1
        if blocks is None and match and not match["box"]:
            if match["heading"] and _is_outside(lines, index, begin):
                heading, begin = heading_words(line.lstrip("#")), index + 1
                continue
            blocks = Blocks(lines)
            for above in range(_outside(lines, index, begin), index):
                blocks.take(above)
        if blocks is not None:
            raw = blocks.raw
            if cover := blocks.take(index):
                opened = raw.start if raw else -1
            if blocks.heading is not None:
                heading = blocks.heading
            if blocks.is_empty:
                blocks, begin = None, index + 1
        if is_item:
            yield index, heading, cover, opened


def _is_item(line: str, match: re.Match[str] | None) -> bool:
    return bool(match and match["box"] and _ITEM.match(line))


def _is_outside(lines: Sequence[str], index: int, begin: int) -> bool:
    """Whether no quote, list item or paragraph can be open where a line begins."""
    return bool(_OUTSIDE.match(lines[index])) and (index == begin or not lines[index - 1].strip(" \t\r"))


def _outside(lines: Sequence[str], index: int, begin: int) -> int:
    """The index of the nearest line from here upwards at which nothing is open."""
    return next((at for at in range(index, begin, -1) if _is_outside(lines, at, begin)), begin)


def front_matter_end(lines: Sequence[str]) -> int:
    """The index of the first line after the front matter, 0 if there is none or it is never closed."""
    if not lines or lines[0].removeprefix("\ufeff").rstrip(WHITESPACE) != "---":
        return 0
    for index in range(1, len(lines)):
        if lines[index].rstrip(WHITESPACE) in {"---", "..."}:
            return index + 1
    return 0


def beneath(lines: Sequence[str], index: int) -> range:
    """The indexes of the lines that belong to the list item at `index`: those indented deeper."""
    depth = _depth(lines[index])
    own = _column(lines[index], depth)
    end = index + 1
    for at in range(index + 1, len(lines)):
        if _depth(lines[at]) < depth:
            break
        if not lines[at].strip(WHITESPACE + ">"):
            continue
        if _column(lines[at], depth) <= own:
            break
        end = at + 1
    return range(index + 1, end)


def _depth(line: str) -> int:
    """How many quote marks the line begins with."""
    prefix = _PREFIX.match(line)[0]  # type: ignore[index]  # it matches the empty text too
    return prefix.count(">")


def _column(line: str, depth: int) -> int:
    """The column of the first character behind so many quote marks, tabs being four wide."""
    start = 0
    for _ in range(depth):
        start = line.index(">", start) + 1
    return len(line[start : trim_start(line, start, len(line))].expandtabs(4))
