"""Text in the cells of a terminal."""

import shutil
import sys
from unicodedata import east_asian_width


def width(text: str) -> int:
    """How many cells a cleaned text takes."""
    return len(text) if text.isascii() else sum(2 if east_asian_width(each) in "WF" else 1 for each in text)


def padded(text: str, cells: int) -> str:
    """A cleaned text with spaces up to so many cells."""
    return text + " " * (cells - width(text))


def cut(text: str, cells: int) -> str:
    """As much of a cleaned text as so many cells hold, with `…` if that is not all."""
    if width(text) <= cells:
        return text
    text = text[:cells]
    while width(text) > cells - 1:
        text = text[:-1]
    return f"{text}…"


def room() -> int:
    """How many cells a line has on a terminal, 0 if stdout is none and lines stay whole."""
    return shutil.get_terminal_size().columns if sys.stdout and sys.stdout.isatty() else 0
