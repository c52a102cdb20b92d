"""The programme: every test of this folder, one after the other, and the table of what they found."""

import importlib
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TextIO, cast

from torture.row import Row, Task, Test, Verdict, missing

_MODULE: Final = re.compile(r"(?P<name>r(?P<number>[0-9]{2})_\w+|(?P<word>ssh)_session)\.py")
_MOST_DETAILS: Final = 12
"""How many sentences about one row are printed."""


@dataclass(frozen=True, slots=True)
class Timed:
    """A row and how long it took."""

    row: Row
    seconds: float


def find_tests(only: str = "", folder: Path = Path(__file__).parent) -> list[Test]:
    """The tests of the folder by number: the ones named in `only`, such as `R1,R5`, or all if it is empty.

    Raises ValueError for an unknown name.
    """
    there = {}
    for path in sorted(folder.iterdir()):
        if match := _MODULE.fullmatch(path.name):
            name = match["word"].upper() if match["word"] else f"R{int(match['number'])}"
            there[name] = match["name"]
    names = [name.strip().upper() for name in only.split(",") if name.strip()]
    if unknown := [name for name in names if name not in there]:
        raise ValueError(f"There is no {', '.join(unknown)}; there are {', '.join(there)}")
    modules = [module for name, module in there.items() if not names or name in names]
    return [cast(Test, importlib.import_module(f"torture.{module}")) for module in modules]


def run(
    every: Sequence[Test],
    folder: Path,
    command: tuple[str, ...],
    *,
    is_short: bool,
    progress: TextIO,
    install: Callable[[tuple[str, ...]], str],
) -> Iterator[Timed]:
    """Run each test in a folder of its own, removed behind it."""
    for test in every:
        print(f"{test.NAME} {test.TITLE} …", file=progress, flush=True)
        begun = time.monotonic()
        with _own_folder(folder) as own:
            row = _row(test, Task(own, is_short, command), install)
        timed = Timed(row, time.monotonic() - begun)
        print(f"{test.NAME} {row.verdict}: {row.figure} ({timed.seconds:.0f} s)", file=progress, flush=True)
        if row.verdict is Verdict.FAILED:
            print(
                "\n".join(f"* {detail}" for detail in row.details[:_MOST_DETAILS]), file=progress, flush=True
            )
        yield timed


def table(rows: Sequence[Timed]) -> str:
    """The table of the rows, and under it their details."""
    cells = [("row", "test", "figure", "verdict", "seconds")]
    cells += [
        (each.row.name, each.row.test, each.row.figure, each.row.verdict, f"{each.seconds:.1f}")
        for each in rows
    ]
    lines = [f"| {' | '.join(cell.replace('|', '/') for cell in row)} |" for row in cells]
    lines.insert(1, "|---|---|---|---|--:|")
    for each in rows:
        details = each.row.details
        if details:
            lines += ["", f"{each.row.name}:", *(f"* {detail}" for detail in details[:_MOST_DETAILS])]
        if len(details) > _MOST_DETAILS:
            lines.append(f"* … and {len(details) - _MOST_DETAILS:,} more")
    return "\n".join(lines)


def has_failed(rows: Sequence[Timed]) -> bool:
    """Whether any row failed."""
    return any(each.row.verdict is Verdict.FAILED for each in rows)


def installed_command() -> tuple[str, ...]:
    """The `triage` command that stands beside this Python, else the one that a shell would find."""
    beside = Path(sys.executable).with_name("triage")
    found = str(beside) if beside.exists() else shutil.which("triage")
    return (found,) if found else (sys.executable, "-m", "triage")


def _row(test: Test, task: Task, install: Callable[[tuple[str, ...]], str]) -> Row:
    problem = install(test.NEEDS)
    if lacking := missing(test.NEEDS):
        why = f"no {', '.join(lacking)} on this machine{f': {problem}' if problem else ''}"
        return Row(test.NAME, test.TITLE, why, Verdict.SKIPPED)
    try:
        return test.run(task)
    except OSError as error:  # a save that fails undisturbed, or a program that would not run
        return Row(test.NAME, test.TITLE, f"it could not be done: {error}", Verdict.FAILED)


@contextmanager
def _own_folder(parent: Path) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="torture-", dir=parent)).resolve()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
