"""What a note has beside its bytes, and the notes that have something special about them."""

import os
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final

from torture.mounts import read_only
from torture.scene import Scene

STRANGER: Final = 12_345
"""The number of a user and of a group that this machine does not have."""


class Wanted(StrEnum):
    """What must happen to such a note."""

    KEPT = "kept"
    REFUSED = "refused"
    EITHER = "kept or refused"


@dataclass(frozen=True, slots=True)
class Attributes:
    """What a file has beside its bytes."""

    mode: str
    owner: tuple[int, int]
    names: int
    extended: tuple[tuple[str, bytes], ...] = field(default=())
    """Access lists among them."""

    @classmethod
    def of(cls, path: Path) -> "Attributes":
        """The attributes of a file; links are followed."""
        status = path.stat()
        owner = status.st_uid, status.st_gid
        if sys.platform != "linux":  # Python has no way to the others elsewhere
            return cls(stat.filemode(status.st_mode), owner, status.st_nlink)
        extended = tuple((name, os.getxattr(path, name)) for name in sorted(os.listxattr(path)))
        return cls(stat.filemode(status.st_mode), owner, status.st_nlink, extended)


@dataclass(frozen=True, slots=True)
class Special:
    """A kind of note."""

    name: str
    prepare: Callable[[Scene, ExitStack], None]
    """Gives the scene's note what is special; what must be undone goes to the stack."""
    wanted: Wanted = Wanted.KEPT
    user: int = 0
    """The user who decides; 0 for the user who runs the programme."""


def _mode(mode: int) -> Callable[[Scene, ExitStack], None]:
    return lambda scene, stack: scene.note.chmod(mode)


def _owner(user: int, group: int) -> Callable[[Scene, ExitStack], None]:
    return lambda scene, stack: os.chown(scene.note, user, group)


def _extended(scene: Scene, stack: ExitStack) -> None:
    if sys.platform != "linux":
        raise OSError(0, "there is no way to them from Python")
    os.setxattr(scene.note, "user.torture.small", b"kept \x00\xff")
    os.setxattr(scene.note, "user.torture.large", b"k" * 1500)


def _access(scene: Scene, stack: ExitStack) -> None:
    _do("setfacl", "-m", f"u:{STRANGER}:rw,g:{STRANGER}:r", str(scene.note))


def _default_access(scene: Scene, stack: ExitStack) -> None:
    _do("setfacl", "-d", "-m", f"u:{STRANGER}:rwx", str(scene.vault))
    _do("setfacl", "-d", "-m", f"u:{STRANGER}:rwx", str(scene.state))


def _link(scene: Scene, stack: ExitStack) -> None:
    real = scene.vault / "real.md"
    scene.note.rename(real)
    scene.note.symlink_to("real.md")


def _linked_folder(scene: Scene, stack: ExitStack) -> None:
    (scene.vault / "sub").mkdir()
    scene.note.rename(scene.vault / "sub/n.md")
    scene.note.symlink_to("also/n.md")
    (scene.vault / "also").symlink_to("sub")


def _link_outward(scene: Scene, stack: ExitStack) -> None:
    scene.note.rename(scene.folder / "outside.md")
    scene.note.symlink_to("../outside.md")


def _second_name(scene: Scene, stack: ExitStack) -> None:
    (scene.folder / "second.md").hardlink_to(scene.note)


def _group_folder(scene: Scene, stack: ExitStack) -> None:
    for folder in (scene.vault, scene.state):
        os.chown(folder, -1, STRANGER)
        folder.chmod(0o2775)


def _flag(flag: str) -> Callable[[Scene, ExitStack], None]:
    def prepare(scene: Scene, stack: ExitStack) -> None:
        _do("chattr", f"+{flag}", str(scene.note))
        stack.callback(_do, "chattr", f"-{flag}", str(scene.note))

    return prepare


def _read_only_disk(scene: Scene, stack: ExitStack) -> None:
    stack.enter_context(read_only(scene.vault, scene.vault))


def _theirs(folder_mode: int, note_owner: int, note_mode: int) -> Callable[[Scene, ExitStack], None]:
    """A vault in which a stranger decides."""

    def prepare(scene: Scene, stack: ExitStack) -> None:
        for path in (scene.folder, *scene.folder.rglob("*")):
            os.chown(path, STRANGER, STRANGER)
        os.chown(scene.note, note_owner, STRANGER)
        scene.note.chmod(note_mode)
        scene.vault.chmod(folder_mode)

    return prepare


SPECIALS: Final = (
    *(Special(f"mode {mode:o}", _mode(mode)) for mode in (0o600, 0o644, 0o664, 0o755, 0o640)),
    Special("mode 444", _mode(0o444), Wanted.REFUSED),
    Special("extended attributes", _extended),
    Special("access list", _access),
    Special("default access list of the folder", _default_access),
    Special("symbolic link", _link),
    Special("link to a folder", _linked_folder),
    Special("link out of the vault", _link_outward, Wanted.REFUSED),
    Special("hard link", _second_name, Wanted.EITHER),
)
"""The kinds that any user can make."""
SPECIALS_OF_ROOT: Final = (
    Special("another's owner", _owner(STRANGER, STRANGER), Wanted.EITHER),
    Special("another group", _owner(-1, STRANGER)),
    Special("folder with the group's bit", _group_folder),
    Special("immutable", _flag("i"), Wanted.REFUSED),
    Special("append-only", _flag("a"), Wanted.REFUSED),
    Special("disk mounted read-only", _read_only_disk, Wanted.REFUSED),
    Special("one's own", _theirs(0o755, STRANGER, 0o640), user=STRANGER),
    Special("folder without write", _theirs(0o555, STRANGER, 0o644), Wanted.EITHER, user=STRANGER),
    Special("root's, of the group", _theirs(0o775, 0, 0o664), Wanted.EITHER, user=STRANGER),
    Special("root's, only to read", _theirs(0o755, 0, 0o644), Wanted.REFUSED, user=STRANGER),
)
"""The kinds that only root can make."""


@contextmanager
def prepared_scene(scene: Scene, special: Special) -> Iterator[None]:
    """The scene with such a note, undone at the end; raises OSError if this machine cannot have it."""
    scene.make()
    with ExitStack() as stack:
        special.prepare(scene, stack)
        yield


def _do(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise OSError(0, (done.stderr or command[0]).strip())
