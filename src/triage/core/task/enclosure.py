"""What encloses a part of a line: brackets and quotes of any script, and the signs of Markdown."""

from unicodedata import category

from triage.core.task.fields import Span
from triage.core.task.whitespace import trim_end, trim_start

_ALIKE = frozenset("*_~=\"'")
"""What opens and closes alike."""
_ASCII = frozenset({"()", "[]", "{}", "<>"})


def enclosed(text: str, span: Span, start: int, end: int) -> Span:
    """The span with everything within `start` and `end` that encloses it and nothing else."""
    while True:
        left = trim_end(text, start, span.start) - 1
        right = trim_start(text, span.end, end)
        if left < start or right >= end or not is_pair(text[left], text[right]):
            return span
        if text[left] in _ALIKE and (left + 1, right) != span:  # each may belong to something else
            return span
        span = Span(left, right + 1)


def opens(character: str) -> bool:
    """Whether something begins with the character that another one ends."""
    return character in _ALIKE or character in "([{<`" or category(character) in {"Ps", "Pi"}


def closes(text: str, at: int, start: int) -> bool:
    """Whether the character there ends what something behind `start` began."""
    sign = text[at]
    if sign not in _ALIKE:
        return category(sign) in {"Pe", "Pf"}
    mark = sign * (len(text) - at - len(text[at:].lstrip(sign)))
    return text.count(mark, start, at) % 2 == 1


def is_pair(opening: str, closing: str) -> bool:
    """Whether the second character ends what the first began."""
    if opening.isascii() and closing.isascii():
        return opening == closing in _ALIKE or f"{opening}{closing}" in _ASCII
    quotes = {"Pi", "Pf"}
    kinds = category(opening), category(closing)
    return kinds == ("Ps", "Pe") or (kinds[0] in {*quotes, "Ps"} and kinds[1] in quotes)
