"""The app as a job of a shell: stopped and woken, given input in pieces, ended by a fault of its own."""

import fcntl
import os
import pty
import signal
import struct
import subprocess
import sys
import termios
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from fakes import note, proposal_line
from forked.process import Forked, ended
from waiting import until

NOTE = "2026-11-20 Minutes.md"
TASKS = [f"Task-{number}" for number in range(5)]
FAULTY = (
    "import triage.ui.terminal.terminal_input as part; from triage.cli.main import run\n"
    "def fail(self, data, now): return 1 / 0\n"
    "part.TerminalInput.feed = fail; run()"
)
"""The command, with a reader of keys that fails at the first key."""


class Job:
    """A program on a terminal of its own."""

    def __init__(self, folder: Path, command: list[str], *, loaded: bool) -> None:
        """Start a command; with `loaded`, `triage` or a script for which triage is loaded already."""
        self.written = bytearray()
        self.master, self.slave = pty.openpty()
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        state = {f"XDG_{name}_HOME": str(folder / name) for name in ("CONFIG", "STATE", "CACHE")}
        environment = {**os.environ, **state, "TERM": "xterm-256color", "PS1": "$ "}
        self.process: subprocess.Popen[bytes] | Forked
        if loaded:
            self.process = Forked(
                command[1:],
                [self.slave] * 3,
                environment,
                script=None if command[0] == "triage" else Path(command[0]),
                terminal=True,
            )
        else:
            self.process = subprocess.Popen(
                command,
                stdin=self.slave,
                stdout=self.slave,
                stderr=self.slave,
                start_new_session=True,
                preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
                env=environment,
            )
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        while True:
            try:
                self.written += os.read(self.master, 65536)
            except OSError:
                return

    def until(self, condition: Callable[[], bool]) -> None:
        """Wait until the condition holds."""
        until(condition, "the shell and the app go on", lambda: self.written.decode("utf-8", "replace"))

    def type(self, keys: bytes) -> None:
        """Type keys, and wait until they were read."""
        os.write(self.master, keys)
        self.until(lambda: fcntl.ioctl(self.slave, termios.FIONREAD, bytes(4)) == bytes(4))

    def exit_code(self) -> int:
        """Wait for the end."""
        return ended(self.process, lambda: self.written.decode("utf-8", "replace"))

    def sees(self, *texts: str, after: int = 0) -> int:
        """Wait until these texts were sent after the first `after` bytes; how many bytes were sent."""
        self.until(lambda: all(text.encode() in self.written[after:] for text in texts))
        return len(self.written)


Run = Callable[..., Job]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A note of five proposals, in a vault of its own."""
    folder = tmp_path / "vault"
    folder.mkdir()
    (folder / NOTE).write_bytes(note(*map(proposal_line, TASKS)))
    return folder / NOTE


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Run]:
    jobs: list[Job] = []

    def begin(*command: str, loaded: bool = True) -> Job:
        jobs.append(Job(tmp_path, list(command), loaded=loaded))
        return jobs[-1]

    yield begin
    for job in jobs:
        if job.process.poll() is None:
            os.killpg(os.tcgetpgrp(job.master), signal.SIGKILL)
            job.process.kill()
        job.process.wait()
        os.close(job.slave)
        os.close(job.master)


def test_a_stop_gives_the_shell_back_and_coming_back_draws_everything(run: Run, file: Path) -> None:
    shell = run("bash", "--norc", "--noprofile", "--noediting", "-i", loaded=False)
    shell.type(f"{sys.executable} -m triage --vault '{file.parent}'\n".encode())
    seen = shell.sees(*TASKS)
    shell.type(b"\x1a")
    seen = shell.sees("Stopped", "\x1b[?1049l", "\x1b[?2004l", after=seen)
    shell.type(b"fg\n")
    seen = shell.sees(*TASKS, "\x1b[?1049h", "\x1b[?2004h", after=seen)
    shell.type(b"a")
    shell.until(lambda: proposal_line(TASKS[0], symbol=" ") in file.read_bytes().decode())
    os.killpg(os.tcgetpgrp(shell.master), signal.SIGSTOP)
    seen = shell.sees("Stopped", after=seen)
    shell.type(b"fg; echo code $?\n")
    shell.sees(*TASKS, "\x1b[?1049h", "\x1b[?2004h", after=seen)
    shell.type(b"q")
    shell.sees("code 0", after=seen)


def test_input_in_pieces_runs_no_verb(run: Run, file: Path) -> None:
    app = run("triage", "--vault", str(file.parent))
    app.sees(*TASKS)
    for piece in (
        *(b"\x1b", b"[D", b"\x1b[", b"D", b"\x1b", b"[I", b"\x1b", b"OD"),
        *(b"\xe9", b"\x1b[M #", b"D", b"\x1b[97;1:3u", b"\x1b]11;rgb:1d1d/dada/", b"adad\x1b", b"\\"),
        *(b"\x1b", b"[200~Dax", b"Da\x1b[20", b"1~", b"\x1a", b"j", b"a"),
    ):
        app.type(piece)
    app.until(lambda: b"[ ]" in file.read_bytes())
    app.type(b"q")
    assert app.exit_code() == 0
    assert file.read_bytes() == note(
        *(proposal_line(task, symbol=" " if task == TASKS[1] else "?") for task in TASKS)
    )


def test_a_fault_while_reading_ends_with_one_sentence_a_code_and_a_log(
    run: Run, file: Path, tmp_path: Path
) -> None:
    (tmp_path / "faulty.py").write_text(FAULTY)
    app = run(str(tmp_path / "faulty.py"), "--vault", str(file.parent))
    app.sees(*TASKS)
    app.type(b"j")
    assert app.exit_code() == 70
    fault = b"triage has a fault: ZeroDivisionError"
    app.until(lambda: fault in app.written.rpartition(b"\x1b[?1049l")[2])
    assert b"Traceback" not in app.written
    assert "in fail" in next((tmp_path / "STATE").rglob("error.log")).read_text()
