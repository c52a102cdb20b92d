"""The app on a disk that takes its time: `python slow_disk.py SECONDS MARK TRIAGE'S ARGUMENTS…`.

MARK is a file that is made when the disk is first asked to keep something.
"""

import os
import sys
import time
from pathlib import Path


def main() -> None:
    """Run the command with a slow `fsync`."""
    slow_down(float(sys.argv[1]), Path(sys.argv[2]))
    sys.argv[:] = ["triage", *sys.argv[3:]]
    from triage.cli.main import run

    run()


def slow_down(seconds: float, mark: Path) -> None:
    """Make each `fsync` of this process take this many seconds, after it has made the mark."""
    keep = os.fsync

    def slowly(descriptor: int) -> None:
        mark.touch()
        time.sleep(seconds)
        keep(descriptor)

    os.fsync = slowly  # type: ignore[assignment]


if __name__ == "__main__":
    main()
