"""The notes of a vault."""

import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from triage.core.conflict_copy import is_unfinished, original_of
from triage.core.globs import Globs
from triage.core.task.file_date import day_in_name
from triage.core.task.note import FoundNote
from triage.storage.excluded_files import ExcludedFiles
from triage.storage.file import said
from triage.storage.obsidian import NAME, Obsidian
from triage.storage.tasks_plugin import APP

_SUFFIX = ".md"


@dataclass(frozen=True, slots=True)
class _Folder:
    path: str
    """The folder's path within the vault, with a final `/`; "" for the root."""
    real: str
    excluded: tuple[tuple[str, ExcludedFiles], ...]
    """The excluded files of each vault around the folder, with the path of that vault."""


class Walk:
    """One walk through the vault, whose files may change meanwhile.

    A link is followed if it stays within the vault and its target was not reached by its own name; a target
    that is left out is left out by every name.
    """

    def __init__(self, root: Path, exclude: Globs, obsidian: Obsidian, report: Callable[[str], None]) -> None:
        """Take the root without links in it."""
        self._root = str(root)
        self._inside = f"{self._root.rstrip('/')}/"
        self._exclude = exclude
        self._obsidian = obsidian
        self._report = report
        self._reached: set[str] = set()
        self._links: list[tuple[_Folder, os.DirEntry[str]]] = []
        self.obsidian_folders: list[Path] = []
        """The `.obsidian` folders that were found."""
        self.files: dict[str, str] = {}
        """The file of every note, without links in its path."""
        self.folders: set[str] = set()
        """Every folder that was read, without links in its path."""
        self.links: set[str] = set()
        """The links that were seen, wherever they lead."""
        self.conflict_copies: dict[str, str] = {}
        """The conflict copies that sync tools have put beside notes, each with its note's path."""
        self.left_out: set[str] = set()
        """The settings that have left out a note or a folder."""

    def notes(self) -> Iterator[FoundNote]:
        """Every note that is not left out, in no order; raises OSError if the root cannot be read."""
        with os.scandir(self._root):
            pass
        yield from self._beneath(_Folder("", self._root, ()))
        while self._links:
            folder, link = self._links.pop(0)
            yield from self._through(folder, link)

    def _beneath(self, folder: _Folder) -> Iterator[FoundNote]:
        folders = [folder]
        while folders:
            folder = folders.pop()
            if folder.real in self._reached:
                continue
            self._reached.add(folder.real)
            entries = self._entries(folder)
            names = {entry.name for entry in entries}
            folder = self._with_filters(folder, entries)
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_symlink():
                    self.links.add(entry.path)
                    self._links.append((folder, entry))
                elif entry.is_dir():
                    if not self._is_excluded(folder.path + entry.name):
                        folders.append(_Folder(f"{folder.path}{entry.name}/", entry.path, folder.excluded))
                elif not entry.is_file():
                    continue
                elif original := original_of(entry.name, names):
                    self._keep_copy(folder, entry.name, original)
                elif entry.name.lower().endswith(_SUFFIX) and not is_unfinished(entry.name):
                    yield from self._note(folder, entry.name, entry.path)

    def _entries(self, folder: _Folder) -> list[os.DirEntry[str]]:
        try:
            with os.scandir(folder.real) as entries:
                found = list(entries)
        except OSError as error:
            self._report(f"The folder {folder.path or self._root} cannot be read: {said(error)}")
            return []
        self.folders.add(folder.real)
        return found

    def _with_filters(self, folder: _Folder, entries: list[os.DirEntry[str]]) -> _Folder:
        for entry in entries:
            if entry.name == NAME and entry.is_dir():
                obsidian = Path(entry.path)
                self.obsidian_folders.append(obsidian)
                if own := self._obsidian.excluded(obsidian):
                    return _Folder(folder.path, folder.real, (*folder.excluded, (folder.path, own)))
        return folder

    def _through(self, folder: _Folder, link: os.DirEntry[str]) -> Iterator[FoundNote]:
        try:
            real = os.path.realpath(link.path, strict=True)
            mode = Path(real).stat().st_mode
        except OSError:  # a loop, or the target is gone: Obsidian shows none either
            return
        if not real.startswith(self._inside):
            return
        own_name = real.removeprefix(self._inside)
        if self._is_left_out(folder, own_name) or self._is_excluded(folder.path + link.name):
            return
        if stat.S_ISDIR(mode):
            yield from self._beneath(_Folder(f"{folder.path}{link.name}/", real, folder.excluded))
        elif stat.S_ISREG(mode) and link.name.lower().endswith(_SUFFIX):
            self.folders.add(real.rpartition("/")[0])
            yield from self._note(folder, link.name, real)

    def _note(self, folder: _Folder, name: str, real: str) -> Iterator[FoundNote]:
        path = folder.path + name
        if real in self._reached or self._is_left_out(folder, path):
            return
        self._reached.add(real)
        day = day_in_name(path)
        if day is None:
            try:
                day = date.fromtimestamp(Path(real).stat().st_mtime)
            except FileNotFoundError:
                return
            except (OSError, OverflowError, ValueError):  # a time beyond the calendar
                day = date.min
        self.files[path] = real
        yield FoundNote(path, day)

    def _keep_copy(self, folder: _Folder, name: str, original: str) -> None:
        path = folder.path + name
        if not self._is_left_out(folder, path):
            self.conflict_copies[path] = folder.path + original

    def _is_left_out(self, folder: _Folder, path: str) -> bool:
        if self._is_excluded(path):
            return True
        for vault, excluded in folder.excluded:
            if path.startswith(vault) and (entry := excluded.covering(path.removeprefix(vault))):
                self.left_out.add(f"userIgnoreFilters {entry[:100]!r} in {vault}{NAME}/{APP}")
                return True
        return False

    def _is_excluded(self, path: str) -> bool:
        if not self._exclude.cover(path):
            return False
        self.left_out.add("exclude")
        return True
