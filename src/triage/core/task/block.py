"""Which lines of a note stand in fenced code or in a comment, and which are headings.

Source: CommonMark 0.31 says what quotes, list items, fences, HTML and headings are. Of `%%` and `$$` it says
nothing: such a block counts only if it is closed, and `%%` hides a line only if no other reading shows it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from triage.core.task.whitespace import WHITESPACE

_CODE_COLUMN = 4
"""From which column on a line is code, counted from the content of what holds it."""
_TAB_COLUMNS = 4
_QUOTE = 0
"""A quote among the open containers, where a list item is the column at which its content begins."""

_ATX = re.compile(r"#{1,6}(?: |\Z)")
_FENCE = re.compile(r"`{3,}(?=[^`]*\Z)|~{3,}")
_UNDERLINE = re.compile(r"(?:=+|-+)\Z")
_THEMATIC_BREAK = re.compile(r"(?:(?:\* *+){3,}|(?:_ *+){3,}|(?:- *+){3,})\Z")
_MARKER = re.compile(r"(?:[-*+]|(?P<number>[0-9]{1,9})[.)])(?= |\Z)")
_PERCENT = re.compile(r"%%(?!%)(?!.*%%)")
_MATH = re.compile(r"\$\$(?!.*\$\$)")
_CODE_SPAN = re.compile(r"(?<!`)(`++).{1,1000}?(?<!`)\1(?!`)")
_DEFINITION = re.compile(r"\[[^\]]+\]:")
_SPACES = re.compile(" *")
_BOM = "\ufeff"
_LONG_PARAGRAPH = 50
"""How many lines of a paragraph are read for what may go on behind them."""
_DEEPEST = 100
"""How many quotes and list items one within the other are told apart."""

_BLOCK_TAGS = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|"
    "div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|"
    "legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|"
    "tbody|td|tfoot|th|thead|title|tr|track|ul"
)
_ATTRIBUTE = r"""\s++[a-z_:][\w.:-]*+(?:\s*+=\s*+(?:[^\s"'=<>`]++|'[^']*+'|"[^"]*+"))?+"""
_HTML = tuple(
    (re.compile(begin, re.IGNORECASE | re.ASCII), re.compile(end, re.IGNORECASE) if end else None)
    for begin, end in (
        ("<!--", "-->"),
        (r"<(?:script|pre|style|textarea)(?=[\s>]|\Z)", "</(?:script|pre|style|textarea)>"),
        (r"<\?", r"\?>"),
        ("<![a-z]", ">"),
        (r"<!\[CDATA\[", r"\]\]>"),
        (rf"</?(?:{_BLOCK_TAGS})(?=\s|/?>|\Z)", ""),
        (rf"(?:<[a-z][a-z0-9-]*+(?:{_ATTRIBUTE})*+\s*+/?>|</[a-z][a-z0-9-]*+\s*+>)\s*+\Z", ""),
    )
)
"""How each kind of HTML block begins, the comment first, and what ends it; None is a blank line."""
_LONE_TAG = len(_HTML) - 1
"""The kind that cannot stand right behind a paragraph."""


class Cover(StrEnum):
    """Why a checkbox that stands on a line is no task."""

    FRONT_MATTER = "front matter"
    FENCE = "fenced code"
    COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class Raw:
    """An open block whose lines are taken as they are."""

    start: int
    """The index of the line that opens it."""
    cover: Cover | None = None
    """What it makes of its lines, None if it hides nothing."""
    closer: re.Pattern[str] | None = None
    """What ends it, anywhere in a line; None is a blank line."""
    fence: str = ""
    """The marks that a line of more of them ends, "" if it is no fence."""
    last: int | None = None
    """The index of its last line, of a `%%` or `$$` block, which is one only because that is known."""
    hides_to: int = 0
    """The index of the last line that such a block surely hides."""


class Blocks:
    """The open blocks of a note, line after line, from a line on which none is open."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._containers: list[int] = []
        self._is_bare_item = False
        """Whether the innermost container is a list item that has only its marker yet."""
        self._paragraph: int | None = None
        """The index of the first line of the open paragraph."""
        self._in_item_line = False
        """Whether a list item begins on that line too."""
        self._in_vain_to = -1
        """The index of the line up to which the end of a comment was last looked for."""
        self._spent = -1
        """The index of a line whose `%%` ends what may be a comment, and so begins none."""
        self.raw: Raw | None = None
        self.heading: str | None = None
        """The words of the heading that the line just taken is or ends, None if it does neither."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is open."""
        return not self._containers and self.raw is None and self._paragraph is None

    def take(self, index: int) -> Cover | None:
        """Take the next line, and say what hides a checkbox on it."""
        self.heading = None
        text = self._text(index)
        start, matched = self._matched(text, self._containers)
        if self.raw:
            if matched == len(self._containers):
                return self._take_raw(self.raw, index, text[start:])
            self.raw = None
        self._take(index, text, start, matched)
        return None

    def _text(self, index: int) -> str:
        """The line with one character a column, without white space at its end."""
        line = self._lines[index] if index else self._lines[index].removeprefix(_BOM)
        return line.rstrip(" \t\r").expandtabs(_TAB_COLUMNS)

    def _matched(self, text: str, containers: Sequence[int]) -> tuple[int, int]:
        """Where the content of the containers begins on a line, and how many of them go on there."""
        start = 0
        for number, width in enumerate(containers):
            indent = _indent(text, start)
            is_blank = start + indent >= len(text)
            if width == _QUOTE:
                if is_blank or indent >= _CODE_COLUMN or text[start + indent] != ">":
                    return start, number
                start = _behind_quote(text, start + indent)
            elif is_blank:
                if self._is_bare_item and number == len(self._containers) - 1:
                    return start, number
            elif indent >= width:
                start += width
            else:
                return start, number
        return start, len(containers)

    def _take_raw(self, raw: Raw, index: int, text: str) -> Cover | None:
        cover = raw.cover
        if raw.last is not None:
            is_end = index == raw.last
            cover = cover if index <= raw.hides_to else None
        elif raw.fence:
            is_end = _indent(text, 0) < _CODE_COLUMN and _closes(raw.fence, text.strip(" "))
        else:
            is_end = bool(raw.closer.search(text)) if raw.closer else not text.strip(" ")
        if is_end:
            self.raw = None
        return cover

    def _take(self, index: int, text: str, start: int, matched: int) -> None:
        """Open and close what the line does, while no raw block is open."""
        is_new = in_item_line = False
        while True:
            indent = _indent(text, start)
            rest = text[start + indent :]
            is_lazy = matched < len(self._containers)
            if not rest:
                self._close_to(matched)
                self._is_bare_item = is_new and self._containers[-1] != _QUOTE
                return
            if indent >= _CODE_COLUMN or len(self._containers) > _DEEPEST:
                break
            if rest[0] == ">":
                width, behind = _QUOTE, _behind_quote(text, start + indent)
            elif self._takes_leaf(index, rest, matched, is_lazy=is_lazy, in_item_line=in_item_line):
                self._is_bare_item = False
                return
            elif marker := _item_width(rest, interrupts=self._paragraph is not None and not is_lazy):
                width = indent + marker
                behind = min(start + width, len(text))
                in_item_line = True
            else:
                break
            self._close_to(matched)
            self._containers.append(width)
            start, matched, is_new = behind, len(self._containers), True
        self._is_bare_item = False
        if self._paragraph is None:
            self._close_to(matched)
            if indent < _CODE_COLUMN:
                self._paragraph, self._in_item_line = index, in_item_line

    def _close_to(self, number: int) -> None:
        """Close the open paragraph, and all but so many containers."""
        del self._containers[number:]
        self._paragraph = None

    def _takes_leaf(self, index: int, rest: str, matched: int, *, is_lazy: bool, in_item_line: bool) -> bool:
        """Whether the rest of a line opens or ends a block that holds no others; if so, take it."""
        heading: str | None = None
        raw: Raw | None = None
        if _ATX.match(rest):
            heading = None if in_item_line else heading_words(rest.lstrip("#"))
        elif words := "" if is_lazy or not _UNDERLINE.match(rest) else self._paragraph_words(index):
            heading = None if self._in_item_line else words
        elif not _THEMATIC_BREAK.match(rest):
            raw = self._raw(index, rest, self._containers[:matched])
            if not raw:
                return False
        self._close_to(matched)
        self.heading, self.raw = heading, raw
        if raw and raw.closer and raw.closer.search(rest):
            self.raw = None
        return True

    def _paragraph_words(self, end: int) -> str:
        """The words of the open paragraph, "" if there is none or it only says what links mean."""
        if self._paragraph is None:
            return ""
        marks = re.compile(rf"(?:[ \t]*>){{0,{self._containers.count(_QUOTE)}}}")
        lines = [marks.sub("", self._lines[at], 1).strip(WHITESPACE) for at in range(self._paragraph, end)]
        return "" if all(map(_DEFINITION.match, lines)) else " ".join(lines)

    def _raw(self, index: int, rest: str, containers: Sequence[int]) -> Raw | None:
        """The block of raw lines that the rest of a line opens, None if it opens none."""
        if fence := _FENCE.match(rest):
            return Raw(index, Cover.FENCE, fence=fence[0])
        match rest[0]:
            case "<":
                return self._html(index, rest)
            case "%" if _PERCENT.match(rest):
                return self._comment(index, rest, containers)
            case "$" if _MATH.match(rest):
                return self._math(index, containers)
        return None

    def _html(self, index: int, rest: str) -> Raw | None:
        for number, (begin, end) in enumerate(_HTML):
            if number == _LONE_TAG and self._paragraph is not None:
                return None
            if begin.match(rest):
                return Raw(index, None if number else Cover.COMMENT, end)
        return None

    def _comment(self, index: int, rest: str, containers: Sequence[int]) -> Raw | None:
        """The comment that a `%%` at the start of a line opens.

        Obsidian does not say whether one that goes on with a paragraph does: that hides nothing then.
        """
        if index <= max(self._spent, self._in_vain_to):
            return None
        first, last = self._comment_end(index, containers)
        if not last:
            return None
        if self._paragraph is not None and (rest != "%%" or self._is_in_span(self._paragraph, index)):
            self._spent = last
            return None
        return Raw(index, Cover.COMMENT, last=last, hides_to=first)

    def _is_in_span(self, paragraph: int, index: int) -> bool:
        """Whether code or math of the open paragraph may go on at a line; of a long one nothing is sure."""
        return index - paragraph > _LONG_PARAGRAPH or _in_span(self._paragraph_words(index))

    def _comment_end(self, index: int, containers: Sequence[int]) -> tuple[int, int]:
        """The index of the first line with `%%`, and of the one that surely ends the comment; 0 for none.

        A `%%` in code, or in math, may end it or be part of what it holds.
        """
        first, end = 0, index
        fence = ""
        in_math = False
        for at, rest in self._contents(index + 1, containers):
            if fence:
                is_code = True
                fence = "" if _closes(fence, rest) else fence
            elif opened := _FENCE.match(rest):
                is_code, fence = True, opened[0]
            else:
                is_code = in_math
                in_math ^= rest.count("$$") % 2 == 1
            if "%%" in rest:
                first = first or at
                if rest.endswith("%%") if is_code else "%%" in _CODE_SPAN.sub("", rest):
                    return first, at
            end = at
        self._in_vain_to = end
        return 0, 0

    def _math(self, index: int, containers: Sequence[int]) -> Raw | None:
        """The block that `$$` opens, if it is closed before the next fence: `%%` in it is TeX."""
        for at, rest in self._contents(index + 1, containers):
            if "$$" in rest:
                return Raw(index, last=at)
            if _FENCE.match(rest):
                return None
        return None

    def _contents(self, begin: int, containers: Sequence[int]) -> Iterator[tuple[int, str]]:
        """The lines from an index on, for as long as these containers go on, without what opens these."""
        for at in range(begin, len(self._lines)):
            text = self._text(at)
            start, matched = self._matched(text, containers)
            if matched < len(containers):
                break
            yield at, text[start:].lstrip(" ")


def heading_words(text: str) -> str:
    """The words of a heading, without the `#` that may close it."""
    words = text.strip(WHITESPACE)
    opened = words.rstrip("#")
    return opened.strip(WHITESPACE) if not opened or opened[-1] in WHITESPACE else words


def _closes(fence: str, text: str) -> bool:
    """Whether a line without the white space around it ends a fence with these marks."""
    return text.startswith(fence) and not text.strip(fence[0])


def _indent(text: str, start: int) -> int:
    return _SPACES.match(text, start).end() - start  # type: ignore[union-attr]  # it matches nothing too


def _behind_quote(text: str, mark: int) -> int:
    """Where the content behind a quote's `>` begins."""
    return mark + 1 + text.startswith(" ", mark + 1)


def _item_width(rest: str, *, interrupts: bool) -> int:
    """How wide the marker of a list item is, up to its content; 0 if none begins.

    `interrupts` says that a paragraph would end there: not every item can do that.
    """
    marker = _MARKER.match(rest)
    if not marker:
        return 0
    is_empty = marker.end() == len(rest)
    if interrupts and (is_empty or int(marker["number"] or 1) != 1):
        return 0
    spaces = _indent(rest, marker.end())
    return marker.end() + (1 if is_empty or spaces > _CODE_COLUMN else spaces)


def _in_span(words: str) -> bool:
    """Whether code or math that began in a paragraph may go on behind these words."""
    return words.count("$") % 2 == 1 or "`" in _CODE_SPAN.sub("", words)
