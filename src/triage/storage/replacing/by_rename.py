"""Replacing a note by renaming a draft over it, just after a comparison; works on every file system."""

import errno
import os
from pathlib import Path

from triage.storage.file import write_all
from triage.storage.journal.journal_record import Trace
from triage.storage.replacing.draft import LATE, DraftTaken, drafted, fill, remove_own, staged, still_ours
from triage.storage.replacing.lease import WRITERS, leased_if_possible
from triage.storage.replacing.target import (
    NoteMoved,
    Superseded,
    Unconfirmed,
    Unsupported,
    compare,
    expect_inode,
    is_same,
    opened_folder,
    opened_note,
    replaceable,
    whole,
    with_one_name,
)


def rename_over(path: Path, before: bytes, after: bytes, trace: Trace) -> None:
    """Make the note hold `after` if it holds exactly `before`.

    A file that another program puts in the note's place between the last comparison and the renaming is lost;
    what it writes into the old file in that moment is left in the stage. Raises NoteMoved, Busy, Unwritable,
    Unsupported and Unconfirmed, and OSError with nothing written.
    """
    with opened_folder(path.parent) as folder, opened_note(folder, path.name) as note:
        status = replaceable(note)
        with_one_name(status)
        expect_inode(status, trace.inode)
        compare(note, before)
        with staged(Path(trace.stage)) as stage, drafted(stage, trace.draft) as draft:
            try:
                fill(draft, after, note)
                with opened_note(folder, path.name) as now, leased_if_possible(now, WRITERS):
                    compare(now, before)
                    if not is_same(now, folder, path.name):
                        raise NoteMoved("Another file has the note's name")
                    still_ours(draft, stage, trace)
                    try:
                        os.replace(trace.draft, path.name, src_dir_fd=stage, dst_dir_fd=folder)
                    except FileNotFoundError:
                        still_ours(draft, stage, trace)
                        raise
                    try:
                        _look_again(now, before, draft, stage, folder, path.name, trace)
                    except OSError as error:
                        raise Unconfirmed(f"It is not known what the note is now: {error}") from error
            except OSError as error:
                if error.errno == errno.EXDEV:  # a bind mount: another mount of the same device
                    raise Unsupported("The folder for drafts is on another mount than the note") from error
                raise
            finally:
                remove_own(draft, stage, trace.draft)


def _look_again(
    now: int, before: bytes, draft: int, stage: int, folder: int, name: str, trace: Trace
) -> None:
    """Check that our draft has replaced the note that was read, and no other file; raises OSError."""
    if (data := whole(now)) != before:
        with drafted(stage, trace.draft + LATE) as late:
            write_all(late, data)
    if is_same(draft, folder, name):
        return
    if os.fstat(draft).st_ctime_ns >= os.fstat(now).st_ctime_ns:
        raise Superseded("Another file has taken the note's place")
    os.rename(name, trace.draft + LATE, src_dir_fd=folder, dst_dir_fd=stage)
    with drafted(stage, trace.draft) as old:
        fill(old, data, now)
        os.replace(trace.draft, name, src_dir_fd=stage, dst_dir_fd=folder)
    raise DraftTaken(f"Another program has put a file in the draft's place in {trace.stage}")
