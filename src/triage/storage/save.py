"""Saving the edits of one note: read, replace, and read again if another program was quicker."""

import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from triage.core.config import Write
from triage.core.errors import NoteGone, NoteUnreadable
from triage.core.history.gesture import Gesture
from triage.core.task.edit import LineEdit, Outcome, Result, apply_edits
from triage.storage.file import said
from triage.storage.flushing import Flushing
from triage.storage.journal.journal_record import Intent, digest
from triage.storage.journal.journal_writer import JournalWriter
from triage.storage.journal.logged import found_in
from triage.storage.note_file import read_note, resolved
from triage.storage.replacing.file_systems import FileSystems
from triage.storage.replacing.lease import rests
from triage.storage.replacing.replace import replace_note
from triage.storage.replacing.target import Busy, NoteMoved, Superseded, Unconfirmed, Unwritable
from triage.storage.watching.absence import Absence

_TRIES: Final = 8
"""How often, at least, a note is read again because others changed it meanwhile."""
_PATIENCE_SECONDS: Final = 1.0
"""Seconds to wait for other programs to let go of the note."""
_STEP_SECONDS: Final = 0.02
_RESTLESS: Final = "The note kept changing while it was being written; try again"
_BUSY: Final = "Another program has the note open for writing"


class Save:
    """One note's save, while the journal is held."""

    def __init__(
        self, root: Path, file_systems: FileSystems, journal: JournalWriter, absence: Absence
    ) -> None:
        """Save in a vault, whose root has no links in its path."""
        self._root = root
        self._file_systems = file_systems
        self._journal = journal
        self._absence = absence
        self.left: list[tuple[Path, str]] = []
        """The files that keep a note's old text, each with the SHA-256 of that text."""

    def run(
        self, note: str, edits: Sequence[LineEdit], gesture: Gesture, flushing: Flushing, *, is_last: bool
    ) -> list[Outcome]:
        """Replace lines of a note; raises OSError, with nothing written, if the journal cannot be written.

        The outcomes are certain once `flushing` is flushed; the last save of a gesture (`is_last`) does it.
        """
        limit = time.monotonic() + _PATIENCE_SECONDS
        tries = 0
        outcomes: list[Outcome] = []
        reason = _RESTLESS
        result = Result.FAILED
        superseded: list[Outcome] = []
        while tries < _TRIES or time.monotonic() < limit:
            try:
                path = resolved(self._root, note)  # a link in the vault stays a link
                before = read_note(path, note)
            except NoteGone as error:
                if self._absence.is_waited_for():
                    continue
                return self._refused(
                    gesture, note, [Outcome(e, Result.GONE, reason=str(error)) for e in edits]
                )
            except NoteUnreadable as error:
                return self._refused(gesture, note, failed(edits, str(error)))
            after, outcomes = apply_edits(before, edits)
            if superseded:
                written = Intent(gesture, note, "", "", tuple(superseded))
                outcomes = _standing(outcomes, written, before)
            is_all_there = all(outcome.is_saved for outcome in outcomes)
            if not is_all_there and time.monotonic() < limit and not rests(path, before):
                time.sleep(_STEP_SECONDS)  # another program may have written half of it
                continue
            if after == before and superseded:
                return self._ended(gesture, note, outcomes, durable=is_last)
            if after == before:
                return self._refused(gesture, note, outcomes)
            begin = partial(self._journal.begin, gesture, note, before, after, outcomes)
            try:
                trace = replace_note(self._file_systems, path, before, after, begin)
            except NoteMoved as error:
                tries += 1
                if isinstance(error, Superseded):
                    superseded = outcomes
                continue
            except Busy:
                if time.monotonic() < limit:
                    time.sleep(_STEP_SECONDS)
                    continue
                result, reason = Result.BUSY, _BUSY
                break
            except Unwritable as error:
                reason = str(error)
                break
            except Unconfirmed as error:
                outcomes = [outcome.unconfirmed(str(error)) for outcome in outcomes]
                return self._ended(gesture, note, outcomes, durable=is_last)
            if trace.mode == Write.EXCHANGE:
                self.left.append((trace.file, digest(before)))
            flushing.add(note, (path.parent, Path(trace.stage)))
            unconfirmed = flushing.flush() if is_last else {}
            if note in unconfirmed:
                outcomes = [outcome.unconfirmed(unconfirmed[note]) for outcome in outcomes]
            return self._ended(gesture, note, outcomes, durable=is_last)
        return self._ended(gesture, note, _unwritten(outcomes, result, reason), durable=is_last)

    def _refused(self, gesture: Gesture, note: str, outcomes: list[Outcome]) -> list[Outcome]:
        """The outcomes, journalled if a line was not written: an undo that takes nothing back is spent."""
        if gesture.is_beside or not all(outcome.is_saved for outcome in outcomes):
            with suppress(OSError):  # no note depends on it
                self._journal.refuse(gesture, note, outcomes)
        return outcomes

    def _ended(self, gesture: Gesture, note: str, outcomes: list[Outcome], *, durable: bool) -> list[Outcome]:
        try:
            self._journal.end(gesture, note, outcomes, durable=durable)
        except OSError as error:  # the intent is in the journal: its next reading settles it
            reason = f"The journal could not be finished: {said(error)}"
            return [outcome.unconfirmed(reason) for outcome in outcomes]
        return outcomes


def _standing(outcomes: list[Outcome], written: Intent, data: bytes) -> list[Outcome]:
    """The outcomes, but saved for each line that was written before and still stands in the note."""
    return [
        outcome if outcome.is_saved or result is not Result.SAVED else Outcome(outcome.edit, result, place)
        for outcome, (result, place, _) in zip(outcomes, found_in(written, data).results or (), strict=True)
    ]


def failed(edits: Sequence[LineEdit], reason: str) -> list[Outcome]:
    """The outcomes of edits of which none was tried."""
    return [Outcome(edit, Result.FAILED, reason=reason) for edit in edits]


def _unwritten(outcomes: Sequence[Outcome], result: Result, reason: str) -> list[Outcome]:
    """The outcomes, with another result for the lines that would have been saved."""
    return [
        replace(each, result=result, reason=reason, place=None) if each.is_saved else each
        for each in outcomes
    ]
