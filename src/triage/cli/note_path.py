"""Where a note that somebody names stands in the vault."""

import os
from pathlib import Path, PurePosixPath


def note_path(said: str, vault: Path) -> str | None:
    """The note's path within the vault, from the vault's root or else from the current folder.

    None where there is no such file within the vault. `vault` has no links in it.
    """
    inside = PurePosixPath(os.path.normpath(said))
    if not inside.is_absolute() and ".." not in inside.parts and _is_file(vault / inside):
        return str(inside)
    path = Path(os.path.realpath(Path(said).parent)) / Path(said).name  # a link to a note keeps its own name
    if path.is_relative_to(vault) and _is_file(path):
        return path.relative_to(vault).as_posix()
    return None


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name that is too long for any file
        return False
