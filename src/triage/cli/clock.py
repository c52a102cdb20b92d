"""The clock of this machine."""

import time
from datetime import UTC, datetime


def local_now() -> datetime:
    """The moment in the local time zone, as the machine has it now: it may be another since the start."""
    time.tzset()
    return datetime.now(UTC).astimezone()
