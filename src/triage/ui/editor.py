"""Opening a note at a line in the user's editor."""

import os
import shlex
import subprocess
from pathlib import Path
from typing import Any

from textual.app import App, SuspendNotSupported

_LINE_BEHIND_PATH = frozenset({"hx", "helix", "subl", "micro", "zed"})
_GOTO = frozenset({"code", "codium", "cursor"})
_PLUS = frozenset(
    {"vi", "vim", "nvim", "nano", "emacs", "emacsclient", "kak", "joe", "mg", "ne", "vis", "ed"}
)


def editor_command(editor: str, path: Path, line: int) -> list[str]:
    """The editor's command for a note at a line; `editor` may have arguments of its own.

    If `editor` is "", $VISUAL counts, then $EDITOR, then vi. The path is absolute,
    so it is never read as an option.
    """
    command = shlex.split(editor or os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi") or ["vi"]
    name = Path(command[0]).name
    if name in _PLUS:
        return [*command, f"+{line}", str(path)]
    if name in _LINE_BEHIND_PATH:
        return [*command, f"{path}:{line}"]
    if name in _GOTO:
        return [*command, "--wait", "--goto", f"{path}:{line}"]
    return [*command, str(path)]


def edit_note(app: App[Any], editor: str, path: Path, line: int) -> str:
    """Give the editor the terminal until it ends; returns what went wrong, "" if nothing did."""
    try:
        command = editor_command(editor, path, line)
    except ValueError as error:  # an open quote
        return f"The editor's command cannot be understood ({error}): fix $EDITOR or `editor` in the config"
    try:
        with app.suspend():
            return _run(command)
    except SuspendNotSupported:
        return "This terminal cannot be lent to an editor"


def _run(command: list[str]) -> str:
    """Run the editor, and raise nothing: Textual would not take the terminal back."""
    try:
        status = subprocess.run(command, check=False).returncode
    except OSError as error:
        return f"{command[0]} cannot be started ({error.strerror}): set $EDITOR or `editor` in the config"
    return f"{command[0]} ended with status {status}" if status else ""
