"""What triage remembers of a vault beside its journal, as small JSON files in the state folder."""

import json
import os
from collections.abc import Callable
from pathlib import Path

from triage.core.errors import NotKept
from triage.storage.file import read_regular, replace_file, said

_MOST_BYTES = 32 * 2**20


class Memory:
    """Values by name; nothing in a note depends on any of them."""

    def __init__(self, folder: Callable[[], Path]) -> None:
        """Take the way to the folder, which is made when it is first needed."""
        self._folder = folder

    def recall(self, name: str) -> object:
        """What was remembered under a name; None where that is nothing, or cannot be read any more."""
        try:
            return json.loads(read_regular(self._path(name), _MOST_BYTES))
        except (OSError, ValueError, RecursionError):
            return None

    def remember(self, name: str, value: object) -> None:
        """Keep a value that JSON can hold, in place of the one before, in one step; raises NotKept."""
        data = json.dumps(value, separators=(",", ":")).encode("ascii")
        try:
            path = self._path(name)
            if path.exists() and self.recall(name) is None:  # what nobody can read is kept all the same
                path.replace(path.with_suffix(".unreadable"))
            replace_file(path, data)
        except OSError as error:
            raise NotKept(f"The {name} could not be kept: {said(error)}") from error

    def _path(self, name: str) -> Path:
        assert os.sep not in name
        return self._folder() / f"{name}.json"
