"""The exit codes, worst last."""

from enum import IntEnum


class Exit(IntEnum):
    """What the command line says to whoever started it."""

    DONE = 0
    """Nothing to do included."""
    REFUSED = 1
    """Some lines were refused, with the reason; the others are done."""
    USAGE = 2
    """Wrong usage: nothing was written."""
    CHANGED = 3
    """A line is not, or no longer, as it was named; the others are done."""
    FAILED = 4
    """Something could not be read or written."""
    FAULT = 70
    """A fault of triage itself (EX_SOFTWARE of sysexits.h); the log has it."""
    INTERRUPTED = 130
    UNREAD = 141
    """Whoever read the output has gone: what a shell reports of SIGPIPE."""
