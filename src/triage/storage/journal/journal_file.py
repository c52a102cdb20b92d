"""The files of a journal: the one that grows, and the older ones, which were full."""

import fcntl
import os
import re
import secrets
import stat
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import inf
from pathlib import Path
from typing import BinaryIO, Final

from triage.storage.file import flush, let_go, write_all
from triage.storage.journal.damaged_file import free_name

NAME: Final = "journal.jsonl"
"""The name of the file that grows."""
_PATIENCE_SECONDS = 10.0
"""How long to wait for another run's save to finish."""
_AGAIN_SECONDS = 0.1
"""How long to wait if the same run was waited for in vain before."""
_STEP_SECONDS = 0.001
"""The pause between two tries: a run that writes many notes releases the journal only for short moments."""
_PARTS = 8
"""How many files make a full journal; the oldest file is removed as a whole."""
_STAMP = "%Y%m%dT%H%M%S"
_FIRST_DAY = re.compile(rb'"at":"([^"]{10,40})"')
_HEAD_BYTES = 4096
"""How many bytes at a file's beginning surely hold the day of its first record."""
LONGEST_BYTES: Final = 2**27
"""No record is longer; a longer line is skipped."""


_patience: ContextVar[float] = ContextVar("patience", default=inf)


@contextmanager
def patient(seconds: float) -> Iterator[None]:
    """Within this block, wait at most so long for the journal, and never longer than usual."""
    before = _patience.set(seconds)
    try:
        yield
    finally:
        _patience.reset(before)


class JournalBusy(OSError):
    """Another run has held the journal for too long."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of the past is kept; beyond either limit, the oldest gestures are removed."""

    megabytes: int = 64
    """The limit of all files together, in units of 2**20 bytes."""
    days: int = 730

    @property
    def size(self) -> int:
        """The limit of all files together, in bytes."""
        return self.megabytes * 2**20


