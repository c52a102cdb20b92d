"""The note keeps its file: what changes is written over, once the whole of it as it was is on the disk."""

import os
from pathlib import Path
from typing import Final

from triage.storage.file import flush, said, write_all
from triage.storage.journal_record import Trace
from triage.storage.replacing.draft import drafted, move_time, remove, staged
from triage.storage.replacing.lease import WHOLE, leased, own_alone
from triage.storage.replacing.target import (
    READ,
    NoteMoved,
    Unconfirmed,
    Unsupported,
    Unwritable,
    compare,
    expect_inode,
    holds,
    is_same,
    opened_folder,
    opened_note,
    replaceable,
)

_WRITE: Final = os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


def write_in_place(path: Path, before: bytes, after: bytes, trace: Trace) -> None:
    """Make the note hold `after` if it holds exactly `before`; its file, with all its names, stays the same.

    Nobody else has the note open meanwhile. The note as it was is kept in the stage, under the draft's name,
    until the disk has the new one: a kill in between is put right from it. Raises NoteMoved, Busy,
    Unwritable, Unsupported and Unconfirmed, and OSError with nothing written.
    """
    with opened_folder(path.parent) as folder:
        with opened_note(folder, path.name, READ) as note:
            status = replaceable(note)
        if not own_alone(status):
            raise Unsupported("The note belongs to another user")
        with (
            staged(Path(trace.stage)) as stage,
            opened_note(folder, path.name, _WRITE) as note,
            leased(note, WHOLE),
        ):
            expect_inode(os.fstat(note), trace.inode)
            compare(note, before)
            is_needed = False
            try:
                with drafted(stage, trace.draft) as copy:
                    write_all(copy, before)
                    flush(copy)
                flush(stage)
                if not is_same(note, folder, path.name):
                    raise NoteMoved("Another file has the note's name")
                is_needed = True  # whatever ends this now
                _write_over(note, before, after)
                is_needed = False
            except Unwritable:  # it was put back
                is_needed = False
                raise
            finally:
                if not is_needed:
                    remove(stage, trace.draft)


def restore(path: Path, torn: bytes, before: bytes) -> None:
    """Give a note that was left half written its old bytes back, if nobody has written since.

    Raises NoteMoved, Busy, Unwritable, Unsupported and OSError.
    """
    with (
        opened_folder(path.parent) as folder,
        opened_note(folder, path.name, _WRITE) as note,
        leased(note, WHOLE),
    ):
        compare(note, torn)
        _write(note, 0, before)
        flush(note)


def is_torn(data: bytes, before: bytes, after: bytes) -> bool:
    """Whether a note is what writing `after` over `before` leaves when it is cut short."""
    written = _alike(data, after)
    return data[written:] == before[written:]


def _write_over(note: int, before: bytes, after: bytes) -> None:
    """Write the stretch from the first change on; where that fails, the note is as it was."""
    moment = os.fstat(note).st_mtime_ns
    start = _alike(before, after)
    try:
        _write(note, start, after)
        move_time(note, moment)
        flush(note)
    except OSError as error:
        try:
            if not holds(note, before):
                _write(note, start, before)
                flush(note)
        except OSError as again:
            raise Unconfirmed(
                f"It is half written: {said(error)}, then {said(again)}; the next start puts it right"
            ) from error
        raise Unwritable(f"The note could not be written: {said(error)}") from error


def _write(note: int, start: int, data: bytes) -> None:
    """Let the note hold the data, which it holds already up to `start`."""
    rest = memoryview(data)[start:]
    at = start
    while rest:
        written = os.pwrite(note, rest, at)
        rest, at = rest[written:], at + written
    if os.fstat(note).st_size != len(data):
        os.ftruncate(note, len(data))


def _alike(one: bytes, other: bytes) -> int:
    """How many bytes are the same from the beginning on."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
