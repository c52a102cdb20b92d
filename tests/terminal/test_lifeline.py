"""What becomes of an app, of the save in progress and of the terminal when the end comes from outside."""

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import triage

APP = Path(__file__).with_name("leaving_app.py")
SOURCE = Path(triage.__file__).parents[1]
SAVING = 0.5
"""Seconds that the app's writer takes."""
GONE = 2.5
"""Seconds within which a process without a terminal has to be gone."""

RESTORED = (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1000l", b"\x1b[?2004l", b"\x1b[?7h", b"\x1b[<u")
"""Alternate screen, cursor, mouse, paste, line wrap and keyboard as a shell wants them."""


def until(condition: Callable[[], bool], seconds: float = 10) -> None:
    """Wait until the condition holds."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it never came to that"
        time.sleep(0.01)


class Sitting:
    """The app on a pseudo-terminal of its own."""

    def __init__(self, folder: Path, busy: str, life: str = "ordinary", *, drained: bool, piped: bool) -> None:
        self.folder = folder
        self.written = bytearray()
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
        self.before = self.line_settings()
        self.process = subprocess.Popen(
            [sys.executable, APP, folder, busy, life],
            stdin=subprocess.PIPE if piped else slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            env={**os.environ, "TERM": "xterm-256color", "PYTHONPATH": str(SOURCE)},
        )
        os.close(slave)
        self.reading = drained
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()
        until((folder / "ready").exists)
        if busy == "saving":
            until(lambda: self.note == "half")

    @property
    def note(self) -> str:
        """What the writer has saved."""
        return (self.folder / "note").read_text()

    def line_settings(self) -> list[Any]:
        """Return the terminal's settings, which both ends share."""
        return termios.tcgetattr(self.master)

    def read(self) -> None:
        """Take what the app draws, as a terminal does."""
        while self.reading:
            if select.select([self.master], [], [], 0.02)[0]:
                try:
                    self.written += os.read(self.master, 65536)
                except OSError:  # the app has closed its end
                    return

    def drain(self) -> bytes:
        """Return all that the line still holds."""
        self.reading = True
        while select.select([self.master], [], [], 0.1)[0]:
            try:
                self.written += os.read(self.master, 65536)
            except OSError:
                break
        return bytes(self.written)

    def hang_up(self) -> None:
        """Close the terminal."""
        self.reading = False
        self.reader.join()
        os.close(self.master)
        self.master = -1

    def end(self, seconds: float) -> int:
        """Return the exit code of a process that has to be gone within the seconds."""
        return self.process.wait(seconds)

    def clear(self) -> None:
        """Leave nothing behind, whatever the test found."""
        self.process.kill()
        self.process.wait()
        if self.master != -1:
            self.hang_up()


@pytest.fixture
def sit(tmp_path: Path) -> Iterator[Callable[..., Sitting]]:
    sittings = []

    def start(busy: str, life: str = "ordinary", *, drained: bool = True, piped: bool = False) -> Sitting:
        sittings.append(Sitting(tmp_path, busy, life, drained=drained, piped=piped))
        return sittings[-1]

    yield start
    for sitting in sittings:
        sitting.clear()


Sit = Callable[..., Sitting]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_lets_the_save_end_and_restores_the_terminal(sit: Sit, number: signal.Signals) -> None:
    sitting = sit("saving")
    sitting.process.send_signal(number)
    assert sitting.end(GONE) == 128 + number
    assert sitting.note == "whole"
    assert (sitting.folder / "unmounted").exists()
    assert sitting.line_settings() == sitting.before
    written = sitting.drain()
    assert all(sequence in written for sequence in RESTORED)


def test_a_second_signal_changes_nothing(sit: Sit) -> None:
    sitting = sit("saving")
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGTERM):
        sitting.process.send_signal(number)
        time.sleep(0.02)
    assert sitting.end(GONE) in (143, 129)
    assert sitting.note == "whole"
