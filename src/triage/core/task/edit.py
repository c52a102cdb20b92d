"""Replacing lines of a note: which line is meant, and what becomes of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from triage.core.task.note import bytes_of, lines_of


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line stands: by its content first, since numbers move."""

    line: str
    """The whole line without its `\\n`."""
    ordinal: int
    """Which of the identical lines of the note it is, from 0."""
    of: int
    """How many identical lines the note has."""
    number: int
    """The line number, from 1, when it was read; for people, never to find it by."""


@dataclass(frozen=True, slots=True)
class LineEdit:
    """One line to be replaced by another."""

    place: Place
    after: str
    verb: str = ""
    """The verb for this line, "" if it is the gesture's."""
    detail: str = ""
    """What the verb was given for this line, "" if it is what the gesture says."""


class Result(StrEnum):
    """The outcome of one edit."""

    SAVED = "saved"
    GONE = "gone"
    """The line is no longer in the note."""
    AMBIGUOUS = "ambiguous"
    """The note has more or fewer lines like it than it had."""
    FAILED = "failed"
    """The note could not be read or written; it is as it was."""
    BUSY = "busy"
    """Another program has the note open for writing; it is as it was."""
    UNCONFIRMED = "unconfirmed"
    """The note was replaced, but the disk did not confirm it."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One edit and its outcome."""

    edit: LineEdit
    result: Result
    place: Place | None = None
    """Where the new line stands, once it is saved."""
    reason: str = ""
    """What the system said, where it failed."""

    @property
    def is_saved(self) -> bool:
        """Whether the new line is in the note."""
        return self.result in {Result.SAVED, Result.UNCONFIRMED}

    def unconfirmed(self, reason: str) -> "Outcome":
        """It, where the disk did not confirm it after all."""
        return replace(self, result=Result.UNCONFIRMED, reason=reason) if self.is_saved else self


def places(lines: Sequence[str], indexes: Sequence[int]) -> list[Place]:
    """The places of the lines at these indexes."""
    found = _positions(lines, {lines[index] for index in indexes})
    ordinals = {index: ordinal for positions in found.values() for ordinal, index in enumerate(positions)}
    return [Place(lines[i], ordinals[i], len(found[lines[i]]), i + 1) for i in indexes]


def apply_edits(data: bytes, edits: Sequence[LineEdit]) -> tuple[bytes, list[Outcome]]:
    """The note with each line replaced that stands where it is expected, and an outcome for each edit.

    An edit whose line is gone, or stands there more or fewer times than it did, changes nothing.
    """
    lines = lines_of(data)
    found = _positions(lines, {edit.place.line for edit in edits})
    targets: dict[int, int] = {}
    results: list[Result] = []
    for number, edit in enumerate(edits):
        positions = found[edit.place.line]
        ordinal = edit.place.ordinal
        if not positions:
            results.append(Result.GONE)
        elif (
            len(positions) != edit.place.of
            or ordinal not in range(len(positions))
            or positions[ordinal] in targets
        ):
            results.append(Result.AMBIGUOUS)
        else:
            targets[positions[ordinal]] = number
            results.append(Result.SAVED)
    for index, number in targets.items():
        if "\n" in edits[number].after:
            raise ValueError("an edit replaces one line by one line")
        lines[index] = edits[number].after
    indexes = list(targets)
    stands = dict(zip(targets.values(), places(lines, indexes), strict=True))
    outcomes = [
        Outcome(edit, result, stands.get(number))
        for number, (edit, result) in enumerate(zip(edits, results, strict=True))
    ]
    return bytes_of(lines), outcomes


def _positions(lines: Sequence[str], wanted: set[str]) -> dict[str, list[int]]:
    """Where each of the wanted lines stands."""
    found: dict[str, list[int]] = {line: [] for line in wanted}
    for index, line in enumerate(lines):
        if line in found:
            found[line].append(index)
    return found
