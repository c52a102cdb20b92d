"""Where a note that somebody names stands in the vault."""

import os
from pathlib import Path


def note_path(said: str, vault: Path) -> str | None:
    """The note's path within the vault, from the vault's root or else from the current folder.

    None where there is no such file within the vault. `vault` has no links in it.
    """
    inside = os.path.normpath(said)
    if not os.path.isabs(inside) and not inside.startswith("..") and os.path.isfile(vault / inside):
        return Path(inside).as_posix()
    path = Path(os.path.abspath(Path(said).expanduser()))
    path = Path(os.path.realpath(path.parent)) / path.name  # a link to a note keeps its own name
    if os.path.isfile(path) and path.is_relative_to(vault):
        return path.relative_to(vault).as_posix()
    return None
