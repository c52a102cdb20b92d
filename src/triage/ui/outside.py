"""What the screen needs to know of the world outside the session."""

from pathlib import Path
from typing import Protocol


class Outside(Protocol):
    """Where notes are, for an editor and for Obsidian."""

    def path(self, note: str) -> Path:
        """A note's absolute path."""

    def obsidian_place(self, note: str) -> tuple[str, str]:
        """The Obsidian vault that a note belongs to, and its path within that one."""
