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
        """What could not be read since the notes were last found, a sentence each; unreadable notes aside."""

    @property
    def left_out_by(self) -> str:
        """Which settings left notes or folders out when they were last found; "" for none."""

    def find(self) -> Iterator[FoundNote]:
        """Every note of the vault, the newest first; raises NoVault."""

    def read(self, note: str) -> bytes:
        """A note's bytes; raises NoteUnreadable."""

    def vocabulary(self, note: str) -> Vocabulary:
        """What statuses and tags mean where the note stands."""

    def metadata(self, data: bytes) -> Metadata:
        """What a note's front matter says; never raises."""

    def people(self, notes: Sequence[str]) -> Iterator[KnownPerson]:
        """Everybody whom one of these notes is about, as the config says where such notes are."""

    def begin(self, gesture: Gesture, edits: Mapping[str, Sequence[LineEdit]]) -> None:
        """Record all that a gesture over several notes is going to write, before the first; never raises.

        Where the process ends before `end`, the gesture is cut off, and what is left of it known.
        """

    def end(self, gesture: Gesture, *, is_stopped: bool, is_over: bool = True) -> Mapping[str, str]:
        """Return once the disk has what a gesture wrote that was begun; whether its user stopped it.

        Where it is not `is_over`, it stays cut off, to be gone on with by another run.
        The notes that the disk did not confirm, with the reason; never raises.
        """

    def tidy(self, *, is_last: bool = False) -> Sequence[str]:
        """Put in order what killed runs and late writers have left: what is to be known, a sentence each.

        Nothing that this run has left stays where that `is_last`, unless a program has it open.
        """

    def save(self, note: str, edits: Sequence[LineEdit], gesture: Gesture) -> list[Outcome]:
        """Replace lines of one note, the intent journalled first; an outcome for each line, in their order.

        Never raises for what can happen to a file: that is an outcome.
        """

    def history(self, is_enough: Callable[[History], bool] = ...) -> History:
        """What the journal says can be taken back and done again, read back until that is enough.

        Without `is_enough`, what the latest gestures say.
        """

    def entries(self) -> list[Entry]:
        """Every gesture of the journal in order, undos included; raises TriageError."""

    def latest(self, number: int) -> list[Entry]:
        """The latest gestures in order, so many that wrote anything or all; raises TriageError."""

    def sound(self, number: int) -> list[Entry]:
        """The same without those up to the latest record of the journal that is damaged."""

    def interrupted(self) -> Interrupted | None:
        """The last gesture whose run died before it was over, and of which anything can be gone on with.

        Not one that was taken back since, nor the lines that were decided since; never raises.
        """

    def watch(self, stop: Stop) -> Iterator[Changes]:
        """What happens to notes from the last `find` on, our own saves among it, until `stop` is set.

        Waits for it, so it is to be asked in a thread of its own; never raises.
        """

    def recall(self, name: str) -> object:
        """What was remembered under a name, in JSON's types; None if that is nothing."""

    def remember(self, name: str, value: object) -> None:
        """Keep a value that JSON can hold, in place of the one before; raises NotKept."""

    def tell_damaged(self, name: str, records: int) -> None:
        """Keep what is remembered under a name under another one too: so many records of it are of no use.

        That is a problem then.
        """
