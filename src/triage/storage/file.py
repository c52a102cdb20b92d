"""A file's bytes: read within a limit, and written through to the disk."""

import errno
import os
import secrets
import stat
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final


class NotRegular(OSError):
    """A folder, pipe or device where a file was expected."""


class TooLarge(OSError):
    """A file above the limit."""


_LINKED: Final = "Its path leads elsewhere now"
_IS_LINK: Final = {errno.ELOOP, errno.ENOTDIR}
"""The error numbers for a link that is not followed; Linux gives ENOTDIR if a folder was expected."""


class Relinked(OSError):
    """A path that now leads through a link, though it was resolved before."""


_READ: Final = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC  # a pipe would wait for a writer
_PASS: Final = os.O_NOFOLLOW | os.O_DIRECTORY | os.O_CLOEXEC | getattr(os, "O_PATH", os.O_RDONLY)


def read_regular(path: Path, at_most: int, *, through_links: bool = True) -> bytes:
    """The bytes of a regular file of `at_most` bytes; without `through_links`, its path is absolute.

    Raises OSError: NotRegular, TooLarge, and Relinked if there is a link in a path that must have none.
    """
    descriptor = os.open(path, _READ) if through_links else open_through_no_link(path, _READ)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise NotRegular(errno.EINVAL, "It is not a regular file")
        data = os.read(descriptor, min(status.st_size, at_most) + 1)
        while len(data) <= at_most and (more := os.read(descriptor, at_most + 1 - len(data))):
            data += more  # the file grew, or a read was cut short
    finally:
        let_go(descriptor)
    if len(data) > at_most:
        raise TooLarge(errno.EFBIG, f"It is larger than {_size(at_most)}")
    return data


def open_through_no_link(path: Path, flags: int) -> int:
    """Open a file or folder by a resolved path; raises OSError, and Relinked if a link is in the path now."""
    descriptor = os.open(path, flags)
    if _name_of(descriptor) == path:  # quicker than step by step
        return descriptor
    os.close(descriptor)
    folder = os.open(path.anchor, _PASS)
    try:
        for name in path.parts[1:-1]:
            inner = os.open(name, _PASS, dir_fd=folder)
            os.close(folder)
            folder = inner
        return os.open(path.name, flags | os.O_NOFOLLOW, dir_fd=folder)
    except OSError as error:
        raise Relinked(error.errno, _LINKED) if error.errno in _IS_LINK else error from error
    finally:
        let_go(folder)


def let_go(descriptor: int) -> None:
    """Close a file and ignore errors; the system closes it even if it reports one."""
    with suppress(OSError):
        os.close(descriptor)


def _name_of(descriptor: int) -> Path | None:
    """The path of an open file without links, None if this system does not say."""
    try:
        return Path(f"/proc/self/fd/{descriptor}").readlink()
    except OSError:
        return None


def write_all(descriptor: int, data: bytes) -> None:
    """Write every byte, however many the system takes at a time; raises OSError."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def flush(descriptor: int) -> None:
    """Return once the disk has what was written, or raise OSError."""
    if sys.platform == "darwin":
        import fcntl

        try:
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)  # fsync(2) of macOS leaves it in the drive's cache
        except OSError:
            os.fsync(descriptor)  # a file system without it
    else:
        os.fsync(descriptor)


def replace_file(target: Path, data: bytes, mode: int = 0o600) -> None:
    """Replace the bytes of a file of our own, in one step; raises OSError with the file as it was."""
    draft = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode)
        try:
            write_all(descriptor, data)
            flush(descriptor)
        finally:
            os.close(descriptor)
        draft.replace(target)
    except OSError:
        with suppress(OSError):
            draft.unlink()
        raise


def said(error: OSError) -> str:
    """What the system said, without the number and the file's name."""
    return error.strerror or str(error) or type(error).__name__


def _size(count: int) -> str:
    return f"{count // 2**20} MB" if count >= 2**20 else f"{count // 2**10} kB"
