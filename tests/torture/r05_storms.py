"""R5: storms of other programs that write to the notes in which triage decides all the time."""

import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from torture.decider import Decider, decided
from torture.row import Row, Task, Verdict
from torture.scene import MODES

NAME = "R5"
TITLE = "storms of other writers: append, append held open, rename, truncate-and-write"
NEEDS = ()

WAYS: Final = ("append", "append-held", "rename", "truncate")
_OVERWRITES: Final = {"rename", "truncate"}
"""The ways of writing that write back what was read before, ours included."""
_UNCOVERED: Final = {"replace"}
"""Modes that do not promise to see what comes in the last moment; doctor says so."""
_NOTES: Final = ("a.md", "b.md")
_WRITERS: Final = 2
_PAUSE: Final = 0.004
"""Seconds between two decisions."""
_KEPT: Final = 66.0
"""Seconds after which what came late must be in the note, or kept aside."""
_TESTS: Final = Path(__file__).parent.parent


@dataclass(slots=True)
class Storm:
    """What was counted in one storm."""

    mode: str
    way: str
    acknowledged: int = 0
    """Lines of other programs that were on the disk."""
    lost: int = 0
    """Lines of other programs that are in no note in the end."""
    aside: int = 0
    """Lost lines that are kept elsewhere."""
    twice: int = 0
    """Lines of other programs that are there more than once."""
    results: Counter[str] = field(default_factory=Counter)
    """How many of our saves had each outcome."""
    undone: int = 0
    """Decisions that were saved and are not in the note in the end."""

    @property
    def wrong(self) -> list[str]:
        """What is not as promised, a sentence each."""
        where = f"{self.mode}, {self.way}"
        wrong = []
        if self.lost:
            wrong.append(
                f"{where}: {self.lost:,} of {self.acknowledged:,} lines lost, {self.aside:,} kept aside"
            )
        if self.twice:
            wrong.append(f"{where}: {self.twice:,} lines stand there twice")
        if self.undone and self.way not in _OVERWRITES:
            wrong.append(f"{where}: {self.undone:,} of our decisions are gone")
        if not self.results["saved"]:
            wrong.append(f"{where}: nothing could be saved ({self.said})")
        return wrong

    @property
    def said(self) -> str:
        """Our saves by outcome, as a sentence."""
        return ", ".join(f"{number:,} {result}" for result, number in sorted(self.results.items()))


def run(task: Task) -> Row:
    """Each way of writing against each way of saving."""
    seconds = 2.0 if task.is_short else 20.0
    modes = MODES[:1] if task.is_short else MODES
    storms = [storm(task.folder / f"{mode}-{way}", mode, way, seconds) for mode in modes for way in WAYS]
    return row(storms, is_patient=not task.is_short, folder=task.folder)


def storm(folder: Path, mode: str, way: str, seconds: float) -> Storm:
    """Run one storm; the notes stay in the folder."""
    notes = _prepared(folder)
    ours = Decider(folder, mode, _PAUSE, _NOTES)
    script = str(_TESTS / "torture/other_writer.py")
    others = [
        subprocess.Popen(
            [sys.executable, script, way, f"{way}{number}", f"{seconds}", *notes],
            stdout=(folder / f"said-{number}").open("wb"),
        )
        for number in range(_WRITERS)
    ]
    if any(codes := [process.wait() for process in others]):
        raise ChildProcessError(f"a storm of {way} ended with {codes}")
    ours.end()
    return counted(folder, mode, way)


def counted(folder: Path, mode: str, way: str) -> Storm:
    """Count all lines after triage has started again."""
    _start_again(folder, mode)
    found = Storm(mode, way)
    texts = {name: (folder / "vault" / name).read_bytes() for name in _NOTES}
    there = Counter(line for text in texts.values() for line in text.split(b"\n"))
    said = [
        line for number in range(_WRITERS) for line in (folder / f"said-{number}").read_bytes().split(b"\n")
    ]
    acknowledged = [line for line in said if line]
    found.acknowledged = len(acknowledged)
    lost = [line for line in acknowledged if not there[line]]
    found.lost = len(lost)
    found.twice = sum(there[line] > 1 for line in acknowledged)
    kept = b"\n".join(path.read_bytes() for path in (folder / "state").rglob("*") if path.is_file())
    found.aside = sum(line in kept for line in lost)
    last: dict[tuple[str, str], str] = {}
    for note, line, result in decided(folder):
        found.results[result] += 1
        if result in {"saved", "unconfirmed"}:
            last[note, line.partition(" ours ")[2]] = line
    found.undone = sum(line.encode() not in texts[note].split(b"\n") for (note, _), line in last.items())
    return found


def row(storms: list[Storm], *, is_patient: bool, folder: Path) -> Row:
    """The row of all storms; with `is_patient` it waits for what comes late."""
    if is_patient and any(each.lost for each in storms):
        time.sleep(_KEPT)
        storms = [counted(folder / f"{each.mode}-{each.way}", each.mode, each.way) for each in storms]
    wrong = [problem for each in storms if each.mode not in _UNCOVERED for problem in each.wrong]
    notes = [
        f"{each.mode}, {each.way}: {each.lost:,} of {each.acknowledged:,} lost; ours {each.said}"
        + (f"; {each.undone:,} decisions overwritten by the other" if each.undone else "")
        for each in storms
    ]
    covered = [each for each in storms if each.mode not in _UNCOVERED]
    results = sum((each.results for each in covered), Counter[str]())
    others = [each for each in storms if each.mode in _UNCOVERED]
    figure = (
        f"{sum(each.lost for each in covered):,} of {sum(each.acknowledged for each in covered):,} "
        f"acknowledged lines lost; ours: {', '.join(f'{n:,} {what}' for what, n in sorted(results.items()))}"
    )
    if others:
        figure += f" (by rename, which promises less: {sum(each.lost for each in others):,} lost)"
    return Row(NAME, TITLE, figure, Verdict.FAILED if wrong else Verdict.PASSED, (*wrong, *notes))


def _prepared(folder: Path) -> list[str]:
    for name in ("vault", "locks", "state"):
        (folder / name).mkdir(parents=True)
    ours = "".join(f"- [?] ours {number} #task #proposed #auto\n" for number in range(40))
    for name in _NOTES:
        (folder / "vault" / name).write_text(f"# Storm\n{ours}Words beneath.\n")
    return [str(folder / "vault" / name) for name in _NOTES]


def _start_again(folder: Path, mode: str) -> None:
    """What the next start of triage puts in order."""
    from triage.core.config import Config, Write
    from triage.storage.vault import Vault

    Vault(folder / "vault", Config(write=Write(mode)), state=folder / "state").history()
