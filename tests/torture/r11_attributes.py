"""R11: what a note has beside its bytes is kept, or the decision is refused with a reason."""

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Final

from torture.aftermath import Ends
from torture.attributes import SPECIALS, SPECIALS_OF_ROOT, Attributes, Special, Wanted, prepared_scene
from torture.child import Ran, ran_over
from torture.circumstances import become_user
from torture.mounts import NotMounted
from torture.row import Row, Task, Verdict, missing
from torture.scene import KILOBYTE, MODES, VERBS, Scene

NAME = "R11"
TITLE = "mode, owner, xattr, ACL, links, setgid, immutable, read-only"
NEEDS = ()

_SIZE: Final = 2 * KILOBYTE
_PROGRAMS: Final = ("setfacl", "chattr")


def run(task: Task) -> Row:
    """Decide about each kind of note in each way of writing, and take it back."""
    task.folder.chmod(0o711)  # a stranger decides in some of the vaults
    specials = [*SPECIALS, *(SPECIALS_OF_ROOT if os.geteuid() == 0 else ())]
    wrong: list[str] = []
    notes: list[str] = []
    came = {"kept": 0, "refused": 0}
    for mode in MODES:
        for special in specials:
            where = f"{mode}, {special.name}"
            if special.user and not _is_open(task.folder):
                notes.append(f"{where}: not tried, a stranger has no way into {task.folder.parent}")
                continue
            scene = Scene(task.folder / "case", mode, VERBS[0], _SIZE, elsewhere=_desk(task.folder))
            try:
                with prepared_scene(scene, special):
                    problems, what = _tried(scene, special)
            except (OSError, NotMounted) as error:
                notes.append(f"{where}: not tried, {error}")
                continue
            came[what] += 1
            wrong += [f"{where}: {problem}" for problem in problems]
            if special.wanted is Wanted.EITHER:
                notes.append(f"{where}: {what}")
    if os.geteuid() != 0:
        notes.append("what only root can prepare was not tried")
    if lacking := missing(_PROGRAMS):
        notes.append(f"there is no {', '.join(lacking)}")
    return Row(
        NAME,
        TITLE,
        f"{came['kept']} kept, {came['refused']} refused with a reason, {len(wrong)} wrong",
        Verdict.FAILED if wrong or not came["kept"] else Verdict.PASSED,
        (*wrong, *notes),
    )


def _tried(scene: Scene, special: Special) -> tuple[list[str], str]:
    """What is wrong, and whether it was kept or refused."""
    before, status = Attributes.of(scene.note), scene.note.stat()
    links = _links(scene)
    ran = _run(scene, special, *scene.decision)
    now = scene.note.stat()
    is_saved = ran.code == 0
    problems = []
    if _links(scene) != links:
        problems.append(f"the links are {_links(scene)}, were {links}")
    if Attributes.of(scene.note) != before:
        problems.append(f"{Attributes.of(scene.note)} was {before}")
    if is_saved:
        if now.st_mtime_ns <= status.st_mtime_ns:
            problems.append("its time did not move")
        if scene.mode == "inplace" and now.st_ino != status.st_ino:
            problems.append("written in place, it is another file now")
        problems += _undone(scene, special, before)
    else:
        problems += _refused(scene, ran)
    wanted = {Wanted.KEPT: {True}, Wanted.REFUSED: {False}, Wanted.EITHER: {True, False}}[special.wanted]
    if is_saved not in wanted:
        problems.append(f"it was to be {special.wanted}: {ran.err or ran.out}")
    return problems, "kept" if is_saved else "refused"


def _undone(scene: Scene, special: Special, before: Attributes) -> Iterator[str]:
    ends = Ends.of(scene)
    if scene.note.read_bytes() not in ends.new:
        yield "it said saved, and the note is not new"
    undo = _run(scene, special, "undo")
    if undo.code != 0 or scene.note.read_bytes() not in ends.old:
        yield f"undo does not restore it: {undo.err or undo.out}"
    if Attributes.of(scene.note) != before:
        yield f"after undo, {Attributes.of(scene.note)} was {before}"


def _refused(scene: Scene, ran: Ran) -> Iterator[str]:
    if scene.note.read_bytes() != scene.old:
        yield "it was refused, and the note has changed"
    if '"reason": "' not in ran.out and not ran.err.strip():
        yield "it was refused without a reason"


def _run(scene: Scene, special: Special, *arguments: str) -> Ran:
    before = [partial(become_user, special.user)] if special.user else []
    return ran_over(scene, *arguments, before=before)


def _links(scene: Scene) -> list[str]:
    """The links of the vault, and where they lead."""
    return sorted(f"{path.name} → {path.readlink()}" for path in scene.vault.rglob("*") if path.is_symlink())


def _is_open(folder: Path) -> bool:
    """Whether everybody may go into a folder."""
    return all(parent.stat().st_mode & 0o001 for parent in (folder, *folder.parents))


def _desk(folder: Path) -> Path:
    """A folder in which everybody may write what the command says."""
    desk = folder / "desk"
    desk.mkdir(exist_ok=True)
    desk.chmod(0o777)
    return desk
