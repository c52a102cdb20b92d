"""R10: the end from outside, whatever the app is doing: it goes in time, and no note is harmed."""

import re
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from torture.machine import Machine, Tree
from torture.row import Row, Task, Verdict
from torture.sitting import PATIENCE, RESTORED, NeverCame, Sitting

NAME: Final = "R10"
TITLE: Final = "signals, a terminal that goes, a stalled line × idle, mid-save, in a bulk gesture"
NEEDS: Final[tuple[str, ...]] = ()

GONE: Final = 2.5
"""Seconds within which the process has to be gone."""
BUSY: Final = 0.5
"""Seconds of a processor that leaving may take: an app that polls without end takes all of `GONE`."""
NOTES: Final = 60
EACH: Final = 6
"""Notes, and proposals in each of them."""
_OLD, _ACCEPTED, _REJECTED = b"- [?]", b"- [ ]", b"- [-]"
_COUNTS: Final = re.compile(r"(\d+) of (\d+)")


@dataclass(frozen=True, slots=True)
class Ending:
    """A way in which the end comes."""

    name: str
    act: Callable[[Sitting], None]
    codes: tuple[int, ...]
    circumstances: dict[str, Any] = field(default_factory=dict)
    is_stalled: bool = False
    restores: bool = False
    """Whether the terminal is still there, and has to be as it was."""


@dataclass(frozen=True, slots=True)
class State:
    """What the app is doing then."""

    name: str
    slow: float
    """Seconds that each request to the disk takes."""
    is_bulk: bool = False
    is_busy: bool = True


def _sends(*numbers: signal.Signals) -> Callable[[Sitting], None]:
    def act(sitting: Sitting) -> None:
        for number in numbers:
            sitting.process.send_signal(number)

    return act


TERM, HUP, INT = signal.SIGTERM, signal.SIGHUP, signal.SIGINT
ENDINGS: Final = (
    Ending("TERM", _sends(TERM), (143,), restores=True),
    Ending("HUP", _sends(HUP), (129,), restores=True),
    Ending("INT", _sends(INT), (0,), restores=True),
    Ending("TERM, CONT, HUP", _sends(TERM, signal.SIGCONT, HUP), (143, 129), restores=True),
    Ending("pty closed", Sitting.hang_up, (129,)),
    Ending("HUP ignored, pty closed", Sitting.hang_up, (129,), {"ignores_hang_up": True}),
    Ending("no controlling terminal, pty closed", Sitting.hang_up, (129,), {"is_controlled": False}),
    Ending("stdin at its end", Sitting.hang_up_keys, (129,), {"has_own_stdin": True}),
    Ending("stalled, TERM", _sends(TERM), (143,), is_stalled=True, restores=True),
    Ending("stalled, HUP", _sends(HUP), (129,), is_stalled=True, restores=True),
    Ending("stalled, pty closed", Sitting.hang_up, (129,), is_stalled=True),
    Ending(
        "stalled, HUP ignored, pty closed",
        Sitting.hang_up,
        (129,),
        {"ignores_hang_up": True},
        is_stalled=True,
    ),
)
STATES: Final = (
    State("idle", 0, is_busy=False),
    State("mid-save", 0.1),
    State("mid-save on a dead disk", 60),
    State("bulk", 0.02, is_bulk=True),
)
_SHORT: Final = {("TERM", "bulk"), ("pty closed", "mid-save"), ("stalled, TERM", "mid-save")}


@dataclass(slots=True)
class Found:
    """What was found in one case."""

    case: str
    seconds: float | None = None
    wrong: list[str] = field(default_factory=list)

    def expect(self, holds: object, what: str) -> None:
        """Note what does not hold."""
        if not holds:
            self.wrong.append(f"{self.case}: {what}")


def run(task: Task) -> Row:
    """End the app in every way in each of its states."""
    found = []
    for number, (ending, state) in enumerate(_cases(task.is_short)):
        case = Found(f"{ending.name} × {state.name}")
        machine = Machine(task.folder / f"{number:02d}", task.command)
        machine.write_notes(NOTES, EACH)
        try:
            _end(machine, ending, state, case, judges_time=not task.is_short)
        except NeverCame as never:
            case.wrong.append(f"{case.case}: {never}")
        found.append(case)
    slowest = max((each.seconds for each in found if each.seconds is not None), default=0.0)
    wrong = [what for each in found for what in each.wrong]
    good = sum(not each.wrong for each in found)
    return Row(
        NAME,
        TITLE,
        f"{good} of {len(found)} cases right, the slowest gone after {slowest:.2f} s (at most {GONE} s)",
        Verdict.FAILED if wrong else Verdict.PASSED,
        tuple(wrong),
    )


def _cases(is_short: bool) -> Iterator[tuple[Ending, State]]:
    for ending in ENDINGS:
        for state in STATES:
            if state.slow > 1 and ending.name == "INT":
                continue  # quitting in good order is refused by a disk that never answers, not by triage
            if not is_short or (ending.name, state.name) in _SHORT:
                yield ending, state


