"""Changing the bytes of an open file, so that what others may have added to it meanwhile is never lost."""

import os

from triage.core.errors import TriageError
from triage.storage.replacing.lease import Lease
from triage.storage.replacing.target import whole


class Overtaken(TriageError):
    """The kernel took the lease away in the middle: others may have read and written the file."""

    def __init__(self, added: int) -> None:
        """Take how many bytes were added, not yet in their place, at the end of the file."""
        super().__init__("The lease was lost while the file was written")
        self.added = added


def overwrite(file: int, lease: Lease, before: bytes, after: bytes) -> None:
    """Let a file that holds `before` hold `after`.

    What is longer is added at the end, wherever that is by then; of the rest only what differs is written.
    Raises OSError, and Overtaken unless the file holds `after` with what others have added behind it.
    """
    shared = min(len(before), len(after))
    added = _add(file, lease, after[shared:])
    _write(file, lease, before[:shared], after[:shared], added)
    if len(before) > shared:
        _expect(lease, added)
        os.ftruncate(file, shared)
        _expect(lease, added)  # else nobody knows what was cut off
    expect(file, lease, after)


def expect(file: int, lease: Lease, after: bytes) -> None:
    """Overtaken unless a file that was written holds `after`, with what others have added behind it."""
    if not lease.stands() and not whole(file).startswith(after):
        raise Overtaken(0)


def mend(file: int, lease: Lease, before: bytes, after: bytes, added: int) -> bool:
    """Let a file hold `after`, or else `before`, with what others have added; whether it is the first.

    `overwrite` was overtaken in it, `added` says after how much. Raises OSError, and Overtaken where what is
    whose cannot be told.
    """
    data = whole(file)
    old, new, extra = data[: len(before)], after[: len(before)], after[len(before) :]
    rest = data[len(before) :]
    if len(before) <= len(after) and data.startswith(after):
        return True
    if not _is_half_written(old, before, new):
        start, end = _differing(before[: len(new)], new)
        if added or start == end or data[start:end] == new[start:end]:
            raise Overtaken(added)
        return False  # somebody has written all of it since
    if added == len(extra) > 0 and rest.startswith(extra):
        _write(file, lease, old, new, added)
        return True
    if added and not (added == len(extra) and rest.endswith(extra)):
        raise Overtaken(added)
    _write(file, lease, old, before, added)
    if added:
        _expect(lease, added)
        os.ftruncate(file, len(data) - added)
        _expect(lease, added)
    return False


def is_torn(data: bytes, before: bytes, after: bytes) -> bool:
    """Whether a file is what `overwrite` leaves when it is cut short."""
    old, rest, extra = data[: len(before)], data[len(before) :], after[len(before) :]
    return extra.startswith(rest) and _is_half_written(old, before, after[: len(before)])


def _is_half_written(data: bytes, before: bytes, new: bytes) -> bool:
    written = _alike(data, new)
    return data[written:] == before[written:]


def _expect(lease: Lease, added: int) -> None:
    if not lease.stands():
        raise Overtaken(added)


def _add(file: int, lease: Lease, data: bytes) -> int:
    """Add bytes at the end of a file; how many."""
    added = 0
    while added < len(data):
        _expect(lease, added)
        added += os.pwritev(file, [data[added:]], 0, os.RWF_APPEND)
    return added


def _write(file: int, lease: Lease, old: bytes, new: bytes, added: int) -> None:
    """Write what differs between two texts, of which the file holds the old one."""
    at, end = _differing(old[: len(new)], new[: len(old)])
    while at < end:
        _expect(lease, added)
        at += os.pwrite(file, new[at:end], at)


def _differing(old: bytes, new: bytes) -> tuple[int, int]:
    """From where to where two texts of one length differ."""
    start = _alike(old, new)
    return start, len(new) - _alike(old[start:][::-1], new[start:][::-1])


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
