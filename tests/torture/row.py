"""One row of the programme's table, and what every test of it is given."""

import shutil
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final, Protocol


class Verdict(StrEnum):
    """What a test came to."""

    PASSED = "passed"
    FAILED = "FAILED"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Row:
    """What one test of the programme has found."""

    name: str
    """`R1` to `R13`."""
    test: str
    """What was done, in a few words."""
    figure: str
    """What was counted, against what was to be reached; where it was skipped, the reason."""
    verdict: Verdict
    details: tuple[str, ...] = ()
    """What went wrong or is to be known, a sentence each."""


@dataclass(frozen=True, slots=True)
class Task:
    """What a test is given."""

    folder: Path
    """An empty folder of its own on a real file system, without links in its path."""
    is_short: bool
    """Whether it is to take seconds, as in `make test`, rather than what the programme says."""
    command: tuple[str, ...] = field(default=())
    """The installed `triage` command; empty to run it without its start-up (`forked`)."""


class Test(Protocol):
    """A module of this folder is one such: `r05_storms.py` has `NAME`, `TITLE`, `NEEDS` and `run`."""

    NAME: str
    TITLE: str
    NEEDS: tuple[str, ...]
    """The programs that it cannot do without; where one is missing its row is skipped, saying so."""

    def run(self, task: Task) -> Row:
        """Do it; never raises for what the product does wrong: that is a row that failed."""


def missing(needs: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the programs that this machine does not have."""
    return tuple(name for name in needs if shutil.which(name, path=_PATH) is None)


_PATH: Final = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
