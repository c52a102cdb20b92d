"""Starting a run of triage that decides all the time, and reading what it says."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

_TESTS: Final = Path(__file__).parent.parent
_LOADS: Final = 60.0
"""Seconds that Python may take to load triage on a busy machine."""


class Decided(NamedTuple):
    """One decision of that run."""

    note: str
    line: str
    """What was to be written."""
    result: str


class Decider:
    """The run, in a folder with `vault` and `state`."""

    def __init__(self, folder: Path, mode: str, pause: float, notes: Sequence[str]) -> None:
        """Start it; returns once it has decided its first line."""
        self._said = folder / "ours"
        self._process = subprocess.Popen(
            [
                *(sys.executable, "-m", "torture.deciding_all_the_time", str(folder), mode),
                *(f"{pause}", *notes),
            ],
            stdin=subprocess.PIPE,
            stdout=self._said.open("wb"),
            env={
                **os.environ,
                "PYTHONPATH": os.pathsep.join([str(_TESTS), os.environ.get("PYTHONPATH", "")]),
            },
        )
        limit = time.monotonic() + _LOADS
        while not self._said.stat().st_size and self._process.poll() is None and time.monotonic() < limit:
            time.sleep(0.005)

    def end(self) -> None:
        """End it, and wait; raises ChildProcessError if it ends with an error."""
        assert self._process.stdin
        self._process.stdin.close()
        if code := self._process.wait():
            raise ChildProcessError(f"the run that decides ended with {code}")


def decided(folder: Path) -> list[Decided]:
    """What the run of a folder has decided."""
    return [Decided(*json.loads(line)) for line in (folder / "ours").read_text().splitlines()]
