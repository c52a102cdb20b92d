"""What a save leaves in its stage: the note as it was, for late writers; after a kill, more."""

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
"""The folder beside the journal for what could not be taken into a note."""
_MOST_BYTES: Final = 1 << 30
_MOST_NAME_BYTES: Final = 140
"""Bytes of a file's name that are safe with every file system, the encrypted ones among them."""

_NO_NOTE: Final = "A draft of {note} was left behind, and what it was for is not known; it is kept as"
_CHANGED: Final = "{note} was being written when triage was ended, and has changed since; before it was"
_NOT_TAKEN_IN: Final = "What another program wrote to {note} came too late, it has changed; it is kept as"
_HALF_WRITTEN: Final = "{note} was half written when triage was ended; it is as it was before"
_TAKEN_IN: Final = "{note} was written by another program in the same moment; its text was taken in"

Save = Callable[[str, bytes, bytes], None]
"""Lets a note hold new bytes if it holds the old ones; raises what replacing one does."""


@dataclass(frozen=True, slots=True)
class Fate:
    """The outcome of a leftover, and of the decision that left it."""

    said: str = ""
    """What somebody is to know, "" for nothing."""
    settled: NoteOutcome | None = None
    """The outcome of each line of the intent, if that is to be journalled anew."""


@dataclass(frozen=True, slots=True)
class Leftovers:
    """Decides what becomes of the files in stages; whoever asks holds the journal."""

    root: Path
    kept: Path
    save: Save

    def settle(self, file: Path, intent: Intent | None) -> Fate:
        """Let one file go, its bytes taken into the note or kept."""
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
            file.unlink(missing_ok=True)  # what is kept has another name by now
        except (NoteMoved, Busy):
            return Fate()
        except (Unwritable, Unsupported, Unconfirmed, OSError) as error:
            why = said(error) if isinstance(error, OSError) else error
            return Fate(f"What stands in {file} could not be taken into its note: {why}")
        return settlement

    def _is_needed(self, file: Path, data: bytes, intent: Intent | None, note: bytes | None) -> bool:
        """Whether a leftover holds anything that its note does not."""
        if data == note or not data:
            return False
        if intent is not None and note == apply_edits(data, intent.edits)[0]:
            return False  # it was taken in
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
        """Whether the note is still the file that it was before the intent: no draft has taken its place."""
        assert intent.trace
        try:
            return resolved(self.root, intent.note).stat().st_ino == intent.trace.inode
        except (NoteUnreadable, OSError):
            return False

    def _needed(self, file: Path, data: bytes, intent: Intent | None, note: bytes | None) -> Fate:
        """Let the note hold what the leftover holds, if nothing else was written since; else keep it."""
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
        """Put a leftover where nothing deletes it; a sentence that says so."""
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
    """Give a file another name, or a copy under it if that is on another disk; raises OSError."""
    try:
        os.link(file, target, follow_symlinks=False)
    except FileExistsError:
        raise
    except OSError:  # another mount, or no links there
        with target.open("xb") as copy:
            copy.write(file.read_bytes())


def _moment(file: Path) -> datetime:
    """When a file was written; when it was changed in any way if no calendar reaches so far."""
    status = file.stat()
    try:
        return datetime.fromtimestamp(status.st_mtime).astimezone()
    except (OverflowError, ValueError, OSError):
        return datetime.fromtimestamp(status.st_ctime).astimezone()


def _fitting(beginning: str, name: str) -> str:
    """A file name that no file system finds too long: of the name as much of the end as there is room for."""
    data = os.fsencode(name)
    rest = data[-(_MOST_NAME_BYTES - len(os.fsencode(beginning))) :]
    while rest and len(rest) < len(data) and 0x80 <= rest[0] < 0xC0:
        rest = rest[1:]  # the middle of a character
    return beginning + os.fsdecode(rest)


def _added(data: bytes, known: set[str]) -> bytes:
    """What stands behind one of the texts whose SHA-256 is known; nothing if none is the beginning."""
    so_far, at = sha256(), 0
    for line in data.splitlines(keepends=True):
        so_far.update(line)
        at += len(line)
        if line.endswith(b"\n") and so_far.hexdigest() in known:
            return data[at:]
    return b""


def is_unused(file: Path) -> bool:
    """Whether no program has a file open; if there are no leases, nobody can say."""
    with opened(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC) as descriptor:
        try:
            return is_free(descriptor)
        except Unsupported:
            return True
