"""Gestures: what a person did at one time, over one proposal or many, and how it is remembered."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from triage.core import verbs
from triage.core.task.edit import LineEdit, Outcome, Place, Result

SPENT = frozenset({Result.GONE, Result.AMBIGUOUS})
"""What becomes of lines that have changed, unlike those that the system did not let be written."""


class Undoing(StrEnum):
    """The verbs that concern another gesture."""

    UNDO = verbs.UNDO.name
    REDO = verbs.REDO.name


@dataclass(frozen=True, slots=True)
class Gesture:
    """One thing the user did; the unit of undo."""

    id: str
    """Unique, and in the order of time."""
    run: str
    """The run of triage that it belongs to."""
    at: datetime
    verb: str
    """A decision's verb, or `undo` or `redo`."""
    detail: str = ""
    """What the verb was given: a new owner, a date, what it is a duplicate of."""
    concerns: str = ""
    """The id of the gesture that is undone or done again."""

    @property
    def is_beside(self) -> bool:
        """Whether it concerns what is kept beside the notes, and leaves their lines as they are."""
        return verbs.named(self.original_verb).leaves_line

    @property
    def original_verb(self) -> str:
        """The verb of the decision that it is, takes back, or does again."""
        return self.detail if self.verb in set(Undoing) else self.verb


@dataclass(frozen=True, slots=True)
class Written:
    """One line that a gesture replaced."""

    note: str
    before: Place
    """The old line, and where it stood."""
    after: Place
    """The new line, and where it stands."""
    verb: str = ""
    """The verb for this line, "" if it is the gesture's."""
    detail: str = ""
    """What the verb was given for this line, "" if it is what the gesture says."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A gesture with the lines that it really replaced, as the journal holds it."""

    gesture: Gesture
    written: tuple[Written, ...]
    spent: tuple[tuple[str, Place], ...] = ()
    """The lines, by note, that it found changed: for an undo, not worth another try."""

    @classmethod
    def of(cls, gesture: Gesture, outcomes: Iterable[tuple[str, Outcome]]) -> "Entry":
        """What a gesture came to whose edits had these outcomes, each with its note."""
        written, spent = [], []
        for note, outcome in outcomes:
            edit = outcome.edit
            if outcome.is_saved and outcome.place:
                written.append(Written(note, edit.place, outcome.place, edit.verb, edit.detail))
            elif outcome.result in SPENT:
                spent.append((note, edit.place))
        return cls(gesture, tuple(written), tuple(spent))

    @property
    def reversal(self) -> Mapping[str, Sequence[LineEdit]]:
        """What puts its lines back to what they were, by note; each keeps what its verb was given."""
        said = "" if self.gesture.verb in set(Undoing) else self.gesture.detail
        edits: dict[str, list[LineEdit]] = {}
        for line in self.written:
            edit = LineEdit(line.after, line.before.line, line.verb, line.detail or said)
            edits.setdefault(line.note, []).append(edit)
        return edits


@dataclass(frozen=True, slots=True)
class Interrupted:
    """A gesture over several notes whose run died before it came to the last."""

    gesture: Gesture
    done: tuple[Written, ...]
    """The lines that it replaced."""
    left: Mapping[str, tuple[LineEdit, ...]]
    """The lines that it was still to replace, by note."""
    lines: int
    """How many lines it was to replace, those included that it found changed."""

    @property
    def lines_left(self) -> int:
        """How many lines it was still to replace."""
        return sum(map(len, self.left.values()))


