"""Files that saves leave in stages: the note's old text, for late writers; after a kill, also drafts."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Final

from triage.core.config import Write
from triage.core.errors import NoteUnreadable
from triage.core.task.edit import apply_edits
from triage.storage.file import read_regular, said
from triage.storage.journal.journal_record import Intent, NoteOutcome, digest
from triage.storage.journal.logged import killed
from triage.storage.note_file import read_note, resolved
from triage.storage.replacing.draft import LATE
from triage.storage.replacing.in_place import restore
from triage.storage.replacing.lease import is_free
from triage.storage.replacing.overwriting import is_torn
from triage.storage.replacing.target import Busy, NoteMoved, Unconfirmed, Unsupported, Unwritable, opened

KEPT: Final = "kept"
"""The folder beside the journal for text that could not be taken into its note."""
_MOST_BYTES: Final = 1 << 30
_MOST_NAME_BYTES: Final = 140
"""A file name of so many bytes is short enough for every file system, also an encrypted one."""

_NO_NOTE: Final = "A draft of {note} was left behind, and its purpose is not known; it is kept as"
_CHANGED: Final = (
    "{note} was being written when triage was ended, and has changed since; its old text is kept as"
)
_NOT_TAKEN_IN: Final = (
    "Another program wrote {note} too late, and the note has changed; what it wrote is kept as"
)
_HALF_WRITTEN: Final = "{note} was half written when triage was ended; its old text is back"
_TAKEN_IN: Final = "Another program wrote {note} at the same moment; its text was taken into the note"

Save = Callable[[str, bytes, bytes], None]
"""Takes a note, its old bytes and its new bytes, and replaces them; raises what `replace_note` raises."""


@dataclass(frozen=True, slots=True)
class Fate:
    """What was done with a leftover."""

    said: str = ""
    """What the user must know, "" for nothing."""
    settled: NoteOutcome | None = None
    """The new outcome of the intent, if it must be journalled again."""


@dataclass(frozen=True, slots=True)
class Leftovers:
    """Removes, takes in or keeps the files in stages; the caller holds the journal."""

    root: Path
    kept: Path
    save: Save

    def settle(self, file: Path, intent: Intent | None) -> Fate:
        """Remove one file, after its text was taken into the note or kept, if the note lacks it."""
        try:
            if not is_unused(file):
                return Fate()
            data = read_regular(file, _MOST_BYTES)
        except FileNotFoundError:
            return Fate()
        except OSError as error:
            return Fate(f"The draft {file} cannot be read: {said(error)}")
        note = self._read(intent.note) if intent else None
        try:
            settlement = Fate()
            if self._is_needed(file, data, intent, note):
                settlement = self._needed(file, data, intent, note)
            file.unlink(missing_ok=True)  # a kept file has another name already
        except (NoteMoved, Busy):
            return Fate()
        except (Unwritable, Unsupported, Unconfirmed, OSError) as error:
            why = said(error) if isinstance(error, OSError) else error
            return Fate(f"What stands in {file} could not be taken into its note: {why}")
        return settlement

    def _is_needed(self, file: Path, data: bytes, intent: Intent | None, note: bytes | None) -> bool:
        """Whether a leftover holds text that its note lacks."""
        if data == note or not data:
            return False
        if intent is not None and note == apply_edits(data, intent.edits)[0]:
            return False  # its text was taken in already
        if intent is None or intent.trace is None:
            return True
        known = digest(data) in {intent.before, intent.after}
        match intent.trace.mode:
            case Write.INPLACE:
                # a copy is whole before the note is touched
                return known and note is not None and digest(note) not in {intent.before, intent.after}
            case Write.REPLACE:
                return file.name.endswith(LATE)
        if known:
            return False
        was_exchanged = file.stat().st_ino == intent.trace.inode or not self._stands(intent)
        return was_exchanged or file.name.endswith(LATE)

    def _stands(self, intent: Intent) -> bool:
        """Whether the note is still the same file as before the intent: no draft has replaced it."""
        assert intent.trace
        try:
            return resolved(self.root, intent.note).stat().st_ino == intent.trace.inode
        except (NoteUnreadable, OSError):
            return False

    def _needed(self, file: Path, data: bytes, intent: Intent | None, note: bytes | None) -> Fate:
        """Take a leftover's text into its note if nothing else was written since; else keep it."""
        if intent is None or note is None:
            return Fate(self._keep(file, intent, _NO_NOTE))
        edits = [outcome.edit for outcome in intent.outcomes if outcome.is_saved]
        after, outcomes = apply_edits(data, edits)
        if intent.trace and intent.trace.mode == Write.INPLACE:
            if not is_torn(note, data, after):
                return Fate(self._keep(file, intent, _CHANGED))
            restore(resolved(self.root, intent.note), note, data)
            return Fate(_HALF_WRITTEN.format(note=intent.note), killed(intent))
        if file.name.endswith(LATE) or digest(note) != intent.after:
            if (added := _added(data, {intent.before, intent.after})) and note.endswith(b"\n"):
                self.save(intent.note, note, note + added)
                return Fate(_TAKEN_IN.format(note=intent.note))
            return Fate(self._keep(file, intent, _NOT_TAKEN_IN))
        self.save(intent.note, note, after)
        taken = iter(outcomes)
        return Fate(
            _TAKEN_IN.format(note=intent.note),
            NoteOutcome.of(intent, [next(taken) if each.is_saved else each for each in intent.outcomes]),
        )

    def _read(self, note: str) -> bytes | None:
        try:
            return read_note(resolved(self.root, note), note)
        except NoteUnreadable:
            return None

    def _keep(self, file: Path, intent: Intent | None, why: str) -> str:
        """Move a leftover where nothing deletes it; a sentence that says so."""
        name = Path(intent.note).name if intent else "unknown.md"
        self.kept.mkdir(mode=0o700, parents=True, exist_ok=True)
        target = self.kept / _fitting(f"{_moment(file):%Y-%m-%d %H%M%S} {file.name[:8]} ", name)
        try:
            _copy(file, target)
        except FileExistsError:
            target = target.with_name(file.name)
            _copy(file, target)
        target.chmod(0o600)
        file.unlink()
        return f"{why.format(note=intent.note if intent else 'a note')}: {target}"


