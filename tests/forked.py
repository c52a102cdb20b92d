"""Running a program without its start-up: in a process of its own that has all of it loaded.

What Python does as it starts (the locale, closed streams, what is imported) is for a new process to show.
"""

import atexit
import fcntl
import json
import os
import signal
import socket
import subprocess
import sys
import termios
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryFile

from waiting import LIMIT_SECONDS, until

NUMBER_BYTES = 12
_SERVER = Path(__file__).with_name("fork_server.py")


@cache
def _server() -> socket.socket:
    """The line to the process that has all loaded, which ends when this one does."""
    ours, theirs = socket.socketpair()
    with theirs:
        server = subprocess.Popen([sys.executable, "-X", "utf8", str(_SERVER)], stdin=theirs.fileno())

    def end() -> None:
        ours.close()
        server.wait(LIMIT_SECONDS)

    atexit.register(end)
    return ours


class Forked:
    """A program in a session of its own; `terminal` says that stdin is the terminal that controls it.

    `module` is what `python -m` takes, or the path of a script. A stream that is None is closed.
    """

    def __init__(
        self,
        module: str | Path,
        arguments: Sequence[str],
        streams: Sequence[int | None],
        environment: Mapping[str, str] | None = None,
        *,
        terminal: bool = False,
    ) -> None:
        self._line, theirs = socket.socketpair()
        umask = os.umask(0)
        os.umask(umask)
        order = {
            "module": str(module),
            "arguments": list(arguments),
            "environment": dict(os.environ if environment is None else environment),
            "folder": str(Path.cwd()),
            "umask": umask,
            "terminal": terminal,
            "closed": [number for number, stream in enumerate(streams) if stream is None],
        }
        with theirs:
            given = [theirs.fileno() if stream is None else stream for stream in streams]
            socket.send_fds(_server(), [b"."], [*given, theirs.fileno()])
        self._line.sendall(f"{json.dumps(order)}\n".encode())
        self.pid = int(self._told())
        self._line.setblocking(False)
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """The exit code, or the signal that ended it below zero; None while it runs."""
        if self.returncode is None:
            try:
                self.returncode = int(self._told())
            except BlockingIOError:
                return None
            self._line.close()
        return self.returncode

    def _told(self) -> bytes:
        """The next number that is told of it; each is as long as the others."""
        told = self._line.recv(NUMBER_BYTES)
        assert len(told) == NUMBER_BYTES, "the process that waits for it is gone"
        return told

    def wait(self) -> int:
        """Wait for its end; the exit code."""
        return ended(self)

    def send_signal(self, number: int) -> None:
        """Send it a signal, unless it has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)


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
        return Forked("triage", arguments, streams, environment, terminal=terminal)
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
    """Wait for the end of a process; its exit code."""
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
        code = Forked("triage", arguments, streams, environment).wait()
        out.seek(0)
        err.seek(0)
        return code, out.read(), err.read()
