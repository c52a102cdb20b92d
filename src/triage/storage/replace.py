"""Replacing a note in one step, if it is still what was read."""

import errno
import os
import re
import secrets
import stat
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from triage.core.errors import TriageError
from triage.storage.file import flush, said, write_all

_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
_DRAFT = re.compile(r"[0-9a-f]{16}\.draft")
_ACL = "system.posix_acl_access"
_STEPS = (1_000_000, 1_000_000_000, 2_000_000_000)
"""Nanoseconds that a file system may take for one moment: APFS and ext4, HFS+, FAT."""


class NoteMoved(TriageError):
    """The note no longer holds the bytes that were read; nothing is written."""


class Unwritable(TriageError):
    """The note cannot be replaced, with the reason; nothing is written."""


class Unconfirmed(TriageError):
    """The note is replaced, but the disk did not confirm it, with the reason."""


def replace_note(path: Path, before: bytes, after: bytes, stages: Sequence[Path]) -> None:
    """Make the note hold `after` if it holds exactly `before`; its mode, owner and attributes stay.

    `path` has no links in it. The draft is written in the first of the stage folders that the note can be
    renamed from; a stage is made where it is missing, and removed again when empty. Another program's save
    in the moment between the last comparison and the renaming is lost. Raises NoteMoved, Unwritable and
    Unconfirmed.
    """
    try:
        with _opened(path.parent, _FOLDER) as folder:
            _replace(folder, path.name, before, after, stages)
            try:
                flush(folder)
            except OSError as error:
                raise Unconfirmed(f"The disk did not confirm the new note: {said(error)}") from error
    except PermissionError as error:
        raise Unwritable(
            f"The note may not be replaced: {said(error)}; its folder must be writable too"
        ) from error
    except OSError as error:
        raise Unwritable(f"The note could not be replaced: {said(error)}") from error


def clear_stages(stages: Sequence[Path]) -> None:
    """Remove the drafts that killed runs have left, and the stages that are empty then.

    A draft in use elsewhere makes that replacement fail with nothing written.
    """
    for stage in stages:
        with suppress(OSError), _opened(stage, _FOLDER | os.O_NOFOLLOW) as folder:
            with os.scandir(folder) as entries:
                names = [entry.name for entry in entries if _DRAFT.fullmatch(entry.name)]
            for name in names:
                os.unlink(name, dir_fd=folder)
        with suppress(OSError):
            stage.rmdir()


def _replace(folder: int, name: str, before: bytes, after: bytes, stages: Sequence[Path]) -> None:
    with _note(folder, name) as note:
        status = _replaceable(note)
        _compare(note, before)
        for stage in stages:
            if not _is_on(stage, status.st_dev):
                continue
            with _draft(stage) as (staged, draft):
                _fill(staged, draft, after, note)
                with _note(folder, name) as now:
                    _compare(now, before)
                try:
                    os.replace(draft, name, src_dir_fd=staged, dst_dir_fd=folder)
                except OSError as error:
                    if error.errno == errno.EXDEV:  # a bind mount: the same device, and yet another mount
                        continue
                    raise
                return
    raise Unwritable("There is no folder for a draft on the file system of the note")


@contextmanager
def _opened(path: Path, flags: int) -> Iterator[int]:
    descriptor = os.open(path, flags)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


@contextmanager
def _note(folder: int, name: str) -> Iterator[int]:
    """The note, opened for reading; NoteMoved where it is gone."""
    try:
        descriptor = os.open(name, _READ, dir_fd=folder)
    except FileNotFoundError as error:
        raise NoteMoved("The note is gone") from error
    except OSError as error:
        reason = "It is a link now" if error.errno == errno.ELOOP else said(error)
        raise Unwritable(f"The note could not be read: {reason}") from error
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _replaceable(note: int) -> os.stat_result:
    """The note's status, once nothing in it speaks against a replacement."""
    status = os.fstat(note)
    if not stat.S_ISREG(status.st_mode):
        raise Unwritable("The note is not a regular file")
    if not status.st_mode & 0o222:  # root could write it all the same
        raise Unwritable("The note is read-only; allow writing with chmod u+w")
    if status.st_nlink > 1:
        raise Unwritable(
            f"The note has {status.st_nlink} names (hard links), and the others would keep the old text; "
            "put a copy of it in its place first"
        )
    return status


def _compare(note: int, before: bytes) -> None:
    if os.fstat(note).st_size == len(before):
        with open(note, "rb", closefd=False) as file:
            if file.read(len(before) + 1) == before:
                return
    raise NoteMoved("The note has changed")


def _is_on(stage: Path, device: int) -> bool:
    try:
        return stage.parent.stat().st_dev == device
    except OSError:
        return False


@contextmanager
def _draft(stage: Path) -> Iterator[tuple[int, str]]:
    """A new empty file in the stage, as the stage's descriptor and a name; neither is left behind."""
    with suppress(FileExistsError):
        stage.mkdir(mode=0o700)
    try:
        with _opened(stage, _FOLDER | os.O_NOFOLLOW) as folder:
            name = f"{secrets.token_hex(8)}.draft"
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
            os.close(os.open(name, flags, 0o600, dir_fd=folder))
            try:
                yield folder, name
            finally:
                with suppress(OSError):  # once it is the note, it has no name here
                    os.unlink(name, dir_fd=folder)
    finally:
        with suppress(OSError):
            stage.rmdir()


def _fill(folder: int, name: str, data: bytes, note: int) -> None:
    """Make the draft what the note will be, down to the disk."""
    descriptor = os.open(name, os.O_WRONLY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=folder)
    try:
        write_all(descriptor, data)
        status = os.fstat(note)
        _keep_owner(descriptor, status)
        _keep_attributes(descriptor, note)
        if stat.S_IMODE(os.fstat(descriptor).st_mode) != stat.S_IMODE(status.st_mode):
            os.fchmod(descriptor, stat.S_IMODE(status.st_mode))
        _move_time(descriptor, status.st_mtime_ns)
        flush(descriptor)
    finally:
        os.close(descriptor)


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
    if sys.platform != "linux":  # Python has no way to them elsewhere
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


def _move_time(draft: int, before: int) -> None:
    """Make the draft newer than the note was: sync tools see a change of the same size by the time alone."""
    for step in _STEPS:
        if os.fstat(draft).st_mtime_ns > before:
            return
        os.utime(draft, ns=(before + step, before + step))
