"""REFs: how the command line names tasks.

A REF is a `ref` from `triage list`, or a beginning of one that no other has; or `note.md:12`, with the path
from the vault's root or from the current folder. A ref names the content of a line: when the line has
changed, the ref names nothing any more, and nothing is written.
"""

import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from triage.cli.note_path import note_path
from triage.core.errors import TriageError
from triage.core.gesture import Written
from triage.core.line import parse_line
from triage.core.proposal import Proposal, find_tasks
from triage.core.row import Row
from triage.core.vocabulary import Vocabulary
from triage.session.session import Session
from triage.storage.vault import Vault

_REF = re.compile("[0-9a-f]{1,12}")
_LINE = re.compile(r"(?P<note>.+\.md):(?P<number>[1-9][0-9]{0,8})", re.DOTALL | re.IGNORECASE)
_MOST_SHOWN = 5


class BadReference(TriageError):
    """A REF that can mean nothing, or more than one thing: wrong usage."""


@dataclass(frozen=True, slots=True)
class Lost:
    """A ref that names no line now, and why."""

    ref: str
    reason: str


def read_references(words: Sequence[str]) -> list[str]:
    """The REFs that were given, those on stdin included: for `-`, and where none is given and stdin is piped.

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


def find_rows(references: Sequence[str], session: Session, vault: Vault) -> list[Row | Lost]:
    """The rows that the REFs name, each once and in their order; raises BadReference for wrong usage."""
    found: dict[int | str, Row | Lost] = {}
    for reference in references:
        if line := _LINE.fullmatch(reference):
            row: Row | Lost = _at_line(line["note"], int(line["number"]), session, vault)
        elif _REF.fullmatch(reference.lower()):
            row = _named(reference.lower(), session)
        else:
            raise BadReference(f"{reference!r} is no REF: it is neither a ref from `triage list` nor note.md:12")
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
    note = note_path(path, vault.root)
    if note is None:
        raise BadReference(f"There is no note {path} in the vault {vault.root}")
    if row := session.add_task(note, number):
        return row
    raise BadReference(f"{note}:{number} is no task: a task is a list item with a box, outside of code")


def _named(ref: str, session: Session) -> Row | Lost:
    """The task of that ref among the proposals, else among the tasks that triage itself has written."""
    rows = [row for row in session.rows.values() if row.proposal.ref.startswith(ref)]
    if len(rows) == 1:
        return rows[0]
    if rows:
        raise BadReference(f"{ref!r} is the beginning of several refs: {_listed([row.proposal for row in rows])}")
    written = [line for entry in session.history.undoable for line in entry.written]
    tasks = [task for note in {line.note for line in written} for task in _tasks(note, session)]
    named = [task for task in tasks if task.ref.startswith(ref)]
    if len(named) > 1:
        raise BadReference(f"{ref!r} is the beginning of several refs: {_listed(named)}")
    if named:
        row = session.add_task(named[0].note, named[0].place.number)
        return row or Lost(ref, "its note changed just now")
    return Lost(ref, _why_lost(ref, written, tasks))


def _tasks(note: str, session: Session) -> Sequence[Proposal]:
    try:
        return find_tasks(note, session.store.read(note), session.store.vocabulary(note))
    except TriageError:  # what cannot be read holds nothing that could be meant
        return ()


def _why_lost(ref: str, written: Sequence[Written], tasks: Sequence[Proposal]) -> str:
    """Say what became of the line, where triage itself has changed it."""
    for line in reversed(written):
        if _ref_before(line).startswith(ref):
            for task in tasks:
                if (task.note, task.place.line) == (line.note, line.after.line):
                    return f"triage has changed it already: it is {task.ref} now, {task.note}:{task.place.number}"
    return "no task has this ref; it may have been decided or changed since: see `triage list`"


def _ref_before(line: Written) -> str:
    task = parse_line(line.before.line)
    return Proposal(line.note, line.before, task, "", Vocabulary()).ref if task else ""


def _listed(tasks: Sequence[Proposal]) -> str:
    shown = [f"{task.ref} ({task.note}:{task.place.number})" for task in tasks[:_MOST_SHOWN]]
    return ", ".join([*shown, "…"] if len(tasks) > _MOST_SHOWN else shown)
