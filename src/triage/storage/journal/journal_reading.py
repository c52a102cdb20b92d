"""What a journal says, read from its end as far back as is needed."""

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import islice

from triage.core.history.gesture import Entry, Interrupted
from triage.storage.journal.gathering import Contradiction, Gathering
from triage.storage.journal.journal_line import Damaged, Unopened, decode, encode
from triage.storage.journal.journal_record import Damage, Ending, Intent, NoteOutcome, Opening
from triage.storage.journal.logged import LoggedGesture, cut_off

_MOST_CUT_OFF = 10
"""How many of the gestures that were cut off are known at a start."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The latest gestures of a journal, or all of them."""

    gestures: Sequence[LoggedGesture]
    """In the order in which they began; none that began since the first of them is missing."""
    entries: Sequence[Entry]
    """The same, with the lines that they really replaced."""
    cut_off: Sequence[Interrupted]
    """What can be gone on with, the latest first; it may have begun before the first of them."""
    sound: int
    """How many of the last of them began after all that is damaged."""
    is_whole: bool
    """Whether these are all."""

    @property
    def interrupted(self) -> Interrupted | None:
        """The last of what can be gone on with."""
        return next(iter(self.cut_off), None)


class Portion:
    """The last lines of a journal, or all, taken in."""

    def __init__(self, lines: Iterable[bytes], margin: int, *, is_whole: bool) -> None:
        """Take in the lines; unless these are all, those in the first `margin` bytes serve to compare.

        Gestures of which there is anything in the margin may have begun before it.
        """
        self.gathering = Gathering()
        self.damaged = 0
        """How many lines are no records, though they should be."""
        self._unopened: set[str] = set()
        self._seen: set[str] = set()
        self._is_whole = is_whole
        left = 0 if is_whole else margin
        lines = iter(lines)
        while left > 0 and (line := next(lines, b"")):
            self._take(line)
            left -= len(line)
        self._older = frozenset(self._seen)
        for line in lines:
            self._take(line)

    def _take(self, line: bytes) -> None:
        try:
            record = decode(line, self.gathering.opened)
            if record:
                self.gathering.take(record)
        except Unopened as error:
            self._unopened.add(error.gesture)
            self._seen.add(error.gesture)
        except (Damaged, Contradiction):
            self.damaged += 1
        else:
            match record:
                case Opening() | Intent():
                    self._seen.add(record.gesture.id)
                case NoteOutcome():
                    self._seen.add(record.gesture)
                case Ending():
                    self._seen.add(record.gesture)
                    self._unopened.discard(record.gesture)

    @property
    def is_enough(self) -> bool:
        """Whether no gesture that began within it, or is open, has a part before it."""
        if self._is_whole:
            return True
        latest = max(self._older, default="")
        return not self._unopened and bool(self._older) and all(id_ > latest for id_ in self._newer)

    @property
    def _newer(self) -> list[str]:
        return [id_ for id_ in self.gathering.ids if id_ not in self._older]

    def reading(self, is_running: Callable[[str], bool]) -> Reading:
        """What it says of the gestures that began within it."""
        gestures = self.gathering.gestures(is_running)
        newer = [each for each in gestures if each.gesture.id not in self._older]
        return Reading(
            newer,
            [each.entry for each in newer],
            list(islice(cut_off(gestures), _MOST_CUT_OFF)),
            min(len(newer), len(gestures) - self.gathering.sound_from),
            self._is_whole,
        )


def damaged_in(lines: Iterable[bytes], gathering: Gathering) -> set[int]:
    """Which lines of a file are no records, though they should be, after what was gathered before it."""
    found = set()
    for index, line in enumerate(lines):
        try:
            if record := decode(line, gathering.opened):
                gathering.take(record)
        except Unopened:
            pass
        except (Damaged, Contradiction):
            found.add(index)
    return found


def mended(lines: Iterable[bytes], damaged: Set[int], kept: str) -> Iterator[bytes]:
    """The lines of a file, with a record of how many were damaged in the place of these."""
    records = 0
    for index, line in enumerate(lines):
        if index in damaged:
            records += 1
            continue
        if records:
            yield encode(Damage(records, kept))
            records = 0
        yield line
    if records:
        yield encode(Damage(records, kept))
