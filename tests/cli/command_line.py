"""What tests of the command line work with: a vault on disk, and a command that was run."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from forked.process import ran_forked
from waiting import LIMIT_SECONDS

TODAY = "2026-11-22"


@dataclass(frozen=True)
class Ran:
    """What a command left."""

    code: int
    stdout: bytes
    err: str

    @property
    def out(self) -> str:
        return self.stdout.decode()

    @property
    def objects(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.stdout.splitlines()]


Triage = Callable[..., Ran]
"""Takes the arguments, and `stdin` as bytes."""


class Notes:
    """A vault on disk."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def write(self, notes: Mapping[str, str | bytes]) -> None:
        for name, text in notes.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode() if isinstance(text, str) else text)

    def read(self, note: str) -> bytes:
        return (self.root / note).read_bytes()

    def line(self, note: str, number: int) -> str:
        return self.read(note).split(b"\n")[number - 1].decode("utf-8", "surrogateescape")

    def everything(self) -> dict[str, bytes]:
        return {
            str(path.relative_to(self.root)): path.read_bytes()
            for path in sorted(self.root.rglob("*"))
            if path.is_file()
        }


def in_loaded_process(*arguments: str, stdin: bytes = b"", **environment: str) -> Ran:
    """Run the command line in a process of its own that had it loaded already."""
    code, out, err = ran_forked(arguments, {**os.environ, **environment}, stdin)
    return Ran(code, out, err.decode())


def in_new_process(*arguments: str, stdin: bytes = b"", **environment: str) -> Ran:
    """Run the command line as a shell would."""
    ran = subprocess.run(
        [sys.executable, "-m", "triage", *arguments],
        input=stdin,
        capture_output=True,
        env={**os.environ, **environment},
        check=False,
        timeout=LIMIT_SECONDS,
    )
    return Ran(ran.returncode, ran.stdout, ran.stderr.decode())
