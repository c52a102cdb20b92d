"""R4: the power is cut as soon as the command has said that a note is saved, and in the middle of a save."""

import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from torture.aftermath import Ends, start_again
from torture.child import Ran
from torture.mounts import Disk, NotMounted, powered
from torture.row import Row, Task, Verdict, missing
from torture.scene import MODES, SIZES, VERBS, Scene, Verb
from torture.system_calls import Call, attached, calls_of, is_stopped, traced

NAME = "R4"
TITLE = "power cut after “saved”, and in the middle of a save, on ext4 and XFS"
NEEDS = ("xfs_io", "mount", "umount")

_KINDS: Final = ("ext4", "xfs")
_MAKER: Final = {"ext4": "mkfs.ext4", "xfs": "mkfs.xfs"}
_SIZES: Final = ("smallest", "100 kB", "1 MB")
_CHANGES: Final = {
    *("write", "pwrite64", "fsync", "fdatasync", "rename", "renameat", "renameat2", "unlink", "unlinkat"),
    *("ftruncate", "mkdir", "rmdir", "fchmod", "utimensat", "openat"),
}
"""The calls between which the power is cut."""


@dataclass(slots=True)
class Tried:
    """What was found after the cuts."""

    said: int = 0
    """Cuts after the command said saved."""
    kept: int = 0
    """Cuts after which the note was new."""
    middle: int = 0
    """Cuts in the middle of a save."""
    whole: int = 0
    """Cuts in the middle after which the note was old or new."""
    unsynced: int = 0
    """Cuts after a save whose every fsync was left out."""
    unsynced_lost: int = 0
    """Cuts that lost such a save, which shows that the cuts are real."""
    wrong: list[str] = field(default_factory=list)


def run(task: Task) -> Row:
    """Cut it on each file system that this machine can have."""
    tried = Tried()
    skipped: list[str] = []
    for kind in _KINDS:
        try:
            if missing((_MAKER[kind],)):
                raise NotMounted(f"there is no {_MAKER[kind]}")
            with powered(kind, task.folder / kind) as disk:
                _on(disk, kind, task, tried)
        except NotMounted as reason:
            skipped.append(f"{kind} was skipped: {reason}")
    if not tried.said and not tried.wrong:
        return Row(NAME, TITLE, "; ".join(skipped), Verdict.SKIPPED)
    wrong = [*tried.wrong]
    if tried.unsynced and not tried.unsynced_lost:
        wrong.append("a save without any fsync survived every cut: the cuts prove nothing")
    return Row(
        NAME,
        TITLE,
        f"{tried.kept:,} of {tried.said:,} new after “saved”, {tried.whole:,} of {tried.middle:,} old or new "
        f"when cut in the middle (without fsync {tried.unsynced_lost} of {tried.unsynced} were lost)",
        Verdict.FAILED if wrong else Verdict.PASSED,
        (*skipped, *wrong),
    )


def _on(disk: Disk, kind: str, task: Task, tried: Tried) -> None:
    rounds = 1 if task.is_short else 3
    for mode in MODES:
        for verb in VERBS[:1] if task.is_short else VERBS:
            for size in _SIZES[1:2] if task.is_short else _SIZES:
                for _ in range(rounds):
                    scene = _scene(disk, mode, verb, SIZES[size])
                    for problem in _after_saved(disk, scene, task.command, tried):
                        tried.wrong.append(f"{kind}, {mode}, line {verb.name}, {size}: {problem}")
        if not missing(("strace",)):
            _control(disk, mode, tried)
            _in_the_middle(disk, kind, mode, task, tried)


def _after_saved(disk: Disk, scene: Scene, command: tuple[str, ...], tried: Tried) -> Iterator[str]:
    """Save with the installed command, cut the power, and look."""
    _settled(scene)
    done = subprocess.run(
        [*command, *scene.decision], env=_environment(scene), capture_output=True, text=True, check=False
    )
    disk.cut()
    _remount(disk)
    ran = Ran(done.returncode, done.stdout, done.stderr)
    if ran.outcome != "saved":
        yield f"it could not be saved: {ran.err or ran.out}"
        return
    tried.said += 1
    after = start_again(scene, Ends.of(scene))
    if after.is_new:
        tried.kept += 1
    else:
        yield "it said saved, and the note is not new"
    yield from after.problems


def _control(disk: Disk, mode: str, tried: Tried) -> None:
    """Leave out every fsync of a save: the cut must take it."""
    scene = _scene(disk, mode, VERBS[0], SIZES["100 kB"])
    _settled(scene)
    ran = traced(scene, ["inject=fsync,fdatasync:retval=0"])
    disk.cut()
    _remount(disk)
    if ran.outcome == "saved":
        tried.unsynced += 1
        tried.unsynced_lost += scene.note.read_bytes() != scene.new


def _in_the_middle(disk: Disk, kind: str, mode: str, task: Task, tried: Tried) -> None:
    """Stop a save after each call that changes something, cut the power, and look after the next start."""
    scene = _scene(disk, mode, VERBS[1], SIZES["100 kB"])
    calls = [call for call in calls_of(scene) if call.name in _CHANGES]
    for call in calls[:: 6 if task.is_short else 1]:
        for problem in _cut_at(disk, scene, call, tried):
            tried.wrong.append(f"{kind}, {mode}, cut after {call}: {problem}")


def _cut_at(disk: Disk, scene: Scene, call: Call, tried: Tried) -> Iterator[str]:
    _settled(scene)
    with attached(scene, [call.inject("signal=STOP")]) as child:
        child.let_in()
        is_stopped(scene, child)
        disk.cut()
        child.kill()
        child.end()
    _remount(disk)
    after = start_again(scene, Ends.of(scene))
    tried.middle += 1
    tried.whole += scene.note.exists() and not after.problems
    yield from after.problems


def _scene(disk: Disk, mode: str, verb: Verb, size: int) -> Scene:
    return Scene(disk.at / "case", mode, verb, size, elsewhere=disk.desk)


def _settled(scene: Scene) -> None:
    """Make the scene, and have the disk hold all of it."""
    scene.make()
    subprocess.run(["sync", "-f", str(scene.folder)], check=True)


def _remount(disk: Disk) -> None:
    disk.unmount()
    disk.mount()


def _environment(scene: Scene) -> dict[str, str]:
    outside = {name: value for name, value in os.environ.items() if name != "TRIAGE_VAULT"}
    return {**outside, "LC_ALL": "C.UTF-8", **scene.environment}
