"""What the user can undo, redo or resume, as the journal says."""

from collections.abc import Callable

from triage.core.history.gesture import Entry, Gesture, History, Interrupted, Undoing
from triage.session.store import Store


class Past:
    """The history of a vault, read back as far as was needed, and the gesture that was cut off."""

    def __init__(self, store: Store, run: str) -> None:
        """Begin without a journal; `run` names this run in it."""
        self._store = store
        self._run = run
        self.history = History()
        """What can be taken back and done again, as far as the journal was read."""
        self.interrupted: Interrupted | None = None
        """The last gesture whose run died before it ended; None once it is resumed, undone or left."""
        self._moved: list[tuple[str, str]] = []
        """The notes that were moved since the journal was read, each with its old and new path, in order."""

    def begin(self) -> None:
        """Read the end of the journal again."""
        self._moved.clear()
        self.history = self._store.history()
        self.interrupted = self._store.interrupted()

    def add(self, entry: Entry) -> None:
        """Take in a gesture that has ended."""
        self.rehearse(entry)
        gesture = entry.gesture
        if self.interrupted and self.interrupted.gesture.id in {gesture.id, gesture.concerns}:
            self.interrupted = None

    def rehearse(self, entry: Entry) -> None:
        """Change the history as if a gesture had ended, though it wrote nothing."""
        self.history = self.history.after(entry)

    def know(self, is_enough: Callable[[History], bool]) -> None:
        """Read the journal further back until the history `is_enough`; at the start it is short."""
        if not self.history.is_whole and not is_enough(self.history):
            self._take(self._store.history(is_enough))

    def read(self, number: int) -> list[Entry]:
        """Read at least the last `number` gestures that wrote, also of other runs; raises TriageError."""
        entries = self._store.latest(number)
        self._take(self._store.history(lambda history: len(history.ids) >= len(entries)))
        return entries

    def check(self) -> None:
        """Read the latest gesture; raises TriageError if the journal cannot be read."""
        self._store.latest(1)

    def read_whole(self) -> None:
        """Read all of the journal, so that a whole record comes at once; raises TriageError.

        May run in another thread.
        """
        self._store.entries()

    def move(self, before: str, after: str) -> None:
        """Follow a moved note to its new path, so that an undo writes there."""
        self._moved.append((before, after))
        self.history = self.history.moved(before, after)

    def to_reverse(self, verb: Undoing, gesture_id: str | None) -> tuple[Entry, Undoing] | None:
        """The gesture to undo or redo, the last or the named one, and what to do with it; None for none."""
        self.know(lambda history: history.knows(verb, gesture_id))
        return self.history.to_reverse(verb, gesture_id)

    def last_gesture(self) -> str:
        """The id of the gesture that an undo would take back, "" for none."""
        undoable = self.history.undoable
        return undoable[-1].gesture.id if undoable else ""

    def is_own(self, gesture_id: str) -> bool:
        """Whether a gesture that can be taken back is of this run."""
        gestures = (entry.gesture for entry in self.history.undoable)
        return any(gesture.id == gesture_id and gesture.run == self._run for gesture in gestures)

    # Cut off

    def find_rest(self) -> Interrupted | None:
        """The gesture that was cut off, as the journal says now; None if another run has settled it."""
        self.interrupted = self._still_interrupted()
        return self.interrupted

    def is_rest(self, gesture: Gesture) -> bool:
        """Whether a gesture is the one that was cut off, to go on with."""
        return self.interrupted is not None and gesture.id == self.interrupted.gesture.id

    def leave_rest(self) -> bool:
        """Write into the journal that the cut off gesture stays as it is; whether it is no longer offered.

        May run in another thread.
        """
        if left := self._still_interrupted():
            self._store.begin(left.gesture, left.left)
            self._store.end(left.gesture, is_stopped=True)
        return self._still_interrupted() is None

    def forget_rest(self) -> None:
        """Do not offer the cut off gesture any more."""
        self.interrupted = None

    def _still_interrupted(self) -> Interrupted | None:
        """The cut off gesture as the journal holds it now; None if it is settled, or not the last."""
        was, now = self.interrupted, self._store.interrupted()
        return now if was and now and was.gesture.id == now.gesture.id else None

    def _take(self, history: History) -> None:
        for before, after in self._moved:
            history = history.moved(before, after)
        self.history = history
