"""Changing the bytes of an open file without losing what other programs add to it meanwhile."""

import os

from triage.core.difference import difference, shared_start
from triage.core.errors import TriageError
from triage.storage.replacing.lease import Lease
from triage.storage.replacing.target import whole


class Overtaken(TriageError):
    """The kernel took the lease away during the writing: others may have read and written the file."""

    def __init__(self, added: int = 0, *, is_apart: bool = False, is_cut: bool = False) -> None:
        """Take how many bytes were added at the end, while the rest was not written yet.

        `is_apart` says that others had added bytes before them, `is_cut` that the file was cut to its new
        length, so that bytes of others may be gone.
        """
        super().__init__("The lease was lost while the file was written")
        self.added = added
        self.is_apart = is_apart
        self.is_cut = is_cut


def overwrite(file: int, lease: Lease, before: bytes, after: bytes) -> None:
    """Write `after` into a file that holds `before`.

    The bytes beyond the old length are appended first; of the others, only those that differ are written.
    Raises OSError, and Overtaken unless the file then holds `after`, perhaps with bytes of others behind it.
    """
    shared = min(len(before), len(after))
    added = _add(file, lease, after[shared:])
    if added and os.lseek(file, 0, os.SEEK_CUR) != len(after):
        raise Overtaken(added, is_apart=True)
    _write(file, lease, before[:shared], after[:shared], added)
    if len(before) > shared:
        _expect(lease)
        os.ftruncate(file, shared)
        if not lease.stands():
            raise Overtaken(is_cut=True)
    expect(file, lease, after)


def expect(file: int, lease: Lease, after: bytes) -> None:
    """Raise Overtaken unless a file holds `after`, perhaps with bytes of others behind it."""
    if not lease.stands() and not whole(file).startswith(after):
        raise Overtaken


def mend(file: int, lease: Lease, before: bytes, after: bytes, how: Overtaken) -> bool:
    """Complete `after` in a file (True) or restore `before` (False), and keep what others have added.

    `how` is the error of `overwrite`. Raises OSError, and Overtaken if the bytes of others cannot be told
    apart.
    """
    data = whole(file)
    old, new, extra = data[: len(before)], after[: len(before)], after[len(before) :]
    rest = data[len(before) :]
    if how.is_cut or how.added not in {0, len(extra)}:
        raise how
    if len(before) <= len(after) and data.startswith(after):
        return True
    if not _is_half_written(old, before, new):
        start, _, end = difference(before[: len(new)], new)
        if how.is_apart or start == end or data[start:end] == new[start:end]:
            raise how
        return False  # another program has written the whole file since
    if how.added and not how.is_apart and rest.startswith(extra):
        _write(file, lease, old, new)
        return True
    if how.is_apart and not rest.endswith(extra):
        raise how
    _write(file, lease, old, before)
    if how.is_apart:
        _expect(lease)
        os.ftruncate(file, len(data) - how.added)
        if not lease.stands():
            raise Overtaken(is_cut=True)
    return False


def is_torn(data: bytes, before: bytes, after: bytes) -> bool:
    """Whether these bytes are what `overwrite` leaves if it is cut short."""
    old, rest, extra = data[: len(before)], data[len(before) :], after[len(before) :]
    return extra.startswith(rest) and _is_half_written(old, before, after[: len(before)])


def _is_half_written(data: bytes, before: bytes, new: bytes) -> bool:
    written = shared_start(data, new)
    return data[written:] == before[written:]


def _expect(lease: Lease, added: int = 0) -> None:
    if not lease.stands():
        raise Overtaken(added)


def _add(file: int, lease: Lease, data: bytes) -> int:
    """Append bytes to a file; how many were appended."""
    added = 0
    while added < len(data):
        _expect(lease, added)
        added += os.pwritev(
            file, [data[added:]], -1, os.RWF_APPEND
        )  # -1 moves the file position, which is asked afterwards
    return added


def _write(file: int, lease: Lease, old: bytes, new: bytes, added: int = 0) -> None:
    """Write the bytes in which the new text differs from the old one, which the file holds."""
    at, _, end = difference(old[: len(new)], new[: len(old)])
    while at < end:
        _expect(lease, added)
        at += os.pwrite(file, new[at:end], at)
