"""What the screen needs from outside the session."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol


class Outside(Protocol):
    """Where notes are, for an editor and for Obsidian, and where the config is."""

    def path(self, note: str) -> Path:
        """A note's absolute path."""

    def obsidian_place(self, note: str) -> tuple[str, str]:
        """The Obsidian vault that a note belongs to, and its path within that one."""

    def keep(self, path: Sequence[str], value: object) -> None:
        """Write a value, under the keys of its path, into the user's config; None removes it.

        Raises BadConfig, and leaves the file as it was.
        """
