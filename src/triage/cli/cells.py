"""Text in the cells of a terminal."""

import shutil
import sys


def width(text: str) -> int:
    """How many cells a cleaned text takes."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len  # imported here: help, JSON and ASCII text do without it

    return cell_len(text)


def padded(text: str, cells: int) -> str:
    """A cleaned text, filled up with spaces to this many cells."""
    return text + " " * (cells - width(text))


def cut(text: str, cells: int) -> str:
    """A cleaned text in at most this many cells; `…` marks what is cut off."""
    if width(text) <= cells:
        return text
    if text.isascii():
        return f"{text[: cells - 1]}…"
    from rich.cells import set_cell_size

    return f"{set_cell_size(text, cells - 1).rstrip()}…"  # it puts a space for a halved wide character


def room() -> int:
    """How many cells a line has on a terminal; 0 if stdout is no terminal, and lines are not cut."""
    return shutil.get_terminal_size().columns if sys.stdout and sys.stdout.isatty() else 0
