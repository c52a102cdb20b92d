"""R6: other programs read a note all the time while triage saves it."""

import json
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from torture.decider import Decider, decided
from torture.row import Row, Task, Verdict
from torture.scene import MODES, SIZES

NAME = "R6"
TITLE = "readers during saves: read, page by page, mmap, copy"
NEEDS = ()

HOWS: Final = ("read", "chunks", "mmap", "copy")
_FILLER: Final = "Words that stay as they are, of the quay: 📅 é.\n"
_DIED: Final = '{"seen": [0, 0], "partial": 1, "longest": 0}'
"""What a reader says if SIGBUS ended it, because the file was cut short."""
_LINE: Final = "- [{}] ours 0 #task #proposed #auto\n"
_TESTS: Final = Path(__file__).parent.parent
_PAUSE: Final = 0.01
"""Seconds between two saves."""


@dataclass(frozen=True, slots=True)
class Watched:
    """What the readers of one note saw."""

    mode: str
    size: str
    reads: int
    both: bool
    """Whether the old note and the new one were seen."""
    partial: dict[str, int]
    """How often what was read was neither, by how it was read."""
    longest: float
    """Seconds that a reader had to wait at most."""
    results: Counter[str]

    @property
    def wrong(self) -> list[str]:
        """What is not as promised, a sentence each."""
        where = f"{self.mode}, {self.size}"
        wrong = [f"{where}: {n:,} partial reads by {how}" for how, n in self.partial.items() if n]
        if not self.both or not self.results["saved"]:
            wrong.append(f"{where}: nothing was saved under the readers ({dict(self.results)})")
        return wrong


def run(task: Task) -> Row:
    """Every way of reading at once, for each way of saving and two sizes."""
    seconds = 1.5 if task.is_short else 15.0
    sizes = ["100 kB"] if task.is_short else ["100 kB", "1 MB"]
    seen = [watched(task.folder / f"{mode}-{size}", mode, size, seconds) for mode in MODES for size in sizes]
    wrong = [problem for each in seen for problem in each.wrong]
    notes = [
        f"{each.mode}, {each.size}: {each.reads:,} reads, "
        f"{', '.join(f'{number:,} {result}' for result, number in sorted(each.results.items()))}, "
        f"longest read {each.longest * 1000:.0f} ms"
        for each in seen
    ]
    partial = sum(sum(each.partial.values()) for each in seen)
    saves = sum(each.results["saved"] for each in seen)
    return Row(
        NAME,
        TITLE,
        f"{partial:,} partial of {sum(each.reads for each in seen):,} reads during {saves:,} saves",
        Verdict.FAILED if wrong else Verdict.PASSED,
        (*wrong, *notes),
    )


def watched(folder: Path, mode: str, size: str, seconds: float) -> Watched:
    """Save and read for this many seconds."""
    for name in ("vault", "state"):
        (folder / name).mkdir(parents=True)
    filler = _FILLER * (SIZES[size] // len(_FILLER.encode()) // 2)
    wholes = [folder / "old", folder / "new"]
    for path, box in zip(wholes, ("?", " "), strict=True):
        path.write_text(f"{filler}{_LINE.format(box)}{filler}")
    note = folder / "vault/a.md"
    note.write_bytes(wholes[0].read_bytes())
    ours = Decider(folder, mode, _PAUSE, [note.name])
    readers = {
        how: subprocess.Popen(
            [
                *(sys.executable, str(_TESTS / "torture/reading_all_the_time.py"), how, f"{seconds}"),
                *(str(note), str(folder / f"partial-{how}"), *map(str, wholes)),
            ],
            stdout=subprocess.PIPE,
        )
        for how in HOWS
    }
    said = {how: json.loads(process.communicate()[0] or _DIED) for how, process in readers.items()}
    ours.end()
    seen = [sum(counts) for counts in zip(*(each["seen"] for each in said.values()), strict=True)]
    partial = {how: int(each["partial"]) for how, each in said.items()}
    return Watched(
        mode,
        size,
        sum(seen) + sum(partial.values()),
        all(seen),
        partial,
        max(float(each["longest"]) for each in said.values()),
        Counter(each.result for each in decided(folder)),
    )
