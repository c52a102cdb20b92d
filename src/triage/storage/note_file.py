"""The file of a note: its path and its bytes."""

import errno
import os
from pathlib import Path

from triage.core.errors import NoteGone, NoteUnreadable
from triage.storage.file import Relinked, TooLarge, read_regular, said

_MOST_BYTES = 2**30


def resolved(root: Path, note: str) -> Path:
    """The note's file without links in its path; the path of `root` must have none.

    Raises NoteGone if the note is missing, NoteUnreadable if the vault is missing or the note is outside it.
    """
    if not note.strip("/.") or note.startswith("/") or ".." in note.split("/") or "\0" in note:
        raise NoteUnreadable(f"{note!r} is not a path within the vault")
    folder = str(root).rstrip("/")  # text, not paths: a scan asks for every note
    try:
        path = os.path.realpath(f"{folder}/{note}", strict=True)
    except OSError as error:
        if not root.is_dir():  # its disk is gone: that says nothing of the note
            raise NoteUnreadable(f"{note} cannot be read: the vault is not there") from error
        raise _unreadable(note, error) from error
    if not path.startswith(f"{folder}/"):
        raise NoteUnreadable(f"{note} is a link that leads out of the vault")
    return Path(path)


def read_note(path: Path, note: str, most_bytes: int = _MOST_BYTES) -> bytes:
    """The bytes of a note, given its resolved path; raises NoteUnreadable, also if a link is in it."""
    try:
        return read_regular(path, most_bytes, through_links=False)
    except TooLarge as error:
        raise NoteUnreadable(
            f"{note} is left alone: {said(error)} (`largest_note` in the config, in MB)"
        ) from error
    except OSError as error:
        raise _unreadable(note, error) from error


def _unreadable(note: str, error: OSError) -> NoteUnreadable:
    match error.errno:
        case errno.ENOENT | errno.ENOTDIR if not isinstance(error, Relinked):
            return NoteGone(f"{note} is no longer there")
        case errno.ELOOP if not isinstance(error, Relinked):
            return NoteUnreadable(f"{note} is a link that leads nowhere")
        case _:
            return NoteUnreadable(f"{note} cannot be read: {said(error)}")
