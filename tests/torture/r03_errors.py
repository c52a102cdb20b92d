"""R3: every system call of a save fails, the disk is full, and a file may not grow."""

import errno
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from torture.aftermath import Ends, start_again
from torture.child import Ran, ran_over
from torture.circumstances import limit_files
from torture.mounts import NotMounted, tmpfs
from torture.row import Row, Task, Verdict
from torture.scene import MODES, SIZES, VERBS, Scene
from torture.sweep import Found, Sweep
from torture.system_calls import Call, calls_of, traced

NAME = "R3"
TITLE = "EIO, ENOSPC, EDQUOT, EROFS, EACCES, EINTR at every call; full disk, short writes"
NEEDS = ("strace",)

_ERRORS: Final = ("EIO", "ENOSPC", "EDQUOT", "EROFS", "EACCES", "EINTR")
_FOREVER: Final = ("EIO", "ENOSPC")
"""The errors that every later call of the same name also gets."""
_NO_FILE: Final = {"exit_group", "exit", "rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "getrandom"}
_SIZE: Final = SIZES["100 kB"]
_PAGE: Final = 4096


@dataclass(frozen=True, slots=True)
class Failure:
    """Which call of a save fails, and how."""

    mode: str
    call: Call
    error: str
    is_forever: bool

    def __str__(self) -> str:
        again = " and ever after" if self.is_forever else ""
        return f"{self.mode}, {self.error} at {self.call}{again}"


@dataclass(frozen=True, slots=True)
class Limit:
    """How large a file may grow during a save, or how much room the disk has."""

    mode: str
    verb: int
    bytes: int
    is_disk: bool

    def __str__(self) -> str:
        what = "bytes of room" if self.is_disk else "bytes a file at most"
        return f"{self.mode}, line {VERBS[self.verb].name}, {self.bytes:,} {what}"


def run(task: Task) -> Row:
    """Fail each call once, then fill the disk and limit the size of files."""
    failing = Sweep(task.folder / "calls", _check).run(_failures(task), is_patient=False)
    limited = Sweep(task.folder / "limits", _check_limit).run(_limits(task, is_disk=False), is_patient=False)
    full, note = _full_disk(task)
    all_found = (failing, limited, full)
    wrong = [problem for found in all_found for problem in found.wrong]
    counts = {
        what: sum(found.counts.get(what, 0) for found in all_found)
        for what in ("disturbed", "saved", "unconfirmed", "failed", "fault", "cut short", "put right")
    }
    cases = sum(found.cases for found in all_found)
    told = ", ".join(f"{number:,} {what}" for what, number in counts.items() if number)
    return Row(
        NAME,
        TITLE,
        f"{len(wrong):,} damaged or falsely said, of {cases:,} ({told})",
        Verdict.FAILED if wrong or not counts["disturbed"] else Verdict.PASSED,
        (*note, *wrong),
    )


def _failures(task: Task) -> Iterator[Failure]:
    errors = ("EIO", "ENOSPC") if task.is_short else _ERRORS
    listed = [(mode, calls_of(Scene(task.folder / "listed", mode, VERBS[0], _SIZE))) for mode in MODES]
    for mode, calls in listed:
        for call in calls[:: 4 if task.is_short else 1]:
            if call.name in _NO_FILE:
                continue
            yield from (Failure(mode, call, error, False) for error in errors)
            if not task.is_short:
                yield from (Failure(mode, call, error, True) for error in _FOREVER)


def _check(folder: Path, failure: Failure, found: Found) -> Iterable[str]:
    scene = Scene(folder, failure.mode, VERBS[0], _SIZE).make()
    call = failure.call
    when = f"{call.nth}+" if failure.is_forever else f"{call.nth}"
    ran = traced(scene, [f"inject={call.name}:error={failure.error}:when={when}"])
    found.note("disturbed")
    return _wrong(scene, ran, found)


def _wrong(scene: Scene, ran: Ran, found: Found) -> Iterator[str]:
    """What is wrong after the command has ended."""
    now = scene.note.read_bytes()
    ends = Ends.of(scene)
    after = start_again(scene, ends)
    found.note("fault" if ran.code == 70 else ran.outcome or "cut short")
    if ran.code < 0:
        yield f"the command died of signal {-ran.code}"
    is_said = ran.outcome == "saved" or ran.code == 0
    if is_said and (now not in ends.new or not after.is_new):
        yield f"it said {ran.outcome or 'nothing'} with exit {ran.code}, and the note is not new"
    if ran.outcome == "failed" and (now not in ends.old or after.is_new):
        yield "it said failed, and the note is not old"
    if after.report:
        found.note("put right")
    yield from after.problems


def _limits(task: Task, *, is_disk: bool) -> Iterator[Limit]:
    steps = range(0, 60, 12 if task.is_short else 1)
    for mode in MODES:
        for verb in range(1 if task.is_short else len(VERBS)):
            for step in steps:
                if is_disk:
                    yield Limit(mode, verb, step * _PAGE, True)
                else:
                    yield Limit(mode, verb, 1 + step * (_SIZE + 2 * _PAGE) // 59, False)


def _check_limit(folder: Path, limit: Limit, found: Found) -> Iterable[str]:
    scene = Scene(folder, limit.mode, VERBS[limit.verb], _SIZE).make()
    ran = ran_over(scene, *scene.decision, before=[partial(limit_files, limit.bytes)])
    found.note("disturbed")
    return _wrong(scene, ran, found)


def _full_disk(task: Task) -> tuple[Found, list[str]]:
    try:
        with tmpfs(task.folder / "small", megabytes=4) as disk:

            def check(folder: Path, limit: Limit, found: Found) -> Iterable[str]:
                scene = Scene(disk / folder.name, limit.mode, VERBS[limit.verb], _SIZE).make()
                _fill(disk, limit.bytes)
                ran = ran_over(scene, *scene.decision)
                found.note("disturbed")
                (disk / "ballast").unlink()
                yield from _wrong(scene, ran, found)
                shutil.rmtree(scene.folder)

            return Sweep(task.folder / "full", check, workers=1).run(
                _limits(task, is_disk=True), is_patient=False
            ), []
    except NotMounted as reason:
        return Found(), [f"no full disk was tried: {reason}"]


def _fill(disk: Path, room: int) -> None:
    """Leave this many bytes of room on a small disk."""
    with (disk / "ballast").open("wb", buffering=0) as ballast:
        try:
            while True:
                ballast.write(b"\0" * _PAGE)
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise
        ballast.truncate(max(0, ballast.tell() - room))
