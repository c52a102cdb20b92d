"""Where a proposal comes from, as far as statistics and rules tell proposals apart."""

from dataclasses import dataclass
from datetime import date
from typing import Final

UNKNOWN: Final = "unknown"
"""The type and the source of a note that can no longer be read."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What a proposal's note and line say of where it comes from."""

    note: str
    """The note's path within the vault, with `/`."""
    kind: str = ""
    """What the note's front matter calls `type`."""
    source: str = ""
    """What it calls `source`."""
    owners: tuple[str, ...] = ()
    """Each person once, under one name."""
    is_mine: bool = False
    """Whether one of the owners is me."""
    day: date | None = None
    """The note's day."""
    due: date | None = None

    @property
    def folder(self) -> str:
        """The folder of its note, "" at the vault's root."""
        return self.note.rpartition("/")[0]

    @property
    def top_folder(self) -> str:
        """The folder at the vault's root that holds its note, "" for none."""
        return self.note.partition("/")[0] if "/" in self.note else ""

    @property
    def folders(self) -> tuple[str, ...]:
        """Every folder that holds its note, the widest first."""
        parts = self.note.split("/")
        return tuple("/".join(parts[:count]) for count in range(1, len(parts)))


@dataclass(frozen=True, slots=True)
class OpenRow:
    """A proposal that is still to decide."""

    key: int
    """The key of its row."""
    origin: Origin
