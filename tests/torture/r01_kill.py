"""R1: the command is killed before every system call of a save."""

import random
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from torture.aftermath import Ends, start_again
from torture.child import Child
from torture.row import Row, Task, Verdict
from torture.scene import MODES, SIZES, VERBS, Scene, Verb
from torture.sweep import Found, Sweep
from torture.system_calls import Call, calls_of, traced, was_exchanged

NAME = "R1"
TITLE = "kill -9 before every system call of a save, and at any moment"
NEEDS = ("strace",)


@dataclass(frozen=True, slots=True)
class Kill:
    """A kind of save, and the system call at which it is killed."""

    mode: str
    verb: Verb
    size: str
    call: Call

    def __str__(self) -> str:
        return f"{self.mode}, line {self.verb.name}, {self.size}, killed before {self.call}"


@dataclass(frozen=True, slots=True)
class KillAtSomeTime:
    """A save that is killed after some time, perhaps in the middle of a call."""

    mode: str
    verb: Verb
    size: str
    seconds: float

    def __str__(self) -> str:
        return f"{self.mode}, line {self.verb.name}, {self.size}, killed after {self.seconds:.4f} s"


def run(task: Task) -> Row:
    """Kill it everywhere."""
    cases, exchanged = _cases(task)
    every: list[Kill | KillAtSomeTime] = [*cases, *_moments(task, 20 if task.is_short else 200)]
    found = Sweep(task.folder, _check).run(every, is_patient=not task.is_short)
    wrong = [*([] if exchanged else ["write: exchange does not exchange here"]), *found.wrong]
    modes = len(MODES) * len(VERBS[2:] if task.is_short else VERBS)
    reached = found.counts.get("killed", 0)
    return Row(
        NAME,
        TITLE,
        f"{found.cases - len(found.wrong):,} of {found.cases:,} old or new, nothing left over "
        f"({reached:,} killed, {found.counts.get('new', 0):,} new, "
        f"{found.counts.get('put right', 0):,} put right and said so; {modes} kinds of save)",
        Verdict.FAILED if wrong or not reached else Verdict.PASSED,
        tuple(wrong),
    )


def _cases(task: Task) -> tuple[list[Kill], bool]:
    verbs = VERBS[2:] if task.is_short else VERBS
    sizes = ["100 kB"] if task.is_short else list(SIZES)
    cases: list[Kill] = []
    exchanged = False
    for mode in MODES:
        for verb in verbs:
            for size in sizes:
                scene = Scene(task.folder / "listed", mode, verb, SIZES[size])
                calls = calls_of(scene)
                exchanged = exchanged or was_exchanged(scene)
                step = 3 if task.is_short else 1
                cases += [Kill(mode, verb, size, call) for call in calls[::step]]
    return cases, exchanged


def _moments(task: Task, number: int) -> Iterator[KillAtSomeTime]:
    """Moments in the second half of a save, in which it writes, and shortly after it."""
    chance = random.Random(1)
    for mode in MODES:
        for verb in VERBS[1:]:
            lasts = min(_lasts(Scene(task.folder / "timed", mode, verb, SIZES["1 MB"])))
            for _ in range(number // 2):
                yield KillAtSomeTime(mode, verb, "1 MB", lasts * chance.uniform(0.5, 1.5))


def _lasts(scene: Scene) -> Iterator[float]:
    """Seconds that some undisturbed saves last."""
    for _ in range(3):
        scene.make()
        child = Child(scene, *scene.decision, gate=True)
        begun = time.monotonic()
        child.let_in()
        child.end()
        yield time.monotonic() - begun


def _check(folder: Path, kill: Kill | KillAtSomeTime, found: Found) -> Iterable[str]:
    scene = Scene(folder, kill.mode, kill.verb, SIZES[kill.size]).make()
    match kill:
        case Kill(call=call):
            ran = traced(scene, [call.inject("signal=KILL")])
        case KillAtSomeTime(seconds=seconds):
            child = Child(scene, *scene.decision, gate=True)
            child.let_in()
            time.sleep(seconds)
            child.kill()
            ran = child.end()
    found.note("killed" if ran.code == -9 else "ended before")
    return _wrong(scene, ran.outcome == "saved", found)


def _wrong(scene: Scene, said_saved: bool, found: Found) -> Iterator[str]:
    after = start_again(scene, Ends.of(scene))
    if after.is_new:
        found.note("new")
    elif said_saved:
        yield "it said saved, and the note is old"
    if after.is_kept:
        found.kept.append(scene)
    if after.report:
        found.note("put right")
    yield from after.problems
