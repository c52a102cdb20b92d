"""What happens to the app, the save in progress and the terminal if the end comes from outside."""

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import triage
from forked.process import Forked
from waiting import until

APP = Path(__file__).with_name("leaving_app.py")
SOURCE = Path(triage.__file__).parents[1]
RESTORED = (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1000l", b"\x1b[?2004l", b"\x1b[?7h", b"\x1b[<u")
"""Alternate screen, cursor, mouse, paste, line wrap and keyboard as a shell wants them."""


class Sitting:
    """The app on a pseudo-terminal of its own, which is read unless it is `stalled`."""

    def __init__(self, folder: Path, busy: str, life: str, *, stalled: bool, stdin: int | None) -> None:
        self.folder = folder
        self.written = bytearray()
        self.master, self.slave = pty.openpty()
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
        self.before = self.line_settings()
        self.process = Forked(
            [str(folder), busy, life],
            [self.slave if stdin is None else stdin, self.slave, self.slave],
            {**os.environ, "TERM": "xterm-256color", "PYTHONPATH": str(SOURCE)},
            script=APP,
        )
        self.stalled = threading.Event()
        self.reader = threading.Thread(target=self.read)
        if stalled:
            self.stalled.set()
        self.reader.start()

    def wait_for(self, name: str) -> None:
        """Wait until the app has written a file of that name."""
        until((self.folder / name).exists, name)

    def wait_until_stuck(self) -> None:
        """Wait until the app draws nothing more, because the line is full."""
        looks, before = 0, ""

        def is_stuck() -> bool:
            nonlocal looks, before
            frames = (self.folder / "frames").read_text()
            looks, before = (looks + 1 if frames == before else 0), frames
            return looks > 100

        until(is_stuck, "the line is full")

    def saved_before_unmounting(self) -> bool:
        """Whether the app has unmounted its widgets, after the save."""
        unmounted = self.folder / "unmounted"
        return unmounted.exists() and unmounted.read_text() == "whole"

    def line_settings(self) -> list[Any]:
        """Return how the terminal treats what is typed."""
        return termios.tcgetattr(self.slave)

    def read(self) -> None:
        """Take what the app draws, as a terminal does."""
        while not self.stalled.is_set():
            if select.select([self.master], [], [], 0.02)[0]:
                self.written += os.read(self.master, 65536)

    def rest(self) -> bytes:
        """Return all that was written, with what is still in the line."""
        self.stalled.set()
        self.reader.join()
        while select.select([self.master], [], [], 0.1)[0]:
            self.written += os.read(self.master, 65536)
        return bytes(self.written)

    def hang_up(self) -> None:
        """Close the terminal."""
        self.stalled.set()
        self.reader.join()
        os.close(self.slave)
        os.close(self.master)
        self.master = -1

    def exit_code(self) -> int:
        """Return the exit code of the process, which has to end; `make torture` says how soon."""
        return self.process.wait()

    def clear(self) -> None:
        """Leave nothing behind, whatever the test found."""
        self.process.kill()
        self.process.wait()
        if self.master != -1:
            self.hang_up()


Start = Callable[..., Sitting]
Signals = tuple[signal.Signals, ...]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    sittings = []

    def sit(busy: str, life: str = "ordinary", *, stalled: bool = False, stdin: int | None = None) -> Sitting:
        sittings.append(Sitting(tmp_path, busy, life, stalled=stalled, stdin=stdin))
        sittings[-1].wait_for({"saving": "note", "drawing": "frames"}.get(busy, "ready"))
        return sittings[-1]

    yield sit
    for sitting in sittings:
        sitting.clear()


SYSTEMD = (signal.SIGTERM, signal.SIGCONT, signal.SIGHUP)
"""What systemd sends to a unit or a session that it stops."""


@pytest.mark.parametrize("numbers", [(signal.SIGHUP,), (signal.SIGTERM,), SYSTEMD])
def test_a_signal_lets_the_save_end_and_the_terminal_is_restored(start: Start, numbers: Signals) -> None:
    sitting = start("saving")
    for number in numbers:
        sitting.process.send_signal(number)
    assert sitting.exit_code() in [128 + number for number in numbers]  # they may arrive in another order
    assert sitting.saved_before_unmounting()
    assert sitting.line_settings() == sitting.before
    assert (sitting.folder / "waker").read_text() == "_pass_over"
    _, *taken = sitting.rest().split(b"\x1b[?1049h")
    assert len(taken) == 1 or numbers == SYSTEMD  # SIGCONT may be heard first, by another thread
    assert [sequence for sequence in RESTORED if sequence not in taken[-1]] == []


def test_a_stopped_app_can_be_killed_in_the_background(start: Start) -> None:
    sitting = start("stopping", "job")
    assert sitting.exit_code() == 0  # the shell starts the app, stops it, waits for it


def test_waking_an_app_that_was_not_stopped_changes_nothing(start: Start) -> None:
    sitting = start("idling")
    until(lambda: b"\x1b[?1049h" in sitting.written, "the first picture")
    sitting.process.send_signal(signal.SIGCONT)
    os.write(sitting.master, b"\x11")
    assert sitting.exit_code() == 0
    assert sitting.line_settings() == sitting.before


def test_a_hang_up_that_is_ignored_stays_ignored(start: Start) -> None:
    sitting = start("idling", "nohup")
    sitting.process.send_signal(signal.SIGHUP)
    os.write(sitting.master, b"\x11")
    assert sitting.exit_code() == 0, "the key has ended it, not the hang-up before"


def test_a_signal_before_the_first_screen_is_heard(start: Start) -> None:
    sitting = start("loading")
    sitting.process.send_signal(signal.SIGTERM)
    assert sitting.exit_code() == 143
    assert sitting.line_settings() == sitting.before


@pytest.mark.parametrize("life", ["ordinary", "nohup", "detached"])
def test_a_terminal_that_is_closed_ends_the_app_after_the_save(start: Start, life: str) -> None:
    sitting = start("saving", life)
    sitting.hang_up()
    assert sitting.exit_code() == 129
    assert (sitting.folder / "note").read_text() == "whole"


@pytest.mark.parametrize("life", ["ordinary", "nohup"])
def test_the_end_of_the_input_is_not_read_again_and_again_while_the_save_ends(
    start: Start, life: str
) -> None:
    sitting = start("saving", life)
    sitting.hang_up()
    assert sitting.exit_code() == 129
    assert (sitting.folder / "readable").read_text() == "False"


def test_input_at_its_end_ends_the_app(start: Start) -> None:
    ear, mouth = os.pipe()
    sitting = start("idling", stdin=ear)
    os.close(ear)
    assert sitting.process.poll() is None
    os.close(mouth)
    assert sitting.exit_code() == 129


def test_input_that_cannot_be_read_ends_the_app(start: Start) -> None:
    unreadable = os.open(os.devnull, os.O_WRONLY)
    sitting = start("loading", stdin=unreadable)
    os.close(unreadable)
    assert sitting.exit_code() == 129


def test_an_app_that_does_not_answer_is_left_by_hand(start: Start) -> None:
    sitting = start("thinking")
    sitting.process.send_signal(signal.SIGTERM)
    assert sitting.exit_code() == 143
    assert sitting.line_settings() == sitting.before
    written = sitting.rest()
    assert [sequence for sequence in RESTORED if sequence not in written] == []


def test_a_stalled_line_is_left_and_restored_for_when_it_moves_again(start: Start) -> None:
    sitting = start("drawing", stalled=True)
    sitting.wait_until_stuck()
    sitting.process.send_signal(signal.SIGTERM)
    assert sitting.exit_code() == 143
    assert (sitting.folder / "unmounted").exists()
    assert sitting.line_settings() == sitting.before
    assert sitting.rest().endswith(b"\x1b[?25h")


def test_a_stalled_line_that_is_cut_ends_the_app(start: Start) -> None:
    sitting = start("drawing", "nohup", stalled=True)
    sitting.wait_until_stuck()
    sitting.hang_up()
    assert sitting.exit_code() == 129


@pytest.mark.parametrize("leave", [b"\x11", signal.SIGINT])
def test_quitting_waits_for_the_save_and_leaves_no_trace(start: Start, leave: bytes | signal.Signals) -> None:
    sitting = start("saving")
    if isinstance(leave, bytes):
        os.write(sitting.master, leave)
    else:
        sitting.process.send_signal(leave)
    assert sitting.exit_code() == 0
    assert (sitting.folder / "note").read_text() == "whole"
    assert (sitting.folder / "handlers").read_text() == "default"
