"""Replacing a note in the safest way that its file system allows."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from triage.core.config import Write
from triage.storage.file import said
from triage.storage.journal.journal_record import Trace
from triage.storage.replacing.by_rename import rename_over
from triage.storage.replacing.draft import new_name
from triage.storage.replacing.exchange import exchange
from triage.storage.replacing.file_systems import FileSystems, Method
from triage.storage.replacing.in_place import write_in_place
from triage.storage.replacing.target import NoteMoved, Unsupported, Unwritable

Replace = Callable[[Path, bytes, bytes, Trace], None]

MODES: Final[Mapping[str, Replace]] = {
    Write.EXCHANGE: exchange,
    Write.INPLACE: write_in_place,
    Write.REPLACE: rename_over,
}


def replace_note(
    file_systems: FileSystems, path: Path, before: bytes, after: bytes, begin: Callable[[Trace], None]
) -> Trace:
    """Make the note hold `after` if it holds exactly `before`; the trace of the method that did it.

    `path` has no links in it. `begin` is given each trace just before its method is tried. Mode, owner and
    attributes of the note stay, and its time is later than before. The folders must still be flushed. Raises
    NoteMoved, Busy, Unwritable and Unconfirmed, and what `begin` raises.
    """
    lacking = "There is no folder for a draft on the file system of the note"
    for method in _methods(file_systems, path):
        try:
            inode = path.stat().st_ino
        except OSError as error:
            raise NoteMoved("The note is gone") from error
        trace = Trace(method.mode.value, str(method.stage), new_name(), inode)
        begin(trace)
        try:
            MODES[method.mode](path, before, after, trace)
        except Unsupported as problem:
            lacking = str(problem)
        except PermissionError as error:
            raise Unwritable(
                f"The note may not be replaced: {said(error)}; its folder must be writable too"
            ) from error
        except OSError as error:
            raise Unwritable(f"The note could not be replaced: {said(error)}") from error
        else:
            return trace
    raise Unwritable(lacking)


def _methods(file_systems: FileSystems, path: Path) -> tuple[Method, ...]:
    try:
        return file_systems.methods(path.parent)
    except OSError as error:
        raise NoteMoved(f"The note's folder is gone: {os.fspath(path.parent)}") from error
