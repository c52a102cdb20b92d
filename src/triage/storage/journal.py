"""The journal: what every gesture was about to do, and what became of it, in files that only grow."""

import hashlib
import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from triage.core.config import Write
from triage.core.edit import LineEdit, Outcome
from triage.core.errors import TriageError
from triage.core.gesture import Entry, Gesture, Interrupted
from triage.storage.file import flush, let_go, said, write_all
from triage.storage.gesture_lock import GestureLocks
from triage.storage.journal_file import JournalFile, Limits, lines_of
from triage.storage.journal_line import OPENS, decode, encode
from triage.storage.journal_record import Ending, Intent, Opening, Record, Settled, Trace
from triage.storage.logged import Gathering, LoggedGesture, cut_off, found_in, killed

_GESTURES = "gestures"
"""The folder of the gestures that are being written now."""


class JournalUnreadable(TriageError):
    """A journal that is there but cannot be read, with the reason."""


class JournalWriter:
    """The journal while it is held, so that nobody else saves in this vault."""

    def __init__(self, descriptor: int, opened: dict[str, Opening], locks: GestureLocks) -> None:
        """Append to a locked file; `opened` are the gestures that this run is writing."""
        self._descriptor = descriptor
        self._opened = opened
        self._locks = locks
        self._begun: dict[tuple[str, str], Intent] = {}

    def open(self, gesture: Gesture, edits: Mapping[str, Sequence[LineEdit]]) -> None:
        """Record every line that a gesture is going to write, by note, before the first; raises OSError.

        Until `close`, or the end of this process, it counts as being written.
        """
        opening = Opening(gesture, {note: tuple(lines) for note, lines in edits.items()})
        self._locks.hold(gesture.id)
        try:
            self._append([encode(opening)])
        except OSError:
            self._locks.release(gesture.id)
            raise
        self._opened[gesture.id] = opening

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
        intent = Intent(gesture, note, digest(before), digest(after), tuple(expected), trace)
        self._append([encode(intent, self._opened.get(gesture.id))])
        self._begun[gesture.id, note] = intent

    def end(self, gesture: Gesture, note: str, outcomes: Sequence[Outcome], *, durable: bool = True) -> None:
        """Record what became of each line that was begun; raises OSError.

        Within a gesture that was opened it need not be durable: `close` is, and until then the note tells.
        """
        intent = self._begun.pop((gesture.id, note), None)
        settled = Settled.of(intent or Intent(gesture, note, "", "", ()), outcomes)
        self._append([encode(settled)], durable=durable)

    def refuse(self, gesture: Gesture, note: str, outcomes: Sequence[Outcome]) -> None:
        """Record a gesture that replaces nothing in the note; raises OSError."""
        intent = Intent(gesture, note, "", "", tuple(outcomes))
        records = [encode(intent, self._opened.get(gesture.id)), encode(Settled.of(intent, outcomes))]
        self._append(records)

    def close(self, gesture_id: str, *, unconfirmed: Mapping[str, str], is_stopped: bool) -> None:
        """Record the end of a gesture that was opened, all that it wrote before it durable; raises OSError.

        `unconfirmed` are the notes that the disk did not confirm, with the reason. Where it raises, the
        gesture counts as cut off all the same, if any of its lines was left.
        """
        try:
            self._append([encode(Ending(gesture_id, unconfirmed, is_stopped))])
        finally:
            self._opened.pop(gesture_id, None)
            self._locks.release(gesture_id)

    def settle(self, settled: Settled) -> None:
        """Record what became of an intent of a run that was killed; raises OSError."""
        self._append([encode(settled)])

    def _append(self, records: Sequence[bytes], *, durable: bool = True) -> None:
        """Add records and return once the disk has them; when it cannot take them all, it keeps none."""
        size = os.fstat(self._descriptor).st_size
        torn = size and os.pread(self._descriptor, 1, size - 1) != b"\n"
        try:
            write_all(self._descriptor, (b"\n" if torn else b"") + b"".join(records))
            if durable:
                flush(self._descriptor)
        except OSError:
            with suppress(OSError):
                os.ftruncate(self._descriptor, size)
            raise


