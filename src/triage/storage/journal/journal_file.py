"""The files of a journal: the one that grows, and the older ones that it was cut into."""

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
"""What the file that grows is called."""
_PATIENCE_SECONDS = 10.0
"""Seconds to wait for another run's save to finish."""
_AGAIN_SECONDS = 0.1
"""Seconds to wait where the same one was waited for in vain before."""
_STEP_SECONDS = 0.001
"""Seconds between two looks: a run that writes many notes lets go of the journal for less than that."""
_PARTS = 8
"""Into how many files a full journal is cut, so that the oldest gestures go in such portions."""
_STAMP = "%Y%m%dT%H%M%S"
_FIRST_DAY = re.compile(rb'"at":"([^"]{10,40})"')
_HEAD_BYTES = 4096
"""How many bytes at a file's beginning surely hold the day of its first record."""
LONGEST_BYTES: Final = 2**27
"""No record is longer; what is, is skipped without being held."""


_patience: ContextVar[float] = ContextVar("patience", default=inf)


@contextmanager
def patient(seconds: float) -> Iterator[None]:
    """Wait at most so long for the journal while in this block, if that is less than otherwise."""
    before = _patience.set(seconds)
    try:
        yield
    finally:
        _patience.reset(before)


class JournalBusy(OSError):
    """Another run has held the journal for longer than it is waited for."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of the past is kept; beyond either, the oldest gestures go."""

    megabytes: int = 64
    """In units of 2**20 bytes."""
    days: int = 730

    @property
    def size(self) -> int:
        """The first of them in bytes."""
        return self.megabytes * 2**20


class JournalFile:
    """One journal on disk; whoever holds it may write, and nobody else."""

    def __init__(self, path: Path, limits: Limits, now: Callable[[], float] = time.time) -> None:
        """Take the file that grows, made when first written, and a clock."""
        self._path = path
        self._limits = limits
        self._now = now
        self._is_old: bool | None = None
        self._busy_since = -inf

    def hold(self, *, create: bool) -> int:
        """The file that grows, locked until it is closed; raises OSError and JournalBusy.

        Another run's save is waited for once: where that was in vain, those who ask soon after hardly wait.
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
            os.close(descriptor)  # it was put aside while we waited

    def segments(self) -> list[Path]:
        """The older files, the oldest first."""
        try:
            found = self._path.parent.glob(f"{self._path.stem}-*{self._path.suffix}")
            return sorted(found, key=lambda path: path.stem)
        except OSError:
            return []

    def lines(self, most: int | None = None) -> Iterator[bytes]:
        """Every line in order, the older files first, while the one that grows is held.

        With `most`, only the lines that begin within the last so many bytes.
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
        """How many bytes all files have, while the one that grows is held."""
        return sum(path.stat().st_size for path in [*self.segments(), self._path])

    def set_aside(self, descriptor: int, path: Path, lines: Iterable[bytes], name: str) -> int:
        """Let a file hold these lines, and what it held have another name that no file has yet.

        The descriptor of the file that grows, held in place of the one that was; raises OSError.
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
        """A name that no file has yet, for one with so many damaged records."""
        return free_name(self._path.parent, self._path.stem, records, self._path.suffix, self._now())

    def signature(self) -> object:
        """What is another once anything was written; None if it cannot be known."""
        try:
            statuses = [path.stat() for path in [*self.segments(), self._path]]
        except OSError:
            return None
        return tuple((each.st_ino, each.st_size, each.st_mtime_ns) for each in statuses)

    def is_full(self, descriptor: int) -> bool:
        """Whether it is time to put the file that grows aside."""
        size = os.fstat(descriptor).st_size
        if size == 0:
            return False
        if self._is_old is None:
            self._is_old = self._age(_first_day(descriptor)) > self._limits.days / _PARTS
        return self._is_old or size > self._limits.size // _PARTS

    def put_aside(self, descriptor: int) -> int:
        """Begin a new file, held in place of the one that was; raises OSError."""
        stem = f"{self._path.stem}-{datetime.fromtimestamp(self._now(), UTC):{_STAMP}}"
        latest = max((segment.stem for segment in self.segments()), default="")
        if latest >= stem:  # within a second, or the clock went back
            last, _, number = latest.partition(".")
            stem = f"{last}.{int(number or 0) + 1:06}"
        self._path.rename(self._path.with_name(f"{stem}{self._path.suffix}"))
        self._is_old = None
        new = self.hold(create=True)
        let_go(descriptor)
        return new

    def prune(self, is_needed: Callable[[Path], bool]) -> None:
        """Remove whole older files that are beyond the limits, unless they are needed."""
        segments = self.segments()
        sizes = {path: path.stat().st_size for path in segments}
        total = sum(sizes.values()) + self._limits.size // _PARTS
        for path in segments:
            is_too_old = self._age(_stamped(path)) > self._limits.days
            if (total > self._limits.size or is_too_old) and not is_needed(path):
                path.unlink()
                total -= sizes[path]

    def _age(self, day: datetime | None) -> float:
        """How many days ago that was, 0 for what is not known."""
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
    """The lines of a file from there on; it is read by its owner alone from now on. Raises OSError."""
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
    with open(descriptor, "rb") as file:  # noqa: PTH123 (no path, but a descriptor)
        _narrow(file.fileno())
        yield from _lines(file, start)


def _lines(file: BinaryIO, start: int) -> Iterator[bytes]:
    """The whole lines from there on; of one that is longer than any record only the beginning."""
    file.seek(max(0, start - 1))
    is_inside = start > 0  # in a line, unless the byte before is the end of one
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
    """Let nobody else read it, whatever made it readable."""
    if stat.S_IMODE(os.fstat(descriptor).st_mode) & 0o077:
        with suppress(OSError):
            os.fchmod(descriptor, 0o600)


def _first_day(descriptor: int) -> datetime | None:
    """When the first gesture of a file was."""
    if not (found := _FIRST_DAY.search(os.pread(descriptor, _HEAD_BYTES, 0))):
        return None
    try:
        return datetime.fromisoformat(found[1].decode("ascii")).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _stamped(path: Path) -> datetime | None:
    """When an older file was put aside, by its name."""
    stamp = path.stem.rpartition("-")[2].partition(".")[0]
    try:
        return datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
