"""Putting the journal's gestures together from its records."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from triage.core.history.gesture import Gesture
from triage.core.task.edit import LineEdit, Outcome, Place, Result
from triage.storage.journal.journal_record import Damage, Ending, Intent, NoteOutcome, Opening, Record
from triage.storage.journal.logged import KILLED, Logged, LoggedGesture


class _Gathered:
    """What the records have said of one gesture until now."""

    def __init__(self, gesture: Gesture) -> None:
        self.gesture = gesture
        self.notes: list[Logged] = []
        self._at: dict[str, list[int]] = {}
        """The indexes of each note in `notes`."""
        self.left: dict[str, list[LineEdit]] = {}
        self.ending: Ending | None = None
        self.is_opened = False

    def open(self, opening: Opening) -> None:
        self.left = {note: list(edits) for note, edits in opening.notes.items() if edits}
        self.ending = None
        self.is_opened = True

    def log(self, intent: Intent) -> int:
        """Take in an intent; the index of its outcomes in `notes`."""
        here = self._at.setdefault(intent.note, [])
        for index in here:  # a line that failed and is tried again counts once
            before, again = self.notes[index], set(map(_lines, intent.edits))
            kept = [o for o in before.outcomes if o.is_saved or _lines(o.edit) not in again]
            self.notes[index] = replace(before, outcomes=tuple(kept))
        here.append(len(self.notes))
        self.notes.append(Logged(intent.gesture, intent.note, intent.outcomes))
        return len(self.notes) - 1

    def reach(self, intent: Intent, killed: Collection[int]) -> None:
        """Take the lines of an intent out of `left`, without those before which the run was killed."""
        if (left := self.left.get(intent.note)) is None:
            return
        over = Counter(edit for index, edit in enumerate(intent.edits) if index not in killed)
        kept = []
        for edit in left:
            if over[edit]:
                over[edit] -= 1
            else:
                kept.append(edit)
        if kept:
            self.left[intent.note] = kept
        else:
            del self.left[intent.note]

    def end(self, ending: Ending) -> None:
        self.ending = ending
        for index, logged in enumerate(self.notes):
            if (reason := ending.unconfirmed.get(logged.note)) is not None:
                outcomes = (each.unconfirmed(reason) for each in logged.outcomes)
                self.notes[index] = replace(logged, outcomes=tuple(outcomes))


class Contradiction(ValueError):
    """A record that contradicts an earlier one about a gesture."""


class Gathering:
    """Takes in the records of a journal, in order."""

    def __init__(self) -> None:
        """Begin before the first record."""
        self.opened: dict[str, Opening] = {}
        """The opened gestures that have not ended, by id."""
        self._gestures: dict[str, _Gathered] = {}
        self._open: dict[tuple[str, str], tuple[int, Intent]] = {}
        """The intents without an outcome, each with its index in its gesture's notes."""
        self._over: dict[tuple[str, str], tuple[int, Intent]] = {}
        """The latest intents with an outcome, each with its index in its gesture's notes."""
        self.sound_from = 0
        """The index of the first gesture that began after the last damaged record."""

    @property
    def unsettled(self) -> Sequence[Intent]:
        """The intents without an outcome, in order."""
        return [intent for _, intent in self._open.values()]

    @property
    def unended(self) -> Sequence[str]:
        """The ids of the opened gestures that have not ended, in order."""
        return [id_ for id_, each in self._gestures.items() if each.is_opened and each.ending is None]

    @property
    def ids(self) -> Sequence[str]:
        """The ids of the gestures, in the order in which they began."""
        return list(self._gestures)

    def take(self, record: Record) -> None:
        """Take in the next record; raises Contradiction, with nothing taken in."""
        match record:
            case Opening(gesture=gesture):
                self._gathered(gesture).open(record)
                self.opened[gesture.id] = record
            case Intent(gesture=gesture):
                self._take_intent(record)
            case NoteOutcome():
                self._take_outcome(record)
            case Ending() if found := self._gestures.get(record.gesture):
                found.end(record)
                self.opened.pop(record.gesture, None)
            case Damage():
                self.sound_from = len(self._gestures)

    def gestures(self, is_running: Callable[[str], bool]) -> list[LoggedGesture]:
        """Every gesture in the order in which they began."""
        found = []
        for id_, each in self._gestures.items():
            left = {note: tuple(edits) for note, edits in each.left.items()}
            is_stopped = each.ending is not None and each.ending.is_stopped
            runs = each.is_opened and each.ending is None and is_running(id_)
            if each.ending and not is_stopped:
                left = {}
            notes = tuple(told for logged in each.notes if (told := _told(logged, left)).outcomes)
            found.append(LoggedGesture(each.gesture, notes, left, is_stopped, runs))
        return found

    def _gathered(self, gesture: Gesture) -> _Gathered:
        found = self._gestures.setdefault(gesture.id, _Gathered(gesture))
        if found.gesture != gesture:
            raise Contradiction(gesture.id)
        return found

    def _take_intent(self, intent: Intent) -> None:
        gathered = self._gathered(intent.gesture)
        key = (intent.gesture.id, intent.note)
        if intent.trace and key in self._over and self._over[key][1] == intent:
            return  # the same record again: no two intents have one draft
        if key in self._open:  # the save tried again, since the note had changed
            index, _ = self._open[key]
            gathered.notes[index] = Logged(intent.gesture, intent.note, intent.outcomes)
        else:
            index = gathered.log(intent)
        self._open[key] = index, intent

    def _take_outcome(self, settled: NoteOutcome) -> None:
        key = (settled.gesture, settled.note)
        if (found := self._open.get(key) or self._over.get(key)) is None:
            return
        index, intent = self._over[key] = found
        if settled.results is not None and len(settled.results) != len(intent.outcomes):
            return
        gathered = self._gestures[settled.gesture]
        if settled.results is not None:
            gathered.notes[index] = Logged(intent.gesture, intent.note, _outcomes(intent, settled.results))
        if self._open.pop(key, None):  # else a later record corrects the outcome
            gathered.reach(
                intent, {at for at, (_, _, why) in enumerate(settled.results or ()) if why == KILLED}
            )


def _told(logged: Logged, left: Mapping[str, tuple[LineEdit, ...]]) -> Logged:
    """What a gesture did to a note, without the lines that are still left."""
    here = left.get(logged.note, ())
    kept = (each for each in logged.outcomes if each.reason != KILLED or each.edit not in here)
    return replace(logged, outcomes=tuple(kept)) if here else logged


def _lines(edit: LineEdit) -> tuple[str, str]:
    return edit.place.line, edit.after


def _outcomes(intent: Intent, results: Sequence[tuple[Result, Place | None, str]]) -> tuple[Outcome, ...]:
    return tuple(Outcome(edit, *result) for edit, result in zip(intent.edits, results, strict=True))
