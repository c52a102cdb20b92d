"""REFs: how the command line names tasks.

A REF is a `ref` from `triage list`, or a beginning of one that no other has; or `note.md:12`, with the path
from the vault's root or from the current folder. A ref names the content of a line: when the line has
changed, the ref names nothing any more, and nothing is written.
"""

import json
import os
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from triage.cli.named_tasks import BadReference, LostTask, NamedTasks
from triage.core.errors import NoteGone
from triage.core.row import Row
from triage.core.task.vocabulary import Role
from triage.session.session import Session
from triage.storage.vault import Vault
from triage.storage.watching.absence import Absence


def note_path(said: str, vault: Path) -> str | None:
    """The note's path within the vault, from the vault's root or else from the current folder.

    None if there is no such file within the vault. `vault` has no links in it.
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


_REF = re.compile("[0-9a-f]{1,12}")
_LINE = re.compile(r"(?P<note>.+\.md):(?P<number>[1-9][0-9]{0,8})", re.DOTALL | re.IGNORECASE)


def read_references(words: Sequence[str]) -> list[str]:
    """The REFs that were given, those on stdin included: for `-`, and if none is given and stdin is piped.

    On stdin a REF stands on a line of its own, bare or as the `ref` of a JSON object.
    """
    if not words:
        if not sys.stdin or sys.stdin.isatty():
            raise BadReference("No REF: name tasks as `triage list` does, or as note.md:12, or pipe them in")
        return list(_on_stdin())
    found: list[str] = []
    for word in words:
        found += _on_stdin() if word == "-" else [word]
    return found


def are_lines(references: Sequence[str]) -> bool:
    """Whether all are of the form `note.md:12`, so that no other note need be read."""
    return all(_LINE.fullmatch(reference) for reference in references)


def find_rows(references: Sequence[str], session: Session, vault: Vault) -> list[Row | LostTask]:
    """The rows that the REFs name, each once and in their order; raises BadReference for wrong usage."""
    named = NamedTasks(session)
    found: dict[int | str, Row | LostTask] = {}
    for reference in references:
        if line := _LINE.fullmatch(reference):
            row: Row | LostTask = _at_line(line["note"], int(line["number"]), session, vault)
        elif _REF.fullmatch(reference.lower()):
            row = named.find(reference.lower())
        else:
            raise BadReference(
                f"{reference!r} is no REF: it is neither a ref from `triage list` nor note.md:12"
            )
        found.setdefault(row.key if isinstance(row, Row) else row.ref, row)
    return list(found.values())


def _on_stdin() -> Iterator[str]:
    for number, line in enumerate(sys.stdin.buffer, start=1):
        text = line.decode("utf-8", "surrogateescape").strip("\r\n \t")
        if text.startswith("{"):
            yield _in_json(text, number)
        elif text:
            yield text


def _in_json(text: str, number: int) -> str:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadReference(f"Line {number} of stdin is no JSON object") from error
    ref = data.get("ref")
    if not isinstance(ref, str):
        raise BadReference(f"Line {number} of stdin holds no ref")
    return ref


def _at_line(path: str, number: int, session: Session, vault: Vault) -> Row:
    absence = Absence()
    while True:
        note = note_path(path, vault.root)
        try:
            row = session.add_task(note, number) if note else None
        except NoteGone:
            if not absence.is_waited_for():
                raise
        else:
            if note or not absence.is_waited_for():
                break
    if not note:
        raise BadReference(f"There is no note {path} in the vault {vault.root}")
    if row and row.proposal.role is not Role.PROPOSED and row.proposal.is_left_out:
        raise BadReference(f"{note}:{number} is a task, but was never a proposal: it lacks the queue tags")
    if row:
        return row
    raise BadReference(f"{note}:{number} is no task: a task is a list item with a box, outside of code")
