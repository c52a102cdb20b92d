"""Draft and note change places, and what came out is verified: nobody's bytes are lost."""

import os
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

from triage.storage.file import write_all
from triage.storage.journal_record import Trace
from triage.storage.replacing.draft import LATE, drafted, fill, remove, staged
from triage.storage.replacing.lease import WHOLE, WRITERS, is_free, is_held, leased, own_alone, release
from triage.storage.replacing.swap import swap
from triage.storage.replacing.target import (
    NoteMoved,
    Unconfirmed,
    Unsupported,
    compare,
    expect_inode,
    holds,
    is_same,
    opened,
    opened_folder,
    opened_note,
    replaceable,
    with_one_name,
)

_TRIES: Final = 10
_PATIENCE: Final = 1.0
"""Seconds that a program has to close a file that it opened in the very moment of the exchange."""
_STEP: Final = 0.01

_File = tuple[int, int]
"""What a file is told by: its device and inode."""


def exchange(path: Path, before: bytes, after: bytes, trace: Trace) -> None:
    """Make the note hold `after` if it holds exactly `before`.

    Nobody can read the draft before what came out for it is seen to be what was read, nobody can begin to
    write the note meanwhile, and what another program wrote in the last moment is put back. The note as it
    was stays in the stage, under the draft's name, for its late writers. Raises NoteMoved, Busy, Unwritable,
    Unsupported and Unconfirmed, and OSError with nothing written.
    """
    with opened_folder(path.parent) as folder, opened_note(folder, path.name) as note:
        status = replaceable(note)
        with_one_name(status)
        expect_inode(status, trace.inode)
        if not own_alone(status):
            raise Unsupported("The note belongs to another user")
        compare(note, before)
        with staged(Path(trace.stage)) as stage, drafted(stage, trace.draft) as draft:
            is_ours = True
            try:
                fill(draft, after, note)
                with leased(draft, WHOLE), leased(note, WRITERS):
                    if not is_same(note, folder, path.name):
                        raise NoteMoved("Another file has the note's name")
                    compare(note, before)
                    is_ours = False  # whatever ends this now, the note may stand under the draft's name
                    try:
                        swap(stage, trace.draft, folder, path.name)
                    except (OSError, Unsupported) as error:
                        is_ours = is_same(draft, stage, trace.draft)
                        if not is_ours:
                            raise Unconfirmed(f"The note was replaced, and yet: {error}") from error
                        if isinstance(error, FileNotFoundError):
                            raise NoteMoved("The note is gone") from error
                        raise
                    try:
                        if _came_out(note, before, stage, trace.draft):
                            return
                        _put_back(stage, trace.draft, folder, path.name, draft)
                    except (OSError, Unsupported) as error:
                        raise Unconfirmed(f"What became of the note is not known: {error}") from error
            finally:
                if is_ours:
                    remove(stage, trace.draft)
            raise NoteMoved("The note was changed in the moment of the exchange")


def _came_out(note: int, before: bytes, stage: int, draft: str) -> bool:
    """Whether the draft's name holds what was read, and nobody waits to write there."""
    return is_same(note, stage, draft) and is_held(note, WRITERS) and holds(note, before)


def _put_back(stage: int, draft: str, folder: int, name: str, own: int) -> None:
    """Let the note be what others wrote, the newest of it.

    What comes out each time is what was there, unless somebody has put a newer file into its place. What is
    under the draft's name in the end, if it is not ours, is for the next look at the stage to decide about.
    """
    expected, placed = _file(os.fstat(own)), _named(stage, draft)
    for _ in range(_TRIES):
        swap(stage, draft, folder, name)
        if (came := _named(stage, draft)) == expected:
            break
        expected, placed = placed, came
    if is_same(own, stage, draft):
        _hand_on(stage, draft, folder, name, own)


def _hand_on(stage: int, draft: str, folder: int, name: str, own: int) -> None:
    """Let whoever has waited for our draft, taking it for the note, find what the note really holds.

    Should he write there, it stays under a name of its own, to be taken in later.
    """
    late = draft + LATE
    os.rename(draft, late, src_dir_fd=stage, dst_dir_fd=stage)
    data = b""
    with suppress(OSError), opened(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, folder) as note:
        while chunk := os.read(note, 1 << 20):
            data += chunk
    os.ftruncate(own, 0)
    os.lseek(own, 0, os.SEEK_SET)
    write_all(own, data)
    release(own)
    limit = time.monotonic() + _PATIENCE
    while not (is_over := is_free(own)) and time.monotonic() < limit:
        time.sleep(_STEP)
    if is_over and holds(own, data):
        remove(stage, late)


def _named(folder: int, name: str) -> _File:
    return _file(os.stat(name, dir_fd=folder, follow_symlinks=False))


def _file(status: os.stat_result) -> _File:
    return status.st_dev, status.st_ino
