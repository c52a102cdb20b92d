"""Folders that must still be flushed, each of them once however many notes it holds."""

from collections.abc import Iterable
from pathlib import Path

from triage.storage.file import flush, said
from triage.storage.replacing.target import FOLDER, opened


class Flushing:
    """The folders to flush for the notes that a gesture has replaced."""

    def __init__(self) -> None:
        """Begin with none."""
        self._notes: dict[Path, dict[str, None]] = {}

    @property
    def notes(self) -> list[str]:
        """The notes whose new names may not be on the disk yet."""
        return list(dict.fromkeys(note for notes in self._notes.values() for note in notes))

    def add(self, note: str, folders: Iterable[Path]) -> None:
        """Add the folders that a note needs flushed."""
        for folder in folders:
            self._notes.setdefault(folder, {})[note] = None

    def flush(self) -> dict[str, str]:
        """Flush every folder; the notes that the disk did not confirm, with the reason."""
        unconfirmed: dict[str, str] = {}
        for folder, notes in self._notes.items():
            try:
                with opened(folder, FOLDER) as descriptor:
                    flush(descriptor)
            except FileNotFoundError:  # an empty stage is removed; a vault's folder takes its notes with it
                continue
            except OSError as error:
                reason = f"The disk did not confirm the new note: {said(error)}"
                unconfirmed.update(dict.fromkeys(notes, reason))
        self._notes.clear()
        return unconfirmed
