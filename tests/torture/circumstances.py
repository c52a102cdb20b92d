"""Circumstances of a command: functions that its process calls before it begins."""

import os
import resource
import signal
import sys
from typing import Any, Final

_TRACE_BY_ANYBODY: Final = (0x59616D61, -1)
"""PR_SET_PTRACER and PR_SET_PTRACER_ANY of prctl(2)."""


def limit_files(most_bytes: int) -> None:
    """Have no file grow beyond this size."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))


def become_user(number: int) -> None:
    """Be this user, and in the group of the same number alone."""
    os.setgroups([])
    os.setgid(number)
    os.setuid(number)


def ignore_hang_up() -> None:
    """Ignore SIGHUP, as `nohup` does."""
    signal.signal(signal.SIGHUP, signal.SIG_IGN)


def let_anybody_trace() -> None:
    """Allow any process to trace this one; otherwise Yama allows it to parents only."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(*_TRACE_BY_ANYBODY, 0, 0, 0)


def kill_at(at: int) -> None:
    """Kill this process at the audited event of this number, counted from the opening of the journal."""
    count = 0

    def step(event: str = "", arguments: tuple[Any, ...] = ()) -> None:
        nonlocal count
        if count or (event == "open" and "journal" in str(arguments[0])):
            count += 1
            if count == at:
                os.kill(os.getpid(), signal.SIGKILL)

    write, fsync = os.write, os.fsync

    def stepped_write(descriptor: int, data: bytes) -> int:
        step()
        return write(descriptor, data)

    def stepped_fsync(descriptor: int) -> None:
        step()
        fsync(descriptor)
        step()

    os.write, os.fsync = stepped_write, stepped_fsync  # type: ignore[assignment]
    sys.addaudithook(step)
