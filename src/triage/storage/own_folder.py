"""Folders that only this user may reach: their files are put into notes, or quote notes."""

import errno
import os
import stat
from pathlib import Path
from typing import Final

_OTHERS_WRITE: Final = stat.S_IWGRP | stat.S_IWOTH
_ELSEWHERE: Final = "set XDG_STATE_HOME to a folder of your own"


class NotOwn(PermissionError):
    """A folder that other users can reach, with the reason and what to do."""


def why_not_own(status: os.stat_result) -> str:
    """Why other users may write in a folder, or it is none; "" if only this user may write."""
    if not stat.S_ISDIR(status.st_mode):
        return "is no folder"
    if status.st_uid != os.geteuid():
        return f"belongs to user {status.st_uid}"
    return "can be written by other users" if status.st_mode & _OTHERS_WRITE else ""


def is_own(folder: Path) -> bool:
    """Whether a path is a folder, not a link, and only this user may write in it."""
    try:
        return not why_not_own(folder.lstat())
    except OSError:
        return False


def make_own(folder: Path) -> None:
    """Make a folder that only this user can reach, or check an existing one; raises OSError and NotOwn.

    The folder above must exist. In the folders above, others may create files but must not be able to replace
    this folder.
    """
    real = Path(os.path.realpath(folder))
    for above in real.parents:
        if _may_be_emptied(above.stat()):
            raise NotOwn(
                errno.EACCES,
                f"other users can replace what is in {above}; {_ELSEWHERE}",
                os.fspath(folder),
            )
    real.mkdir(mode=0o700, exist_ok=True)
    status = real.stat()
    if problem := why_not_own(status):
        raise NotOwn(
            errno.EACCES,
            f"the folder {real} {problem}; {_advice(status, real)}",
            os.fspath(folder),
        )
    if stat.S_IMODE(status.st_mode) & 0o077:
        real.chmod(0o700)


def _advice(status: os.stat_result, folder: Path) -> str:
    if status.st_uid == os.geteuid():
        return f"see that all in it is yours, then say chmod 700 {folder}"
    return f"remove it, or {_ELSEWHERE}"


def _may_be_emptied(status: os.stat_result) -> bool:
    """Whether every user can rename other users' files in a folder; a group is the owner's own choice."""
    return bool(status.st_mode & stat.S_IWOTH) and not status.st_mode & stat.S_ISVTX