class Journal:
    """One vault's journal, shared by every run of triage; the object of a run knows what that opened."""

    def __init__(
        self,
        path: Path,
        read: Callable[[str], bytes | None],
        limits: Limits | None = None,
    ) -> None:
        """Take the file, made when first written, and a way to read a note, None where it cannot be read."""
        self._path = path
        self._read = read
        self._file = JournalFile(path, limits or Limits())
        self._locks = GestureLocks(path.parent / _GESTURES)
        self._opened: dict[str, Opening] = {}
        self._known: tuple[object, tuple[list[Entry], Interrupted | None]] | None = None

    @contextmanager
    def writing(self) -> Iterator[JournalWriter]:
        """Hold the journal, waiting for whoever holds it; raises OSError and JournalBusy."""
        descriptor = self._file.hold(create=True)
        try:
            if self._file.is_full(descriptor) and not self._locks.any_held():
                descriptor = self._cut(descriptor)
            yield JournalWriter(descriptor, self._opened, self._locks)
        finally:
            let_go(descriptor)  # and with it the lock

    def entries(self) -> list[Entry]:
        """Every gesture in order, with the lines that it really replaced; raises JournalUnreadable.

        The files are read again only once they have changed.
        """
        return list(self._summary()[0])

    def interrupted(self) -> Interrupted | None:
        """The last gesture that was cut off and can be gone on with; raises JournalUnreadable.

        None where its user stopped it, where a run is still writing it, or where it was taken back since.
        """
        return self._summary()[1]

    def intents(self, drafts: Collection[str]) -> dict[str, Intent]:
        """What was to be done with these drafts, by name, while the journal is held; raises OSError."""
        names = [draft.encode() for draft in drafts]
        opened: dict[str, Opening] = {}
        found: dict[str, Intent] = {}
        for path in [*self._file.segments(), self._path]:
            for line in lines_of(path):
                if not (line.startswith(OPENS) or any(name in line for name in names)):
                    continue
                match decode(line, opened):
                    case Opening() as opening:
                        opened[opening.gesture.id] = opening
                    case Intent(trace=Trace(draft=draft)) as intent if draft in drafts:
                        found[draft] = intent
        return found

    def log(self) -> list[LoggedGesture]:
        """Every gesture in order, with what it did to each of its notes; raises JournalUnreadable.

        What a killed run has left open is settled first: what stands in the note was written.
        """
        return self._read_all()[0]

    def _summary(self) -> tuple[list[Entry], Interrupted | None]:
        signature = self._file.signature()
        if self._known and signature is not None and self._known[0] == signature:
            return self._known[1]
        gestures, signature = self._read_all()
        summary = [each.entry for each in gestures], next(cut_off(gestures), None)
        self._known = None if signature is None else (signature, summary)
        return summary

    def _read_all(self) -> tuple[list[LoggedGesture], object]:
        """Every gesture, and the signature of the files; None where they may mean something else soon."""
        try:
            return self._read_held()
        except FileNotFoundError:
            return [], None
        except OSError as error:
            raise JournalUnreadable(f"The journal {self._path} cannot be read: {said(error)}") from error

    def _read_held(self) -> tuple[list[LoggedGesture], object]:
        descriptor = self._file.hold(create=bool(self._file.segments()))
        try:
            gathering = Gathering()
            _take(gathering, self._file.lines(descriptor))
            self._locks.clear()
            writer = JournalWriter(descriptor, self._opened, self._locks)
            is_final = True
            for intent in gathering.unsettled:
                settled = self._settled(intent)
                if settled is None:
                    is_final = False
                else:
                    with suppress(OSError):  # it stays open until the disk takes it
                        writer.settle(settled)
                gathering.take(settled or killed(intent))
            gestures = gathering.gestures(self._locks.is_held)
            is_final = is_final and not any(each.is_running for each in gestures)
            return gestures, self._file.signature() if is_final else None
        finally:
            let_go(descriptor)

    def _settled(self, intent: Intent) -> Settled | None:
        """What the note says about an intent without an outcome, None where it cannot be read now."""
        if (data := self._read(intent.note)) is None:
            return None
        if not intent.after or digest(data) == intent.before:
            return killed(intent)
        if intent.trace and intent.trace.mode == Write.INPLACE and intent.trace.file.exists():
            return None  # half written; whoever puts it right says what became of it
        if digest(data) == intent.after:
            return Settled(intent.gesture.id, intent.note)
        return found_in(intent, data)

    def _cut(self, descriptor: int) -> int:
        """Put the full file aside and remove what is too old or too much; the file to go on with."""
        with suppress(OSError):  # else it goes on growing until it can be
            descriptor = self._file.put_aside(descriptor)
            self._file.prune(self._is_needed)
        return descriptor

    def _is_needed(self, segment: Path) -> bool:
        """Whether an older file holds what is not over: an intent without an outcome, a gesture cut off."""
        gathering = Gathering()
        _take(gathering, lines_of(segment))
        unended = set(gathering.unended)
        if not gathering.unsettled and not unended:
            return False
        segments = self._file.segments()
        for later in segments[segments.index(segment) + 1 :]:
            _take(gathering, lines_of(later))
        offered = {each.gesture.id for each in cut_off(gathering.gestures(lambda id_: False))}
        return bool(gathering.unsettled) or not unended.isdisjoint(offered)


def digest(data: bytes) -> str:
    """The SHA-256 of a note."""
    return hashlib.sha256(data).hexdigest()


def _take(gathering: Gathering, lines: Iterator[bytes]) -> None:
    record: Record | None
    for line in lines:
        if record := decode(line, gathering.opened):
            gathering.take(record)