def _end(machine: Machine, ending: Ending, state: State, case: Found, *, judges_time: bool) -> None:
    """Bring the app into the state, let the end come, and look at what is left."""
    before = machine.tree
    with machine.sit(slow=state.slow, **ending.circumstances) as sitting:
        sitting.sees(f"1 All {NOTES * EACH}")
        sitting.is_calm()
        _begin(machine, state, sitting, before, is_stalled=ending.is_stalled)
        used = sitting.seconds_of_cpu
        began = time.monotonic()
        ending.act(sitting)
        busy = 0.0
        limit = 2 * GONE if judges_time else PATIENCE
        while sitting.process.poll() is None and time.monotonic() - began < limit:
            busy = max(busy, sitting.seconds_of_cpu - used)
            time.sleep(0.005)
        if sitting.process.poll() is None:
            case.wrong.append(f"{case.case}: still there after {limit:.0f} s, {busy:.2f} s of CPU used")
            return
        case.seconds = time.monotonic() - began
        if judges_time:
            case.expect(case.seconds <= GONE, f"gone only after {case.seconds:.2f} s")
            case.expect(busy <= BUSY, f"{busy:.2f} s of CPU used while leaving")
        case.expect(sitting.process.returncode in ending.codes, f"exit code {sitting.process.returncode}")
        case.expect(not sitting.own_processes, f"processes are left: {sitting.own_processes}")
        if ending.restores:
            case.expect(sitting.line_is_restored, "the terminal treats keys otherwise than before")
            written = sitting.rest()
            missing = [sequence for sequence in RESTORED if sequence not in written]
            case.expect(not missing, f"the terminal was not restored: {missing}")
    _look(machine, state, before, case)


def _begin(machine: Machine, state: State, sitting: Sitting, before: Tree, *, is_stalled: bool) -> None:
    if state.is_bulk:
        sitting.type("*")
        sitting.sees(f"{NOTES * EACH} marked")
        sitting.type("x")
        sitting.sees(f"Reject {NOTES * EACH} proposals?")
        sitting.type("y")
        sitting.until(lambda: _changed(machine.tree, before) >= 3, "three notes are written")
        sitting.sees("of 60 notes")
    if not state.is_busy or state.is_bulk:
        if is_stalled:
            sitting.stick()
        return
    machine.mark.unlink(missing_ok=True)
    if is_stalled:
        sitting.stall()
    sitting.type("a" + is_stalled * 50 * "jjjkkk")  # these keep the event loop busy once it reads them
    sitting.until(machine.mark.exists, "the disk is asked to keep something")


def _look(machine: Machine, state: State, before: Tree, case: Found) -> None:
    """Whether each note is old or new, and whether what was begun can be ended and taken back."""
    after = machine.tree
    case.expect(_kept(after).keys() == before.keys(), "files came or went")
    mixed = [path for path, data in before.items() if after.get(path) not in (data, *_new(data, state))]
    case.expect(not mixed, f"notes are neither old nor new: {mixed[:3]}")
    done = _changed(after, before) * (EACH if state.is_bulk else 1)
    if not state.is_bulk:
        case.expect(done <= 1, f"{done} notes were written")
    listed = machine.run("list", "--count")
    case.expect(listed.returncode == 0, f"the next start fails: {listed.stderr}")
    case.expect(listed.stdout.strip() == str(NOTES * EACH - done), f"the next start counts {listed.stdout}")
    case.expect(not machine.left_over, f"left over after the next start: {machine.left_over}")
    if state.is_bulk:
        resumed = machine.run("resume")
        said = _COUNTS.search(resumed.stdout + resumed.stderr)
        case.expect(resumed.returncode == 0, f"resume: {resumed.returncode} {resumed.stderr.strip()}")
        if resumed.returncode == 0 and said:
            counted = (int(said[1]), int(said[2]))
            case.expect(counted == (done, NOTES * EACH), f"resume says {said[0]}, {done} are done")
        all_new = {path: _new(data, state)[-1] for path, data in before.items()}
        case.expect(machine.tree == all_new, "what was cut off is not done after resume")
    if done:
        undone = machine.run("undo")
        case.expect(undone.returncode == 0, f"undo: {undone.returncode} {undone.stderr.strip()}")
    case.expect(machine.tree == before, "undo does not restore the vault byte for byte")


def _new(data: bytes, state: State) -> list[bytes]:
    """What a note may hold, other than what it held before."""
    if state.is_bulk:
        return [data.replace(_OLD, _REJECTED)]
    lines = data.split(b"\n")
    return [
        b"\n".join([*lines[:number], line.replace(_OLD, _ACCEPTED), *lines[number + 1 :]])
        for number, line in enumerate(lines)
        if line.startswith(_OLD)
    ]


def _kept(found: Tree) -> Tree:
    """The files but for drafts, which the next start removes."""
    return {path: data for path, data in found.items() if not path.startswith(".triage/")}


def _changed(now: Tree, before: Tree) -> int:
    return sum(now.get(path) != data for path, data in before.items())
