"""The files of a vault as they were last reported, and what there is to report now."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from triage.core.vault_changes import Changes, Moved
from triage.storage.file import read_regular
from triage.storage.watching.snapshot import Mark, Snapshot, by_size

_GONE_SECONDS = 0.25
"""How long a note must be missing: many programs save by removing a note and putting another there."""
_COPY_SECONDS = 1.0
"""How long a new note may be a move: if its original goes within this time, the note was moved."""
_MOST_BYTES = 4 * 2**20


class Sighting:
    """Compares the files with the last report of them."""

    def __init__(self, known: Snapshot) -> None:
        """Begin with files that need no report."""
        self._marks: dict[str, Mark] = dict(known.marks)
        self._missing: dict[str, float] = {}
        """The missing notes, each with the time from which it counts as deleted."""
        self._copies: dict[str, tuple[str, float]] = {}
        """New copies of known notes, each with its original and the time at which it must be reported."""
        self._now = 0.0
        self._sizes_of: Mapping[int, list[str]] | None = None

    @property
    def holds(self) -> float | None:
        """The seconds until the files must be looked at again without an event; None for no need."""
        ends = [*self._missing.values(), *(until for _, until in self._copies.values())]
        return max(0.01, min(ends) - self._now) if ends else None

    def see(self, present: Snapshot, now: float, problems: tuple[str, ...] = ()) -> Changes | None:
        """The changes to report if the files are `present`, `now` in seconds; None for nothing."""
        self._now = now
        self._sizes_of = None
        marks, known = present.marks, self._marks
        created = [path for path in marks if path not in known]
        missing = [path for path in known if path not in marks]
        changed = [path for path, mark in marks.items() if path in known and known[path] != mark]
        self._missing = {path: until for path, until in self._missing.items() if path in missing}
        self._copies = {path: held for path, held in self._copies.items() if path in created}
        moved = self._moves(created, missing, present)
        for before, after in moved.items():
            missing.remove(before)
            created.remove(after)
        created = [path for path in created if not self._waits_as_copy(path, present, now)]
        deleted = [path for path in missing if created or self._is_long_missing(path, now)]
        self._tell(present, [*created, *changed, *moved.values()], [*deleted, *moved])
        if not (created or changed or deleted or moved or problems):
            return None
        notes = present.notes
        return Changes(
            created=tuple(notes[path] for path in created),
            changed=tuple(changed),
            deleted=tuple(deleted),
            moved=tuple(Moved(before, notes[after]) for before, after in moved.items()),
            problems=problems,
            at=now,
        )

    def _moves(self, created: list[str], missing: list[str], present: Snapshot) -> dict[str, str]:
        """The moved notes, by old path: the same file, or a copy whose original is gone."""
        own = {self._marks[path][:3]: path for path in missing}
        moved = {}
        for path in created:
            before = own.pop(present.marks[path][:3], None)
            if before is None and path in self._copies and self._copies[path][0] in missing:
                before = self._copies[path][0]
            if before is not None and before not in moved:
                moved[before] = path
        return moved

    def _waits_as_copy(self, path: str, present: Snapshot, now: float) -> bool:
        """Whether a new note is a copy whose original may still go, so that it is not reported yet."""
        if path not in self._copies:
            original = self._original(path, present)
            if original is None:
                return False
            self._copies[path] = original, now + _COPY_SECONDS
        return now < self._copies[path][1]

    def _original(self, path: str, present: Snapshot) -> str | None:
        size = present.marks[path][1]
        known = [note for note in self._sizes(present).get(size, ()) if note in self._marks]
        if not known or not size:
            return None
        own = _bytes(present.files[path])
        return next((note for note in known if own is not None and _bytes(present.files[note]) == own), None)

    def _sizes(self, present: Snapshot) -> Mapping[int, list[str]]:
        """The notes by size, worked out once for each look."""
        if self._sizes_of is None:
            self._sizes_of = by_size(present.marks.items())
        return self._sizes_of

    def _is_long_missing(self, path: str, now: float) -> bool:
        return now >= self._missing.setdefault(path, now + _GONE_SECONDS)

    def _tell(self, present: Snapshot, there: Iterable[str], gone: Iterable[str]) -> None:
        for path in there:
            self._marks[path] = present.marks[path]
            self._copies.pop(path, None)
        for path in gone:
            del self._marks[path]
            self._missing.pop(path, None)


def _bytes(file: str) -> bytes | None:
    try:
        return read_regular(Path(file), _MOST_BYTES)
    except OSError:
        return None
