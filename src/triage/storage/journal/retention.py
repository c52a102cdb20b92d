"""Which older files of a journal stay whatever its limits say."""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from triage.storage.journal.gathering import Contradiction, Gathering
from triage.storage.journal.journal_file import lines_of
from triage.storage.journal.journal_line import Damaged, decode
from triage.storage.journal.logged import cut_off

_UNDOABLE_GESTURES = 20
"""How many of the latest gestures stay, and all that their runs did."""
_NAMES = re.compile(rb'"gesture":("(?:[^"\\]|\\.)*")(?:,"run":("(?:[^"\\]|\\.)*"))?')
_HEAD_BYTES = 4096
"""How much of a record surely holds its gesture and run."""


class Retention:
    """Finds the files that hold what can still be undone or gone on with, while the journal is held."""

    def __init__(self, paths: Sequence[Path]) -> None:
        """Take all the files of a journal, the oldest first."""
        self._paths = paths

    def needs(self, path: Path) -> bool:
        """Whether a file holds what can be undone, an intent without an outcome, or a gesture cut off."""
        gestures, runs = self._undoable
        if any(id_ in gestures or run in runs for id_, run in map(_named, lines_of(path))):
            return True
        gathering = Gathering()
        _take(gathering, lines_of(path))
        unended = set(gathering.unended)
        if not gathering.unsettled and not unended:
            return False
        for later in self._paths[self._paths.index(path) + 1 :]:
            _take(gathering, lines_of(later))
        offered = {each.gesture.id for each in cut_off(gathering.gestures(lambda id_: False))}
        return bool(gathering.unsettled) or not unended.isdisjoint(offered)

    @cached_property
    def _undoable(self) -> tuple[set[bytes], set[bytes]]:
        """The gestures that stay, and the runs whose gestures all stay, each named as in JSON."""
        gestures: set[bytes] = set()
        runs: set[bytes] = set()
        for path in reversed(self._paths):
            here: dict[bytes, bytes] = {}
            for gesture, run in map(_named, lines_of(path)):
                here[gesture] = run or here.pop(gesture, b"")
            for gesture, run in reversed(here.items()):
                if len(gestures) < _UNDOABLE_GESTURES:
                    gestures.add(gesture)
                if gesture in gestures:
                    runs.add(run)
            if len(gestures) >= _UNDOABLE_GESTURES:
                break
        return gestures - {b""}, runs - {b""}


def _take(gathering: Gathering, lines: Iterator[bytes]) -> None:
    for line in lines:
        with suppress(Damaged, Contradiction):
            if record := decode(line, gathering.opened):
                gathering.take(record)


def _named(line: bytes) -> tuple[bytes, bytes]:
    """The gesture and the run that a record names, as JSON; "" for none."""
    found = _NAMES.search(line, 0, _HEAD_BYTES)
    return (found[1], found[2] or b"") if found else (b"", b"")
