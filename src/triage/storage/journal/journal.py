"""The journal: what each gesture was going to write, and its outcome, in files that only grow."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from triage.core.config import Write
from triage.core.errors import TriageError
from triage.core.history.gesture import Entry
from triage.storage.file import let_go, said
from triage.storage.journal.damaged_file import sentence
from triage.storage.journal.gathering import Gathering
from triage.storage.journal.gesture_lock import GestureLocks
from triage.storage.journal.journal_file import JournalFile, Limits, lines_of
from triage.storage.journal.journal_line import OPENS, Damaged, decode
from triage.storage.journal.journal_reading import Portion, Reading, damaged_in, mended
from triage.storage.journal.journal_record import Intent, NoteOutcome, Opening, Trace, digest
from triage.storage.journal.journal_writer import JournalWriter
from triage.storage.journal.logged import found_in, killed
from triage.storage.journal.retention import Retention

_GESTURES = "gestures"
"""The folder of the locks of gestures."""
_LATEST_BYTES = 2**18
"""How much of the journal's end a start reads: some hundred gestures."""
_MARGIN = 4
"""One part in so many of the bytes read only shows which gestures began before the rest."""
_FURTHER = 4
"""How many times more is read if that was not enough."""


class JournalUnreadable(TriageError):
    """A journal that is there but cannot be read, with the reason."""


class Journal:
    """One vault's journal, shared by all runs; each object knows which gestures its own run opened."""

    def __init__(
        self,
        path: Path,
        read: Callable[[str], bytes | None],
        limits: Limits | None = None,
    ) -> None:
        """Take the file, which need not exist, and a function that reads a note, None if it is unreadable."""
        self._path = path
        self._read = read
        self._file = JournalFile(path, limits or Limits())
        self._locks = GestureLocks(path.parent / _GESTURES)
        self._opened: dict[str, Opening] = {}
        self._known: tuple[object, Reading] | None = None
        self.problems: list[str] = []
        """The damaged files that were found, a sentence each."""

    @contextmanager
    def writing(self) -> Iterator[JournalWriter]:
        """Hold the journal, after waiting for another run; raises OSError and JournalBusy."""
        descriptor = self._file.hold(create=True)
        try:
            if self._file.is_full(descriptor) and not self._locks.any_held():
                descriptor = self._cut(descriptor)
            yield JournalWriter(descriptor, self._opened, self._locks)
        finally:
            let_go(descriptor)  # this releases the lock

    def latest(self, is_enough: Callable[[Sequence[Entry]], bool] | None = lambda entries: True) -> Reading:
        """The latest gestures until they are enough, all for None; raises JournalUnreadable.

        First, intents that a killed run has left open are settled: a line that stands in the note was
        written. The files are read again only if they have changed, or if more gestures are needed.
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
        """The intents of these drafts, by the draft's name, while the journal is held; raises OSError."""
        most = _LATEST_BYTES
        while True:
            is_whole = most >= self._file.size
            found = _intents(self._file.lines(None if is_whole else most), drafts)
            if is_whole or len(found) == len(drafts):
                return found
            most *= _FURTHER

    def _read_held(self, is_enough: Callable[[Sequence[Entry]], bool] | None) -> tuple[Reading, object]:
        """The gestures, and the signature of the files; None for it if a gesture may still change."""
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
        """Settle the intents that a killed run has left open; whether all could be settled."""
        writer = JournalWriter(descriptor, self._opened, self._locks)
        is_final = True
        for intent in gathering.unsettled:
            settled = self._settled(intent)
            if settled is None:
                is_final = False
            else:
                with suppress(OSError):  # the intent stays open until the disk takes the record
                    writer.settle(settled)
            gathering.take(settled or killed(intent))
        return is_final

    def _mend(self, descriptor: int) -> int:
        """Set damaged files aside, and go on with copies that hold their good records.

        Returns the descriptor of the growing file, which is held instead of the old one.
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
                    f"{len(indexes):,} damaged records in {path} are skipped, and the file cannot be set "
                    f"aside: {said(error)}"
                )
            else:
                self.problems.append(sentence("journal", len(indexes), path.with_name(name)))
        return descriptor

    def _settled(self, intent: Intent) -> NoteOutcome | None:
        """The outcome of an open intent, as its note shows; None if the note cannot be read now."""
        if (data := self._read(intent.note)) is None:
            return None
        if not intent.after or digest(data) == intent.before:
            return killed(intent)
        if intent.trace and intent.trace.mode == Write.INPLACE and intent.trace.file.exists():
            return None  # half written; repairing the note will record the outcome
        if digest(data) == intent.after:
            return NoteOutcome(intent.gesture.id, intent.note)
        return found_in(intent, data)

    def _cut(self, descriptor: int) -> int:
        """Put the full file aside and remove files beyond the limits; the descriptor of the new file."""
        with suppress(OSError):  # else the file grows until this works
            descriptor = self._file.put_aside(descriptor)
            retention = Retention([*self._file.segments(), self._path])
            self._file.prune(retention.needs)
        return descriptor


def _intents(lines: Iterable[bytes], drafts: Collection[str]) -> dict[str, Intent]:
    """The intents in these lines that name one of these drafts, by the draft's name."""
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