def _copy(file: Path, target: Path) -> None:
    """Link a file to another name, or copy it if it cannot be linked; raises OSError."""
    try:
        os.link(file, target, follow_symlinks=False)
    except FileExistsError:
        raise
    except OSError:  # another mount, or a file system without links
        with target.open("xb") as copy:
            copy.write(file.read_bytes())


def _moment(file: Path) -> datetime:
    """When a file was written; if the calendar lacks that time, when its status changed."""
    status = file.stat()
    try:
        return datetime.fromtimestamp(status.st_mtime).astimezone()
    except (OverflowError, ValueError, OSError):
        return datetime.fromtimestamp(status.st_ctime).astimezone()


def _fitting(beginning: str, name: str) -> str:
    """A file name of a safe length: the beginning, and as much of the end of the name as fits."""
    data = os.fsencode(name)
    rest = data[-(_MOST_NAME_BYTES - len(os.fsencode(beginning))) :]
    while rest and len(rest) < len(data) and 0x80 <= rest[0] < 0xC0:
        rest = rest[1:]  # the middle of a character
    return beginning + os.fsdecode(rest)


def _added(data: bytes, known: set[str]) -> bytes:
    """The bytes after the beginning whose SHA-256 is among the known ones; b"" if there is none."""
    so_far, at = sha256(), 0
    for line in data.splitlines(keepends=True):
        so_far.update(line)
        at += len(line)
        if line.endswith(b"\n") and so_far.hexdigest() in known:
            return data[at:]
    return b""


def is_unused(file: Path) -> bool:
    """Whether no program has a file open; True also if the system has no leases to tell."""
    with opened(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC) as descriptor:
        try:
            return is_free(descriptor)
        except Unsupported:
            return True
