"""The installed command in a real terminal: keys in, bytes out, and the terminal as it was before."""

import base64
import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual.geometry import Region

from apps import Terminal
from fakes import note, proposal_line
from forked.process import Forked, ended, started
from waiting import LIMIT_SECONDS, until

NOTE = "2026-11-20 Minutes.md"
RESTORED = (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1000l", b"\x1b[?2004l")
"""Alternate screen, cursor, mouse and paste as a shell wants them."""
_NOT_OURS = {"NO_COLOR", "VISUAL", "EDITOR", "COLUMNS", "LINES", "TRIAGE_VAULT"}
_OTHER_SEQUENCES = re.compile(
    r"\x1b\[(?![\d;]*[Hm])[<-?]?[\d;$]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[P^_].*?\x1b\\"
)


class Sitting:
    """One run of the command on a terminal of its own, the `installed` one or one that is loaded already."""

    def __init__(
        self, folder: Path, arguments: list[str], variables: dict[str, str], *, installed: bool
    ) -> None:
        self.written = bytearray()
        self._drawn = 0, ""
        self.master, self.slave = pty.openpty()
        self._fit(80, 24)
        self.before = termios.tcgetattr(self.slave)
        environment = {
            **{name: value for name, value in os.environ.items() if name not in _NOT_OURS},
            "TERM": "xterm-256color",
            "XDG_CONFIG_HOME": str(folder / "config"),
            "XDG_STATE_HOME": str(folder / "state"),
            "XDG_CACHE_HOME": str(folder / "cache"),
            **variables,
        }
        arguments = ["--today", "2026-11-22", *arguments]
        self.process = started(arguments, [self.slave] * 3, environment, installed=installed)
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self) -> None:
        """Take what the app draws, as a terminal does."""
        while True:
            try:
                if select.select([self.master], [], [], 0.05)[0]:
                    self.written += os.read(self.master, 65536)
                elif self.process.poll() is not None:
                    return
            except OSError:
                return

    @property
    def screen(self) -> str:
        """What stands on the terminal."""
        length, screen = self._drawn
        if length != len(self.written):
            written = bytes(self.written)
            terminal = Terminal()
            terminal.write(_OTHER_SEQUENCES.sub("", written.decode("utf-8", "replace")))
            screen = "\n".join(terminal.lines(Region(0, 0, *self.size)))
            self._drawn = len(written), screen
        return screen

    def resize(self, width: int, height: int) -> None:
        """Give the terminal another size, and send the signal that its window sends."""
        self._fit(width, height)
        self._drawn = 0, ""
        self.process.send_signal(signal.SIGWINCH)

    def _fit(self, width: int, height: int) -> None:
        self.size = width, height
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))

    def type(self, keys: str) -> None:
        """Type keys, all at once."""
        os.write(self.master, keys.encode())

    def until(self, condition: Callable[[], bool], what: str) -> None:
        """Wait until the condition holds."""
        until(condition, what, lambda: self.screen)

    def sees(self, text: str) -> None:
        """Wait until the text stands on the screen."""
        self.until(lambda: text in self.screen, f"{text!r} on the screen")

    def leave(self, keys: str = "q") -> str:
        """Leave with exit code 0; what was printed after the app's own screen."""
        self.type(keys)
        assert ended(self.process, lambda: self.screen) == 0, self.screen
        self.reader.join(LIMIT_SECONDS)
        assert termios.tcgetattr(self.slave) == self.before
        assert [sequence for sequence in RESTORED if sequence not in self.written] == []
        return self.written.rpartition(b"\x1b[?1049l")[2].decode()

    def clear(self) -> None:
        """Leave nothing behind, whatever the test found."""
        self.process.kill()
        self.process.wait()
        self.reader.join(LIMIT_SECONDS)
        os.close(self.slave)
        os.close(self.master)


Sit = Callable[..., Sitting]


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """A vault of one note with five proposals."""
    folder = tmp_path / "Harbour notes"
    folder.mkdir()
    (folder / NOTE).write_bytes(note("# Minutes", *(proposal_line(f"Task {number}") for number in range(5))))
    return folder


