"""White space as JavaScript sees it, which is how the Tasks plugin sees it."""

WHITESPACE = (
    "\t\n\v\f\r \u00a0\u1680"
    "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000\ufeff"
)
r"""What JavaScript's `\s` matches and `trim()` removes (ECMAScript, WhiteSpace and LineTerminator)."""

UNSEEN = "\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069"
"""Zero-width spaces and marks of direction, as they stand in a class of a regular expression."""

LINE_ENDS = "\n\r\u2028\u2029"
"""What JavaScript's `.` does not match (ECMAScript, LineTerminator)."""


def trim_start(text: str, start: int, end: int) -> int:
    """Where `text[start:end]` begins once leading white space is left out."""
    while start < end and text[start] in WHITESPACE:
        start += 1
    return start


def trim_end(text: str, start: int, end: int) -> int:
    """Where `text[start:end]` ends once trailing white space is left out."""
    while end > start and text[end - 1] in WHITESPACE:
        end -= 1
    return end
