"""The system calls of one save, and what strace can do at each of them."""

import re
import subprocess
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from torture.child import Child, Ran
from torture.circumstances import let_anybody_trace
from torture.scene import Scene

_CALL: Final = re.compile(r"^(?P<task>\d+) +(?P<name>[a-z]\w*)\((?P<rest>.*)")
_OPENS: Final = {"open", "openat"}
_MARK: Final = "journal"
_WITHIN: Final = re.compile("^(brk|mmap|munmap|mremap|mprotect|madvise|futex|getpid|gettid|clock_.*)$")
_STOPPED: Final = "stopped by SIGSTOP"
_OVER: Final = "Z"
"""The state in proc(5) of a process that has ended and was not waited for."""
_ATTACHED: Final = 10.0
"""Seconds that strace may take to attach on a busy machine."""


@dataclass(frozen=True, slots=True)
class Call:
    """One system call of a run."""

    name: str
    nth: int
    """Its number among the calls of that name, from 1."""

    def inject(self, what: str) -> str:
        """What strace is told to do at it."""
        return f"inject={self.name}:{what}:when={self.nth}"

    def __str__(self) -> str:
        return f"{self.name} {self.nth}"


def calls_of(scene: Scene) -> list[Call]:
    """The system calls of a save from the opening of the journal on, without calls about memory."""
    ran = traced(scene.make(), ())
    if ran.code != 0:
        raise ChildProcessError(f"an undisturbed save failed: {ran.err or ran.out}")
    counts: Counter[str] = Counter()
    found: list[Call] = []
    is_marked = False
    for line in log_of(scene).read_text(errors="replace").splitlines():
        if not (match := _CALL.match(line)):
            continue
        name = match["name"]
        counts[name] += 1
        is_marked = is_marked or (name in _OPENS and _MARK in match["rest"])
        if is_marked and not _WITHIN.match(name):
            found.append(Call(name, counts[name]))
    return found


def traced(scene: Scene, injections: Sequence[str]) -> Ran:
    """Write the scene's decision with these injections; returns when it is over."""
    with attached(scene, injections) as child:
        child.let_in()
        return child.end()


def log_of(scene: Scene) -> Path:
    """What strace has written of a scene's last command."""
    return scene.desk / "calls"


def was_exchanged(scene: Scene) -> bool:
    """Whether the last command exchanged two files."""
    return "RENAME_EXCHANGE" in log_of(scene).read_text(errors="replace")


def is_stopped(scene: Scene, child: Child) -> bool:
    """Wait until the command is stopped or has ended; whether it is stopped."""
    status = Path(f"/proc/{child.pid}/stat")
    while _STOPPED not in log_of(scene).read_text(errors="replace"):
        if status.read_text().rpartition(")")[2].split()[0] == _OVER:
            return False
        time.sleep(0.001)
    return True


@contextmanager
def attached(scene: Scene, injections: Sequence[str]) -> Iterator[Child]:
    """The scene's decision, which waits with strace attached; the caller lets it in and ends it."""
    child = Child(scene, *scene.decision, gate=True, before=[let_anybody_trace])
    log_of(scene).unlink(missing_ok=True)
    told = [argument for injection in injections for argument in ("-e", injection)]
    strace = subprocess.Popen(
        ["strace", "-f", "-o", str(log_of(scene)), *told, "-p", str(child.pid)],
        stderr=subprocess.PIPE,
        text=True,
    )
    assert strace.stderr
    try:
        said = strace.stderr.readline()
        if "attached" not in said:
            child.kill()
            child.end()
            raise ChildProcessError(f"strace cannot attach: {said.strip()}")
        yield child
    finally:
        _end(strace)


def _end(strace: subprocess.Popen[str]) -> None:
    limit = time.monotonic() + _ATTACHED
    while strace.poll() is None and time.monotonic() < limit:
        time.sleep(0.001)  # it ends with what it traces
    if strace.poll() is None:
        strace.kill()
    strace.wait()
    assert strace.stderr
    strace.stderr.close()