@pytest.fixture
def sit(tmp_path: Path, vault: Path) -> Iterator[Sit]:
    sittings: list[Sitting] = []

    def start(*arguments: str, installed: bool = False, **variables: str) -> Sitting:
        given = list(arguments) or ["--vault", str(vault)]
        sittings.append(Sitting(tmp_path, given, variables, installed=installed))
        return sittings[-1]

    yield start
    for sitting in sittings:
        sitting.clear()


def test_a_sitting_from_the_first_screen_to_the_summary(sit: Sit, vault: Path) -> None:
    file = vault / NOTE
    sitting = sit(installed=True)
    sitting.sees("Task 4")
    sitting.sees("1 All 5")
    sitting.sees("0 decided  5 left")
    sitting.type("a")
    sitting.until(lambda: b"- [ ] Task 0" in file.read_bytes(), "the first one on the disk")
    sitting.type("x")
    sitting.sees("rejected")
    sitting.sees("2 decided  3 left")
    sitting.type("\x1b[B\x1b[B")
    sitting.type("D")
    sitting.until(lambda: b"- [x] Task 4" in file.read_bytes(), "the last one on the disk")
    rest = sitting.leave()
    assert "1 accepted, 1 rejected, 1 done." in rest
    assert "2 proposals left to decide." in rest
    assert "triage undo" in rest
    assert [path.name for path in vault.iterdir()] == [NOTE]


def test_keys_that_come_all_at_once_are_taken_in_turn(sit: Sit, vault: Path) -> None:
    sitting = sit()
    sitting.sees("Task 4")
    sitting.type("axdfri\ras/4\rxq")
    sitting.leave("")
    assert (vault / NOTE).read_bytes() == note(
        "# Minutes",
        proposal_line("Task 0", symbol=" "),
        proposal_line("Task 1", symbol="-"),
        proposal_line("Task 2", symbol=" ", due="2026-11-27"),
        proposal_line("Task 3", symbol="/"),
        proposal_line("Task 4", symbol="-"),
    )


def test_keys_that_come_before_the_first_screen_do_no_harm(sit: Sit, vault: Path) -> None:
    before = (vault / NOTE).read_bytes()
    sitting = sit()
    sitting.type("jk")
    sitting.sees("Task 4")
    assert (vault / NOTE).read_bytes() == before
    assert "Nothing decided." in sitting.leave()


def test_an_earlier_run_is_taken_back(sit: Sit, vault: Path) -> None:
    before = (vault / NOTE).read_bytes()
    first = sit()
    first.sees("Task 4")
    first.type("aax")
    first.sees("3 decided")
    first.leave()
    assert (vault / NOTE).read_bytes() != before
    second = sit()
    second.sees("1 All 2")
    second.type("u")
    second.sees("what an earlier run did?")
    second.type("yuu")
    second.sees("1 All 5")
    second.leave()
    assert (vault / NOTE).read_bytes() == before


def test_the_editor_has_the_terminal_and_its_work_is_seen_on_the_return(
    sit: Sit, vault: Path, tmp_path: Path
) -> None:
    editor = tmp_path / "my editor"
    editor.write_text(
        f"#!{sys.executable}\n"
        "import pathlib, sys, termios\n"
        f"pathlib.Path({str(tmp_path / 'asked')!r}).write_text(repr(sys.argv[1:]))\n"
        "assert termios.tcgetattr(0)[3] & termios.ICANON, 'the terminal was not given back'\n"
        "print('the editor is here')\n"
        "input()\n"
        "note = pathlib.Path(sys.argv[-1])\n"
        "note.write_text(note.read_text() + '- [?] From the editor #task #proposed #auto\\n')\n"
    )
    editor.chmod(0o755)
    sitting = sit(EDITOR=f"'{editor}' --fast")
    sitting.sees("Task 4")
    sitting.type("jo")
    sitting.until(lambda: b"the editor is here" in sitting.written, "the editor's words")
    sitting.type("\n")
    sitting.sees("From the editor")
    sitting.sees("1 new proposal")
    assert (tmp_path / "asked").read_text() == repr(["--fast", str(vault / NOTE)])
    sitting.type("a")
    sitting.until(lambda: b"- [ ] Task 1" in (vault / NOTE).read_bytes(), "the row that the cursor was on")
    sitting.leave()


