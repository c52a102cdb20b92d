"""Many cases, several at a time, and what went wrong in each."""

import itertools
import shutil
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Generic, TypeVar

from torture.aftermath import still_left_over
from torture.scene import Scene

Case = TypeVar("Case")

_WORKERS: Final = 2
_KEPT: Final = 66.0
"""Seconds after which nothing of a save may be left."""


@dataclass(slots=True)
class Found:
    """What was found in the cases."""

    cases: int = 0
    wrong: list[str] = field(default_factory=list)
    """The cases in which something went wrong, each with what it was."""
    kept: list[Scene] = field(default_factory=list)
    """The scenes in which the old note is still kept."""
    counts: dict[str, int] = field(default_factory=dict)
    """How often each note was made in the cases."""

    _lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, what: str) -> None:
        """Count something that is no fault."""
        with self._lock:
            self.counts[what] = self.counts.get(what, 0) + 1


class Sweep(Generic[Case]):
    """One run over many cases."""

    def __init__(
        self,
        folder: Path,
        check: Callable[[Path, Case, Found], Iterable[str]],
        workers: int = _WORKERS,
    ) -> None:
        """`check` does one case in a folder of its own and says what went wrong, a sentence each."""
        self._folder = folder
        self._workers = workers
        self._check = check
        self._found = Found()
        self._lock = threading.Lock()
        self._numbers = itertools.count()

    def run(self, cases: Iterable[Case], *, is_patient: bool) -> Found:
        """Do all; with `is_patient` it waits until nothing may be left over."""
        waiting = iter(cases)
        with ThreadPoolExecutor(self._workers) as pool:
            for done in [pool.submit(self._work, waiting) for _ in range(self._workers)]:
                done.result()
        if is_patient and self._found.kept:
            time.sleep(_KEPT)
            for scene in self._found.kept:
                self._found.wrong += [f"{scene.mode}: {problem}" for problem in still_left_over(scene)]
        return self._found

    def _work(self, waiting: Iterator[Case]) -> None:
        while True:
            with self._lock:
                try:
                    case = next(waiting)
                except StopIteration:
                    return
                folder = self._folder / f"case-{next(self._numbers)}"
            kept = len(self._found.kept)
            problems = list(self._check(folder, case, self._found))
            with self._lock:
                self._found.cases += 1
                if problems:
                    self._found.wrong.append(f"{case}: {'; '.join(problems)}")
            if len(self._found.kept) == kept:
                shutil.rmtree(folder, ignore_errors=True)
