"""What the user has changed in sets of duplicates, so that it can be undone."""

from collections.abc import Iterable

from triage.session.duplicate_set import SetState
from triage.session.duplicates import Duplicates
from triage.session.past import Past


class SetChanges:
    """Changes sets for the user; what was changed since the last gesture can be undone."""

    def __init__(self, duplicates: Duplicates, past: Past) -> None:
        """Begin with none; `past` knows which gesture was the last before each."""
        self._duplicates = duplicates
        self._past = past
        self._changes: list[tuple[str, SetState]] = []
        """The sets before each change, with the id of the last gesture then, "" for none."""

    def clear(self) -> None:
        """Forget how sets were before: they are about to be found again."""
        self._changes.clear()

    def make_keeper(self, key: int) -> bool:
        """Make a row the keeper of its set; False if nothing else says the same."""
        before = self._duplicates.state([key])
        if is_keeper := self._duplicates.make_keeper(key):
            self._add(before)
        return is_keeper

    def join(self, keys: Iterable[int]) -> None:
        """Put rows into one set, whatever sets they were in."""
        keys = tuple(keys)
        before = self._duplicates.state(keys)
        self._duplicates.join(keys)
        self._add(before)

    def take_out(self, key: int) -> bool | None:
        """Take a row out of its set, or put it back; whether it is out now, None if it is in no set."""
        before = self._duplicates.state([key])
        is_out = self._duplicates.take_out(key)
        if is_out is not None:
            self._add(before)
        return is_out

    def undo(self) -> bool:
        """Undo the last change; False if there is none since the last gesture."""
        if not self._changes:
            return False
        last_gesture, before = self._changes[-1]
        if last_gesture != self._past.last_gesture():
            return False
        self._changes.pop()
        self._duplicates.bring_back(before)
        return True

    def _add(self, before: SetState) -> None:
        self._changes.append((self._past.last_gesture(), before))
