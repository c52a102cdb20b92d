"""A program under a pseudo-terminal, its keys and the bytes that it draws."""

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Sequence
from typing import Self


class Terminal:
    """Runs a command in a terminal of a given size; counts what it writes."""

    def __init__(self, command: Sequence[str], width: int = 120, height: int = 40) -> None:
        """Start the command."""
        self.started = time.perf_counter()
        self.written = b""
        self._pid, self._fd = pty.fork()
        if self._pid == 0:
            os.environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
            os.environ.pop("NO_COLOR", None)
            time.sleep(0.05)  # until the size below is set
            os.execvp(command[0], list(command))
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))

    @property
    def pid(self) -> int:
        """The process that runs in it."""
        return self._pid

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        os.close(self._fd)

    def read_until(self, wanted: bytes, seconds: float = 30) -> float:
        """Read until the bytes were written; how many seconds after the start that was."""
        deadline = time.perf_counter() + seconds
        while wanted not in self.written:
            if time.perf_counter() > deadline:
                raise TimeoutError(f"{wanted!r} was never written")
            self._read(0.05)
        return time.perf_counter() - self.started

    def read_until_quiet(self, seconds: float = 0.3) -> int:
        """Read until nothing comes for a while; how many bytes came."""
        before = len(self.written)
        while self._read(seconds):
            pass
        return len(self.written) - before

    def press(self, keys: str) -> None:
        """Send keys."""
        os.write(self._fd, keys.encode())

    def first_answer(self, keys: str, seconds: float = 5) -> float:
        """Send keys; how many seconds until the first byte comes back."""
        began = time.perf_counter()
        self.press(keys)
        self._read(seconds)
        return time.perf_counter() - began

    def _read(self, seconds: float) -> bool:
        if not select.select([self._fd], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._fd, 65536)
        except OSError:
            return False
        self.written += data
        return bool(data)
