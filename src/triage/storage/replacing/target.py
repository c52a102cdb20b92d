"""The note to replace: opening it, comparing it, and the errors if it cannot be replaced."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from triage.core.errors import TriageError
from triage.storage.file import Relinked, let_go, open_through_no_link, said

FOLDER: Final = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
READ: Final = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_BYTES_AT_ONCE: Final = 1 << 20
"""How many bytes are read and compared at a time."""


class NoteMoved(TriageError):
    """The note no longer holds the bytes that were read; nothing is written."""


class Superseded(NoteMoved):
    """Another file took the note's place once it was written; that file may hold what was written."""


class Unwritable(TriageError):
    """The note cannot be replaced, with the reason; nothing is written."""


class Busy(TriageError):
    """Another program has the note open for writing; nothing is written."""


class Unsupported(TriageError):
    """A method that does not work for the note, with the reason; nothing is written."""


class Unconfirmed(TriageError):
    """The note is replaced, but the disk did not confirm it, with the reason."""


@contextmanager
def opened(path: Path | str, flags: int, folder: int | None = None) -> Iterator[int]:
    """A descriptor, closed at the end; raises OSError."""
    descriptor = os.open(path, flags, dir_fd=folder)
    try:
        yield descriptor
    finally:
        let_go(descriptor)


@contextmanager
def opened_folder(path: Path) -> Iterator[int]:
    """The folder of a note; raises NoteMoved if it is gone, or if its path leads through a link now."""
    try:
        descriptor = open_through_no_link(path, FOLDER)
    except (Relinked, FileNotFoundError, NotADirectoryError) as error:
        raise NoteMoved("The note's folder is another now") from error
    try:
        yield descriptor
    finally:
        let_go(descriptor)


@contextmanager
def opened_note(folder: int, name: str, flags: int = READ) -> Iterator[int]:
    """The note in its folder; raises NoteMoved if it is gone, Busy if leased, else Unwritable."""
    try:
        descriptor = os.open(name, flags, dir_fd=folder)
    except FileNotFoundError as error:
        raise NoteMoved("The note is gone") from error
    except BlockingIOError as error:  # another program has a lease on it
        raise Busy("Another program is writing the note") from error
    except OSError as error:
        reason = "It is a link now" if error.errno == errno.ELOOP else said(error)
        raise Unwritable(f"The note could not be opened: {reason}") from error
    try:
        yield descriptor
    finally:
        let_go(descriptor)


def replaceable(note: int) -> os.stat_result:
    """The note's status; raises Unwritable if the note is no file or read-only."""
    status = os.fstat(note)
    if not stat.S_ISREG(status.st_mode):
        raise Unwritable("The note is not a regular file")
    if not status.st_mode & 0o222:  # root could still write it
        raise Unwritable("The note is read-only; allow writing with chmod u+w")
    return status


def with_one_name(status: os.stat_result) -> None:
    """Raise Unsupported if the file has other names, which would keep the old text."""
    if status.st_nlink > 1:
        raise Unsupported(
            f"The note has {status.st_nlink} names (hard links), and the others would keep the old text; "
            "put a copy of it in its place first"
        )


def expect_inode(status: os.stat_result, inode: int) -> None:
    """Raise NoteMoved if another file has taken the note's place."""
    if status.st_ino != inode:
        raise NoteMoved("Another file has taken the note's place")


def compare(note: int, before: bytes) -> None:
    """Raise NoteMoved unless the file holds exactly these bytes."""
    if not holds(note, before):
        raise NoteMoved("The note has changed")


def holds(note: int, data: bytes) -> bool:
    """Whether the file holds exactly these bytes."""
    if os.fstat(note).st_size != len(data):
        return False
    at = 0
    while chunk := os.pread(note, _BYTES_AT_ONCE, at):
        if chunk != data[at : at + len(chunk)]:
            return False
        at += len(chunk)
    return at == len(data)


def whole(file: int) -> bytes:
    """Every byte of an open file."""
    data = b""
    while chunk := os.pread(file, _BYTES_AT_ONCE, len(data)):
        data += chunk
    return data


def is_same(note: int, folder: int, name: str) -> bool:
    """Whether a name still names the opened file; raises OSError if the system cannot tell."""
    try:
        named = os.stat(name, dir_fd=folder, follow_symlinks=False)
    except (FileNotFoundError, NotADirectoryError):
        return False
    return os.path.samestat(named, os.fstat(note))
