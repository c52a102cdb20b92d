"""The journal: what every gesture was about to do, and what became of it, in a file that only grows."""

import fcntl
import hashlib
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from triage.core.edit import Outcome, Place, Result
from triage.core.errors import TriageError
from triage.core.gesture import Entry, Gesture, Written
from triage.storage.file import flush, said, write_all
from triage.storage.journal_record import Intent, Settled, Trace, decode, encode

_PATIENCE = 10.0
"""Seconds to wait for another run's save to finish."""
_KILLED = "triage was ended before the note was written"


class JournalBusy(OSError):
    """Another run has held the journal for ten seconds."""


class JournalUnreadable(TriageError):
    """A journal that is there but cannot be read, with the reason."""


@dataclass(frozen=True, slots=True)
class Logged:
    """What one gesture did to one note."""

    gesture: Gesture
    note: str
    outcomes: tuple[Outcome, ...]


class JournalWriter:
    """The journal while it is held, so that nobody else saves in this vault."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def begin(
        self,
        gesture: Gesture,
        note: str,
        before: bytes,
        after: bytes,
        expected: Sequence[Outcome],
        trace: Trace | None = None,
    ) -> None:
        """Record what will become of each line once the note is replaced; raises OSError."""
        self.append(Intent(gesture, note, digest(before), digest(after), tuple(expected), trace))

    def end(self, gesture: Gesture, note: str, outcomes: Sequence[Outcome]) -> None:
        """Record what became of each line that was begun; raises OSError."""
        self.append(Settled.of(gesture.id, note, outcomes))

    def refuse(self, gesture: Gesture, note: str, outcomes: Sequence[Outcome]) -> None:
        """Record a gesture that replaces nothing in the note; raises OSError."""
        self.append(Intent(gesture, note, "", "", tuple(outcomes)), Settled.of(gesture.id, note, outcomes))

    def append(self, *records: Intent | Settled) -> None:
        """Add records and return when the disk has them; when it cannot take them all, it keeps none."""
        size = os.fstat(self._descriptor).st_size
        torn = size and os.pread(self._descriptor, 1, size - 1) != b"\n"
        try:
            write_all(self._descriptor, (b"\n" if torn else b"") + b"".join(map(encode, records)))
            flush(self._descriptor)
        except OSError:
            with suppress(OSError):
                os.ftruncate(self._descriptor, size)
            raise


class Journal:
    """One vault's journal, shared by every run of triage on it."""

    def __init__(self, path: Path, read: Callable[[str], bytes | None]) -> None:
        """Take the file, made when first written, and a way to read a note, None where it cannot be read."""
        self._path = path
        self._read = read

    @contextmanager
    def writing(self) -> Iterator[JournalWriter]:
        """Hold the journal, waiting for whoever holds it; raises OSError and JournalBusy."""
        descriptor = self._open(os.O_CREAT)
        try:
            _lock(descriptor)
            yield JournalWriter(descriptor)
        finally:
            os.close(descriptor)  # and with it the lock

    def entries(self) -> list[Entry]:
        """Every gesture in order, with the lines that it really replaced; raises JournalUnreadable."""
        gestures: dict[str, Gesture] = {}
        written: dict[str, list[Written]] = {}
        spent: dict[str, list[tuple[str, Place]]] = {}
        for logged in self.log():
            gestures.setdefault(logged.gesture.id, logged.gesture)
            written.setdefault(logged.gesture.id, []).extend(
                Written(logged.note, each.edit.place, each.place, each.edit.verb, each.edit.detail)
                for each in logged.outcomes
                if each.is_saved and each.place
            )
            spent.setdefault(logged.gesture.id, []).extend(
                (logged.note, each.edit.place)
                for each in logged.outcomes
                if each.result in {Result.GONE, Result.AMBIGUOUS}
            )
        return [Entry(gesture, tuple(written[id_]), tuple(spent[id_])) for id_, gesture in gestures.items()]

    def log(self) -> Iterator[Logged]:
        """Every gesture in order, once for each of its notes; raises JournalUnreadable.

        What a killed run has left open is settled first: it is written if the note is what it was to be.
        """
        try:
            return iter(self._logged())
        except FileNotFoundError:
            return iter(())
        except OSError as error:
            raise JournalUnreadable(f"The journal {self._path} cannot be read: {said(error)}") from error

    def _logged(self) -> list[Logged]:
        descriptor = self._open(0)
        try:
            _lock(descriptor)
            with open(descriptor, "rb", closefd=False) as file:
                logged, unsettled = _joined(file)
            for index, intent in unsettled.items():
                if settled := self._settled(intent):
                    with suppress(OSError):  # it stays open until the disk takes it
                        JournalWriter(descriptor).append(settled)
                logged[index] = _with(logged[index], settled or _failed(intent))
            return logged
        finally:
            os.close(descriptor)

    def _open(self, flags: int) -> int:
        flags |= os.O_RDWR | os.O_APPEND | os.O_CLOEXEC | os.O_NOFOLLOW
        if not flags & os.O_CREAT or self._path.exists():
            return os.open(self._path, flags, 0o600)
        descriptor = os.open(self._path, flags, 0o600)
        folder = os.open(self._path.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            flush(folder)
        finally:
            os.close(folder)
        return descriptor

    def _settled(self, intent: Intent) -> Settled | None:
        """What the note says about an intent without an outcome, None where it cannot be read now."""
        if (data := self._read(intent.note)) is None:
            return None
        if intent.after and digest(data) == intent.after:
            return Settled.of(intent.gesture.id, intent.note, intent.outcomes)
        return _failed(intent)


def digest(data: bytes) -> str:
    """The SHA-256 of a note."""
    return hashlib.sha256(data).hexdigest()


def _lock(descriptor: int) -> None:
    limit = time.monotonic() + _PATIENCE
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() > limit:
                raise JournalBusy(error.errno, "another run of triage is writing") from error
            time.sleep(0.01)
        else:
            return


def _joined(lines: Iterator[bytes]) -> tuple[list[Logged], dict[int, Intent]]:
    """The intents with their outcomes, in order, and those that have none by their number."""
    logged: list[Logged] = []
    latest: dict[tuple[str, str], tuple[int, Intent]] = {}
    for line in lines:
        match decode(line):
            case Intent() as intent:
                key = (intent.gesture.id, intent.note)
                new = Logged(intent.gesture, intent.note, intent.outcomes)
                if key in latest:  # tried again, since the note had changed
                    index, _ = latest[key]
                    logged[index] = new
                else:
                    index = len(logged)
                    logged.append(new)
                latest[key] = index, intent
            case Settled(gesture=gesture, note=note) as settled if (gesture, note) in latest:
                index, intent = latest[gesture, note]
                if len(intent.outcomes) == len(settled.results):
                    logged[index] = _with(logged[index], settled)
                    del latest[gesture, note]
    return logged, dict(latest.values())


def _with(logged: Logged, settled: Settled) -> Logged:
    return replace(
        logged,
        outcomes=tuple(
            replace(outcome, result=result, place=place, reason=reason)
            for outcome, (result, place, reason) in zip(logged.outcomes, settled.results, strict=True)
        ),
    )


def _failed(intent: Intent) -> Settled:
    return Settled(
        intent.gesture.id,
        intent.note,
        tuple(
            (Result.FAILED, None, _KILLED) if each.is_saved else (each.result, each.place, each.reason)
            for each in intent.outcomes
        ),
    )
