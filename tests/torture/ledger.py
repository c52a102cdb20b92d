"""What was decided by the journal, compared with what the notes hold."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from torture.machine import Machine
from torture.outsiders import Acknowledged

_WORDS: Final = re.compile(r"(?:Task|Added) \d{4}")
_SAVED: Final = {"saved", "unconfirmed"}


@dataclass(slots=True)
class Step:
    """One line that was written."""

    at: float
    before: str
    after: str
    run: str


@dataclass(slots=True)
class Ledger:
    """The decisions about every task, by its words."""

    steps: dict[str, list[Step]] = field(default_factory=dict)
    refused: Counter[str] = field(default_factory=Counter)
    """How many lines were not written, by outcome."""

    @property
    def saved(self) -> int:
        """How many lines were written."""
        return sum(map(len, self.steps.values()))

    @property
    def twice(self) -> list[str]:
        """The tasks about which more than one run has decided."""
        return [words for words, steps in self.steps.items() if len({step.run for step in steps}) > 1]


def ledger(machine: Machine) -> Ledger:
    """What `triage log` says, in order."""
    found = Ledger()
    for entry in machine.logged():
        for line in entry["lines"]:
            if line["outcome"] not in _SAVED:
                found.refused[line["outcome"]] += 1
            elif words := _WORDS.search(line["before"]):
                at = datetime.fromisoformat(entry["at"]).timestamp()
                step = Step(at, line["before"], line["after"], entry["run"])
                found.steps.setdefault(words[0], []).append(step)
    return found


@dataclass(slots=True)
class Balance:
    """The differences between the journal and the notes."""

    lost: list[str] = field(default_factory=list)
    """Lines that are gone, or there twice."""
    forked: list[str] = field(default_factory=list)
    """Decisions about another line than the note held, or that the note does not hold."""
    overwritten: list[str] = field(default_factory=list)
    """Decisions that an editor wrote over with what it had read before."""


def balance(book: Ledger, lines: Sequence[str], words: Sequence[str], others: Acknowledged) -> Balance:
    """Compare every task, and every line of other programs, with the lines of all notes."""
    found = Balance()
    standing: dict[str, list[str]] = {}
    for line in lines:
        if named := _WORDS.search(line):
            standing.setdefault(named[0], []).append(line)
    for each in words:
        task = _WORDS.search(each)
        assert task
        there = standing.get(task[0], [])
        if len(there) != 1:
            found.lost.append(f"{task[0]} stands {len(there)} times")
            continue
        _follow(task[0], there[0], book.steps.get(task[0], []), others, found)
    counted = Counter(lines)
    found.lost += [f"{line} stands {counted[line]} times" for _, line in others.remarks if counted[line] != 1]
    return found


def _follow(task: str, line: str, steps: Sequence[Step], others: Acknowledged, found: Balance) -> None:
    """Check that each decision about a task found what the decision before it left."""
    held = steps[0].before if steps else line
    for number, step in enumerate(steps):
        if step.before != held:
            if _was_written_over(steps[number - 1], step.before, others):
                found.overwritten.append(task)
            else:
                found.forked.append(f"{task}: {step.before!r} was decided where {held!r} stood")
        held = step.after
    if line != held:
        if steps and _was_written_over(steps[-1], line, others):
            found.overwritten.append(task)
        else:
            found.forked.append(f"{task}: the journal has {held!r}, the note {line!r}")
    if not steps and "- [?]" not in line and not any(line.encode() in data for _, _, data in others.saves):
        found.forked.append(f"{task}: {line!r} stands there, and nobody decided it")


def _was_written_over(step: Step, line: str, others: Acknowledged) -> bool:
    """Whether an editor has saved the line after it was decided."""
    wanted = line.encode() + b"\n"
    return any(when >= step.at and wanted in data for when, _, data in others.saves)
