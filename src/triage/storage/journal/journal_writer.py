"""Adding records to the journal while it is held."""

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress

from triage.core.history.gesture import Gesture
from triage.core.task.edit import LineEdit, Outcome
from triage.storage.file import flush, write_all
from triage.storage.journal.gesture_lock import GestureLocks
from triage.storage.journal.journal_file import LONGEST_BYTES
from triage.storage.journal.journal_line import encode, is_torn
from triage.storage.journal.journal_record import Ending, Intent, NoteOutcome, Opening, Trace, digest

_BLOCK_BYTES = 2**16


class JournalWriter:
    """The held journal: while it is held, no other run saves in this vault."""

    def __init__(self, descriptor: int, opened: dict[str, Opening], locks: GestureLocks) -> None:
        """Append to a locked file; `opened` holds the gestures that this run is writing."""
        self._descriptor = descriptor
        self._opened = opened
        self._locks = locks
        self._begun: dict[tuple[str, str], Intent] = {}

    def open(self, gesture: Gesture, edits: Mapping[str, Sequence[LineEdit]]) -> None:
        """Record every line that a gesture will write, by note, before the first; raises OSError.

        The gesture counts as being written until `close`, or until this process ends.
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
        """Record the expected outcome of each line before the note is replaced; raises OSError."""
        intent = Intent(gesture, note, digest(before), digest(after), tuple(expected), trace)
        self._append([encode(intent, self._opened.get(gesture.id))])
        self._begun[gesture.id, note] = intent

    def end(self, gesture: Gesture, note: str, outcomes: Sequence[Outcome], *, durable: bool = True) -> None:
        """Record the outcome of each line that was begun; raises OSError.

        Within an opened gesture the record need not be `durable`: `close` flushes it, and until then the note
        shows the outcome.
        """
        intent = self._begun.pop((gesture.id, note), None)
        settled = NoteOutcome.of(intent or Intent(gesture, note, "", "", ()), outcomes)
        self._append([encode(settled)], durable=durable)

    def refuse(self, gesture: Gesture, note: str, outcomes: Sequence[Outcome]) -> None:
        """Record that a gesture replaces nothing in a note; raises OSError."""
        intent = Intent(gesture, note, "", "", tuple(outcomes))
        records = [encode(intent, self._opened.get(gesture.id)), encode(NoteOutcome.of(intent, outcomes))]
        self._append(records)

    def close(self, gesture_id: str, *, unconfirmed: Mapping[str, str], is_stopped: bool) -> None:
        """Record the end of an opened gesture, and flush all its records; raises OSError.

        `unconfirmed` holds the notes that the disk did not confirm, with the reason. If this raises and
        any line was left, the gesture counts as cut off.
        """
        try:
            self._append([encode(Ending(gesture_id, unconfirmed, is_stopped))])
        finally:
            self._opened.pop(gesture_id, None)
            self._locks.release(gesture_id)

    def settle(self, settled: NoteOutcome) -> None:
        """Record the outcome of an intent whose run was killed; raises OSError."""
        self._append([encode(settled)])

    def _append(self, records: Sequence[bytes], *, durable: bool = True) -> None:
        """Add records, and return once the disk has them; raises OSError with none of them added."""
        size = os.fstat(self._descriptor).st_size
        torn = _tail(self._descriptor, size)
        if torn and is_torn(torn):  # a run was killed: nobody relies on this record
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


def _tail(descriptor: int, size: int) -> bytes:
    """The bytes after the last end of a line."""
    tail, at = b"", size
    while at and len(tail) < LONGEST_BYTES:
        block = os.pread(descriptor, min(_BLOCK_BYTES, at), max(0, at - _BLOCK_BYTES))
        before, end, after = block.rpartition(b"\n")
        tail = (after if end else before + after) + tail
        if end:
            break
        at -= len(block)
    return tail
