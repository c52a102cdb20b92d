"""Writing into the note's own file, once a copy of the old note is on the disk."""

import os
from pathlib import Path
from typing import Final

from triage.storage.file import flush, said, write_all
from triage.storage.journal.journal_record import Trace
from triage.storage.replacing.draft import drafted, move_time, remove_own, staged, still_ours
from triage.storage.replacing.lease import WHOLE, Lease, leased, own_alone, release
from triage.storage.replacing.overwriting import Overtaken, expect, mend, overwrite
from triage.storage.replacing.target import (
    READ,
    Busy,
    NoteMoved,
    Superseded,
    Unconfirmed,
    Unsupported,
    Unwritable,
    compare,
    expect_inode,
    is_same,
    opened_folder,
    opened_note,
    replaceable,
    whole,
)

_WRITE: Final = os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_BETWEEN: Final = "Another program wrote the note at the same moment"


def write_in_place(path: Path, before: bytes, after: bytes, trace: Trace) -> None:
    """Make the note hold `after` if it holds exactly `before`; its file, with all its names, stays the same.

    No other program has the note open meanwhile. A copy of the old note stays in the stage, under the draft's
    name, until the disk has the new note; after a kill in between, the copy restores the note. What others
    add to the note while the system stalls this program stays. Raises NoteMoved, Busy, Unwritable,
    Unsupported and Unconfirmed, and OSError with nothing written.
    """
    with opened_folder(path.parent) as folder:
        with opened_note(folder, path.name, READ) as note:
            status = replaceable(note)
            compare(note, before)
        if not own_alone(status):
            raise Unsupported("The note belongs to another user")
        with staged(Path(trace.stage)) as stage, drafted(stage, trace.draft) as copy:
            is_needed = False
            try:
                write_all(copy, before)
                flush(copy)
                flush(stage)
                with opened_note(folder, path.name, _WRITE) as note, leased(note, WHOLE) as lease:
                    expect_inode(os.fstat(note), trace.inode)
                    still_ours(copy, stage, trace)
                    if not is_same(note, folder, path.name):
                        raise NoteMoved("Another file has the note's name")
                    compare(note, before)
                    if not lease.stands():
                        raise NoteMoved(_BETWEEN)
                    is_needed = True  # from now on the note may be half written
                    _write_over(note, lease, before, after)
                    is_needed = False
                    _expect_name(note, folder, path.name)
            except (NoteMoved, Unwritable):  # the note has its old text, or that of another program
                is_needed = False
                raise
            finally:
                if not is_needed:
                    remove_own(copy, stage, trace.draft)


def restore(path: Path, torn: bytes, before: bytes) -> None:
    """Give a half written note its old bytes back, if no program has written it since.

    Raises NoteMoved, Busy, Unwritable, Unsupported and OSError.
    """
    with (
        opened_folder(path.parent) as folder,
        opened_note(folder, path.name, _WRITE) as note,
        leased(note, WHOLE) as lease,
    ):
        compare(note, torn)
        try:
            overwrite(note, lease, torn, before)
        except Overtaken as error:
            raise NoteMoved(_BETWEEN) from error
        flush(note)


def _expect_name(note: int, folder: int, name: str) -> None:
    """Raise Superseded if the note's name names another file now: no lease stops a renaming."""
    try:
        if is_same(note, folder, name):
            return
    except OSError as error:
        raise Unconfirmed(f"It is not known what the note is now: {said(error)}") from error
    raise Superseded("Another file has taken the note's place")


def _write_over(note: int, lease: Lease, before: bytes, after: bytes) -> None:
    """Write `after` into the note; if that fails, restore `before`, with what others have added."""
    moment = os.fstat(note).st_mtime_ns
    try:
        overwrite(note, lease, before, after)
        move_time(note, moment)
        flush(note)
        expect(note, lease, after)
    except Overtaken as error:
        if not _mended(note, before, after, error):
            raise NoteMoved(_BETWEEN) from error
    except OSError as error:
        try:
            if (now := whole(note)) != before:  # else not a byte was written
                overwrite(note, lease, now, before)
            flush(note)
        except (Overtaken, OSError) as again:
            why = said(again) if isinstance(again, OSError) else _BETWEEN
            raise Unconfirmed(
                f"It is half written: {said(error)}, then {why}; the next start repairs it"
            ) from error
        raise Unwritable(f"The note could not be written: {said(error)}") from error


def _mended(note: int, before: bytes, after: bytes, how: Overtaken) -> bool:
    """Repair a note that other programs wrote meanwhile; whether it holds `after`, else our text is gone."""
    release(note)
    try:
        with leased(note, WHOLE) as lease:
            is_there = mend(note, lease, before, after, how)
            flush(note)
    except (Overtaken, Busy, OSError) as error:
        raise Unconfirmed(f"{_BETWEEN}; look at what is in it") from error
    return is_there
