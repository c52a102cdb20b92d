"""Running a program without its start-up: in a child of a process that has triage loaded.

What Python does as it starts (the locale, closed streams, what is imported) is for a new process to show.
"""

import atexit
import fcntl
import os
import pickle
import signal
import socket
import subprocess
import sys
import termios
import threading
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryFile
from typing import Final

from forked.order import Order
from forked.server import ANSWER_BYTES
from waiting import LIMIT_SECONDS, until

_TESTS: Final = Path(__file__).parent.parent
_starting = threading.Lock()


@cache
def _server() -> socket.socket:
    """The line to the process that has triage loaded, which ends when this process does."""
    ours, theirs = socket.socketpair()
    with theirs:
        server = subprocess.Popen(
            [sys.executable, "-X", "utf8", "-m", "forked.server"],
            stdin=theirs.fileno(),
            cwd=_TESTS,
            start_new_session=True,
        )

    def end() -> None:
        ours.close()
        server.wait(LIMIT_SECONDS)

    atexit.register(end)
    return ours


class Forked:
    """The command `triage`, or a script, in a session of its own; it has a part of the methods of `Popen`."""

    def __init__(
        self,
        arguments: Sequence[str],
        streams: Sequence[int | None],
        environment: Mapping[str, str] | None = None,
        *,
        script: Path | None = None,
        folder: Path | None = None,
        terminal: bool = False,
        gate: bool = False,
        before: Sequence[Callable[[], object]] = (),
    ) -> None:
        """Start it in the folder, by default this one; a stream that is None is closed.

        With `terminal`, stdin is the terminal that controls it. With `gate` it waits until it is let in.
        The child calls each function of `before` first.
        """
        self._line, theirs = socket.socketpair()
        self._lock = threading.Lock()
        self.returncode: int | None = None
        umask = os.umask(0)
        os.umask(umask)
        order = Order(
            script,
            tuple(arguments),
            dict(os.environ if environment is None else environment),
            folder or Path.cwd(),
            umask,
            tuple(number for number, stream in enumerate(streams) if stream is None),
            is_controlled=terminal,
            is_gated=gate,
            before=tuple(before),
        )
        with theirs:
            given = [theirs.fileno() if stream is None else stream for stream in streams]
            with _starting:
                server = _server()
            socket.send_fds(server, [b"."], [*given, theirs.fileno()])
        self._line.sendall(pickle.dumps(order))
        self.pid = int(self._told())
        self._line.setblocking(False)

    def let_in(self) -> None:
        """Let a program begin that waits at its gate."""
        self._line.sendall(b".")

    def poll(self) -> int | None:
        """The exit code, or the signal that ended it below zero; None while it runs."""
        with self._lock:
            return self._poll()

    def wait(self) -> int:
        """Wait for its end; the exit code."""
        return ended(self)

    def send_signal(self, number: int) -> None:
        """Send it a signal, unless it has ended."""
        with self._lock:
            if self._poll() is None:
                os.kill(self.pid, number)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    def _poll(self) -> int | None:
        if self.returncode is None:
            try:
                self.returncode = int(self._told())
            except BlockingIOError:
                return None
            self._line.setblocking(True)
            self._line.shutdown(socket.SHUT_WR)
            self._line.recv(1)  # returns once the process is gone from the system too
            self._line.close()
        return self.returncode

    def _told(self) -> bytes:
        """The next number that is told of it."""
        told = self._line.recv(ANSWER_BYTES)
        assert len(told) == ANSWER_BYTES, "the process that waits for it is gone"
        return told


def started(
    arguments: Sequence[str],
    streams: Sequence[int],
    environment: Mapping[str, str],
    *,
    terminal: bool = False,
    installed: bool = False,
) -> Forked | subprocess.Popen[bytes]:
    """Start the command `triage` in a session of its own, the `installed` one or the one that is loaded."""
    if not installed:
        return Forked(arguments, streams, environment, terminal=terminal)
    return subprocess.Popen(
        [sys.executable, "-m", "triage", *arguments],
        stdin=streams[0],
        stdout=streams[1],
        stderr=streams[2],
        start_new_session=True,
        preexec_fn=(lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0)) if terminal else None,
        env=environment,
    )


def ended(process: Forked | subprocess.Popen[bytes], seen: Callable[[], object] | None = None) -> int:
    """Wait for the end of a process; its exit code. `seen` tells, for the failure, what was there instead."""
    until(lambda: process.poll() is not None, f"process {process.pid} ends", seen)
    assert process.returncode is not None
    return process.returncode


def ran_forked(
    arguments: Sequence[str], environment: Mapping[str, str] | None = None, stdin: bytes = b""
) -> tuple[int, bytes, bytes]:
    """Run the command `triage` to its end; its exit code, and what it wrote to stdout and stderr."""
    with TemporaryFile() as asked, TemporaryFile() as out, TemporaryFile() as err:
        asked.write(stdin)
        asked.seek(0)
        streams = [file.fileno() for file in (asked, out, err)]
        code = Forked(arguments, streams, environment).wait()
        out.seek(0)
        err.seek(0)
        return code, out.read(), err.read()
