"""What the user has done to cards, so that it can be taken back."""

from collections.abc import Iterable

from triage.session.likenesses import CardState, Likenesses
from triage.session.past import Past


class CardChanges:
    """Changes cards for the user; what was done to them since the last gesture can be taken back."""

    def __init__(self, likenesses: Likenesses, past: Past) -> None:
        """Begin with none; `past` knows which gesture was the last before each."""
        self._likenesses = likenesses
        self._past = past
        self._changes: list[tuple[str, CardState]] = []
        """The cards before each change, with the id of the last gesture then, "" for none."""

    def clear(self) -> None:
        """Forget how cards were before: they are about to be found anew."""
        self._changes.clear()

    def make_best(self, key: int) -> bool:
        """Call a row the best of its card; False if it has no twin."""
        before = self._likenesses.state([key])
        if is_best := self._likenesses.choose(key):
            self._add(before)
        return is_best

    def join(self, keys: Iterable[int]) -> None:
        """Let rows be one card, whatever cards they were in."""
        keys = tuple(keys)
        before = self._likenesses.state(keys)
        self._likenesses.join(keys)
        self._add(before)

    def take_out(self, key: int) -> bool | None:
        """Take a row out of its card, or put it back; whether it is out now, None if it is in no card."""
        before = self._likenesses.state([key])
        is_out = self._likenesses.take_out(key)
        if is_out is not None:
            self._add(before)
        return is_out

    def take_back(self) -> bool:
        """Take back the last change; False if there is none since the last gesture."""
        if not self._changes:
            return False
        last_gesture, before = self._changes[-1]
        if last_gesture != self._past.last_gesture():
            return False
        self._changes.pop()
        self._likenesses.bring_back(before)
        return True

    def _add(self, before: CardState) -> None:
        self._changes.append((self._past.last_gesture(), before))
