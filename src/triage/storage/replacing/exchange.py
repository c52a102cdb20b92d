"""Exchanging draft and note, then checking the file that came out: no bytes are lost."""

import os
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from triage.storage.journal.journal_record import Trace
from triage.storage.replacing.draft import (
    LATE,
    DraftTaken,
    drafted,
    fill,
    remove,
    remove_own,
    staged,
    still_ours,
)
from triage.storage.replacing.lease import (
    WHOLE,
    WRITERS,
    Lease,
    is_free,
    is_held,
    leased,
    own_alone,
    release,
)
from triage.storage.replacing.overwriting import Overtaken, overwrite
from triage.storage.replacing.swap import swap
from triage.storage.replacing.target import (
    Busy,
    NoteMoved,
    Superseded,
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
    whole,
    with_one_name,
)

_TRIES: Final = 10
_PATIENCE_SECONDS: Final = 1.0
"""How long a program may take to close a file that it opened at the moment of the exchange."""
_STEP_SECONDS: Final = 0.01

_File = tuple[int, int]
"""What identifies a file: its device and inode."""


def exchange(path: Path, before: bytes, after: bytes, trace: Trace) -> None:
    """Make the note hold `after` if it holds exactly `before`.

    No program can read the draft before the file that came out is checked, none can begin to write the note
    meanwhile, and what another program wrote at the last moment is put back. The old note stays in the stage,
    under the draft's name, for late writers. Raises NoteMoved, Busy, Unwritable, Unsupported and Unconfirmed,
    and OSError with nothing written.
    """
    with opened_folder(path.parent) as folder, opened_note(folder, path.name) as note:
        status = replaceable(note)
        with_one_name(status)
        expect_inode(status, trace.inode)
        if not own_alone(status):
            raise Unsupported("The note belongs to another user")
        compare(note, before)
        with staged(Path(trace.stage)) as stage, drafted(stage, trace.draft) as draft:
            swapping = _Swapping(stage, trace, draft, folder, path.name, note)
            is_ours = True
            try:
                fill(draft, after, note)
                with leased(draft, WHOLE) as lease, leased(note, WRITERS):
                    if not is_same(note, folder, path.name):
                        raise NoteMoved("Another file has the note's name")
                    compare(note, before)
                    if not is_held(note, WRITERS):
                        raise NoteMoved("Another program is about to write the note")
                    still_ours(draft, stage, trace)
                    is_ours = False  # from now on the note may have the draft's name
                    try:
                        swap(stage, trace.draft, folder, path.name)
                    except (OSError, Unsupported) as error:
                        is_ours = not swapping.is_done()
                        if not is_ours:
                            raise Unconfirmed(f"The note was replaced, and yet: {error}") from error
                        if isinstance(error, FileNotFoundError):
                            still_ours(draft, stage, trace)
                            raise NoteMoved("The note is gone") from error
                        raise
                    try:
                        swapping.expect_our_draft()
                        if swapping.came_out(before):
                            if not is_same(draft, folder, path.name):
                                raise Superseded("Another file has taken the note's place")
                            return
                        swapping.put_back(lease, after)
                    except DraftTaken:
                        raise
                    except (OSError, Unsupported) as error:
                        raise Unconfirmed(f"It is not known what the note is now: {error}") from error
            finally:
                if is_ours:
                    remove_own(draft, stage, trace.draft)
            raise Superseded("The note was changed in the moment of the exchange")


@dataclass(frozen=True, slots=True)
class _Swapping:
    """A draft and a note that change places, each an open file with its name in an open folder."""

    stage: int
    trace: Trace
    own: int
    """The draft's open file, whatever its name is now."""
    folder: int
    name: str
    note: int
    """The open file of the note that was read."""

    def is_done(self) -> bool:
        """Whether either file may have the other's name."""
        try:
            return is_same(self.own, self.folder, self.name) or is_same(
                self.note, self.stage, self.trace.draft
            )
        except OSError:
            return True

    def came_out(self, before: bytes) -> bool:
        """Whether the draft's name has the note that was read, unchanged, and no program waits for it."""
        return (
            is_same(self.note, self.stage, self.trace.draft)
            and is_held(self.note, WRITERS)
            and holds(self.note, before)
        )

    def expect_our_draft(self) -> None:
        """Raise DraftTaken if another file had the draft's name at the swap; raises OSError too.

        Before, the note is put back, and the other file is kept.
        """
        if is_same(self.own, self.folder, self.name) or not is_same(self.note, self.stage, self.trace.draft):
            return
        if os.fstat(self.own).st_ctime_ns >= os.fstat(self.note).st_ctime_ns:
            return  # ours became the note, and another program has saved the note since
        swap(self.stage, self.trace.draft, self.folder, self.name)
        self._put_aside()
        raise DraftTaken(f"Another program has put a file in the draft's place in {self.trace.stage}")

    def put_back(self, lease: Lease, after: bytes) -> None:
        """Put the newest file that other programs wrote in the note's place; raises OSError.

        Each swap must bring out the file that the last one placed; another file is newer, and is put back. If
        the draft's name has a file in the end that is not ours, the next cleaning decides about it.
        """
        expected, placed = _file(os.fstat(self.own)), _named(self.stage, self.trace.draft)
        for _ in range(_TRIES):
            swap(self.stage, self.trace.draft, self.folder, self.name)
            if (came := _named(self.stage, self.trace.draft)) == expected:
                break
            expected, placed = placed, came
        if is_same(self.own, self.stage, self.trace.draft):
            self._hand_on(lease, after)

    def _hand_on(self, lease: Lease, after: bytes) -> None:
        """Give a program that opened our draft as the note, and waits for it, the note's real bytes.

        If the program writes there, the file is kept under a name of its own, to be taken in later.
        """
        late = self._put_aside()
        data = after
        with suppress(Overtaken, NoteMoved, Busy, Unwritable), opened_note(self.folder, self.name) as note:
            now = whole(note)
            overwrite(self.own, lease, after, now)
            data = now
        release(self.own)
        limit = time.monotonic() + _PATIENCE_SECONDS
        while not (is_over := is_free(self.own)) and time.monotonic() < limit:
            time.sleep(_STEP_SECONDS)
        if is_over and holds(self.own, data):
            remove(self.stage, late)

    def _put_aside(self) -> str:
        """Rename the file with the draft's name, so that it is taken in or kept; the new name."""
        late = self.trace.draft + LATE
        os.rename(self.trace.draft, late, src_dir_fd=self.stage, dst_dir_fd=self.stage)
        return late


def _named(folder: int, name: str) -> _File:
    return _file(os.stat(name, dir_fd=folder, follow_symlinks=False))


def _file(status: os.stat_result) -> _File:
    return status.st_dev, status.st_ino
