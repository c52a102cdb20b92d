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
    """Why the decision cannot be written for a row, by key."""
    unchanged: tuple[int, ...] = ()
    """The rows whose line would not change."""
    keys: tuple[int, ...] = ()
    """The rows that the user asked for."""
    lost: tuple[str, ...] = ()
    """What rows say that are rejected as duplicates, and the row that is kept does not; not clean."""
    reverses: Entry | None = None
    """The gesture that the plan takes back or does again."""

    def add(self, note: str, step: Step) -> None:
        """Add a line to write."""
        self.steps.setdefault(note, []).append(step)

    @property
    def lines(self) -> int:
        """How many lines the plan writes."""
        return sum(map(len, self.steps.values()))


@dataclass(frozen=True, slots=True)
class Saved:
    """The outcome of a plan on disk: for each note its outcomes, and its bytes afterwards."""

    plan: Plan
    notes: Mapping[str, tuple[list[Outcome], bytes | None]]
    """The notes reached before the plan was stopped."""

    @property
    def entry(self) -> Entry:
        """The gesture as the journal holds it."""
        pairs = ((note, outcome) for note, (outcomes, _) in self.notes.items() for outcome in outcomes)
        return Entry.of(self.plan.gesture, pairs)

    @property
    def left(self) -> tuple[int, ...]:
        """The rows in notes that were not reached, since the plan was stopped."""
        return tuple(
            step.key
            for note, steps in self.plan.steps.items()
            if note not in self.notes
            for step in steps
            if step.key is not None
        )


@dataclass(frozen=True, slots=True)
class Settled:
    """The outcome of a gesture, as the user reads it."""

    gesture: Gesture
    written: int
    """How many lines the gesture wrote."""
    keys: tuple[int, ...]
    """The rows of the written lines."""
    failed: tuple[tuple[str, Outcome], ...] = ()
    """The lines that were not written, each with its note."""
    unconfirmed: tuple[tuple[str, Outcome], ...] = ()
    """The lines that were written but not confirmed by the disk, each with its note."""
    refused: Mapping[int, Refused] = field(default_factory=dict)
    unchanged: tuple[int, ...] = ()
    left: tuple[int, ...] = ()
    """The rows that were not reached, since the gesture was stopped."""
    arrived: int = 0
    """How many new proposals were found when the notes were read again."""
