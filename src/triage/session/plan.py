"""What a gesture is going to write, and its outcome."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from triage.core.errors import Refused
from triage.core.history.gesture import Entry, Gesture
from triage.core.task.edit import LineEdit, Outcome


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a plan: the edit, and the row that it is for."""

    edit: LineEdit
    key: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What a gesture is going to write."""

    gesture: Gesture
    steps: dict[str, list[Step]] = field(default_factory=dict)
    """By note."""
    refused: dict[int, Refused] = field(default_factory=dict)
    """The rows for which the decision cannot be written, by key."""
    unchanged: tuple[int, ...] = ()
    """The rows whose line says it already."""
    keys: tuple[int, ...] = ()
    """The rows that it was asked for."""
    reverses: Entry | None = None
    """What it takes back or does again."""

    def add(self, note: str, step: Step) -> None:
        """Write one line more."""
        self.steps.setdefault(note, []).append(step)

    @property
    def lines(self) -> int:
        """How many lines it writes."""
        return sum(map(len, self.steps.values()))


@dataclass(frozen=True, slots=True)
class Saved:
    """The outcome of a plan on disk: for each note its outcomes, and its bytes afterwards."""

    plan: Plan
    notes: Mapping[str, tuple[list[Outcome], bytes | None]]
    """Those that were come to."""

    @property
    def entry(self) -> Entry:
        """The gesture as the journal holds it."""
        pairs = ((note, outcome) for note, (outcomes, _) in self.notes.items() for outcome in outcomes)
        return Entry.of(self.plan.gesture, pairs)

    @property
    def left(self) -> tuple[int, ...]:
        """The rows whose notes were not come to, since the user stopped it before."""
        return tuple(
            step.key
            for note, steps in self.plan.steps.items()
            if note not in self.notes
            for step in steps
            if step.key is not None
        )


@dataclass(frozen=True, slots=True)
class Settled:
    """A finished gesture, as the user is told of it."""

    gesture: Gesture
    written: int
    """How many lines it wrote."""
    keys: tuple[int, ...]
    """The rows of those lines."""
    failed: tuple[tuple[str, Outcome], ...] = ()
    """The lines that were not written, with their notes."""
    unconfirmed: tuple[tuple[str, Outcome], ...] = ()
    """The lines that were written, but not confirmed by the disk."""
    refused: Mapping[int, Refused] = field(default_factory=dict)
    unchanged: tuple[int, ...] = ()
    left: tuple[int, ...] = ()
    """The rows that the user stopped it before."""
    arrived: int = 0
    """How many proposals were found anew in the notes that were read again."""