class JournalFile:
    """One journal on disk; only the run that holds it may write."""

    def __init__(self, path: Path, limits: Limits, now: Callable[[], float] = time.time) -> None:
        """Take the file that grows, which need not exist, and a clock in seconds."""
        self._path = path
        self._limits = limits
        self._now = now
        self._is_old: bool | None = None
        self._busy_since = -inf

    def hold(self, *, create: bool) -> int:
        """The descriptor of the growing file, locked until it is closed; raises OSError and JournalBusy.

        Waits for another run's save. After a wait in vain, the calls that follow soon hardly wait.
        """
        while True:
            descriptor = self._open(os.O_CREAT if create else 0)
            try:
                self._lock(descriptor)
                if self._is_current(descriptor):
                    _narrow(descriptor)
                    return descriptor
            except OSError:
                os.close(descriptor)
                raise
            os.close(descriptor)  # another run put the file aside while we waited

    def segments(self) -> list[Path]:
        """The older files, the oldest first."""
        try:
            found = self._path.parent.glob(f"{self._path.stem}-*{self._path.suffix}")
            return sorted(found, key=lambda path: path.stem)
        except OSError:
            return []

    def lines(self, most: int | None = None) -> Iterator[bytes]:
        """Every line in order, the older files first; the caller holds the journal.

        With `most`, only the lines that begin within the last `most` bytes.
        """
        starts: dict[Path, int] = {}
        left = inf if most is None else most
        for path in reversed([*self.segments(), self._path]):
            size = path.stat().st_size
            starts[path] = int(max(0, size - left))
            left -= size
            if left <= 0:
                break
        for path, start in reversed(starts.items()):
            yield from lines_of(path, start)

    @property
    def size(self) -> int:
        """The bytes of all files together; the caller holds the journal."""
        return sum(path.stat().st_size for path in [*self.segments(), self._path])

    def set_aside(self, descriptor: int, path: Path, lines: Iterable[bytes], name: str) -> int:
        """Replace a file by these lines, and keep the old file under a name that no file has yet.

        Returns the descriptor of the growing file, which is held instead of the old one; raises OSError.
        """
        draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
        new = os.open(draft, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(new, fcntl.LOCK_EX | fcntl.LOCK_NB)
            for line in lines:
                write_all(new, line)
            flush(new)
            status = path.stat()
            os.utime(new, ns=(status.st_atime_ns, status.st_mtime_ns))
            path.with_name(name).hardlink_to(path)
            draft.replace(path)
            _flush_folder(path.parent)
        except OSError:
            with suppress(OSError):
                draft.unlink()
            let_go(new)
            raise
        if path == self._path:
            let_go(descriptor)
            return new
        let_go(new)
        return descriptor

    def damaged_name(self, records: int) -> str:
        """A name that no file has yet, for a file with so many damaged records."""
        return free_name(self._path.parent, self._path.stem, records, self._path.suffix, self._now())

    def signature(self) -> object:
        """A value that changes with every write to a file; None if a file cannot be read."""
        try:
            statuses = [path.stat() for path in [*self.segments(), self._path]]
        except OSError:
            return None
        return tuple((each.st_ino, each.st_size, each.st_mtime_ns) for each in statuses)

    def is_full(self, descriptor: int) -> bool:
        """Whether the growing file is too old or too large to go on with."""
        size = os.fstat(descriptor).st_size
        if size == 0:
            return False
        if self._is_old is None:
            self._is_old = self._age(_first_day(descriptor)) > self._limits.days / _PARTS
        return self._is_old or size > self._limits.size // _PARTS

    def put_aside(self, descriptor: int) -> int:
        """Begin a new growing file and hold it instead of the old one; its descriptor. Raises OSError."""
        stem = f"{self._path.stem}-{datetime.fromtimestamp(self._now(), UTC):{_STAMP}}"
        latest = max((segment.stem for segment in self.segments()), default="")
        if latest >= stem:  # in the same second, or the clock went back
            last, _, number = latest.partition(".")
            stem = f"{last}.{int(number or 0) + 1:06}"
        self._path.rename(self._path.with_name(f"{stem}{self._path.suffix}"))
        self._is_old = None
        new = self.hold(create=True)
        let_go(descriptor)
        return new

    def prune(self, is_needed: Callable[[Path], bool]) -> None:
        """Remove the older files that are beyond the limits, unless `is_needed`; raises OSError."""
        segments = self.segments()
        sizes = {path: path.stat().st_size for path in segments}
        total = sum(sizes.values()) + self._limits.size // _PARTS
        for path in segments:
            is_too_old = self._age(_stamped(path)) > self._limits.days
            if (total > self._limits.size or is_too_old) and not is_needed(path):
                path.unlink()
                total -= sizes[path]

    def _age(self, day: datetime | None) -> float:
        """The days since that moment, 0 for None."""
        if day is None:
            return 0.0
        return (datetime.fromtimestamp(self._now(), UTC) - day) / timedelta(days=1)

    def _open(self, flags: int) -> int:
        flags |= os.O_RDWR | os.O_APPEND | os.O_CLOEXEC | os.O_NOFOLLOW
        if not flags & os.O_CREAT or self._path.exists():
            return os.open(self._path, flags, 0o600)
        descriptor = os.open(self._path, flags, 0o600)
        _flush_folder(self._path.parent)
        return descriptor

    def _lock(self, descriptor: int) -> None:
        began = time.monotonic()
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                if began - self._busy_since > 2 * _PATIENCE_SECONDS:
                    self._busy_since = began
                patience = min(_PATIENCE_SECONDS, _patience.get())
                limit = max(self._busy_since + patience, began + min(_AGAIN_SECONDS, patience))
                if time.monotonic() > limit:
                    raise JournalBusy(error.errno, "another run of triage is writing") from error
                time.sleep(_STEP_SECONDS)
            else:
                self._busy_since = -inf
                return

    def _is_current(self, descriptor: int) -> bool:
        try:
            return os.path.samestat(os.fstat(descriptor), self._path.lstat())
        except FileNotFoundError:
            return False


def lines_of(path: Path, start: int = 0) -> Iterator[bytes]:
    """The lines that begin at `start` or after; also makes the file private. Raises OSError."""
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
    with open(descriptor, "rb") as file:  # noqa: PTH123 (no path, but a descriptor)
        _narrow(file.fileno())
        yield from _lines(file, start)


def _lines(file: BinaryIO, start: int) -> Iterator[bytes]:
    """The lines that begin at `start` or after; only the beginning of a line longer than any record."""
    file.seek(max(0, start - 1))
    is_inside = start > 0  # `start` is inside a line, unless the byte before it ends one
    while line := file.readline(LONGEST_BYTES):
        is_ended = line.endswith(b"\n")
        if not is_inside:
            yield line if is_ended or len(line) < LONGEST_BYTES else line[:_HEAD_BYTES] + b"\n"
        is_inside = not is_ended


def _flush_folder(path: Path) -> None:
    folder = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        flush(folder)
    finally:
        os.close(folder)


def _narrow(descriptor: int) -> None:
    """Take away every right of other users on a file."""
    if stat.S_IMODE(os.fstat(descriptor).st_mode) & 0o077:
        with suppress(OSError):
            os.fchmod(descriptor, 0o600)


def _first_day(descriptor: int) -> datetime | None:
    """When the first gesture in a file happened."""
    if not (found := _FIRST_DAY.search(os.pread(descriptor, _HEAD_BYTES, 0))):
        return None
    try:
        return datetime.fromisoformat(found[1].decode("ascii")).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _stamped(path: Path) -> datetime | None:
    """When an older file was put aside, as its name says."""
    stamp = path.stem.rpartition("-")[2].partition(".")[0]
    try:
        return datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
