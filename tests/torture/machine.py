"""A machine with a vault of invented notes and triage on it: the command, the app, what is on its disk."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from forked.process import Forked
from torture.child import end_of
from torture.sitting import PATIENCE, Sitting, surroundings
from torture.slow_disk import slow_down

TAGS: Final = "#task #proposed #auto"
DAY: Final = "2026-11-22"
SLOW_DISK: Final = Path(__file__).with_name("slow_disk.py")

Tree = dict[str, bytes]
"""The files beneath a folder by path, hidden ones too."""


class Machine:
    """A home folder of its own, with a vault in it."""

    def __init__(
        self,
        folder: Path,
        command: Sequence[str] = (),
        vault: Path | None = None,
    ) -> None:
        """Use the folder; `command` is triage's, empty to run it without its start-up (`forked`)."""
        self.folder = folder
        self.vault = vault or folder / "vault"
        self.vault.mkdir(parents=True, exist_ok=True)
        self.command = tuple(command)
        self.environment = surroundings(folder)

    @property
    def mark(self) -> Path:
        """The file that is made when a slow disk is first asked to keep something."""
        return self.folder / "asked"

    def write_notes(self, notes: int, proposals: int, first: int = 0) -> None:
        """Write this many notes with this many proposals each, every proposal with words of its own."""
        for number in range(notes):
            lines = [
                f"- [?] Task {first + number * proposals + each:04d} about the lamp @Myself {TAGS}"
                for each in range(proposals)
            ]
            title = f"2026-10-{1 + number % 28:02d} Minutes {number:03d}"
            path = self.vault / f"area-{number % 3}" / f"{title}.md"
            path.parent.mkdir(exist_ok=True)
            text = "\n".join([f"# Minutes {number}", "", *lines, "", "What else was said.", ""])
            path.write_bytes(text.encode())

    def sit(self, *arguments: str, slow: float = 0, **circumstances: Any) -> Sitting:
        """Open the app; `slow` is how many seconds each request to the disk takes."""
        self.mark.unlink(missing_ok=True)
        arguments = ("--today", DAY, "--vault", str(self.vault), *arguments)
        if slow and self.command:
            command = (sys.executable, str(SLOW_DISK), str(slow), str(self.mark))
            return Sitting([*command, *arguments], self.environment, **circumstances)
        if slow:
            circumstances["before"] = [partial(slow_down, slow, self.mark)]
        return self.sit_at(*arguments, **circumstances)

    def sit_at(self, *arguments: str, **circumstances: Any) -> Sitting:
        """Run a command on a terminal of its own."""
        is_forked = not self.command
        return Sitting([*self.command, *arguments], self.environment, is_forked=is_forked, **circumstances)

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run one command to its end."""
        if not self.command:
            return self._run_forked(*arguments, "--vault", str(self.vault))
        return subprocess.run(
            [*self.command, *arguments, "--vault", str(self.vault)],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=4 * PATIENCE,
            check=False,
        )

    def _run_forked(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        said = [self.folder / "out", self.folder / "err"]
        with Path(os.devnull).open("rb") as nothing, said[0].open("wb") as out, said[1].open("wb") as err:
            streams = [file.fileno() for file in (nothing, out, err)]
            code = end_of(Forked(arguments, streams, self.environment))
        return subprocess.CompletedProcess(arguments, code, *(path.read_text("utf-8") for path in said))

    def listed(self, *filters: str) -> list[dict[str, Any]]:
        """What `triage list --json` says."""
        return [json.loads(line) for line in self.run("list", "--json", *filters).stdout.splitlines()]

    def logged(self) -> list[dict[str, Any]]:
        """What `triage log --json` says, the earliest gesture first."""
        lines = self.run("log", "--json", "-n", "0").stdout.splitlines()
        return sorted((json.loads(line) for line in lines), key=lambda each: str(each["id"]))

    def saved_lines(self) -> list[str]:
        """Every line as it was written, in order."""
        return [
            line["after"] for each in self.logged() for line in each["lines"] if line["outcome"] == "saved"
        ]

    def has(self, command: str) -> bool:
        """Whether triage knows a command of that name."""
        return self.run(command, "--help").returncode == 0

    @property
    def tree(self) -> Tree:
        """The vault, byte for byte."""
        return tree(self.vault)

    @property
    def left_over(self) -> list[str]:
        """Drafts that are on the disk, in the vault or beside the journal."""
        return sorted(
            str(path.relative_to(self.folder))
            for path in self.folder.rglob("*")
            if path.suffix == ".draft" or path.name.startswith(".triage")
        )


def tree(folder: Path) -> Tree:
    """The files beneath a folder, byte for byte."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() or path.is_symlink()
    }
