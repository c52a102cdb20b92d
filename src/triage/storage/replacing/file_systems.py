"""Where drafts go, and how the notes of a folder can be replaced."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from triage.core.config import Write
from triage.storage.file import said
from triage.storage.mount import Mount, mount_of, mounts_beneath
from triage.storage.own_folder import is_own
from triage.storage.replacing.draft import drafted, new_name, remove, staged
from triage.storage.replacing.lease import WHOLE, release, take
from triage.storage.replacing.swap import swap
from triage.storage.replacing.target import Unsupported

DRAFTS: Final = ".triage"
"""The folder for drafts in a vault; beside a vault, the state folder's name follows."""
_BEST_FIRST: Final = (Write.EXCHANGE, Write.INPLACE, Write.REPLACE)


@dataclass(frozen=True, slots=True)
class Method:
    """One way of replacing the notes of a folder."""

    mode: Write
    stage: Path
    """The folder for drafts."""


class FileSystems:
    """Knows what the file systems of a vault can do; each mode is tried once on each of them."""

    def __init__(self, root: Path, state: Path, write: Write) -> None:
        """Take the vault without links in its path, its state folder, and the mode in the config."""
        self._root = root
        self._state = state
        self._write = write
        self._methods: dict[Path, tuple[Method, ...]] = {}
        self._lacks: dict[tuple[int, Write], str] = {}

    def all_stages(self) -> list[Path]:
        """Every folder in which a save in the vault may have left drafts; raises OSError."""
        within = (Path(point, DRAFTS) for point in mounts_beneath(self._root))
        return [*self.stages(self._root, mount_of(self._root)), *within]

    def stages(self, folder: Path, mount: Mount) -> list[Path]:
        """The folders for drafts of a folder's notes, the best first: no tool looks outside the vault."""
        beside = self._root.parent / f"{DRAFTS}-{self._state.name}"
        top = Path(mount.point) if mount.point else folder
        own = [top / DRAFTS] if top.is_relative_to(self._root) else []
        return list(dict.fromkeys([self._state / "drafts", beside, self._root / DRAFTS, *own]))

    def methods(self, folder: Path) -> tuple[Method, ...]:
        """The methods for the notes of a folder, the safest first; raises OSError if it is gone."""
        if folder not in self._methods:
            self._methods[folder] = tuple(self._found(folder))
        return self._methods[folder]

    def _found(self, folder: Path) -> Iterator[Method]:
        mount = mount_of(folder)
        stages = self._stages_on(mount, folder)
        for mode in _BEST_FIRST if self._write is Write.AUTO else (self._write,):
            if not self._lack(mode, mount, stages):
                yield from (Method(mode, stage) for stage in stages)

    def best(self) -> tuple[Method | None, dict[Write, str]]:
        """The first method for notes at the vault's root, and why other modes do not work; raises OSError."""
        mount = mount_of(self._root)
        stages = self._stages_on(mount, self._root)
        lacks = {mode: why for mode in _BEST_FIRST if (why := self._lack(mode, mount, stages))}
        return next(iter(self.methods(self._root)), None), lacks

    def _stages_on(self, mount: Mount, folder: Path) -> list[Path]:
        return [stage for stage in self.stages(folder, mount) if _is_on(stage, mount)]

    def _lack(self, mode: Write, mount: Mount, stages: Sequence[Path]) -> str:
        """Why a mode does not work on a file system, "" if it works."""
        if not stages:
            return "there is no folder for drafts on its file system"
        key = mount.device, mode
        if key not in self._lacks:
            self._lacks[key] = _tried(mode, mount, stages[0])
        return self._lacks[key]


def _tried(mode: Write, mount: Mount, stage: Path) -> str:
    """Why a mode does not work with drafts in this stage, "" if it works."""
    if mode is Write.REPLACE:
        return ""
    if mount.is_remote:
        return f"other machines may write on {mount.type}, where leases do not work"
    if sys.platform != "linux":
        return "this system has no leases"
    try:
        with staged(stage) as folder:
            _try_out(folder, with_swap=mode is Write.EXCHANGE)
    except Unsupported as lacking:
        return str(lacking)
    except OSError as error:
        return f"a draft cannot be written: {said(error)}"
    return ""


def _is_on(stage: Path, mount: Mount) -> bool:
    """Whether a stage is on the mount of the notes, writable, and safe from other users."""
    with suppress(OSError):
        is_there = os.path.lexists(stage)
        nearest = stage if is_there else stage.parent
        if (is_there and not is_own(stage)) or not os.access(nearest, os.W_OK | os.X_OK):
            return False
        own = mount_of(nearest)
        return (own.id, own.device) == (mount.id, mount.device)
    return False


def _try_out(folder: int, *, with_swap: bool) -> None:
    """Try on two files of our own what will be done to a note; raises OSError and Unsupported."""
    one, other = new_name(), new_name()
    try:
        with drafted(folder, one) as first, drafted(folder, other):
            if not take(first, WHOLE):
                raise Unsupported("Another program opens every new file")
            if with_swap:
                swap(folder, one, folder, other)
                if os.stat(other, dir_fd=folder).st_ino != os.fstat(first).st_ino:
                    raise Unsupported("Two files did not change places")
            release(first)
    finally:
        remove(folder, one)
        remove(folder, other)
