"""Literals: the parts of a line that Markdown does not read as words, such as code, math, HTML and links.

Sources: CommonMark 0.31 (code spans, raw HTML, links, autolinks), and Obsidian for `$`, `%%` and `[[`.
"""

import re
from collections.abc import Iterator
from functools import cache

from triage.core.task.fields import Span

_OPENS = re.compile(r"\\[!-/:-@\[-`{-~]|`+|\$\$?|<|\[|%%|://|\bwww\.")
_SCHEME = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+.-")
_CODE = re.compile(r"`+")
_MATH = re.compile(r"\$(?![\s$])(?:[^$\\]|\\.)*+\$(?<![\s]\$)(?![0-9])")
_NAME = "[A-Za-z][A-Za-z0-9-]*+"
_ATTRIBUTE = r"""\s++[A-Za-z_:][\w.:-]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'=<>`]++))?"""
_HTML = (
    r"<!--.*?-->|<\?.*?\?>|<![A-Z][^>]*+>"
    rf"|<(?P<name>{_NAME})(?:{_ATTRIBUTE})*\s*+(?P<empty>/?)>|</{_NAME}\s*+>"
    r"|<[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*+>|<[\w.!#$%&'*+/=?^`{|}~-]++@[\w.-]++>"
)
_RAW_NAMES = "a abbr code kbd math pre samp script style svg textarea title tt var"
_RAW = frozenset(_RAW_NAMES.split())
"""The elements that are not read as words from their beginning to their end."""
_WIKILINK = re.compile(r"\[\[[^\[\]]*+\]\]")
_LINK = re.compile(
    r"\[(?:[^\[\]\\]|\\.|\[[^\[\]]*+\])*+\]"
    r"(?:\(\s*+(?:<[^<>]*+>|(?:[^\s()\\]|\\.|\([^\s()]*+\))*+)"
    r"""(?:\s++(?:"[^"]*+"|'[^']*+'|\([^()]*+\)))?\s*+\)|\[[^\[\]]*+\])"""
)
_URL = re.compile(
    r'[^\s<>"“”«»\u3000-\u303f\uff00-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]*+'  # no full-width signs
)


def literals(text: str, start: int, end: int) -> Iterator[Span]:
    """The literals of a stretch of a line, from left to right; what is not closed is none."""
    at = start
    while match := _OPENS.search(text, at, end):
        begin = match.start()
        while match[0] == "://" and begin > at and text[begin - 1] in _SCHEME:
            begin -= 1
        if at := _end_of(text, match, end):
            yield Span(begin, at)
        else:
            at = match.end()


def _end_of(text: str, opening: re.Match[str], end: int) -> int:
    """Where the literal ends that begins there, 0 if none does."""
    start, sign = opening.start(), opening[0]
    match sign[0]:
        case "\\":
            return 0
        case "`":
            closing = (run.end() for run in _CODE.finditer(text, opening.end(), end) if run[0] == sign)
            return next(closing, 0)
        case "$" if sign == "$":
            found = _MATH.match(text, start, end)
        case "$" | "%":
            at = text.find(sign, opening.end(), end)
            return at + 2 if at >= 0 else 0
        case "[":
            found = _WIKILINK.match(text, start, end) or _LINK.match(text, start, end)
        case "<":
            found = _html().match(text, start, end)
            if found and found["name"] and not found["empty"] and found["name"].lower() in _RAW:
                closing_tag = re.compile(rf"</{found['name']}\s*>", re.IGNORECASE)
                found = closing_tag.search(text, found.end(), end) or found
        case _:
            found = _URL.match(text, opening.end(), end)
    return found.end() if found else 0


@cache  # most lines hold none
def _html() -> re.Pattern[str]:
    return re.compile(_HTML)
