"""A draft takes the note's place, compared with it just before: the way that every file system has."""

import errno
import os
from pathlib import Path

from triage.storage.journal_record import Trace
from triage.storage.replacing.draft import drafted, fill, remove, staged
from triage.storage.replacing.lease import WRITERS, leased_if_possible
from triage.storage.replacing.target import (
    Unsupported,
    compare,
    expect_inode,
    opened_folder,
    opened_note,
    replaceable,
    with_one_name,
)


def rename_over(path: Path, before: bytes, after: bytes, trace: Trace) -> None:
    """Make the note hold `after` if it holds exactly `before`.

    What another program saves in the moment between the last comparison and the renaming is lost, and, where
    there are no leases, what it writes into a note that it has open. Raises NoteMoved, Busy, Unwritable and
    Unsupported, and OSError with nothing written.
    """
    with opened_folder(path.parent) as folder, opened_note(folder, path.name) as note:
        status = replaceable(note)
        with_one_name(status)
        expect_inode(status, trace.inode)
        compare(note, before)
        with staged(Path(trace.stage)) as stage:
            try:
                with drafted(stage, trace.draft) as draft:
                    fill(draft, after, note)
                with opened_note(folder, path.name) as now, leased_if_possible(now, WRITERS):
                    compare(now, before)
                    os.replace(trace.draft, path.name, src_dir_fd=stage, dst_dir_fd=folder)
            except OSError as error:
                if error.errno == errno.EXDEV:  # a bind mount: the same device, and yet another mount
                    raise Unsupported("The folder for drafts is on another mount than the note") from error
                raise
            finally:
                remove(stage, trace.draft)
