"""Saves that stand still at a system call until the kernel takes their leases away, while others write."""

import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from torture.child import ran_over
from torture.row import Task
from torture.scene import OLD_LINE, VERBS, Scene
from torture.sweep import Found, Sweep
from torture.system_calls import Call, attached, calls_of, log_of

_BREAK_TIME: Final = Path("/proc/sys/fs/lease-break-time")
_STALL: Final = 2.5
"""Seconds that a call takes, more than twice as long as a lease then lasts."""
_AT_MOST: Final = 60.0
_WORKERS: Final = 8
"""How many saves at a time: most of the time they stand still."""
_DECISIONS: Final = (("exchange", 0), *(("inplace", verb) for verb in range(len(VERBS))))
"""The modes that promise to lose nothing, with the verbs that differ in them."""
_SIDES: Final = ("enter", "exit")
_WAYS: Final = (("append",), ("truncate",), ("rename",), ("append", "append"))
_CALLS: Final = frozenset(
    ("pwrite64", "pwritev2", "ftruncate", "pread64", "fsync", "fcntl", "utimensat", "renameat2")
)
"""The calls that ask or change something of an open note, or wait for a disk."""
_INTENT: Final = Call("fsync", 2)
"""The call that puts the intent on the disk; the note is not touched before it."""
_NOT_KNOWN: Final = "ftruncate"
"""The one call that may cut off what was added while it stood still: it is reported as not confirmed."""


@dataclass(frozen=True, slots=True)
class Stall:
    """Where a save stands still, and who writes meanwhile."""

    mode: str
    verb: int
    call: Call
    side: str
    """`enter` to stand still before the system does the call, `exit` after it."""
    ways: tuple[str, ...]

    def __str__(self) -> str:
        return (
            f"{self.mode}, line {VERBS[self.verb].name}, {self.call} stalls at {self.side}, "
            f"{' and '.join(self.ways)}"
        )


def stalls(task: Task) -> Found:
    """Stall at every call; raises OSError if leases cannot be made short."""
    with _short_leases():
        return Sweep(task.folder / "stalls", _check, _WORKERS).run(_cases(task), is_patient=False)


def _cases(task: Task) -> Iterator[Stall]:
    listed = [
        (mode, verb, calls_of(Scene(task.folder / "listed", mode, VERBS[verb], 0)))
        for mode, verb in _DECISIONS
    ]
    for mode, verb, calls in listed:
        for call in calls[calls.index(_INTENT) :]:
            if call.name in _CALLS:
                yield from (Stall(mode, verb, call, side, ways) for side in _SIDES for ways in _WAYS)


def _check(folder: Path, stall: Stall, found: Found) -> Iterable[str]:
    scene = Scene(folder, stall.mode, VERBS[stall.verb], 0).make()
    delay = f"delay_{stall.side}={int(_STALL * 1_000_000)}"
    with attached(scene, [stall.call.inject(delay)]) as child:
        child.let_in()
        _wait_for(scene, stall.call)
        writers = [_Writer(scene.note, number, way) for number, way in enumerate(stall.ways)]
        ran = child.end()
    for writer in writers:
        writer.join()
    again = ran_over(scene, "list", "--count")
    now = scene.note.read_bytes()
    reported = ran.err + again.err
    kept = b"".join(file.read_bytes() for file in scene.state.glob("triage/*/kept/*"))
    for writer in writers:
        if not writer.is_done:
            found.note("not written")
        elif writer.line in now:
            found.note("in the note")
        elif writer.line in kept and "kept as" in reported:
            found.note("kept and reported")
        elif ran.outcome == "unconfirmed" and stall.call.name == _NOT_KNOWN:
            found.note("reported as not confirmed")
        else:
            yield f"the line of the {writer.way} is lost, it said {ran.outcome}"
    found.note(ran.outcome or "nothing")
    if ran.outcome == "saved" and OLD_LINE in now and set(stall.ways) == {"append"}:
        yield "it said saved, and the decision is not in the note"
    if now.count(b"\n") != scene.old.count(b"\n") + sum(writer.line in now for writer in writers):
        if stall.mode == "inplace" and stall.verb and stall.ways == ("rename",):
            found.note("read when half written, and written back so")
        else:
            yield "the note has lines that nobody wrote"


def _wait_for(scene: Scene, call: Call) -> None:
    """Wait until the command has made the call."""
    limit = time.monotonic() + _AT_MOST
    while time.monotonic() < limit:
        with suppress(OSError):
            if log_of(scene).read_text(errors="replace").count(f" {call.name}(") >= call.nth:
                return
        time.sleep(0.005)


class _Writer:
    """Another program that adds a line to the note, waiting for it if it must."""

    def __init__(self, note: Path, number: int, way: str) -> None:
        self.way = way
        self.line = f"line {number} of another program\n".encode()
        self.is_done = False
        self._note = note
        self._wait = 0.2 * number
        self._thread = threading.Thread(target=self._write, daemon=True)
        self._thread.start()

    def join(self) -> None:
        """Wait until the line is on the disk."""
        self._thread.join(_AT_MOST)

    def _write(self) -> None:
        time.sleep(self._wait)
        ways: dict[str, Callable[[], None]] = {
            "append": self._append,
            "truncate": self._truncate,
            "rename": self._rename,
        }
        with suppress(OSError):
            ways[self.way]()
            self.is_done = True

    def _append(self) -> None:
        with self._note.open("ab", buffering=0) as file:
            file.write(self.line)
            os.fsync(file.fileno())

    def _truncate(self) -> None:
        data = self._note.read_bytes()
        with self._note.open("wb", buffering=0) as file:
            file.write(data + self.line)
            os.fsync(file.fileno())

    def _rename(self) -> None:
        new = self._note.with_name(".new")
        new.write_bytes(self._note.read_bytes() + self.line)
        new.replace(self._note)


@contextmanager
def _short_leases() -> Iterator[None]:
    """Make the kernel take leases away after a second; raises OSError if this user may not."""
    before = _BREAK_TIME.read_bytes()
    _BREAK_TIME.write_bytes(b"1")
    try:
        yield
    finally:
        _BREAK_TIME.write_bytes(before)
