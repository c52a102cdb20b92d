"""One row of the programme's table, and what every test of it is given."""

import shutil
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final, Protocol


class Verdict(StrEnum):
    """How a test ended."""

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
    """What was counted, beside what was expected; if the test was skipped, the reason."""
    verdict: Verdict
    details: tuple[str, ...] = ()
    """What went wrong or is to be known, a sentence each."""


@dataclass(frozen=True, slots=True)
class Task:
    """What a test is given."""

    folder: Path
    """An empty folder of its own on a real file system, without links in its path."""
    is_short: bool
    """Whether it is to take seconds, as in `make test`, instead of minutes."""
    command: tuple[str, ...] = field(default=())
    """The installed `triage` command; empty to run it without its start-up (`forked`)."""


class Test(Protocol):
    """A test is a module of this folder: `r05_storms.py` has `NAME`, `TITLE`, `NEEDS` and `run`."""

    NAME: str
    TITLE: str
    NEEDS: tuple[str, ...]
    """The programs that it needs; if one is missing, its row is skipped and says so."""

    def run(self, task: Task) -> Row:
        """Run the test; never raises for a mistake of the product, which is a row that failed."""


def missing(needs: tuple[str, ...]) -> tuple[str, ...]:
    """The programs that this machine does not have."""
    return tuple(name for name in needs if shutil.which(name, path=_PATH) is None)


_PATH: Final = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
