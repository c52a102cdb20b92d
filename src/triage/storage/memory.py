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
        """Take the way to the folder, which is made when it is first needed."""
        self._folder = folder
        self._problems: dict[str, str] = {}

    @property
    def problems(self) -> list[str]:
        """What could not be read, a sentence for each name."""
        return list(self._problems.values())

    def recall(self, name: str) -> object:
        """What was remembered under a name; None if that is nothing, or cannot be read.

        What is damaged is set aside under another name.
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
        """Keep a value that JSON can hold, in place of the one before, in one step; raises NotKept."""
        data = json.dumps(value, separators=(",", ":")).encode("ascii")
        try:
            path = self._path(name)
            if path.exists():
                self._check(name, path)
            replace_file(path, data)
        except OSError as error:
            raise NotKept(f"The {name} could not be kept: {said(error)}") from error

    def set_aside(self, name: str, records: int) -> None:
        """Keep a file under another name too, since so many records of it are of no use."""
        try:
            path = self._path(name)
            kept = _free(path, name, records)
            kept.hardlink_to(path)  # what is good of it is to take its place in one step
        except OSError as error:
            self._problems[name] = f"The {name} file is damaged, and cannot be set aside: {said(error)}"
        else:
            self._problems[name] = sentence(name, records, kept)

    def _check(self, name: str, path: Path) -> None:
        """Set aside what is damaged; raises OSError if that fails, and where a file cannot be read."""
        try:
            json.loads(read_regular(path, _MOST_BYTES))
        except (TooLarge, ValueError, RecursionError):
            self._clear(name)

    def _clear(self, name: str) -> None:
        """Let a file that is damaged as a whole have another name; raises OSError."""
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
    """Where a file is kept of which so many records are damaged: nothing stands there."""
    return path.with_name(free_name(path.parent, name, records, path.suffix, time.time()))
