"""Noticing what happens to the notes of a vault."""

import os
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from triage.core.config import Watch
from triage.core.vault_changes import Changes, Stop
from triage.storage.mount import mount_of
from triage.storage.walk import Walk
from triage.storage.watching.folder_events import FolderEvents, NoEvents
from triage.storage.watching.sighting import Sighting
from triage.storage.watching.snapshot import (
    NO_MARK,
    Mark,
    Snapshot,
    has_other_folders,
    identities,
    mark_of,
    marks_of,
    root_of,
    snapshot,
)

_OFTEN_SECONDS, _SELDOM_SECONDS = 1.0, 60.0
"""The shortest and the longest pause between two looks if there are no events."""
_PAUSE_PER_LOOK = 100
"""How many times longer than a look the pause after it is: so looking takes a hundredth of a core."""
_SAFETY_SECONDS = 30.0
"""The pause between two looks if there are events: the system may have lost some."""
_ABSENT_SECONDS = 2.0
"""The pause between two looks for the vault's folder, once it is gone."""
_LOOKS_A_WALK = 10
"""One look in so many reads all folders: some file systems do not say that a folder got a new file."""
_RETRY_SECONDS = 0.1
"""The pause before the system is asked for events again, once it lost some."""
_TRIES = 5


@dataclass(frozen=True, slots=True)
class Found:
    """What the last scan found, and when the scan began, in seconds since the epoch."""

    notes: frozenset[str]
    at: float


def way_of_watching(root: Path, asked: Watch) -> tuple[Watch, str]:
    """How to watch a vault, as far as that is known without trying, and why; raises OSError."""
    if asked is not Watch.AUTO:
        return asked, "as the config says"
    mount = mount_of(root)
    if mount.is_remote:
        return Watch.POLL, f"since others may write to it on {mount.type}, of which no event tells"
    return Watch.AUTO, ""


