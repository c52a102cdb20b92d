"""What a session needs of a vault."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Protocol

from triage.core.history.gesture import Entry, Gesture, History, Interrupted
from triage.core.metadata import Metadata
from triage.core.people.person_note import KnownPerson
from triage.core.task.edit import LineEdit, Outcome
from triage.core.task.note import FoundNote
from triage.core.task.vocabulary import Vocabulary
from triage.core.vault_changes import Changes, Stop


class Store(Protocol):
    """What a session needs of a vault. Every method may be called off the event loop."""

    @property
    def name(self) -> str:
        """The vault's name, for people."""

    @property
    def problems(self) -> Sequence[str]:
        """What could not be read since the last `find`, a sentence each, without unreadable notes."""

    @property
    def left_out_by(self) -> str:
        """Which settings left out notes or folders at the last `find`; "" for none."""

    def find(self) -> Iterator[FoundNote]:
        """Every note of the vault, the newest first; raises NoVault."""

    def read(self, note: str) -> bytes:
        """A note's bytes; raises NoteUnreadable."""

    def vocabulary(self, note: str) -> Vocabulary:
        """What statuses and tags mean in the folder of the note."""

    def metadata(self, data: bytes) -> Metadata:
        """What a note's front matter says; never raises."""

    def people(self, notes: Sequence[str]) -> Iterator[KnownPerson]:
        """The people whom these notes are about; the config says which notes are about people."""

    def begin(self, gesture: Gesture, edits: Mapping[str, Sequence[LineEdit]]) -> None:
        """Record everything that a gesture over several notes will write, before the first note is written.

        If the process dies before `end`, the gesture is cut off, and the lines left are known. Never raises.
        """

    def end(self, gesture: Gesture, *, is_stopped: bool, is_over: bool = True) -> Mapping[str, str]:
        """Close a gesture that was begun, once the disk has what it wrote; never raises.

        `is_stopped` says that the user stopped it. A gesture that is not over stays cut off, so that another
        run can resume it. Returns the notes that the disk did not confirm, with the reason.
        """

    def tidy(self, *, is_last: bool = False) -> Sequence[str]:
        """Clean up what killed runs and late writers have left; what the user must know, a sentence each.

        The last call of a run (`is_last`) removes everything that the run has left, except files that a
        program has open.
        """

    def save(self, note: str, edits: Sequence[LineEdit], gesture: Gesture) -> list[Outcome]:
        """Replace lines of one note, journalled before; an outcome for each line, in order.

        Never raises: a failure is an outcome.
        """

    def history(self, is_enough: Callable[[History], bool] = ...) -> History:
        """What can be taken back and done again, read from the journal until that is enough.

        Without `is_enough`, what the latest gestures say.
        """

    def entries(self) -> list[Entry]:
        """Every gesture of the journal in order, undos included; raises TriageError."""

    def latest(self, number: int) -> list[Entry]:
        """The latest gestures in order, at least `number` that wrote anything; raises TriageError."""

    def sound(self, number: int) -> list[Entry]:
        """Like `latest`, but only the gestures after the last damaged record of the journal."""

    def interrupted(self) -> Interrupted | None:
        """The last gesture whose run died before it ended, if it can be resumed; never raises.

        Not a gesture that was taken back since, and without lines that were decided since.
        """

    def watch(self, stop: Stop) -> Iterator[Changes]:
        """What happens to notes after the last `find`, our own saves included, until `stop` is set.

        Blocks, so it needs a thread of its own; never raises.
        """

    def recall(self, name: str) -> object:
        """What was remembered under a name, in JSON's types; None for nothing."""

    def remember(self, name: str, value: object) -> None:
        """Remember a value that JSON can hold, in place of the one before; raises NotKept."""

    def tell_damaged(self, name: str, records: int) -> None:
        """Keep a copy of a remembered value in which so many records are damaged, and report a problem."""
