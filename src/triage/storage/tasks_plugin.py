"""What a vault's `.obsidian` folder says: the Tasks plugin's settings, and the files to leave out."""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from triage.core.errors import BadSettings
from triage.core.globs import plain
from triage.core.settings import Settings
from triage.storage.file import read_regular, said

if TYPE_CHECKING:
    import regex

SETTINGS = "plugins/obsidian-tasks-plugin/data.json"
"""Where the plugin keeps its settings within `.obsidian`."""
_MOST_BYTES = 4 * 2**20
_LONGEST = 4096
"""Characters of an entry; a path has no more."""
_PATIENCE = 0.1
"""Seconds that an expression may take for one path: Python's own `re` would go on for years."""


@dataclass(slots=True)
class IgnoreFilter:
    """One entry of Obsidian's excluded files: the beginning of a path, or `/…/`, searched in the path."""

    text: str
    pattern: "regex.Pattern[str] | None"
    """None where the entry is no regular expression that can be read: it leaves nothing out."""
    report: Callable[[str], None] = lambda problem: None
    """Told once where an expression takes too long for a path: it leaves nothing out from then on."""

    def covers(self, path: str) -> bool:
        """Whether a note's path within the vault is left out; upper and lower case are the same."""
        if self.pattern is None:
            return False
        try:
            return bool(self.pattern.search(plain(path), timeout=_PATIENCE, concurrent=True))
        except TimeoutError:
            self.pattern = None
            self.report(f"the excluded files {self.text!r} take too long to find, and are not left out")
            return False


def read_settings(obsidian: Path) -> Settings | None:
    """The Tasks plugin's settings, None where there are none; raises BadSettings, naming the file."""
    file = obsidian / SETTINGS
    data = _json(file, obsidian.parent)
    if data is None:
        return None
    try:
        return Settings.from_data(data[0])
    except BadSettings as error:
        raise BadSettings(f"{file}: {error}") from error


def read_ignore_filters(obsidian: Path) -> list[IgnoreFilter]:
    """Obsidian's excluded files (`userIgnoreFilters`); raises BadSettings, naming the file."""
    file = obsidian / "app.json"
    data = _json(file, obsidian.parent)
    if data is None:
        return []
    app = data[0]
    entries = app.get("userIgnoreFilters") if isinstance(app, dict) else {}
    if entries is None:  # Obsidian writes null once the last one is removed
        return []
    if not isinstance(entries, list) or not all(isinstance(entry, str) for entry in entries):
        raise BadSettings(f"{file}: userIgnoreFilters is no list of texts")
    return [IgnoreFilter(entry, _pattern(entry)) for entry in entries if entry]


def _json(file: Path, vault: Path) -> tuple[Any] | None:
    """The value in a JSON file, in a tuple since it may be null; None where there is no file.

    A link is followed where it stays within the vault.
    """
    try:
        real = Path(os.path.realpath(file))
        if not real.is_relative_to(os.path.realpath(vault)):
            raise BadSettings(f"{file} leads out of the vault by a link, and is not read")
        return (json.loads(read_regular(real, _MOST_BYTES, through_links=False)),)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise BadSettings(f"{file} cannot be read: {said(error)}") from error
    except json.JSONDecodeError as error:
        raise BadSettings(f"{file} is not JSON: {error.msg} in line {error.lineno}") from error
    except (ValueError, RecursionError) as error:
        raise BadSettings(f"{file} is not JSON: {type(error).__name__}") from error


def _pattern(entry: str) -> "regex.Pattern[str] | None":
    import regex  # 30 ms, and few vaults have such entries

    is_expression = len(entry) > 1 and entry.startswith("/") and entry.endswith("/")
    if len(entry) > _LONGEST:
        return None
    text = plain(entry[1:-1] if is_expression else rf"\A{regex.escape(entry)}")
    try:
        return regex.compile(text, regex.IGNORECASE)
    except (regex.error, OverflowError, RecursionError):
        return None
