"""Writing a vault's notes one save at a time, and cleaning up what saves leave behind."""

import errno
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from triage.core.config import Write
from triage.core.history.gesture import Gesture
from triage.core.task.edit import LineEdit, Outcome
from triage.storage.file import flush, said
from triage.storage.flushing import Flushing
from triage.storage.journal.gesture_lock import BeingWritten
from triage.storage.journal.journal import Journal
from triage.storage.journal.journal_file import NAME, JournalBusy, patient
from triage.storage.journal.journal_record import digest
from triage.storage.journal.journal_writer import JournalWriter
from triage.storage.journal.leftover import KEPT, Leftovers, is_unused
from triage.storage.note_file import resolved
from triage.storage.replacing.draft import drafts_in, new_name, tidy
from triage.storage.replacing.file_systems import FileSystems
from triage.storage.replacing.replace import replace_note
from triage.storage.replacing.target import READ, Unconfirmed, opened
from triage.storage.save import Save, failed
from triage.storage.watching.absence import Absence

_NAME_CHARACTERS: Final = len(new_name())
_KEEP_SECONDS: Final = 60.0
"""How long a note's old text is kept for programs that had the note open."""
_SAVING_SECONDS: Final = 10.0
"""How long a save waits for the saves of other threads and runs."""
_TIDYING_SECONDS: Final = 0.5
"""How long the cleaning waits for other saves; the user may be waiting to leave."""


@dataclass(frozen=True, slots=True)
class _Left:
    """A file that keeps a note's text from before a save of this run."""

    since: float
    file: Path
    digest: str


class Writing:
    """Saves in one vault; any thread may call each method."""

    def __init__(self, root: Path, state: Path, write: Write, journal: Journal) -> None:
        """Take the vault without links in its path, and the folder of its journal and drafts."""
        self.file_systems = FileSystems(root, state, write)
        self._root = root
        self._state = state
        self._journal = journal
        self._saving = threading.Lock()
        self._opened: dict[str, tuple[Flushing, Absence]] = {}
        self._refused: set[str] = set()
        """The gestures that could not begin here, since another run was writing them."""
        self._left: list[_Left] = []
        self._said: list[str] = []

    def begin(self, gesture: Gesture, edits: Mapping[str, Sequence[LineEdit]]) -> None:
        """Open a gesture over several notes; if another run is writing it, its saves will be refused."""
        self._refused.discard(gesture.id)
        try:
            with self._held() as journal:
                journal.open(gesture, edits)
        except BeingWritten:
            self._refused.add(gesture.id)
            return
        except OSError:  # each save reports it, unless the disk has room again
            return
        self._opened[gesture.id] = Flushing(), Absence()

    def save(self, note: str, edits: Sequence[LineEdit], gesture: Gesture) -> list[Outcome]:
        """Replace lines of one note, journalled before; an outcome for each line, in order.

        Never raises: a failure is an outcome. Within a gesture that was begun, the outcomes are certain once
        the gesture has ended.
        """
        if gesture.id in self._refused:
            return failed(edits, "Another run of triage is writing this gesture now")
        is_begun = gesture.id in self._opened
        flushing, absence = self._opened.get(gesture.id) or (Flushing(), Absence())
        try:
            with self._held() as journal:
                self._look_after(journal, self._due())
                save = Save(self._root, self.file_systems, journal, absence)
                outcomes = save.run(note, edits, gesture, flushing, is_last=not is_begun)
                self._left += [_Left(time.monotonic(), *each) for each in save.left]
                return outcomes
        except OSError as error:
            return failed(edits, f"The journal could not be written: {said(error)}")

    def end(self, gesture: Gesture, *, is_stopped: bool, is_over: bool = True) -> Mapping[str, str]:
        """Flush a gesture that was begun, then close it, or leave it cut off if it is not over.

        Returns the notes that the disk did not confirm, with the reason.
        """
        if gesture.id not in self._opened:
            return {}
        flushing, _ = self._opened.pop(gesture.id)
        notes = flushing.notes
        unconfirmed = flushing.flush()
        try:
            if is_over:
                with self._held() as journal:
                    journal.close(gesture.id, unconfirmed=unconfirmed, is_stopped=is_stopped)
            else:
                with opened(self._state / NAME, READ) as file:
                    flush(file)
        except OSError as error:
            reason = f"The journal could not be finished: {said(error)}"
            return {**dict.fromkeys(notes, reason), **unconfirmed}
        return unconfirmed

    def tidy(self, *, is_last: bool = False) -> list[str]:
        """Clean up what killed runs and late writers have left; what the user must know, a sentence each.

        The old text of a note stays for a minute, unless this call `is_last`; then only files that a program
        has open stay. If others save for too long, everything is left to the next call. Raises OSError if
        the journal cannot be held.
        """
        stages = self.file_systems.all_stages()
        if not any(stage.exists() for stage in stages):
            return self._told()
        young = set() if is_last else {left.file for left in self._left if not _is_old(left)}
        with suppress(JournalBusy), self._held(_TIDYING_SECONDS) as journal:
            self._look_after(journal, [file for file in drafts_in(stages) if file not in young])
            tidy(stages)
        return self._told()

    @contextmanager
    def _held(self, patience: float = _SAVING_SECONDS) -> Iterator[JournalWriter]:
        """Hold the journal, so that no other thread or run saves; raises OSError and JournalBusy."""
        began = time.monotonic()
        if not self._saving.acquire(timeout=patience):
            raise JournalBusy(errno.EAGAIN, "an earlier save has not ended")
        try:
            with patient(patience - (time.monotonic() - began)), self._journal.writing() as journal:
                yield journal
        finally:
            self._saving.release()

    def _told(self) -> list[str]:
        """The sentences since the last call."""
        told, self._said = self._said, []
        return told

    def _due(self) -> list[Path]:
        """The old texts that were kept for long enough."""
        return [left.file for left in self._left if _is_old(left)]

    def _look_after(self, journal: JournalWriter, files: Sequence[Path]) -> None:
        """Remove, take in or keep these files of stages, while the journal is held."""
        own = {left.file: left.digest for left in self._left}
        files = [file for file in files if not _is_untouched(file, own.get(file, ""))]
        leftovers = Leftovers(self._root, self._state / KEPT, self._take_in)
        intents = self._journal.intents({file.name[:_NAME_CHARACTERS] for file in files}) if files else {}
        for file in files:
            intent = intents.get(file.name[:_NAME_CHARACTERS])
            settlement = leftovers.settle(file, intent)
            if settlement.settled:
                journal.settle(settlement.settled)
            if settlement.said:
                self._said.append(settlement.said)
        self._left = [left for left in self._left if left.file.exists()]

    def _take_in(self, note: str, before: bytes, after: bytes) -> None:
        """Replace a note's bytes, and remove the old text unless a program wrote into it."""
        path = resolved(self._root, note)
        trace = replace_note(self.file_systems, path, before, after, lambda trace: None)
        flushing = Flushing()
        flushing.add(note, (path.parent, Path(trace.stage)))
        if note in (unconfirmed := flushing.flush()):
            raise Unconfirmed(unconfirmed[note])
        if trace.mode == Write.EXCHANGE:
            _is_untouched(trace.file, digest(before))


def _is_old(left: _Left) -> bool:
    return time.monotonic() - left.since >= _KEEP_SECONDS


def _is_untouched(file: Path, known: str) -> bool:
    """Whether a note's old text is gone: it is removed if it is unchanged and no program has it open."""
    try:
        if not known or not is_unused(file) or digest(file.read_bytes()) != known:
            return False
        file.unlink()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True
