"""What a fault of triage itself leaves: its traceback in a log, and one sentence on the screen."""

import os
import traceback
from pathlib import Path
from types import TracebackType
from typing import Self

from triage.cli.exit_code import Exit
from triage.cli.output import complain
from triage.core.plain import plain
from triage.storage.places import own_state_folder

_LOG = "error.log"
_MOST_BYTES = 1_000_000
"""A log of this size is started again."""
_LONGEST = 10_000
"""Characters of one line of it."""


class Guard:
    """A `with` block that no fault leaves as a traceback on the screen."""

    def __init__(self) -> None:
        """Begin with no fault."""
        self.code = Exit.DONE

    def __enter__(self) -> Self:
        """Begin the block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        """Take what the block did not expect; what asks the process to end passes."""
        if not isinstance(error, Exception):
            return False
        self.code = Exit.FAULT
        complain(_sentence(error))
        return True


def _sentence(error: Exception) -> str:
    what = f"triage has a fault: {type(error).__name__}"
    try:
        return f"{what}. The notes are as the journal says; please report what is in {_logged(error)}"
    except OSError as problem:
        return f"{what}, and its log cannot be written: {problem.strerror}"


def _logged(error: Exception) -> Path:
    """The log, with one more traceback; it may hold words of notes: it is clean, and for this user alone."""
    path = own_state_folder() / _LOG
    fresh = path.exists() and path.stat().st_size > _MOST_BYTES
    flags = os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC | (os.O_TRUNC if fresh else os.O_APPEND)
    with os.fdopen(os.open(path, flags, 0o600), "w", encoding="utf-8", errors="backslashreplace") as log:
        os.fchmod(log.fileno(), 0o600)
        for line in "".join(traceback.format_exception(error)).split("\n"):
            log.write(f"{plain(line, _LONGEST)}\n")
    return path