def test_an_editor_that_is_not_there_is_said(sit: Sit) -> None:
    sitting = sit(EDITOR="no-such-editor")
    sitting.sees("Task 4")
    sitting.type("o")
    sitting.sees("no-such-editor cannot")
    sitting.type("a")
    sitting.sees("1 decided  4 left")
    sitting.leave()


def test_a_link_reaches_the_clipboard_of_the_terminal(sit: Sit) -> None:
    sitting = sit()
    sitting.sees("Task 4")
    sitting.type("y")
    link = b"obsidian://open?vault=Harbour%20notes&file=2026-11-20%20Minutes"
    copied = b"\x1b]52;c;" + base64.b64encode(link)
    sitting.until(lambda: copied in sitting.written, "the link")
    sitting.leave()


def test_the_screen_follows_the_size_of_the_terminal(sit: Sit) -> None:
    sitting = sit()
    sitting.sees("Task 4")
    sitting.resize(140, 40)
    sitting.sees("prio")
    sitting.until(lambda: "Task 0" in sitting.screen.splitlines()[2][60:], "the proposal beside the queue")
    sitting.resize(60, 16)
    sitting.until(
        lambda: sitting.screen.splitlines()[15].rstrip().endswith("5 left"), "the footer at the bottom"
    )
    sitting.leave()


def test_nothing_in_a_note_is_obeyed_by_the_terminal(sit: Sit, vault: Path) -> None:
    hostile = "a \x1b]52;c;aGVsbG8=\x07 \x1b[2J \x9b31m \u202e \x1b]0;owned\x07 \x05 [@click=app.quit]x[/]"
    (vault / "2026-11-21 \x1b]0;name\x07.md").write_bytes(note("# " + hostile, proposal_line(hostile)))
    sitting = sit()
    sitting.sees("[@click=app.quit]x[/]")
    sitting.type("e")
    sitting.sees("Edit the words")
    sitting.type("\x1b")
    sitting.until(lambda: "Edit the words" not in sitting.screen, "the dialog closed")
    sitting.type("ay?")
    sitting.sees("is a task that a machine wrote")
    sitting.type("q")
    sitting.until(lambda: "is a task that a machine wrote" not in sitting.screen, "the help closed")
    sitting.leave()
    for part in ("\x1b]52;c;aGVsbG8=", "\x1b]0;owned", "\x1b]0;name", "\x05", "\x9b", "\u202e"):
        assert part.encode() not in sitting.written


def test_the_demo_opens_on_a_copy_that_is_gone_afterwards(sit: Sit, tmp_path: Path) -> None:
    (tmp_path / "tmp").mkdir()
    sitting = sit("demo", TMPDIR=str(tmp_path / "tmp"))
    sitting.sees("1 All")
    sitting.until(lambda: "reading…" not in sitting.screen, "all was read")
    sitting.type("a")
    sitting.sees("1 decided")
    assert "1 accepted." in sitting.leave()
    assert not list((tmp_path / "tmp").iterdir())


@pytest.mark.parametrize("detached", ["stdin", "stdout", "stderr"])
def test_without_a_terminal_it_says_so_and_points_to_the_list(
    detached: str, vault: Path, tmp_path: Path
) -> None:
    master, slave = pty.openpty()
    with Path(os.devnull).open("r+b") as nowhere:
        streams = [nowhere.fileno() if name == detached else slave for name in ("stdin", "stdout", "stderr")]
        variables = {"TERM": "xterm", "XDG_STATE_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
        code = Forked(["--vault", str(vault)], streams, {**os.environ, **variables}).wait()
    os.close(slave)
    written = b""
    while select.select([master], [], [], 0.1)[0]:
        try:
            written += os.read(master, 4096)
        except OSError:
            break
    os.close(master)
    assert code == 2
    if detached != "stderr":
        assert b"`triage list`" in written
        assert b"Traceback" not in written
    assert b"\x1b[?1049h" not in written
