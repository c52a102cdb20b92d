"""SSH: a sitting over a real OpenSSH server that is cut in the middle of a bulk gesture, resumed, undone.

As a script, `python tests/torture/ssh_session.py`, it prints each step and what it saw.
"""

import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final

if not __package__:
    sys.path[0] = str(Path(__file__).parents[1])

from torture.machine import DAY, SLOW_DISK, Machine, Tree
from torture.row import Row, Task, Verdict, missing
from torture.sitting import NeverCame, Sitting
from torture.ssh_server import SshServer

NAME: Final = "SSH"
TITLE: Final = "a sitting over ssh: five accepted, a bulk gesture cut off, gone on with, all undone"
NEEDS: Final = ("ssh", "sshd", "ssh-keygen")

GONE: Final = 2.5
"""Seconds after the line was cut within which the app has to be gone."""
SLOW: Final = 0.01
"""Seconds that each request to the disk takes, so that the line can be cut in the middle."""
_MAKE_VAULT: Final = Path(__file__).parents[2] / "bench" / "make_vault.py"
_LEFT: Final = re.compile(r"1 All ([\d,]+)")
_PROPOSED: Final = re.compile(rb"^[\s>]*(?:[-*+]|\d+[.)]) \[\?\]", re.MULTILINE)
_COUNTS: Final = re.compile(r"([\d,]+) of ([\d,]+)")
_GOES_ON: Final = "y"
"""The key that goes on with what was cut off."""


class _Wrong(Exception):
    """What was seen is wrong."""


def run(task: Task, say: Callable[[str], None] = lambda step: None) -> Row:
    """Sit down, be cut off, go on, and take everything back."""
    machine = Machine(task.folder / "home", task.command, vault=task.folder / "home" / "Harbour notes")
    keys = task.folder / "sshd"
    keys.mkdir(parents=True)
    try:
        _invent(machine)
        with SshServer(keys) as server:
            figure = _sit(machine, server, say)
    except (_Wrong, NeverCame, OSError) as problem:
        return Row(NAME, TITLE, "not as it has to be", Verdict.FAILED, (str(problem),))
    return Row(NAME, TITLE, figure, Verdict.PASSED)


