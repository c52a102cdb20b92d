"""A vault, a home, and the command line, for the tests of the command line."""

import io
import sys
import tempfile
from pathlib import Path

import pytest

from cli.command_line import Notes, Ran, Triage, in_loaded_process, in_new_process
from triage.cli.main import main


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the real home out of every test."""
    folder = tmp_path / "home"
    folder.mkdir()
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(folder / name.lower()))
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.delenv("TRIAGE_VAULT", raising=False)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Notes:
    """An empty vault, which is the one that $TRIAGE_VAULT names."""
    root = tmp_path / "Vault"
    (root / ".obsidian").mkdir(parents=True)
    monkeypatch.setenv("TRIAGE_VAULT", str(root))
    return Notes(root)


@pytest.fixture
def triage(monkeypatch: pytest.MonkeyPatch) -> Triage:
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

    return run


@pytest.fixture
def process() -> Triage:
    """The command line, in a process of its own that had it loaded already."""
    return in_loaded_process


@pytest.fixture
def new_process() -> Triage:
    """The command line, as a shell would start it."""
    return in_new_process
