"""Reading a journal from its end, as far back as needed."""

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
    """In the order in which they began; every gesture that began after the first one is here."""
    entries: Sequence[Entry]
    """The same gestures, each with the lines that it really replaced."""
    cut_off: Sequence[Interrupted]
    """The gestures to resume, the latest first; one may have begun before the first of `gestures`."""
    sound: int
    """How many of the last gestures began after the last damaged record."""
    is_whole: bool
    """Whether these are all gestures of the journal."""

    @property
    def interrupted(self) -> Interrupted | None:
        """The last gesture that can be resumed, None for none."""
        return next(iter(self.cut_off), None)


class Portion:
    """The last lines of a journal, or all its lines, decoded."""

    def __init__(self, lines: Iterable[bytes], margin: int, *, is_whole: bool) -> None:
        """Decode the lines; unless the journal `is_whole`, the first `margin` bytes are only a margin.

        A gesture with a line in the margin may have begun before the portion.
        """
        self.gathering = Gathering()
        self.damaged = 0
        """How many lines are damaged."""
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
        """Whether every gesture behind the margin, and every open one, is complete in this portion."""
        if self._is_whole:
            return True
        latest = max(self._older, default="")
        return not self._unopened and bool(self._older) and all(id_ > latest for id_ in self._newer)

    @property
    def _newer(self) -> list[str]:
        return [id_ for id_ in self.gathering.ids if id_ not in self._older]

    def reading(self, is_running: Callable[[str], bool]) -> Reading:
        """The gestures that began behind the margin."""
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
    """The indexes of a file's damaged lines; `gathering` holds the records of the files before it."""
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
    """The lines of a file, with a `damaged` record instead of each run of damaged lines."""
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
