"""Reading an `.obsidian` folder: the Tasks plugin's settings, and Obsidian's excluded files."""

import json
import os
from pathlib import Path
from typing import Any

from triage.core.errors import BadSettings
from triage.core.task.settings import Settings
from triage.storage.file import read_regular, said

SETTINGS = "plugins/obsidian-tasks-plugin/data.json"
"""Where the plugin keeps its settings within `.obsidian`."""
APP = "app.json"
"""Where Obsidian keeps its own settings."""
_MOST_BYTES = 4 * 2**20


def read_settings(obsidian: Path) -> Settings | None:
    """The Tasks plugin's settings, None if there are none; raises BadSettings, naming the file."""
    file = obsidian / SETTINGS
    data = _json(file, obsidian.parent)
    if data is None:
        return None
    try:
        return Settings.from_data(data[0])
    except BadSettings as error:
        raise BadSettings(f"{file}: {error}") from error


def read_ignored(obsidian: Path) -> tuple[str, ...]:
    """The entries of Obsidian's excluded files (`userIgnoreFilters`); raises BadSettings, naming the file."""
    file = obsidian / APP
    data = _json(file, obsidian.parent)
    if data is None:
        return ()
    app = data[0]
    entries = app.get("userIgnoreFilters") if isinstance(app, dict) else {}
    if entries is None:  # Obsidian writes null once the last one is removed
        return ()
    if not isinstance(entries, list) or not all(isinstance(entry, str) for entry in entries):
        raise BadSettings(f"{file}: userIgnoreFilters is no list of texts")
    return tuple(entry for entry in entries if entry)


def _json(file: Path, vault: Path) -> tuple[Any] | None:
    """The value in a JSON file, in a tuple since it may be null; None if there is no file.

    A link is followed if it stays within the vault.
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