def _invent(machine: Machine) -> None:
    """Make a copy of the sample vault, with several hundred proposals more."""
    from triage.storage.sample import write_sample

    made = subprocess.run(
        [sys.executable, str(_MAKE_VAULT), str(machine.vault), "--notes", "200", "--proposals", "500"],
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode:
        raise OSError(made.stderr)
    write_sample(machine.vault, date.fromisoformat(DAY))


def _sit(machine: Machine, server: SshServer, say: Callable[[str], None]) -> str:
    before = machine.tree
    say(f"a vault of {len(before)} files, {_proposed(before):,} tasks proposed")
    pid_file = machine.folder / "pid"
    slowly = [sys.executable, str(SLOW_DISK), str(SLOW), str(machine.mark)]
    with _connect(machine, server, [*slowly], pid_file) as sitting:
        left = _left(sitting)
        say(f"connected over ssh to port {server.port}: {left:,} proposals to decide")
        for number in range(1, 6):
            sitting.type("a")
            sitting.sees(f"{number} decided")
        accepted = machine.tree
        say(f"5 accepted one by one: {_changed(accepted, before)} notes written")
        sitting.type("*")
        sitting.sees(f"{left - 5} marked")
        sitting.type("x")
        sitting.sees(f"Reject {left - 5:,} proposals?")
        sitting.type("y")
        sitting.sees("of", seconds=10)
        sitting.until(lambda: _changed(machine.tree, accepted) >= 5, "the fifth note of the gesture")
        pid = int(pid_file.read_text())
        children = server.drop()
        gone = _until_gone(pid)
        say(f"cut the line ({children} processes of sshd killed); the app was gone after {gone:.2f} s")
        sitting.gone()
    cut = machine.tree
    written = _changed(cut, accepted)
    done = _proposed(accepted) - _proposed(cut)
    if not 0 < done < left - 5:
        raise _Wrong(f"the gesture was not cut in its middle: {done} of {left - 5} done")
    say(f"on the disk: {done} of {left - 5} lines in {written} notes")
    with _connect(machine, server, machine.command, pid_file) as sitting:
        sitting.sees("cut off")
        sitting.is_calm()
        said = next((m for m in _COUNTS.finditer(sitting.screen) if _number(m[2]) == left - 5), None)
        say(f"connected again; the app says: {said[0] if said else sitting.screen}")
        if said is None or _number(said[1]) != done:
            raise _Wrong(f"{done} of {left - 5} are done, and the app says otherwise:\n{sitting.screen}")
        sitting.type(_GOES_ON)
        sitting.until(lambda: _proposed(machine.tree) <= _proposed(accepted) - (left - 5), "all are rejected")
        sitting.is_calm(0.5)
        say(f"gone on: {_changed(machine.tree, accepted)} notes are written now")
        undone = _undo_all(machine, sitting, before)
        say(f"undone, gesture by gesture: {undone} times u")
        sitting.type("q")
        sitting.gone()
    after = machine.tree
    if after != before:
        raise _Wrong(f"{_changed(after, before)} notes are not what they were at the beginning")
    say(f"the vault is byte for byte what it was: {len(after)} files")
    return f"cut off after {done} of {left - 5} lines, gone in {gone:.2f} s; in the end all files as before"


def _connect(machine: Machine, server: SshServer, command: list[str] | tuple[str, ...], pid: Path) -> Sitting:
    there = ["sh", "-c", f'echo $$ > "{pid}"; exec "$@"', "sh", *command, "--today", DAY, str(machine.vault)]
    machine.environment.setdefault("PATH", "/usr/bin:/bin")
    return Sitting(server.client(there, machine.environment), machine.environment)


def _left(sitting: Sitting) -> int:
    """How many proposals the app shows, once it has read all."""
    sitting.sees("1 All")
    sitting.is_calm(0.7)
    found = _LEFT.search(sitting.screen)
    if not found:
        raise _Wrong(f"no count:\n{sitting.screen}")
    return _number(found[1])


def _undo_all(machine: Machine, sitting: Sitting, before: Tree) -> int:
    """Press `u`, and `y` if it asks, until nothing is left to take back; how often."""
    for number in range(20):
        held = machine.tree
        sitting.type("u")
        sitting.until(
            lambda held=held: (
                machine.tree != held  # type: ignore[misc]
                or "what an earlier run did?" in sitting.screen
                or "Nothing to undo" in sitting.screen
            ),
            "an undo",
        )
        if "Nothing to undo" in sitting.screen:
            return number
        if "what an earlier run did?" in sitting.screen:
            sitting.type("y")
            sitting.until(lambda held=held: machine.tree != held, "the undo")  # type: ignore[misc]
        sitting.is_calm(0.5)
    raise _Wrong(f"there was no end of undoing; {_changed(machine.tree, before)} notes differ")


def _until_gone(pid: int) -> float:
    began = time.monotonic()
    while _is_there(pid):
        if time.monotonic() - began > 2 * GONE:
            raise _Wrong(f"the app is still there {2 * GONE:.0f} s after the line was cut")
        time.sleep(0.01)
    seconds = time.monotonic() - began
    if seconds > GONE:
        raise _Wrong(f"the app was gone only {seconds:.1f} s after the line was cut")
    return seconds


def _is_there(pid: int) -> bool:
    """Whether a process runs; a zombie does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def _proposed(tree: Tree) -> int:
    return sum(len(_PROPOSED.findall(data)) for path, data in tree.items() if path.endswith(".md"))


def _changed(now: Tree, before: Tree) -> int:
    return sum(now.get(path) != data for path, data in before.items())


def _number(text: str) -> int:
    return int(text.replace(",", ""))


def _tell(what: str) -> None:
    sys.stdout.write(f"{what}\n")
    sys.stdout.flush()


def main() -> int:
    """Run it in a folder for temporary files, and print each step."""
    if lacking := missing(NEEDS):
        _tell(f"There is no {', '.join(lacking)} on this machine")
        return 1
    with tempfile.TemporaryDirectory(prefix="triage-ssh-") as folder:
        row = run(Task(Path(folder).resolve(), is_short=False), lambda step: _tell(f"* {step}"))
    for detail in row.details:
        _tell(detail)
    _tell(f"{row.verdict}: {row.figure}")
    return row.verdict is not Verdict.PASSED


if __name__ == "__main__":
    sys.exit(main())
