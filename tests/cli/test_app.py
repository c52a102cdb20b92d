"""The app, opened by the command in a real terminal."""

import fcntl
import os
import pty
import select
import struct
import subprocess
import termios
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from cli.command_line import Notes, Triage
from forked.process import Forked, ended, started
from waiting import LIMIT_SECONDS

TAGS = "#task #proposed #auto"
NOTE = f"- [?] Book the crane @Ada {TAGS}\r\n- [?] Order paint {TAGS}"


class Terminal:
    """A command that runs in a terminal of its own."""

    def __init__(self, process: Forked | subprocess.Popen[bytes], descriptor: int) -> None:
        self.process = process
        self._descriptor = descriptor
        self.shown = ""

    def press(self, keys: str) -> None:
        os.write(self._descriptor, keys.encode())

    def wait_for(self, text: str) -> None:
        """Return once the text was shown since the last key."""
        while text not in self.shown:
            assert self._read(), f"{text!r} was never shown"

    def exit_code(self) -> int:
        """Wait for the end."""
        while self._read():
            pass
        return ended(self.process)

    def _read(self) -> bool:
        if not select.select([self._descriptor], [], [], LIMIT_SECONDS)[0]:
            return False
        try:
            data = os.read(self._descriptor, 65536)
        except OSError:  # Linux says so when nobody writes any more
            return False
        self.shown += data.decode("utf-8", "replace")
        return bool(data)


@contextmanager
def terminal(*arguments: str, installed: bool = False) -> Iterator[Terminal]:
    """Run the command, the `installed` one or the one that is loaded, in a terminal of 100×30."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
    environment = {**os.environ, "TERM": "xterm-256color"}
    process = started(arguments, [slave] * 3, environment, terminal=True, installed=installed)
    os.close(slave)
    try:
        yield Terminal(process, master)
    finally:
        os.close(master)


@pytest.fixture
def filled(notes: Notes) -> Notes:
    notes.write({"a.md": NOTE})
    return notes


def test_what_the_app_decides_a_new_process_undoes(filled: Notes, process: Triage) -> None:
    with terminal(str(filled.root), installed=True) as app:
        app.wait_for("Book the crane")
        app.press("aq")
        assert app.exit_code() == 0
    assert filled.read("a.md") == NOTE.replace("[?]", "[ ]", 1).encode()
    assert "1 accepted." in app.shown
    assert f"triage undo --vault {filled.root}" in app.shown.replace("\r\n", "")
    assert process("undo").code == 0
    assert filled.read("a.md") == NOTE.encode()


def test_a_missing_vault_and_clashing_keys_leave_one_sentence(
    filled: Notes, tmp_path: Path, home: Path
) -> None:
    with terminal(str(tmp_path / "missing")) as app:
        assert app.exit_code() == 2
    assert app.shown.startswith("There is no folder ")
    config = tmp_path / "config.yaml"
    config.write_text("keys:\n  accept: x\n")
    with terminal("--config", str(config)) as app:
        assert app.exit_code() == 2
    assert "line 2: keys.accept wants the key 'x', which is that of reject" in app.shown
    assert "Traceback" not in app.shown


def test_the_demo_leaves_nothing_behind(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with terminal("demo") as app:
        app.wait_for("Fergus Adair")
        app.press("aq")
        assert app.exit_code() == 0
    assert "1 accepted." in app.shown
    assert "triage undo" not in app.shown
    assert list(tmp_path.iterdir()) == [home]
    assert not list(home.rglob("journal.jsonl"))
