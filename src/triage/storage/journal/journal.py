"""The journal: what every gesture was about to do, and its outcome, in files that only grow."""

import hashlib
import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from triage.core.config import Write
from triage.core.errors import TriageError
from triage.core.history.gesture import Entry, Gesture, Interrupted
from triage.core.task.edit import LineEdit, Outcome
from triage.storage.file import flush, let_go, said, write_all
from triage.storage.journal.damaged_file import sentence
from triage.storage.journal.gesture_lock import GestureLocks
from triage.storage.journal.journal_file import LONGEST_BYTES, JournalFile, Limits, lines_of
from triage.storage.journal.journal_line import OPENS, Damaged, decode, encode, is_torn
from triage.storage.journal.journal_reading import Portion, Reading, damaged_in, mended
from triage.storage.journal.journal_record import Ending, Intent, NoteOutcome, Opening, Trace
from triage.storage.journal.logged import Contradiction, Gathering, LoggedGesture, cut_off, found_in, killed

_GESTURES = "gestures"
"""The folder of the gestures that are being written now."""
_LATEST_BYTES = 2**18
"""How much of its end a start reads: some hundred gestures."""
_MARGIN = 4
"""Which part of what is read from the end serves to see which gestures began before it: one in so many."""
_FURTHER = 4
"""How many times as much is read if that was not enough."""
_UNDOABLE = 20
"""So many gestures are kept whatever the limits say, and all that their runs did."""
_OF = re.compile(rb'"gesture":("(?:[^"\\]|\\.)*")(?:,"run":("(?:[^"\\]|\\.)*"))?')
_HEAD_BYTES = 4096
"""How much of a record surely holds its gesture and run."""
_BLOCK_BYTES = 2**16


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
        """Record the outcome of each line that was begun; raises OSError.

        Within a gesture that was opened it need not be durable: `close` is, and until then the note tells.
        """
        intent = self._begun.pop((gesture.id, note), None)
        settled = NoteOutcome.of(intent or Intent(gesture, note, "", "", ()), outcomes)
        self._append([encode(settled)], durable=durable)

    def refuse(self, gesture: Gesture, note: str, outcomes: Sequence[Outcome]) -> None:
        """Record a gesture that replaces nothing in the note; raises OSError."""
        intent = Intent(gesture, note, "", "", tuple(outcomes))
        records = [encode(intent, self._opened.get(gesture.id)), encode(NoteOutcome.of(intent, outcomes))]
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

    def settle(self, settled: NoteOutcome) -> None:
        """Record the outcome of an intent of a run that was killed; raises OSError."""
        self._append([encode(settled)])

    def _append(self, records: Sequence[bytes], *, durable: bool = True) -> None:
        """Add records and return once the disk has them; when it cannot take them all, it keeps none."""
        size = os.fstat(self._descriptor).st_size
        torn = _tail(self._descriptor, size)
        if torn and is_torn(torn):  # a run was killed: nobody was told that it is there
            size -= len(torn)
            os.ftruncate(self._descriptor, size)
            torn = b""
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
        """Take the file, made when first written, and a way to read a note, None if it cannot be read."""
        self._path = path
        self._read = read
        self._file = JournalFile(path, limits or Limits())
        self._locks = GestureLocks(path.parent / _GESTURES)
        self._opened: dict[str, Opening] = {}
        self._known: tuple[object, Reading] | None = None
        self.problems: list[str] = []
        """What was found damaged, a sentence each."""

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
        """Every gesture in order, with the lines that it really replaced; raises JournalUnreadable."""
        return list(self.latest(None).entries)

    def log(self, is_enough: Callable[[Sequence[Entry]], bool] | None = None) -> Sequence[LoggedGesture]:
        """The latest gestures in order, as many as are enough, None for all, with what they did to each note.

        Raises JournalUnreadable.
        """
        return self.latest(is_enough).gestures

    def interrupted(self) -> Interrupted | None:
        """The last gesture that was cut off and can be gone on with; raises JournalUnreadable.

        None if its user stopped it, where a run is still writing it, or if it was taken back since.
        """
        return self.latest().interrupted

    def latest(self, is_enough: Callable[[Sequence[Entry]], bool] | None = lambda entries: True) -> Reading:
        """The latest gestures: as many as are enough, None for all; raises JournalUnreadable.

        What a killed run has left open is settled first: what stands in the note was written. The files are
        read again only once they have changed, or where more is asked for.
        """
        signature = self._file.signature()
        if self._known and signature is not None and self._known[0] == signature:
            reading = self._known[1]
            if reading.is_whole or (is_enough and is_enough(reading.entries)):
                return reading
        try:
            reading, signature = self._read_held(is_enough)
        except FileNotFoundError:
            return Reading((), (), (), 0, is_whole=True)
        except OSError as error:
            raise JournalUnreadable(f"The journal {self._path} cannot be read: {said(error)}") from error
        self._known = None if signature is None else (signature, reading)
        return reading

    def intents(self, drafts: Collection[str]) -> dict[str, Intent]:
        """What was to be done with these drafts, by name, while the journal is held; raises OSError."""
        most = _LATEST_BYTES
        while True:
            is_whole = most >= self._file.size
            found = _intents(self._file.lines(None if is_whole else most), drafts)
            if is_whole or len(found) == len(drafts):
                return found
            most *= _FURTHER

    def _read_held(self, is_enough: Callable[[Sequence[Entry]], bool] | None) -> tuple[Reading, object]:
        """What was asked for, and the signature of the files, None if they may mean another soon."""
        descriptor = self._file.hold(create=bool(self._file.segments()))
        try:
            most, may_mend = _LATEST_BYTES, True
            while True:
                is_whole = is_enough is None or most >= self._file.size
                lines = self._file.lines(None if is_whole else most)
                portion = Portion(lines, most // _MARGIN, is_whole=is_whole)
                if portion.damaged and may_mend:
                    descriptor, may_mend = self._mend(descriptor), False
                    continue
                is_final = self._settle_all(portion.gathering, descriptor)
                if portion.is_enough and (is_whole or self._locks.knows_all(portion.gathering.ids)):
                    reading = portion.reading(self._locks.is_held)
                    if is_whole or is_enough is None or is_enough(reading.entries):
                        break
                most *= _FURTHER
            self._locks.keep([each.gesture.id for each in reading.cut_off])
            is_final = is_final and not any(each.is_running for each in reading.gestures)
            return reading, self._file.signature() if is_final else None
        finally:
            let_go(descriptor)

    def _settle_all(self, gathering: Gathering, descriptor: int) -> bool:
        """Settle what a killed run has left open; whether all of it could be."""
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
        return is_final

    def _mend(self, descriptor: int) -> int:
        """Set the files aside that are damaged, and go on with what can be read of them.

        The descriptor of the file that grows, held in place of the one that was.
        """
        gathering = Gathering()
        paths = [*self._file.segments(), self._path]
        damaged = {path: damaged_in(lines_of(path), gathering) for path in paths}
        for path, indexes in damaged.items():
            if not indexes:
                continue
            name = self._file.damaged_name(len(indexes))
            try:
                lines = mended(lines_of(path), indexes, name)
                descriptor = self._file.set_aside(descriptor, path, lines, name)
            except OSError as error:
                self.problems.append(
                    f"{len(indexes):,} damaged records in {path} are passed over, which cannot be set aside: "
                    f"{said(error)}"
                )
            else:
                self.problems.append(sentence("journal", len(indexes), path.with_name(name)))
        return descriptor

    def _settled(self, intent: Intent) -> NoteOutcome | None:
        """What the note says about an intent without an outcome, None if it cannot be read now."""
        if (data := self._read(intent.note)) is None:
            return None
        if not intent.after or digest(data) == intent.before:
            return killed(intent)
        if intent.trace and intent.trace.mode == Write.INPLACE and intent.trace.file.exists():
            return None  # half written; whoever puts it right says its outcome
        if digest(data) == intent.after:
            return NoteOutcome(intent.gesture.id, intent.note)
        return found_in(intent, data)

    def _cut(self, descriptor: int) -> int:
        """Put the full file aside and remove what is too old or too much; the file to go on with."""
        with suppress(OSError):  # else it goes on growing until it can be
            descriptor = self._file.put_aside(descriptor)
            undoable = None

            def is_needed(segment: Path) -> bool:
                nonlocal undoable
                undoable = undoable or self._undoable()
                return self._is_needed(segment, *undoable)

            self._file.prune(is_needed)
        return descriptor

    def _undoable(self) -> tuple[set[bytes], set[bytes]]:
        """The gestures that can be undone whatever the limits say, and the runs all of which can be.

        Both by their names as JSON.
        """
        gestures: set[bytes] = set()
        runs: set[bytes] = set()
        for segment in reversed([*self._file.segments(), self._path]):
            here: dict[bytes, bytes] = {}
            for gesture, run in map(_named, lines_of(segment)):
                here[gesture] = run or here.pop(gesture, b"")
            for gesture, run in reversed(here.items()):
                if len(gestures) < _UNDOABLE:
                    gestures.add(gesture)
                if gesture in gestures:
                    runs.add(run)
            if len(gestures) >= _UNDOABLE:
                break
        return gestures - {b""}, runs - {b""}

    def _is_needed(self, segment: Path, gestures: Collection[bytes], runs: Collection[bytes]) -> bool:
        """Whether an older file holds what can still be undone, or is not over.

        That is an intent without an outcome, or a gesture cut off.
        """
        if any(id_ in gestures or run in runs for id_, run in map(_named, lines_of(segment))):
            return True
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
    for line in lines:
        with suppress(Damaged, Contradiction):
            if record := decode(line, gathering.opened):
                gathering.take(record)


def _intents(lines: Iterable[bytes], drafts: Collection[str]) -> dict[str, Intent]:
    """The intents among these lines that have one of these drafts, by its name."""
    names = [draft.encode() for draft in drafts]
    opened: dict[str, Opening] = {}
    found: dict[str, Intent] = {}
    for line in lines:
        if not (line.startswith(OPENS) or any(name in line for name in names)):
            continue
        with suppress(Damaged):
            match decode(line, opened):
                case Opening() as opening:
                    opened[opening.gesture.id] = opening
                case Intent(trace=Trace(draft=draft)) as intent if draft in drafts:
                    found[draft] = intent
    return found


def _named(line: bytes) -> tuple[bytes, bytes]:
    """The gesture and the run that a record names, as JSON; "" for none."""
    found = _OF.search(line, 0, _HEAD_BYTES)
    return (found[1], found[2] or b"") if found else (b"", b"")


def _tail(descriptor: int, size: int) -> bytes:
    """What stands after the last end of a line."""
    tail, at = b"", size
    while at and len(tail) < LONGEST_BYTES:
        block = os.pread(descriptor, min(_BLOCK_BYTES, at), max(0, at - _BLOCK_BYTES))
        before, end, after = block.rpartition(b"\n")
        tail = (after if end else before + after) + tail
        if end:
            break
        at -= len(block)
    return tail
