"""Waiting for notes that are gone for a moment: some editors rename a note before they write it again."""

import time
from typing import Final

_LIMIT_SECONDS: Final = 0.3
_STEP_SECONDS: Final = 0.02


class Absence:
    """The time to wait for missing notes, for all notes of a gesture together: thousands may be deleted."""

    def __init__(self) -> None:
        """Begin with all the time left."""
        self._left = _LIMIT_SECONDS

    def is_waited_for(self) -> bool:
        """Wait for a moment; False once no time is left."""
        if self._left <= 0:
            return False
        self._left -= _STEP_SECONDS
        time.sleep(_STEP_SECONDS)
        return True
