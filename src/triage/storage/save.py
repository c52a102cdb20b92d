"""Saving the edits of one note: read, replace, and read again where another program was quicker."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from triage.core.edit import LineEdit, Outcome, Result, apply_edits
from triage.core.errors import NoteUnreadable
from triage.core.gesture import Gesture
from triage.storage.file import said
from triage.storage.journal import JournalWriter
from triage.storage.note_file import read_note, resolved
from triage.storage.replace import NoteMoved, Unconfirmed, Unwritable, clear_stages, replace_note

_TRIES = 5
_RESTLESS = "The note kept changing while it was being written; try again"
DRAFTS = ".triage"
"""The folder for drafts within a vault, there only while a draft is."""


def stages(state: Path, *folders: Path) -> list[Path]:
    """Where drafts may be written, the best first: outside the vault, where no sync tool sees them."""
    return list(dict.fromkeys([state / "drafts", *(folder / DRAFTS for folder in folders)]))


def save_lines(
    root: Path, state: Path, note: str, edits: Sequence[LineEdit], gesture: Gesture, journal: JournalWriter
) -> list[Outcome]:
    """Replace lines of one note while the journal is held; raises OSError where the journal fails first."""
    outcomes: list[Outcome] = []
    for _ in range(_TRIES):
        try:
            path = resolved(root, note)  # a link in the vault stays a link
            before = read_note(path, note)
        except NoteUnreadable as error:
            return _refused(journal, gesture, note, failed(edits, str(error)))
        after, outcomes = apply_edits(before, edits)
        if after == before:
            return _refused(journal, gesture, note, outcomes)
        drafts = stages(state, root, path.parent)
        clear_stages(drafts)
        journal.begin(gesture, note, before, after, outcomes)
        try:
            replace_note(path, before, after, drafts)
        except NoteMoved:
            continue
        except Unwritable as error:
            outcomes = _instead(outcomes, Result.FAILED, str(error))
        except Unconfirmed as error:
            outcomes = _instead(outcomes, Result.UNCONFIRMED, str(error))
        return _ended(journal, gesture, note, outcomes)
    return _ended(journal, gesture, note, _instead(outcomes, Result.FAILED, _RESTLESS))


def failed(edits: Sequence[LineEdit], reason: str) -> list[Outcome]:
    """The outcomes of edits none of which was even tried."""
    return [Outcome(edit, Result.FAILED, reason=reason) for edit in edits]


def _instead(outcomes: Sequence[Outcome], result: Result, reason: str) -> list[Outcome]:
    """The outcomes, with another result for the lines that would have been saved."""
    return [
        replace(each, result=result, reason=reason, place=None if result is Result.FAILED else each.place)
        if each.is_saved
        else each
        for each in outcomes
    ]


def _refused(journal: JournalWriter, gesture: Gesture, note: str, outcomes: list[Outcome]) -> list[Outcome]:
    """The outcomes, recorded if there is anything to tell: an undo that takes nothing back is spent."""
    if gesture.is_beside or not all(outcome.is_saved for outcome in outcomes):
        with suppress(OSError):  # no note depends on it
            journal.refuse(gesture, note, outcomes)
    return outcomes


def _ended(journal: JournalWriter, gesture: Gesture, note: str, outcomes: list[Outcome]) -> list[Outcome]:
    try:
        journal.end(gesture, note, outcomes)
    except OSError as error:  # the intent is there: the next reading of the journal settles it
        return _instead(outcomes, Result.UNCONFIRMED, f"The journal could not be finished: {said(error)}")
    return outcomes
