"""What triage remembers of a vault beside its journal, as small JSON files in the state folder."""

import json
import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from triage.core.errors import NotKept
from triage.storage.file import TooLarge, read_regular, replace_file, said
from triage.storage.journal.damaged_file import free_name, sentence

_MOST_BYTES = 32 * 2**20


class Memory:
    """Values by name; nothing in a note depends on any of them."""

    def __init__(self, folder: Callable[[], Path]) -> None:
        """Take a function that gives the folder, and makes it if it is missing."""
        self._folder = folder
        self._problems: dict[str, str] = {}

    @property
    def problems(self) -> list[str]:
        """What could not be read, a sentence for each name."""
        return list(self._problems.values())

    def recall(self, name: str) -> object:
        """What was remembered under a name; None for nothing, and for a file that cannot be read.

        A damaged file is set aside under another name.
        """
        try:
            return json.loads(read_regular(self._path(name), _MOST_BYTES))
        except FileNotFoundError:
            return None
        except (TooLarge, ValueError, RecursionError):
            with suppress(OSError):
                self._clear(name)
        except OSError as error:
            self._problems[name] = f"The {name} file cannot be read, and is left as it is: {said(error)}"
        return None

    def remember(self, name: str, value: object) -> None:
        """Remember a value that JSON can hold, in place of the one before; raises NotKept."""
        data = json.dumps(value, separators=(",", ":")).encode("ascii")
        try:
            path = self._path(name)
            if path.exists():
                self._check(name, path)
            replace_file(path, data)
        except OSError as error:
            raise NotKept(f"The {name} could not be kept: {said(error)}") from error

    def set_aside(self, name: str, records: int) -> None:
        """Keep a copy of a file in which so many records are damaged."""
        try:
            path = self._path(name)
            kept = _free(path, name, records)
            kept.hardlink_to(path)  # a link: the file stays until the good records replace it
        except OSError as error:
            self._problems[name] = f"The {name} file is damaged, and cannot be set aside: {said(error)}"
        else:
            self._problems[name] = sentence(name, records, kept)

    def _check(self, name: str, path: Path) -> None:
        """Set a damaged file aside; raises OSError if that fails, or if the file cannot be read."""
        try:
            json.loads(read_regular(path, _MOST_BYTES))
        except (TooLarge, ValueError, RecursionError):
            self._clear(name)

    def _clear(self, name: str) -> None:
        """Rename a file of which nothing can be read; raises OSError."""
        path = self._path(name)
        kept = _free(path, name, 1)
        try:
            path.rename(kept)
        except OSError as error:
            self._problems[name] = f"The {name} file is damaged, and cannot be set aside: {said(error)}"
            raise
        self._problems[name] = sentence(name, 1, kept)

    def _path(self, name: str) -> Path:
        assert os.sep not in name
        return self._folder() / f"{name}.json"


def _free(path: Path, name: str, records: int) -> Path:
    """A free path for a file in which so many records are damaged."""
    return path.with_name(free_name(path.parent, name, records, path.suffix, time.time()))
