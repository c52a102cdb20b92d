"""Leases of Linux: no program can open a leased file, or write it, before we release the lease."""

import errno
import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from math import inf
from pathlib import Path
from typing import Final

from triage.storage.file import said
from triage.storage.replacing.target import READ, Busy, Unsupported, holds, opened

if sys.platform == "linux":
    import fcntl

    WHOLE: Final = fcntl.F_WRLCK
    """No other program has the file open, and a program that opens it must wait."""
    WRITERS: Final = fcntl.F_RDLCK
    """No program has the file open for writing, and a program that opens it for writing must wait."""
    _NONE: Final = fcntl.F_UNLCK
else:
    WHOLE, WRITERS, _NONE = 1, 0, 2

_PATIENCE_SECONDS: Final = 0.4
"""How long to wait for another program to close the file."""
_STEP_SECONDS: Final = 0.005
_PROMPT_SECONDS: Final = 0.1
"""An answer about a lease that took longer than this is too old."""
_BREAK_TIME: Final = Path("/proc/sys/fs/lease-break-time")
_USUAL_BREAK_SECONDS: Final = 45
"""After this time the kernel takes a lease away, if another program waits for it; its usual value."""


class Lease:
    """A lease that was taken; the kernel takes it away if the holder stalls for too long."""

    def __init__(self, descriptor: int, kind: int) -> None:
        """Take the descriptor of a file that is leased now."""
        self._descriptor = descriptor
        self._kind = kind
        self._held_at = time.monotonic()
        self._is_lost = False

    def stands(self) -> bool:
        """Whether no program can have used the file since it was leased; a program may be waiting for it."""
        if self._is_lost:
            return False
        asked_at = time.monotonic()
        while is_held(self._descriptor, self._kind):
            self._held_at = asked_at
            asked_at = time.monotonic()
            if asked_at - self._held_at < _PROMPT_SECONDS:
                return True
        # half of the time is kept for the next step, which may take long
        self._is_lost = time.monotonic() - self._held_at >= break_seconds() / 2
        return not self._is_lost


@contextmanager
def leased(descriptor: int, kind: int, patience: float = _PATIENCE_SECONDS) -> Iterator[Lease]:
    """Hold a lease, waiting a moment for it; raises Busy, and Unsupported if there are no leases."""
    limit = time.monotonic() + patience
    while not take(descriptor, kind):
        if time.monotonic() > limit:
            raise Busy("Another program has the note open")
        time.sleep(_STEP_SECONDS)
    try:
        yield Lease(descriptor, kind)
    finally:
        release(descriptor)


def break_seconds() -> float:
    """After how many seconds the kernel takes a lease away; infinite if it never does."""
    try:
        return int(_BREAK_TIME.read_bytes()) or inf
    except (OSError, ValueError):
        return _USUAL_BREAK_SECONDS


@contextmanager
def leased_if_possible(descriptor: int, kind: int) -> Iterator[None]:
    """Hold a lease if there are any, waiting a moment for it; raises Busy."""
    with ExitStack() as stack:
        with suppress(Unsupported):
            stack.enter_context(leased(descriptor, kind))
        yield


def take(descriptor: int, kind: int) -> bool:
    """Take a lease; False if another program has the file open. Raises Unsupported."""
    if sys.platform != "linux":
        raise Unsupported("This system has no leases")
    try:
        # the default signal of a broken lease would kill the process; a process ignores this one
        fcntl.fcntl(descriptor, fcntl.F_SETSIG, signal.SIGURG)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, kind)
    except OSError as error:
        if error.errno in {errno.EAGAIN, errno.EBUSY}:
            return False
        raise Unsupported(f"No lease can be had: {said(error)}") from error
    return True


def is_held(descriptor: int, kind: int) -> bool:
    """Whether a lease is still held and no program waits for the file."""
    if sys.platform != "linux":
        return False
    return fcntl.fcntl(descriptor, fcntl.F_GETLEASE) == kind


def release(descriptor: int) -> None:
    """Release a lease, so that waiting programs get the file."""
    if sys.platform == "linux":
        with suppress(OSError):
            fcntl.fcntl(descriptor, fcntl.F_SETLEASE, _NONE)


def is_free(descriptor: int) -> bool:
    """Whether no other program has the file open; raises Unsupported."""
    if not take(descriptor, WHOLE):
        return False
    release(descriptor)
    return True


def rests(path: Path, data: bytes) -> bool:
    """Whether a file holds these bytes and no program is writing it; True also if there are no leases."""
    try:
        with opened(path, READ) as descriptor, leased(descriptor, WRITERS, patience=0):
            return holds(descriptor, data)
    except Unsupported:
        return True
    except (Busy, OSError):
        return False


def own_alone(status: os.stat_result) -> bool:
    """Whether we may lease a file: it belongs to this user, or this user is root."""
    return status.st_uid == os.geteuid() or os.geteuid() == 0