@dataclass(frozen=True, slots=True)
class History:
    """What can be taken back and done again, the latest last."""

    undoable: tuple[Entry, ...] = ()
    redoable: tuple[Entry, ...] = ()
    """What was taken back since the latest decision."""
    changed: tuple[Entry, ...] = ()
    """What was found changed when it was to be taken back: only by name it is tried again."""
    undone: tuple[Entry, ...] = ()
    """What was taken back before the latest decision: only by name it is done again."""
    roots: Mapping[str, str] = field(default_factory=dict)
    """The decision that an undo or redo is about in the end: both by their ids."""
    is_whole: bool = field(default=True, compare=False)
    """Whether no gesture came before these that could still be taken back or done again."""
    ids: frozenset[str] = field(default=frozenset(), compare=False)
    """The ids of all gestures of which it tells."""

    @classmethod
    def of(cls, entries: Iterable[Entry], *, is_whole: bool = True) -> "History":
        """The history once these gestures are over; the first of all comes first if they are the whole."""
        return cls(is_whole=is_whole).with_all(entries)

    def after(self, entry: Entry) -> "History":
        """The history once one more gesture is over.

        An undo takes the gesture it concerns off the one list and puts what it really took back on the
        other; after a new decision, an earlier undo can be done again only by its name. What an
        undo could not take back because the line has changed is left to be named too; where the system
        failed, or the user stopped it, the rest can be tried again. The other half of a gesture that was cut
        off joins the first.
        """
        return self.with_all((entry,))

    def with_all(self, entries: Iterable[Entry]) -> "History":
        """The history once these gestures are over, in their order."""
        undoable, redoable, changed, undone = map(
            _by_id, (self.undoable, self.redoable, self.changed, self.undone)
        )
        roots = dict(self.roots)
        ids = set(self.ids)
        for entry in entries:
            gesture = entry.gesture
            ids.add(gesture.id)
            match gesture.verb:
                case Undoing.UNDO:
                    _add(changed, _take(undoable, entry, entry.spent))
                    _take(changed, entry, ())
                    _add(redoable, entry)
                case Undoing.REDO:
                    _add(undone, _take(redoable, entry, entry.spent))
                    _take(undone, entry, ())
                    _add(undoable, entry)
                case _ if entry.written:
                    _add(undoable, entry)
                    for each in redoable.values():
                        _add(undone, each)
                    redoable.clear()
            if gesture.concerns:
                roots[gesture.id] = roots.get(gesture.concerns, gesture.concerns)
        return History(
            *(tuple(undoable.values()), tuple(redoable.values())),
            *(tuple(changed.values()), tuple(undone.values())),
            roots,
            self.is_whole,
            frozenset(ids),
        )

    def moved(self, before: str, after: str) -> "History":
        """The history once a note has another path: its lines are taken back where they are now."""

        def follow(entry: Entry) -> Entry:
            lines = (replace(w, note=after) if w.note == before else w for w in entry.written)
            return replace(entry, written=tuple(lines))

        return replace(
            self,
            undoable=tuple(map(follow, self.undoable)),
            redoable=tuple(map(follow, self.redoable)),
            changed=tuple(map(follow, self.changed)),
            undone=tuple(map(follow, self.undone)),
        )

    def to_reverse(self, verb: Undoing, gesture: str | None = None) -> tuple[Entry, Undoing] | None:
        """What is taken back, or done again, next, or of the gesture with this id; and how, None for nothing.

        To take an undo back is to do again what it took back.
        """
        if gesture is None:
            entries = self.undoable if verb is Undoing.UNDO else self.redoable
            return (entries[-1], verb) if entries else None
        if verb is Undoing.UNDO and (entry := self.to_undo(gesture)):
            return entry, Undoing.UNDO
        if verb is Undoing.REDO or gesture in self.roots:
            return (entry, Undoing.REDO) if (entry := self.to_redo(gesture)) else None
        return None

    def knows(self, verb: Undoing, gesture: str | None = None) -> bool:
        """Whether what `to_reverse` says would be the same if all gestures of the journal were known."""
        if self.is_whole or gesture in self.ids:
            return True
        if gesture is not None:
            return False
        if verb is Undoing.UNDO:
            return bool(self.undoable)
        own = (entry.gesture.verb for entry in (*self.undoable, *self.changed))
        return bool(self.redoable) or not set(own) <= set(Undoing)

    @property
    def standing(self) -> frozenset[str]:
        """The ids of all gestures of which anything can be taken back."""
        decided = {entry.gesture.id for entry in (*self.changed, *self.undoable)}
        taken_back = {entry.gesture.id for entry in (*self.undone, *self.redoable)}
        return frozenset(decided | {self.roots[id_] for id_ in decided & self.roots.keys()} | taken_back)

    def to_undo(self, gesture: str) -> Entry | None:
        """What can be taken back of the gesture with this id, or of the latest redo of it, if anything."""
        return self._named(gesture, self.changed, self.undoable)

    def to_redo(self, gesture: str) -> Entry | None:
        """What can be done again of a gesture that was taken back, by its id or by that of its undo."""
        return self._named(gesture, self.undone, self.redoable)

    def _named(self, gesture: str, *lists: tuple[Entry, ...]) -> Entry | None:
        """The latest entry of that name, with its lines on all of these lists."""
        found: dict[str, Entry] = {}
        for entry in (entry for entries in lists for entry in entries):
            if gesture in {entry.gesture.id, self.roots.get(entry.gesture.id)}:
                _add(found, entry)
        return found[max(found)] if found else None


def _by_id(entries: Iterable[Entry]) -> dict[str, Entry]:
    return {entry.gesture.id: entry for entry in entries}


def _add(entries: dict[str, Entry], entry: Entry | None) -> None:
    """Put an entry last, or its lines to those of the same gesture; one without lines is none."""
    if entry is None or not entry.written:
        return
    if held := entries.get(entry.gesture.id):
        entry = replace(held, written=held.written + entry.written)
    entries[entry.gesture.id] = entry


def _take(entries: dict[str, Entry], reverse: Entry, spent: Iterable[tuple[str, Place]]) -> Entry | None:
    """Take what was reversed, or spent, off the gesture that a reversal concerned; what was spent of it."""
    if (entry := entries.get(reverse.gesture.concerns)) is None:
        return None
    gone = set(spent)
    over = gone | {(line.note, line.before) for line in reverse.written}
    lost = tuple(w for w in entry.written if (w.note, w.after) in gone)
    left = tuple(w for w in entry.written if (w.note, w.after) not in over)
    if left:
        entries[entry.gesture.id] = replace(entry, written=left)
    else:
        del entries[entry.gesture.id]
    return replace(entry, written=lost)
