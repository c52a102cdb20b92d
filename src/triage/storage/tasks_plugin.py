"""What a vault's `.obsidian` folder says: the Tasks plugin's settings, and the files to leave out."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from triage.core.errors import BadSettings
from triage.core.globs import plain
from triage.core.settings import Settings
from triage.storage.file import read_regular, said

SETTINGS = "plugins/obsidian-tasks-plugin/data.json"
"""Where the plugin keeps its settings within `.obsidian`."""
_MOST_BYTES = 4 * 2**20


@dataclass(frozen=True, slots=True)
class IgnoreFilter:
    """One entry of Obsidian's excluded files: the beginning of a path, or `/…/`, searched in the path."""

    text: str
    pattern: re.Pattern[str] | None
    """None where the entry is no regular expression that can be read: it leaves nothing out."""

    def covers(self, path: str) -> bool:
        """Whether a note's path within the vault is left out; upper and lower case are the same."""
        return bool(self.pattern and self.pattern.search(plain(path)))


def read_settings(obsidian: Path) -> Settings | None:
    """The Tasks plugin's settings, None where there are none; raises BadSettings, naming the file."""
    file = obsidian / SETTINGS
    data = _json(file)
    if data is None:
        return None
    try:
        return Settings.from_data(data[0])
    except BadSettings as error:
        raise BadSettings(f"{file}: {error}") from error


def read_ignore_filters(obsidian: Path) -> list[IgnoreFilter]:
    """Obsidian's excluded files (`userIgnoreFilters`); raises BadSettings, naming the file."""
    file = obsidian / "app.json"
    data = _json(file)
    if data is None:
        return []
    app = data[0]
    entries = app.get("userIgnoreFilters") if isinstance(app, dict) else {}
    if entries is None:  # Obsidian writes null once the last one is removed
        return []
    if not isinstance(entries, list) or not all(isinstance(entry, str) for entry in entries):
        raise BadSettings(f"{file}: userIgnoreFilters is no list of texts")
    return [IgnoreFilter(entry, _pattern(entry)) for entry in entries if entry]


def _json(file: Path) -> tuple[Any] | None:
    """The value in a JSON file, in a tuple since it may be null; None where there is no file."""
    try:
        return (json.loads(read_regular(file, _MOST_BYTES)),)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise BadSettings(f"{file} cannot be read: {said(error)}") from error
    except json.JSONDecodeError as error:
        raise BadSettings(f"{file} is not JSON: {error.msg} in line {error.lineno}") from error
    except (ValueError, RecursionError) as error:
        raise BadSettings(f"{file} is not JSON: {type(error).__name__}") from error


def _pattern(entry: str) -> re.Pattern[str] | None:
    is_expression = len(entry) > 1 and entry.startswith("/") and entry.endswith("/")
    try:
        return re.compile(plain(entry[1:-1] if is_expression else rf"\A{re.escape(entry)}"), re.IGNORECASE)
    except (re.error, OverflowError, RecursionError):
        return None