class VaultWatch:
    """Looks at a vault's files after each event of the system, and after some time without one.

    A change is a difference between two looks, so that a lost or doubled event does no harm.
    """

    def __init__(
        self, root: Path, walk: Callable[[], Walk], asked: Watch, found: Found | None = None
    ) -> None:
        """Take the root without links in it, and a function that gives a new walk through it."""
        self._root = str(root)
        self._walk = walk
        self._asked = asked
        self._found = found
        self._events: FolderEvents | None = None
        self._listened: set[tuple[str, int]] = set()
        self._listens = False
        self._problem = ""
        self._has_said = False
        self._state: Snapshot | None = None
        self._reads_all = False
        """Whether the next look must read all folders."""
        self._looks = 0
        self._took = 0.0
        self._looked = 0.0

    def changes(self, stop: Stop) -> Iterator[Changes]:
        """What has happened since the last scan, and what happens from now on, until `stop` is set."""
        try:
            way, _ = way_of_watching(Path(self._root), self._asked)
        except OSError:
            way = Watch.POLL
        if way is Watch.OFF:
            return
        self._listens = way is Watch.AUTO
        sighting: Sighting | None = None
        is_absent = False
        hints: frozenset[str] | None = None
        try:
            while not stop.is_set():
                present = self._look(hints)
                if present is None:
                    if not is_absent:
                        is_absent = True
                        yield Changes(
                            problems=(
                                f"The vault {self._root} is not there any more; its rows stay as they were",
                            ),
                            is_absent=True,
                            at=time.monotonic(),
                        )
                    self._hush()
                    stop.wait(_ABSENT_SECONDS)
                    hints = None
                    continue
                if sighting is None:
                    sighting = Sighting(self._known(present))
                changes = sighting.see(present, time.monotonic(), self._said_once())
                if changes is not None or is_absent:
                    is_absent = False
                    yield changes or Changes(at=time.monotonic())
                hints = self._wait(stop, sighting.holds)
        finally:
            self._hush()

    def said_of_it(self) -> str:
        """How this vault is watched, as a sentence; found out by trying. Raises OSError without a vault."""
        way, why = way_of_watching(Path(self._root), self._asked)
        if way is Watch.OFF:
            return f"Changes by other programs are noticed at the next scan, {why}."
        if way is Watch.AUTO:
            self._listens = True
            self._walked(root_of(self._root))
            self._hush()
            if not self._problem:
                return "Changes by other programs are noticed at once, by the system's events."
            why = f"since {self._problem.partition(': ')[2]}"
        return f"Changes by other programs are noticed by looking again every second or so, {why}."

    # Looking

    def _look(self, hints: frozenset[str] | None) -> Snapshot | None:
        """The state of the files now, None if the vault is missing.

        `hints` are the paths of events; None asks to look at every file.
        """
        began = time.monotonic()
        try:
            own = root_of(self._root)
            state = self._state
            is_same = state is not None and own == state.root and not self._reads_all
            seen = self._seen(state, hints) if state is not None and is_same else None
            found = seen or self._walked(own)
        except OSError:
            found = None
        self._reads_all = found is None or (self._listens and self._events is None)
        self._state = found or self._state
        if hints is None:
            self._looked = time.monotonic()
            self._took = self._looked - began
        return found

    def _seen(self, state: Snapshot, hints: frozenset[str] | None) -> Snapshot | None:
        """The state now, if a short look can tell; None if all folders must be read."""
        if hints is None:
            self._looks += 1
            if self._looks % _LOOKS_A_WALK == 0 or has_other_folders(state):
                return None
            return state.with_marks({**dict.fromkeys(state.marks, NO_MARK), **marks_of(state.files)})
        marks: dict[str, Mark] = {}
        notes = {file: note for note, file in state.files.items() if note in state.marks} if hints else {}
        for path in hints:
            if path in notes:
                marks[notes[path]] = mark_of(path)
            elif _may_matter(path, state):
                return None
        return state.with_marks(marks) if marks else state

    def _walked(self, own: tuple[int, int]) -> Snapshot | None:
        """The state after reading all folders; listening to each begins before it is read."""
        before = self._state
        for _ in range(_TRIES):
            state = snapshot(self._root, self._walk())
            if before and before.marks and not state.marks and before.root[0] != own[0]:
                return None  # the empty mount point: the vault's disk is gone
            if not self._listens or identities(state.folders) == self._listened:
                break
            self._listen(state.folders)
        return state

    def _known(self, present: Snapshot) -> Snapshot:
        """The state of the files at the last scan; NO_MARK for a file that may have changed since."""
        if self._found is None:
            return present
        margin_ns = 120e9 if not self._listens else 2e9  # the clock of a server may go wrong
        early = int(self._found.at * 1e9 - margin_ns)
        paths = self._found.notes
        marks = {
            path: NO_MARK
            if path not in present.marks or present.marks[path][3] >= early
            else present.marks[path]
            for path in paths
        }
        return Snapshot(present.root, present.notes, present.files, marks, present.folders, present.links)

    # Waiting

    def _wait(self, stop: Stop, holds: float | None) -> frozenset[str] | None:
        """Wait until there is something to look at; the paths of the events, None for every file."""
        if self._events is None:
            pause = min(_SELDOM_SECONDS, max(_OFTEN_SECONDS, _PAUSE_PER_LOOK * self._took))
            stop.wait(pause if holds is None else min(pause, holds))
            return None
        until = self._looked + max(_SAFETY_SECONDS, _PAUSE_PER_LOOK * self._took)
        seconds = min(_ABSENT_SECONDS, max(0.0, until - time.monotonic()))
        told = self._events.wait(seconds if holds is None else min(seconds, holds), stop)
        if told is None:
            self._hush()
            stop.wait(_RETRY_SECONDS)
            self._reads_all = True
            return None
        return None if not told and time.monotonic() >= until else told

    def _listen(self, folders: Mapping[str, Mark]) -> None:
        self._hush()
        try:
            self._events = FolderEvents(folders)
        except (FileNotFoundError, PermissionError):
            return  # the next look reads all folders again
        except NoEvents as reason:
            self._listens = False
            self._problem = f"Changes by other programs are noticed later than they could be: {reason}"
            return
        self._listened = identities(folders)

    def _said_once(self) -> tuple[str, ...]:
        """Why there are no events; only the first time."""
        if not self._problem or self._has_said:
            return ()
        self._has_said = True
        return (self._problem,)

    def _hush(self) -> None:
        if self._events is not None:
            self._events.close()
        self._events = None
        self._listened = set()


def _may_matter(path: str, state: Snapshot) -> bool:
    """Whether an event on a path that is no known note makes all folders be read again."""
    name = path.rpartition("/")[2]
    if path in state.folders or path in state.links:
        return True
    if name.startswith("."):
        return False
    return name.lower().endswith(".md") or os.path.isdir(path) or os.path.islink(path)  # noqa: PTH112, PTH114
