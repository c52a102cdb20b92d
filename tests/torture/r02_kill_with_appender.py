"""R2: another program appends a line to the note in the middle of a save, which is killed or goes on."""

import os
import signal
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from torture.aftermath import Ends, start_again
from torture.child import Ran
from torture.row import Row, Task, Verdict
from torture.scene import MODES, SIZES, VERBS, Scene
from torture.stalls import stalls
from torture.sweep import Found, Sweep
from torture.system_calls import Call, attached, calls_of, is_stopped, was_exchanged

NAME = "R2"
TITLE = "R1 with another program appending a line in the window"
NEEDS = ("strace",)

_LINE: Final = b"a line of another program\n"
_SIZE: Final = SIZES["100 kB"]
_AT_ONCE: Final = 0.02
"""Seconds after which a line is on the disk, unless something holds it up."""
_AT_MOST: Final = 60.0
"""Seconds that are longer than the system waits before it breaks a lease."""
_UNCOVERED: Final = {"replace"}
"""Modes that do not promise to see what comes in the last moment; doctor says so."""


class Writer(StrEnum):
    """How the other program writes."""

    AT_ONCE = "opened, written and closed"
    LATE = "opened then, written once the save was over"


class Fate(StrEnum):
    """How the save goes on."""

    GOES_ON = "the save goes on"
    KILLED = "the save is killed"


@dataclass(frozen=True, slots=True)
class Meeting:
    """The call of a save after which the other program writes."""

    mode: str
    call: Call
    writer: Writer
    fate: Fate

    def __str__(self) -> str:
        return f"{self.mode}, {self.writer} after {self.call}, {self.fate}"


class Appender:
    """A program that adds a line to the end of a note; it may have to wait for the note."""

    def __init__(self, note: Path) -> None:
        """Open the note, in a thread since that may take as long as somebody has a lease on it."""
        self._note = note
        self._may_write = threading.Event()
        self.is_open = threading.Event()
        self.is_done = threading.Event()
        self.problem = ""
        self._thread = threading.Thread(target=self._append, daemon=True)
        self._thread.start()

    def write(self) -> None:
        """Allow it to write its line once it has the note open."""
        self._may_write.set()

    def join(self) -> None:
        """Wait until the line is on the disk."""
        self._thread.join(_AT_MOST)
        if not self.is_done.is_set() and not self.problem:
            self.problem = "the other program could not write for a minute"

    def _append(self) -> None:
        try:
            descriptor = os.open(self._note, os.O_WRONLY | os.O_APPEND | os.O_CLOEXEC)
            self.is_open.set()
            self._may_write.wait()
            os.write(descriptor, _LINE)
            os.fsync(descriptor)
            os.close(descriptor)
            self.is_done.set()
        except OSError as error:
            self.problem = f"the other program failed: {error.strerror}"
            self.is_open.set()


def run(task: Task) -> Row:
    """Have the other program write after every call."""
    listed: list[tuple[str, list[Call]]] = []
    exchanged = False
    for mode in MODES:
        scene = Scene(task.folder / "listed", mode, VERBS[0], _SIZE)
        listed.append((mode, calls_of(scene)))
        exchanged = exchanged or was_exchanged(scene)
    cases = [
        Meeting(mode, call, writer, fate)
        for mode, calls in listed
        for call in calls[:: 4 if task.is_short else 1]
        for writer in Writer
        for fate in Fate
    ]
    found = Sweep(task.folder, _check).run(cases, is_patient=False)
    stalled, told = _stalled(task)
    wrong = [] if exchanged else ["write: exchange does not exchange here"]
    allowed = [each for each in found.wrong if each.split(",")[0] in _UNCOVERED]
    wrong += [each for each in found.wrong if each not in allowed]
    parts = [f"{mode} {found.counts.get(mode, 0):,}" for mode in MODES]
    wrong += stalled.wrong
    notes = [f"not promised, in the mode that doctor warns of: {each}" for each in allowed[:3]]
    notes.append(told)
    return Row(
        NAME,
        TITLE,
        f"{found.counts.get('lost', 0):,} lines lost of {found.cases:,} ({', '.join(parts)} lost; "
        f"{found.counts.get('met', 0):,} met the save, {found.counts.get('waited', 0):,} had to wait, "
        f"{found.counts.get('reported', 0):,} reported)",
        Verdict.FAILED if wrong or not found.counts.get("met") else Verdict.PASSED,
        (*wrong, *notes),
    )


def _stalled(task: Task) -> tuple[Found, str]:
    """Stall saves until their leases are lost; what was found, and a sentence about it."""
    if task.is_short:
        return Found(), "no stalls were tried: they take minutes"
    try:
        found = stalls(task)
    except OSError as error:
        return Found(), f"no stalls were tried, since leases cannot be made short: {error.strerror}"
    counts = ", ".join(f"{number:,} {what}" for what, number in sorted(found.counts.items()))
    return found, f"{found.cases:,} saves stalled until their leases were lost: {counts}"


def _check(folder: Path, meeting: Meeting, found: Found) -> Iterable[str]:
    scene = Scene(folder, meeting.mode, VERBS[0], _SIZE).make()
    with attached(scene, [meeting.call.inject("signal=STOP")]) as child:
        child.let_in()
        has_stopped = is_stopped(scene, child)
        appender = Appender(scene.note)
        if meeting.writer is Writer.AT_ONCE:
            appender.write()
            waits = not appender.is_done.wait(_AT_ONCE)
        else:
            waits = not appender.is_open.wait(_AT_ONCE)
        found.note("met" if has_stopped else "missed")
        if waits:
            found.note("waited")
        child.send_signal(signal.SIGKILL if meeting.fate is Fate.KILLED and has_stopped else signal.SIGCONT)
        ran = child.end()
    appender.write()
    appender.join()
    yield from _wrong(scene, appender, ran, found)


def _wrong(scene: Scene, appender: Appender, ran: Ran, found: Found) -> Iterator[str]:
    if appender.problem:
        yield appender.problem
        return
    after = start_again(scene, Ends.of(scene, _LINE))
    if _LINE not in scene.note.read_bytes():
        found.note("lost")
        found.note(scene.mode)
        yield "the other's line is lost"
        return
    if ran.outcome == "saved" and not after.is_new:
        yield "it said saved, and the decision is not in the note"
    if after.report:
        found.note("reported")
    yield from after.problems
