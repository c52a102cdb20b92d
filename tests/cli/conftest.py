"""A vault, a home, and the command line, for the tests of the command line."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from triage.cli.main import main

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


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the real home out of every test."""
    folder = tmp_path / "home"
    folder.mkdir()
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(folder / name.lower()))
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.delenv("TRIAGE_VAULT", raising=False)
    monkeypatch.chdir(folder)
    return folder


class Notes:
    """A vault on disk."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def write(self, notes: Mapping[str, str | bytes]) -> None:
        for name, text in notes.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode() if isinstance(text, str) else text)

    def bytes(self, note: str) -> bytes:
        return (self.root / note).read_bytes()

    def line(self, note: str, number: int) -> str:
        return self.bytes(note).split(b"\n")[number - 1].decode("utf-8", "surrogateescape")

    def everything(self) -> dict[str, bytes]:
        return {
            str(path.relative_to(self.root)): path.read_bytes()
            for path in sorted(self.root.rglob("*"))
            if path.is_file()
        }


@pytest.fixture
def notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Notes:
    """An empty vault, which is the one that $TRIAGE_VAULT names."""
    root = tmp_path / "Vault"
    (root / ".obsidian").mkdir(parents=True)
    monkeypatch.setenv("TRIAGE_VAULT", str(root))
    return Notes(root)


@pytest.fixture
def triage(monkeypatch: pytest.MonkeyPatch) -> Iterator[Triage]:
    """The command line, run in this process."""

    def run(*arguments: str, stdin: bytes = b"") -> Ran:
        streams = {name: io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for name in ("stdout", "stderr")}
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
            for name, stream in streams.items():
                patch.setattr(sys, name, stream)
            code = main([*arguments])
        written = {}
        for name, stream in streams.items():
            stream.flush()
            buffer = stream.buffer
            assert isinstance(buffer, io.BytesIO)
            written[name] = buffer.getvalue()
        return Ran(code, written["stdout"], written["stderr"].decode())

    yield run


def in_new_process(*arguments: str, stdin: bytes = b"", **environment: str) -> Ran:
    """Run the command line as a shell would."""
    ran = subprocess.run(
        [sys.executable, "-m", "triage", *arguments],
        input=stdin,
        capture_output=True,
        env={**os.environ, **environment},
        check=False,
        timeout=60,
    )
    return Ran(ran.returncode, ran.stdout, ran.stderr.decode())


@pytest.fixture
def process() -> Callable[..., Ran]:
    """The command line, in a process of its own."""
    return in_new_process
