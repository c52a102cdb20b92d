"""The state of a vault's files at one moment."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from triage.core.task.note import FoundNote
from triage.storage.walk import Walk

Mark = tuple[int, int, int, int]
"""What changes if a file is written: inode, size, times of modification and change in nanoseconds."""
NO_MARK: Mark = (-1, -1, -1, -1)
"""The mark of a missing or unknown file."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The notes of a vault and their folders, without the text of the notes."""

    root: tuple[int, int]
    """The device and inode of the vault's folder."""
    notes: Mapping[str, FoundNote]
    files: Mapping[str, str]
    """The file of each note, without links in its path."""
    marks: Mapping[str, Mark]
    """The mark of each note's file."""
    folders: Mapping[str, Mark]
    """The mark of each folder, by its path without links."""
    links: frozenset[str]

    def with_marks(self, marks: Mapping[str, Mark]) -> "Snapshot":
        """The same snapshot with other marks for some notes; a note with NO_MARK is removed."""
        kept = {note: mark for note, mark in {**self.marks, **marks}.items() if mark != NO_MARK}
        notes = {note: found for note, found in self.notes.items() if note in kept}
        return replace(self, notes=notes, marks=kept)


def snapshot(root: str, walk: Walk) -> Snapshot:
    """The state of the files that a walk finds; raises OSError if the vault's folder cannot be read."""
    own = root_of(root)
    notes = {note.path: note for note in walk.notes()}
    marks = marks_of(walk.files)
    present = {path: note for path, note in notes.items() if path in marks}
    folders = {folder: mark for folder in walk.folders if (mark := mark_of(folder)) != NO_MARK}
    return Snapshot(own, present, walk.files, marks, folders, frozenset(walk.links))


def root_of(root: str) -> tuple[int, int]:
    """The device and inode of the vault's folder; raises OSError if there is none."""
    status = os.stat(root)  # noqa: PTH116 (text, not paths: these are asked for often)
    return status.st_dev, status.st_ino


def mark_of(file: str) -> Mark:
    """The mark of a file or folder; NO_MARK if it is missing."""
    try:
        status = os.stat(file)  # noqa: PTH116
    except OSError:
        return NO_MARK
    return status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns


def marks_of(files: Mapping[str, str]) -> dict[str, Mark]:
    """The marks of the notes whose files exist."""
    return {note: mark for note, file in files.items() if (mark := mark_of(file)) != NO_MARK}


def has_other_folders(held: Snapshot) -> bool:
    """Whether an entry was added to or removed from a folder since, or a folder was replaced."""
    return any(mark_of(folder) != mark for folder, mark in held.folders.items())


def identities(folders: Mapping[str, Mark]) -> set[tuple[str, int]]:
    """Folders with their inodes, so that a new folder at the same path differs."""
    return {(folder, mark[0]) for folder, mark in folders.items()}


def by_size(notes: Iterable[tuple[str, Mark]]) -> dict[int, list[str]]:
    """Notes by their size in bytes."""
    found: dict[int, list[str]] = {}
    for note, mark in notes:
        found.setdefault(mark[1], []).append(note)
    return found
