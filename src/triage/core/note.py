"""A note's lines, and which of them can be tasks.

Source: obsidian-tasks 8.3.0 reads the list items of Obsidian's metadata cache; what that cache leaves out
was taken from the plugin's test data: front matter, fences, and comments over several lines.

Two cases are not evidenced there. Lines indented by four or more outside a list, and lines in `$$` blocks,
count: a proposal that is hidden does more harm than a line of code that is shown. A box with `(`, `[` or
`:` right behind it is a link, and no task.
"""

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import overload

from triage.core.whitespace import WHITESPACE, trim_start

_INTERESTING = re.compile(
    rf"(?P<prefix>[{WHITESPACE}>]*)"
    r"(?P<markers>(?:(?:[-*+]|[0-9]+[.)])[ \t]+)*)"
    r"(?P<what>`{3,}|~{3,}|<!--|%%|\#{1,6}[ \t]|\[[^\n]\][^(\[:]|\[[^\n]\]\Z)"
)
_PREFIX = re.compile(f"[{WHITESPACE}>]*")
_LIST_ITEM = re.compile(rf"(?P<prefix>[{WHITESPACE}>]*)(?P<marker>(?:[-*+]|[0-9]+[.)])[ \t]+)")
_CODE = 4
"""From which column on a line outside a list is code (CommonMark, indented code blocks)."""
_NARROWEST = len("- ")
"""The lowest column at which a list item's content can begin."""
_NOWHERE = sys.maxsize
"""The column from which on nothing belongs to a line that is no list item."""
_LARGE = 2**20
"""From how many bytes on a note's lines are not all decoded at once."""
_COMMENT_END = re.compile(".*?-->", re.DOTALL)
_PERCENT_END = re.compile(".*?%%", re.DOTALL)


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
class _Block:
    """A fence or comment that is open."""

    depth: int
    """How many `>` stand before it: a line with fewer ends it."""
    indent: int
    """The column at which its list item's content begins: a line further left ends it."""
    closer: re.Pattern[str]


def list_items(lines: Sequence[str]) -> Iterator[ListItem]:
    """The checkbox list items of a note, in order."""
    block: _Block | None = None
    heading = ""
    seen: dict[int, tuple[int, int]] = {}
    claims: dict[int, int] = {}
    for index in range(front_matter_end(lines), len(lines)):
        line = lines[index]
        if block:
            if not _has_left(block, line):
                if block.closer.match(line):
                    block = None
                continue
            block = None
        match = _INTERESTING.match(line)
        if (not match or match["what"][0] == "#") and _opens_comment(lines, index):
            block = _Block(_depth(line), 0, _PERCENT_END)
        if not match:
            continue
        what = match["what"]
        if what[0] == "[":
            if match["markers"]:
                yield ListItem(index, heading)
        elif what[0] == "#":
            if not match["markers"]:
                heading = _heading(line[match.end() :])
        elif closer := _closer(line, match):
            depth = match["prefix"].count(">")
            indent = (
                len(_before(line, match.start("what")).expandtabs(4))
                if match["markers"]
                else _content_column(lines, index, depth, seen, claims)
            )
            is_code_itself = not indent and what[0] in "`~" and _column(line, depth) >= _CODE
            block = None if is_code_itself else _Block(depth, indent, closer)


def front_matter_end(lines: Sequence[str]) -> int:
    """The index of the first line after the front matter, 0 where there is none or it is never closed."""
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


def _opens_comment(lines: Sequence[str], index: int) -> bool:
    """Whether a `%%` in the middle of a line begins a comment that a later line ends."""
    if lines[index].count("%%") % 2 == 0:
        return False
    return any("%%" in lines[later] for later in range(index + 1, len(lines)))


def _closer(line: str, match: re.Match[str]) -> re.Pattern[str] | None:
    """What ends the block that the line opens, None where it opens none."""
    what, rest = match["what"], line[match.end() :]
    if what == "<!--":
        return None if "-->" in line[match.start("what") + 2 :] else _COMMENT_END
    if what == "%%":
        return None if rest.count("%%") % 2 else _PERCENT_END
    if what[0] == "`" and "`" in rest:
        return None  # a code span, not a fence
    quoted = rf"(?:[{WHITESPACE}]*>){{{match['prefix'].count('>')}}}"
    return re.compile(rf"{quoted}[{WHITESPACE}]*{what[0]}{{{len(what)},}}[{WHITESPACE}]*\Z")


def _heading(text: str) -> str:
    """The words of a heading, without the `#` that may close it."""
    words = text.strip(WHITESPACE)
    opened = words.rstrip("#")
    return opened.strip(WHITESPACE) if not opened or opened[-1] in WHITESPACE else words


def _has_left(block: _Block, line: str) -> bool:
    """Whether the quote or the list item that holds the block ends with this line."""
    if _depth(line) < block.depth:
        return True
    return bool(line.strip(WHITESPACE + ">")) and _column(line, block.depth) < block.indent


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


def _content_column(
    lines: Sequence[str], index: int, depth: int, seen: dict[int, tuple[int, int]], claims: dict[int, int]
) -> int:
    """The column at which the content of the list item around a block begins, 0 outside a list.

    `seen` holds, by a block's column, the last line that was asked about and the answer; `claims` what was
    found of each line.
    """
    column = _column(lines[index], depth)
    if column < _NARROWEST:
        return 0
    last, answer = seen.get(column, (0, 0))
    for at in range(index - 1, last - 1, -1):
        if at not in claims:
            claims[at] = _claim(lines[at])
        if claims[at] <= column:
            answer = claims[at]
            break
    seen[column] = (index, answer)
    return answer


def _claim(line: str) -> int:
    """From which column on what follows belongs to the list item on the line; 0 where it ends every list."""
    if item := _LIST_ITEM.match(line):
        return len(_before(line, item.end()).expandtabs(4))
    if line.strip(WHITESPACE + ">") and not _column(line, _depth(line)):
        return 0
    return _NOWHERE


def _before(line: str, end: int) -> str:
    """The line up to `end`, without its quote marks."""
    return line[:end].rpartition(">")[2]
