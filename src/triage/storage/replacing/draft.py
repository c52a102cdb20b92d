"""Drafts: files outside the notes that become a note, or keep its old text."""

import errno
import os
import re
import secrets
import stat
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from triage.storage.file import flush, let_go, said, write_all
from triage.storage.journal.journal_record import Trace
from triage.storage.own_folder import is_own, why_not_own
from triage.storage.replacing.target import FOLDER, Unsupported, Unwritable, is_same, opened

LATE: Final = ".late"
"""The ending of the name of a draft into which another program may have written."""
_NAME: Final = re.compile(rf"[0-9a-f]{{16}}\.draft(?:{re.escape(LATE)})?")
_NOT_A_FOLDER: Final = {errno.ELOOP, errno.ENOTDIR, errno.EACCES}
"""The error numbers for a link, a file, and a folder of another user."""
_ACL: Final = "system.posix_acl_access"
_STEPS: Final = (1_000_000, 1_000_000_000, 2_000_000_000)
"""Nanoseconds that file systems cannot tell apart: APFS and ext4, HFS+, FAT."""


class DraftTaken(Unsupported):
    """Something has removed or replaced a draft before it was used; nothing is written."""


def new_name() -> str:
    """A name that no other draft has."""
    return f"{secrets.token_hex(8)}.draft"


def drafts_in(stages: Sequence[Path]) -> Iterator[Path]:
    """The drafts in these stages; a stage that other users can write is skipped."""
    for stage in stages:
        if not is_own(stage):
            continue
        with suppress(OSError), os.scandir(stage) as entries:
            yield from [Path(entry.path) for entry in entries if _NAME.fullmatch(entry.name)]


def tidy(stages: Sequence[Path]) -> None:
    """Remove the empty stages."""
    for stage in stages:
        with suppress(OSError):
            stage.rmdir()


@contextmanager
def staged(stage: Path) -> Iterator[int]:
    """The folder for drafts, made if missing; raises OSError, and Unsupported if it is not ours alone."""
    with suppress(FileExistsError):
        stage.mkdir(mode=0o700)
    try:
        with opened(stage, FOLDER | os.O_NOFOLLOW) as folder:
            if problem := why_not_own(os.fstat(folder)):
                raise Unsupported(f"The folder for drafts {stage} {problem}")
            yield folder
    except OSError as error:
        if error.filename == os.fspath(stage) and error.errno in _NOT_A_FOLDER:
            raise Unsupported(f"The folder for drafts {stage} cannot be used: {said(error)}") from error
        raise
    finally:
        with suppress(OSError):
            stage.rmdir()


@contextmanager
def drafted(folder: int, name: str) -> Iterator[int]:
    """A new empty file, open for reading and writing; raises OSError."""
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    descriptor = os.open(name, flags, 0o600, dir_fd=folder)
    try:
        yield descriptor
    finally:
        let_go(descriptor)


def still_ours(draft: int, folder: int, trace: Trace) -> None:
    """Raise DraftTaken unless the draft's name still names the draft; raises OSError too."""
    if not is_same(draft, folder, trace.draft):
        raise DraftTaken(f"Another program has removed the draft from {trace.stage}")


def remove(folder: int, name: str) -> None:
    """Remove a draft, if it is there."""
    with suppress(OSError):
        os.unlink(name, dir_fd=folder)


def remove_own(draft: int, folder: int, name: str) -> None:
    """Remove an open draft, unless its name names another file now."""
    with suppress(OSError):
        if is_same(draft, folder, name):
            os.unlink(name, dir_fd=folder)


def fill(draft: int, data: bytes, note: int) -> None:
    """Write a draft with the mode, owner and attributes of the note, and flush it.

    Raises OSError, and Unwritable if owner or attributes cannot be kept.
    """
    write_all(draft, data)
    status = os.fstat(note)
    _keep_owner(draft, status)
    _keep_attributes(draft, note)
    if stat.S_IMODE(os.fstat(draft).st_mode) != stat.S_IMODE(status.st_mode):
        os.fchmod(draft, stat.S_IMODE(status.st_mode))
    move_time(draft, status.st_mtime_ns)
    flush(draft)


def move_time(file: int, before: int) -> None:
    """Make a file newer than it was: of a change that keeps the size, sync tools only see the time.

    If the file system knows no later time, the file gets the present time.
    """
    for step in _STEPS:
        if os.fstat(file).st_mtime_ns > before:
            return
        try:
            os.utime(file, ns=(before + step, before + step))
        except OverflowError:
            break
    if os.fstat(file).st_mtime_ns == before:
        os.utime(file)


def _keep_owner(draft: int, status: os.stat_result) -> None:
    own = os.fstat(draft)
    if (own.st_uid, own.st_gid) == (status.st_uid, status.st_gid):
        return
    try:
        os.fchown(draft, status.st_uid, status.st_gid)
    except OSError as error:
        raise Unwritable(
            f"The note belongs to user {status.st_uid} and group {status.st_gid}, and a new note could not; "
            "make it your own with chown"
        ) from error


def _keep_attributes(draft: int, note: int) -> None:
    """Give the draft the note's extended attributes, access lists among them."""
    if sys.platform != "linux":  # Python cannot read them elsewhere
        return
    try:
        names = os.listxattr(note)
    except OSError:  # a file system without them
        return
    for name in names:
        value = os.getxattr(note, name)
        try:
            os.setxattr(draft, name, value)
        except OSError as error:
            if name not in os.listxattr(draft) or os.getxattr(draft, name) != value:
                raise Unwritable(f"The note's attribute {name} could not be kept: {said(error)}") from error
    if _ACL not in names and _ACL in os.listxattr(draft):  # inherited from the stage
        os.removexattr(draft, _ACL)
