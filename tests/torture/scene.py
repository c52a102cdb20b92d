"""A vault of one note with one decision to write, in a folder of its own."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

MODES: Final = ("exchange", "inplace", "replace")
"""The ways of writing that the config can ask for."""
KILOBYTE: Final = 1_000
MEGABYTE: Final = 1_000_000
SIZES: Final = {"smallest": 0, "100 kB": 100 * KILOBYTE, "1 MB": MEGABYTE}
"""About how many bytes a note has."""
_WORDS: Final = "Order the wool for the harbour"
_TAIL: Final = "@Myself #task #proposed #auto"
_FILLER: Final = "Words that stay as they are, of the quay and of the boats: 📅 é. \r\n".encode()


@dataclass(frozen=True, slots=True)
class Verb:
    """A decision about the line, and the line that it gives."""

    name: str
    """How the length of the line changes."""
    arguments: tuple[str, ...]
    """What the command is told, but for the REF."""
    line: bytes


def _line(box: str, words: str) -> bytes:
    return f"- [{box}] {words}. {_TAIL}".encode()


OLD_LINE: Final = _line("?", _WORDS)
VERBS: Final = (
    Verb("same", ("accept",), _line(" ", _WORDS)),
    Verb("grows", ("edit", "--to", f"{_WORDS}, before the first boat leaves."), b""),
    Verb("shrinks", ("edit", "--to", "Order wool."), b""),
)


@dataclass(frozen=True, slots=True)
class Scene:
    """A vault with its note, and a home for the command."""

    folder: Path
    mode: str
    verb: Verb
    size: int
    """About how many bytes the note has."""
    elsewhere: Path | None = None
    """The folder that keeps what the command says; None for the folder itself."""

    @property
    def desk(self) -> Path:
        """The folder that keeps what the command says, and its system calls."""
        return self.elsewhere or self.folder

    @property
    def vault(self) -> Path:
        """The folder of notes."""
        return self.folder / "vault"

    @property
    def note(self) -> Path:
        """The note."""
        return self.vault / "n.md"

    @property
    def state(self) -> Path:
        """Where triage keeps its state."""
        return self.folder / "state"

    @property
    def environment(self) -> dict[str, str]:
        """What the command must find in its environment."""
        return {
            "XDG_STATE_HOME": str(self.state),
            "XDG_CONFIG_HOME": str(self.folder / "config"),
            "XDG_CACHE_HOME": str(self.folder / "cache"),
        }

    @property
    def old(self) -> bytes:
        """The note before."""
        return self._with(OLD_LINE)

    @property
    def new(self) -> bytes:
        """The note once the decision is written."""
        return self._with(self._new_line)

    @property
    def number(self) -> int:
        """The number of the line, from 1."""
        return self._rows + 1

    @property
    def decision(self) -> tuple[str, ...]:
        """The arguments of the command that decides."""
        return (*self.verb.arguments, f"n.md:{self.number}", "--json", *self.at)

    @property
    def at(self) -> tuple[str, ...]:
        """The arguments that name the vault."""
        return ("--vault", str(self.vault))

    def make(self) -> "Scene":
        """Put everything in its place, as before the decision."""
        shutil.rmtree(self.folder, ignore_errors=True)
        for folder in (self.vault, self.state, self.folder / "config/triage"):
            folder.mkdir(parents=True)
        self.note.write_bytes(self.old)
        self.note.chmod(0o640)
        (self.folder / "config/triage/config.yaml").write_text(f"write: {self.mode}\n")
        return self

    def left_over(self) -> list[Path]:
        """What lies in the vault beside the note, and in folders for drafts."""
        beside = [path for path in self.vault.rglob("*") if path != self.note]
        drafts = [path for path in self.state.glob("triage/*/*/**/*") if path.is_file()]
        return [path.relative_to(self.folder) for path in beside + drafts]

    @property
    def _new_line(self) -> bytes:
        return self.verb.line or _line("?", self.verb.arguments[-1].rstrip("."))

    @property
    def _rows(self) -> int:
        return self.size // len(_FILLER) // 2

    def _with(self, line: bytes) -> bytes:
        filler = _FILLER * self._rows
        return b"".join((filler, line, b"\n", filler))
