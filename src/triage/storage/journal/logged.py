"""The journal's gestures as values, and what the journal and the notes say of them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from triage.core.history.gesture import SPENT, Entry, Gesture, Interrupted, Written
from triage.core.task.edit import LineEdit, Outcome, Result, places
from triage.core.task.note import lines_of
from triage.storage.journal.journal_record import Intent, NoteOutcome

KILLED = "triage was ended before the note was written"


@dataclass(frozen=True, slots=True)
class Logged:
    """What one gesture did to one note."""

    gesture: Gesture
    note: str
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class LoggedGesture:
    """A gesture with what it did to each note, and how it ended."""

    gesture: Gesture
    notes: tuple[Logged, ...]
    left: Mapping[str, tuple[LineEdit, ...]] = field(default_factory=dict)
    """The lines that the gesture did not reach, by note."""
    is_stopped: bool = False
    """Whether the user stopped the gesture."""
    is_running: bool = False
    """Whether a run of triage is writing the gesture now."""

    @property
    def is_cut_off(self) -> bool:
        """Whether the run that wrote the gesture died before the last note."""
        return bool(self.left) and not self.is_stopped and not self.is_running

    @property
    def lines(self) -> int:
        """How many lines the gesture was to write."""
        return sum(len(each.outcomes) for each in self.notes) + sum(map(len, self.left.values()))

    @property
    def written(self) -> tuple[Written, ...]:
        """The lines that the gesture really replaced."""
        return self.entry.written

    @property
    def entry(self) -> Entry:
        """The gesture as undo and redo need it."""
        return Entry.of(self.gesture, ((each.note, line) for each in self.notes for line in each.outcomes))

    @property
    def interrupted(self) -> Interrupted | None:
        """The gesture as it can be resumed; None if it was not cut off, or wrote nothing into notes."""
        if not self.is_cut_off or self.gesture.is_beside:
            return None
        left = {note: list(edits) for note, edits in self.left.items()}
        for each in self.notes:
            missed = [o.edit for o in each.outcomes if not o.is_saved and o.result not in SPENT]
            if missed:
                left.setdefault(each.note, []).extend(missed)
        return Interrupted(
            self.gesture, self.written, {note: tuple(edits) for note, edits in left.items()}, self.lines
        )


def cut_off(gestures: Sequence[LoggedGesture]) -> Iterator[Interrupted]:
    """The gestures of a journal that can be resumed, the latest first.

    Not a gesture that was taken back since, even in part, and without the lines that were decided since.
    """
    for at in range(len(gestures) - 1, -1, -1):
        if (found := gestures[at].interrupted) is None:
            continue
        since = [each.entry for each in gestures[at + 1 :]]
        if any(each.gesture.concerns == found.gesture.id and (each.written or each.spent) for each in since):
            continue
        if left := _undecided(found.left, since):
            yield replace(found, left=left)


def _undecided(
    left: Mapping[str, Sequence[LineEdit]], since: Sequence[Entry]
) -> Mapping[str, tuple[LineEdit, ...]]:
    """The edits whose old lines these gestures have not changed, or have put back."""
    decided: Counter[tuple[str, str]] = Counter()
    for line in (line for entry in since for line in entry.written):
        decided[line.note, line.before.line] += 1
        decided[line.note, line.after.line] -= 1
    found: dict[str, tuple[LineEdit, ...]] = {}
    for note, edits in left.items():
        kept = []
        for edit in edits:
            if decided[note, edit.place.line] > 0:
                decided[note, edit.place.line] -= 1
            else:
                kept.append(edit)
        if kept:
            found[note] = tuple(kept)
    return found


def killed(intent: Intent) -> NoteOutcome:
    """The outcome of an intent whose run was killed before it wrote the note."""
    return NoteOutcome(
        intent.gesture.id,
        intent.note,
        tuple(
            (Result.FAILED, None, KILLED) if each.is_saved else (each.result, each.place, each.reason)
            for each in intent.outcomes
        ),
    )


def found_in(intent: Intent, data: bytes) -> NoteOutcome:
    """The outcome of an intent, judged by the lines in the note, which another program has written since."""
    lines = lines_of(data)
    new = {each.place.line for each in intent.outcomes if each.place}
    indexes = [index for index, line in enumerate(lines) if line in new]
    standing = {(place.line, place.ordinal): place for place in places(lines, indexes)}
    results = []
    counts = Counter(lines)
    for each in intent.outcomes:
        place = standing.get((each.place.line, each.place.ordinal)) if each.place else None
        is_there = place and each.place and place.of == each.place.of
        if each.is_saved and is_there and counts[each.edit.place.line] < each.edit.place.of:
            results.append((each.result, place, each.reason))
        elif each.is_saved:
            results.append((Result.FAILED, None, KILLED))
        else:
            results.append((each.result, each.place, each.reason))
    return NoteOutcome(intent.gesture.id, intent.note, tuple(results))
