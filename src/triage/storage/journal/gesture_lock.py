"""Which gestures over several notes are being written now, by any run."""

import fcntl
import hashlib
import os
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path


class BeingWritten(OSError):
    """Another run is writing the gesture now."""


class GestureLocks:
    """A file for each gesture, locked until the gesture ends; if its run dies, the system unlocks the file.

    The file of a gesture that was cut off stays as long as the gesture can be resumed, so that a start knows
    of it. The caller of every method holds the journal.
    """

    def __init__(self, folder: Path) -> None:
        """Take the folder, which is made when it is needed."""
        self._folder = folder
        self._held: dict[str, int] = {}

    def hold(self, gesture: str) -> None:
        """Lock a gesture that is written now; raises OSError, and BeingWritten if another run has it."""
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
        """Unlock a gesture that has ended."""
        if (descriptor := self._held.pop(gesture, None)) is not None:
            with suppress(OSError):
                (self._folder / _name(gesture)).unlink()
            os.close(descriptor)

    def knows_all(self, gestures: Collection[str]) -> bool:
        """Whether these include every gesture that was cut off."""
        names = set(map(_name, gestures))
        return all(path.name in names or _is_locked(path) for path in self._files())

    def keep(self, gestures: Collection[str]) -> None:
        """Keep files for these cut off gestures, and remove those of all others that no run is writing."""
        names = set(map(_name, gestures))
        with suppress(OSError):
            for path in self._files():
                if path.name not in names and not _is_locked(path):
                    path.unlink()
            for name in names:
                self._folder.mkdir(mode=0o700, exist_ok=True)
                (self._folder / name).touch(mode=0o600)

    def is_held(self, gesture: str) -> bool:
        """Whether any run is writing a gesture."""
        return gesture in self._held or _is_locked(self._folder / _name(gesture))

    def any_held(self) -> bool:
        """Whether any run is writing any gesture."""
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
