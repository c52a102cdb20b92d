"""Which gestures over several notes are being written now, by whichever run."""

import fcntl
import hashlib
import os
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path


class BeingWritten(OSError):
    """Another run is writing the gesture now."""


class GestureLocks:
    """One file for each, locked from its beginning to its end: a run that dies lets go of it.

    The file of one that was cut off stays for as long as it can be gone on with, so that a start knows of it.
    Whoever asks or changes it holds the journal.
    """

    def __init__(self, folder: Path) -> None:
        """Take the folder, which is there only once it is needed."""
        self._folder = folder
        self._held: dict[str, int] = {}

    def hold(self, gesture: str) -> None:
        """Let a gesture be known as being written; raises OSError, and BeingWritten if it is already."""
        if gesture in self._held:
            return
        self._folder.mkdir(mode=0o700, exist_ok=True)
        flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
        descriptor = os.open(self._folder / _name(gesture), flags, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(descriptor)
            raise BeingWritten(error.errno, "another run of triage is writing it") from error
        except OSError:
            os.close(descriptor)
            raise
        self._held[gesture] = descriptor

    def release(self, gesture: str) -> None:
        """Let it be known as over."""
        if (descriptor := self._held.pop(gesture, None)) is not None:
            with suppress(OSError):
                (self._folder / _name(gesture)).unlink()
            os.close(descriptor)

    def knows_all(self, gestures: Collection[str]) -> bool:
        """Whether every gesture that was cut off is among these."""
        names = set(map(_name, gestures))
        return all(path.name in names or _is_locked(path) for path in self._files())

    def keep(self, gestures: Collection[str]) -> None:
        """Let these be all that were cut off and can be gone on with."""
        names = set(map(_name, gestures))
        with suppress(OSError):
            for path in self._files():
                if path.name not in names and not _is_locked(path):
                    path.unlink()
            for name in names:
                self._folder.mkdir(mode=0o700, exist_ok=True)
                (self._folder / name).touch(mode=0o600)

    def is_held(self, gesture: str) -> bool:
        """Whether some run is writing it."""
        return gesture in self._held or _is_locked(self._folder / _name(gesture))

    def any_held(self) -> bool:
        """Whether some run is writing one."""
        return any(map(_is_locked, self._files()))

    def _files(self) -> list[Path]:
        try:
            return list(self._folder.iterdir())
        except OSError:
            return []


def _name(gesture: str) -> str:
    return hashlib.sha256(gesture.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _is_locked(path: Path) -> bool:
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False
