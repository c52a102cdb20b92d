"""Two git clones of one vault, triaged apart and merged."""

import re
import shlex
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from torture.machine import Machine

LINES: Final = 12
"""The proposals of each note."""
_NOTE: Final = "area-0/2026-10-01 Minutes 000.md"
_OTHER: Final = "area-1/2026-10-02 Minutes 001.md"
_FIRST: Final = 3
"""The number of a note's first proposal."""
_WORDS: Final = re.compile(r"Task \d{4}")


@dataclass(frozen=True, slots=True)
class Decided:
    """What one of the two people does."""

    verb: str
    line: int
    note: str = _NOTE


@dataclass(frozen=True, slots=True)
class Case:
    """What the two people do apart from each other."""

    name: str
    one: tuple[Decided, ...]
    other: tuple[Decided, ...]
    is_conflict: bool = False
    """Whether both have decided one line, each in a way of their own: somebody has to choose."""


CASES: Final = (
    Case("other notes", (Decided("accept", 0),), (Decided("reject", 1, _OTHER),)),
    Case("the two ends of a note", (Decided("accept", 0),), (Decided("reject", LINES - 1),)),
    Case("lines one apart", (Decided("accept", 4),), (Decided("reject", 6),)),
    Case("neighbouring lines", (Decided("accept", 5),), (Decided("reject", 6),)),
    Case(
        "every other line",
        tuple(Decided("accept", line) for line in range(0, LINES, 2)),
        tuple(Decided("reject", line) for line in range(1, LINES, 2)),
    ),
    Case("one line alike", (Decided("accept", 3),), (Decided("accept", 3),)),
    Case("one line, each their own way", (Decided("accept", 3),), (Decided("reject", 3),), True),
)


@dataclass(slots=True)
class Merged:
    """What the merges of the cases gave."""

    cases: int = 0
    conflicts: list[str] = field(default_factory=list)
    """The cases in which git left a conflict."""
    lost: list[str] = field(default_factory=list)
    """Lines and decisions that no note has any more."""
    wrong: list[str] = field(default_factory=list)


def merge_all(folder: Path, command: Sequence[str], *, has_driver: bool, commits: bool) -> Merged:
    """Do every case in clones of its own; `commits` has triage itself make the commits."""
    merged = Merged()
    for number, case in enumerate(CASES):
        merged.cases += 1
        _merge(folder / str(number), command, case, merged, has_driver=has_driver, commits=commits)
    return merged


def _merge(
    folder: Path, command: Sequence[str], case: Case, merged: Merged, *, has_driver: bool, commits: bool
) -> None:
    one = Machine(folder / "one", command)
    one.write_notes(2, LINES)
    git = _git(one)
    git("init", "-q", "-b", "main")
    git("add", "-A")
    git("commit", "-q", "-m", "The vault")
    other = Machine(folder / "other", command)
    _git(other)("clone", "-q", str(one.vault), ".")
    decided: set[str] = set()
    for machine, steps in ((one, case.one), (other, case.other)):
        _configure(machine, command, has_driver=has_driver)
        for step in steps:
            where = f"{step.note}:{_FIRST + step.line}"
            result = machine.run(step.verb, where, *["--commit"] * commits)
            if result.returncode:
                merged.wrong.append(f"{case.name}: {step.verb} {where}: {result.stderr.strip()}")
            decided.add(_line(machine, step))
        if not commits:
            _git(machine)("commit", "-q", "-a", "-m", "Decided")
        elif left := _git(machine)("status", "--porcelain").stdout:
            merged.wrong.append(f"{case.name}: triage left something uncommitted: {left}")
    pulled = _git(other)("pull", "-q", "--no-rebase", "--no-edit", "origin", "main", check=False)
    lines = [line for path in other.vault.rglob("*.md") for line in path.read_text("utf-8").split("\n")]
    standing = {words[0] for line in lines if (words := _WORDS.search(line))}
    wanted = {f"Task {number:04d}" for number in range(2 * LINES)}
    merged.lost += [f"{case.name}: {words} is gone" for words in sorted(wanted - standing)]
    merged.lost += [f"{case.name}: {line!r} is gone" for line in sorted(decided - set(lines))]
    marked = any(line.startswith("<<<<<<<") for line in lines)
    if pulled.returncode or marked:
        merged.conflicts.append(case.name)
    if bool(pulled.returncode) is not marked:
        merged.wrong.append(f"{case.name}: git ended with {pulled.returncode}: {pulled.stderr.strip()}")


def _line(machine: Machine, step: Decided) -> str:
    return (machine.vault / step.note).read_text("utf-8").split("\n")[_FIRST + step.line - 1]


def _configure(machine: Machine, command: Sequence[str], *, has_driver: bool) -> None:
    git = _git(machine)
    if has_driver:
        driver = f"{shlex.join(command)} merge-driver --marker-size=%L -- %O %A %B %P"
        git("config", "merge.triage.driver", driver)
        (machine.vault / ".git/info/attributes").write_text("*.md merge=triage\n")


def _git(machine: Machine) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Git in a vault, with no settings but its own."""
    machine.environment |= {
        "GIT_CONFIG_GLOBAL": "/dev/null",
        "GIT_CONFIG_SYSTEM": "/dev/null",
        "GIT_AUTHOR_NAME": machine.folder.name,
        "GIT_AUTHOR_EMAIL": f"{machine.folder.name}@example.org",
        "GIT_COMMITTER_NAME": machine.folder.name,
        "GIT_COMMITTER_EMAIL": f"{machine.folder.name}@example.org",
    }

    def git(*arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        result = subprocess.run(
            ["git", *arguments],
            cwd=machine.vault,
            env=machine.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        if check and result.returncode:
            raise OSError(f"git {arguments[0]}: {result.stderr}")
        return result

    return git
