"""What the journal of a vault lets be taken back, done again, or gone on with."""

from collections.abc import Callable

from triage.core.history.gesture import Entry, Gesture, History, Interrupted, Undoing
from triage.session.store import Store


class Past:
    """The history of a vault, read back as far as somebody has asked, and the gesture that was cut off."""

    def __init__(self, store: Store, run: str) -> None:
        """Begin without a journal; `run` names this run in it."""
        self._store = store
        self._run = run
        self.history = History()
        self.interrupted: Interrupted | None = None
        """The last gesture whose run died before it was over, until that is gone on with, undone or left."""
        self._moved: list[tuple[str, str]] = []
        """The notes that have another path since the journal was read, in order."""

    def begin(self) -> None:
        """Read the end of the journal anew."""
        self._moved.clear()
        self.history = self._store.history()
        self.interrupted = self._store.interrupted()

    def add(self, entry: Entry) -> None:
        """Take in a gesture that is over."""
        self.rehearse(entry)
        gesture = entry.gesture
        if self.interrupted and self.interrupted.gesture.id in {gesture.id, gesture.concerns}:
            self.interrupted = None

    def rehearse(self, entry: Entry) -> None:
        """Let the history be as if a gesture was over, though it wrote nothing."""
        self.history = self.history.after(entry)

    def know(self, is_enough: Callable[[History], bool]) -> None:
        """Read the journal further back until what is known of it is enough; at the start little is."""
        if not self.history.is_whole and not is_enough(self.history):
            self._take(self._store.history(is_enough))

    def read(self, number: int) -> list[Entry]:
        """Read the last `number` gestures that wrote, or all of them; those of other runs too.

        Raises TriageError.
        """
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
        """Follow a note to its new path, so that an undo writes there."""
        self._moved.append((before, after))
        self.history = self.history.moved(before, after)

    def to_reverse(self, verb: Undoing, gesture_id: str | None) -> tuple[Entry, Undoing] | None:
        """The last gesture, or the named one, and whether to undo or to redo it; None for none."""
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
        """The gesture that was cut off, as the journal says by now; None if another run has settled it."""
        self.interrupted = self._still_interrupted()
        return self.interrupted

    def is_rest(self, gesture: Gesture) -> bool:
        """Whether a gesture is the one that was cut off, to go on with."""
        return self.interrupted is not None and gesture.id == self.interrupted.gesture.id

    def leave_rest(self) -> bool:
        """Let the journal say that what was cut off stays as it is; whether it is offered no more.

        May run in another thread.
        """
        if left := self._still_interrupted():
            self._store.begin(left.gesture, left.left)
            self._store.end(left.gesture, is_stopped=True)
        return self._still_interrupted() is None

    def forget_rest(self) -> None:
        """Offer no more to go on with what was cut off."""
        self.interrupted = None

    def _still_interrupted(self) -> Interrupted | None:
        """What was cut off, as it is now; None if it is no more, or another one is the last."""
        was, now = self.interrupted, self._store.interrupted()
        return now if was and now and was.gesture.id == now.gesture.id else None

    def _take(self, history: History) -> None:
        for before, after in self._moved:
            history = history.moved(before, after)
        self.history = history
