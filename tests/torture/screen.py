"""What stands on a terminal, from the bytes that were written to it."""

import re
from codecs import getincrementaldecoder
from typing import Final

from rich.cells import get_character_cell_size

_PART: Final = re.compile(
    r"\x1b\[(?P<y>\d+);(?P<x>\d+)H"
    r"|\x1b\[[<-?]?[\d;:$]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[P^_].*?\x1b\\|\x1b[^\[\]P^_]"
    r"|(?P<line>\n)|(?P<back>\r)|(?P<text>[^\x00-\x1f\x7f]+)|[\x00-\x1f\x7f]",
    re.DOTALL,
)
_CUT: Final = re.compile(r"\x1b(?:\[[<-?]?[\d;:$]*[ -/]*|[\]P^_][^\x07\x1b]*\x1b?)?\Z")
"""An escape sequence whose end has not come yet."""


class Screen:
    """The screen of an app that moves before it draws, draws over what was there, and never scrolls."""

    def __init__(self, width: int = 100, height: int = 30) -> None:
        """Begin with an empty screen of this many cells."""
        self.size = width, height
        self._cells = [[" "] * width for _ in range(height)]
        self._at = 0, 0
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._cut = ""

    def write(self, written: bytes) -> None:
        """Take what was written since the last time."""
        text = self._cut + self._decode(written)
        cut = _CUT.search(text)
        self._cut = text[cut.start() :] if cut else ""
        x, y = self._at
        for part in _PART.finditer(text[: cut.start()] if cut else text):
            if part["y"]:
                x, y = int(part["x"]) - 1, int(part["y"]) - 1
            elif part["line"]:
                x, y = 0, y + 1
            elif part["back"]:
                x = 0
            for character in part["text"] or "":
                x = self._put(character, x, y)
        self._at = x, y

    def _put(self, character: str, x: int, y: int) -> int:
        """Draw a character; where the next one goes."""
        width = get_character_cell_size(character)
        columns, rows = self.size
        if y < rows and x < columns:
            if not width:  # it belongs to the character before it
                self._cells[y][x - 1] += character
            else:
                self._cells[y][x] = character
                self._cells[y][x + 1 : x + width] = [""] * len(self._cells[y][x + 1 : x + width])
        return x + width

    @property
    def text(self) -> str:
        """The lines, joined."""
        return "\n".join("".join(line) for line in self._cells)
