"""A run of the app on a pseudo-terminal of its own: its keys, its screen, and its end."""

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import termios
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, Self

from forked.process import Forked
from torture.circumstances import ignore_hang_up
from torture.screen import Screen

PATIENCE: Final = 60.0
"""Seconds after which waiting is given up: a busy machine is slow."""
RESTORED: Final = (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1000l", b"\x1b[?2004l")
"""Alternate screen, cursor, mouse and paste as a shell wants them."""
_NOT_OURS: Final = {"NO_COLOR", "VISUAL", "EDITOR", "COLUMNS", "LINES", "TRIAGE_VAULT", "SSH_AUTH_SOCK"}


class NeverCame(AssertionError):
    """What was waited for did not come, with the screen as it was."""


def surroundings(folder: Path) -> dict[str, str]:
    """An environment in which all that triage keeps is beneath a folder."""
    return {
        **{name: value for name, value in os.environ.items() if name not in _NOT_OURS},
        "TERM": "xterm-256color",
        "LC_ALL": "C.UTF-8",
        "XDG_CONFIG_HOME": str(folder / "config"),
        "XDG_STATE_HOME": str(folder / "state"),
        "XDG_CACHE_HOME": str(folder / "cache"),
    }


class Sitting:
    """One run of a command on a terminal that is read all the time, unless it is stalled."""

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        *,
        ignores_hang_up: bool = False,
        is_controlled: bool = True,
        has_own_stdin: bool = False,
        size: tuple[int, int] = (100, 30),
        is_forked: bool = False,
        before: Sequence[Callable[[], object]] = (),
    ) -> None:
        """Start it; `has_own_stdin` gives it a second terminal for its keys alone.

        If it `is_forked`, the command is the arguments of triage, and its process calls `before` first.
        """
        self.written = bytearray()
        self._shown = 0
        self.screen_of = Screen(*size)
        self.master, self.slave = pty.openpty()
        self._fit(*size)
        self.keys, self._stdin = pty.openpty() if has_own_stdin else (self.master, self.slave)
        self.before: list[Any] = termios.tcgetattr(self._stdin)
        self.process: subprocess.Popen[bytes] | Forked
        if is_forked:
            self.process = Forked(
                command,
                [self._stdin, self.slave, self.slave],
                environment,
                terminal=is_controlled,
                before=[*([ignore_hang_up] if ignores_hang_up else []), *before],
            )
        else:
            self.process = self._start(command, environment, ignores_hang_up, is_controlled)
        self._is_stalled = threading.Event()
        self._is_over = threading.Event()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _start(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        ignores_hang_up: bool,
        is_controlled: bool,
    ) -> subprocess.Popen[bytes]:
        stdin = self._stdin

        def begin() -> None:
            signal.signal(signal.SIGINT, signal.SIG_DFL)  # a shell's job in the background ignores it
            if ignores_hang_up:
                signal.signal(signal.SIGHUP, signal.SIG_IGN)
            if is_controlled:
                fcntl.ioctl(stdin, termios.TIOCSCTTY, 0)

        return subprocess.Popen(
            command,
            stdin=stdin,
            stdout=self.slave,
            stderr=self.slave,
            start_new_session=True,
            env=environment,
            preexec_fn=begin,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Leave nothing behind, whatever was found."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.hang_up()

    # Doing

    def type(self, keys: str) -> None:
        """Type keys, all at once."""
        os.write(self.keys, keys.encode())

    def stall(self) -> None:
        """Read nothing more of what it draws, as a line that is stuck."""
        self._is_stalled.set()

    def stick(self) -> None:
        """Stall, and have it draw until nothing more goes into the line."""
        self.stall()
        width, height = self.screen_of.size
        for number in range(60):
            self._fit(width - number % 2, height)
            self.process.send_signal(signal.SIGWINCH)
            time.sleep(0.02)
        self._fit(width, height)

    def _fit(self, width: int, height: int) -> None:
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))

    @property
    def waiting(self) -> int:
        """How many bytes are in the line, drawn and not yet taken."""
        (count,) = struct.unpack("i", fcntl.ioctl(self.master, termios.FIONREAD, bytes(4)))
        return int(count)

    def flow(self) -> None:
        """Read again what it draws."""
        self._is_stalled.clear()

    def hang_up(self) -> None:
        """Close its terminals."""
        self._is_over.set()
        self._reader.join()
        for descriptor in {self.master, self.slave, self.keys, self._stdin} - {-1}:
            os.close(descriptor)
        self.master = self.slave = self.keys = self._stdin = -1

    def hang_up_keys(self) -> None:
        """Close the terminal that its keys come from; it keeps the terminal that it draws on."""
        os.close(self._stdin)
        os.close(self.keys)
        self.keys = self._stdin = -1

    # Seeing

    @property
    def screen(self) -> str:
        """What stands on the terminal."""
        self.look()
        return self.screen_of.text

    def look(self) -> None:
        """Follow what was written until now."""
        new = bytes(self.written[self._shown :])
        self._shown += len(new)
        self.screen_of.write(new)

    def until(self, condition: Callable[[], object], what: str, seconds: float = PATIENCE) -> float:
        """Wait until the condition holds; how many seconds that took. Raises NeverCame."""
        began = time.monotonic()
        while not condition():
            if time.monotonic() - began > seconds:
                raise NeverCame(f"it never happened: {what}\n{self.screen}")
            if self.process.poll() is not None and not condition():
                raise NeverCame(f"it ended ({self.process.returncode}) before that: {what}\n{self.screen}")
            time.sleep(0.01)
        return time.monotonic() - began

    def sees(self, *texts: str, seconds: float = PATIENCE) -> float:
        """Wait until one of the texts stands on the screen; how many seconds that took."""
        return self.until(
            lambda: any(text in self.screen for text in texts), f"{' or '.join(texts)} on the screen", seconds
        )

    def is_calm(self, seconds: float = 0.3) -> None:
        """Wait until it has drawn nothing for a while."""
        before, since = -1, time.monotonic()
        end = since + PATIENCE
        while time.monotonic() - since < seconds and time.monotonic() < end:
            if len(self.written) != before:
                before, since = len(self.written), time.monotonic()
            time.sleep(0.02)

    def gone(self, seconds: float = PATIENCE) -> float | None:
        """Wait for its end; how many seconds that took, None if it is still there."""
        began = time.monotonic()
        while self.process.poll() is None:
            if time.monotonic() - began > seconds:
                return None
            time.sleep(0.005)
        return time.monotonic() - began

    @property
    def line_is_restored(self) -> bool:
        """Whether the terminal treats what is typed as it did before."""
        return self.before == termios.tcgetattr(self._stdin)

    def rest(self) -> bytes:
        """All that was written, with what is still in the line."""
        self.flow()
        self.is_calm(0.2)
        return bytes(self.written)

    @property
    def own_processes(self) -> list[int]:
        """The processes of its session that are still there."""
        found = []
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                try:
                    fields = (entry / "stat").read_text().rpartition(")")[2].split()
                except OSError:
                    continue
                if int(fields[3]) == self.process.pid and fields[0] not in "ZX":
                    found.append(int(entry.name))
        return found

    @property
    def seconds_of_cpu(self) -> float:
        """How long it has used a processor; 0.0 once it is gone."""
        try:
            fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            return 0.0
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def _read(self) -> None:
        """Take what it draws, as a terminal does."""
        while not self._is_over.is_set():
            if self._is_stalled.is_set():
                time.sleep(0.01)
                continue
            try:
                if select.select([self.master], [], [], 0.05)[0]:
                    data = os.read(self.master, 65536)
                    self.written += data
                    if not data:
                        return
            except OSError:
                return
