"""File systems of our own for a while: small ones in memory, and ones that can lose their power."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

_MAKE: Final = {
    "ext4": ("mkfs.ext4", "-q", "-F", "-O", "encrypt,verity", "-E", "lazy_itable_init=0"),
    "xfs": ("mkfs.xfs", "-q", "-f"),
}
_SIZE: Final = 320 * 2**20
"""Bytes; XFS wants 300 MB."""


class NotMounted(Exception):
    """The reason why this machine cannot have a file system."""


@contextmanager
def tmpfs(at: Path, megabytes: int) -> Iterator[Path]:
    """A small file system in memory; raises NotMounted."""
    at.mkdir(parents=True, exist_ok=True)
    _run("mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(at))
    try:
        yield at
    finally:
        unmount(at)


@contextmanager
def read_only(folder: Path, at: Path) -> Iterator[Path]:
    """A folder seen through a mount that may not be written; raises NotMounted."""
    at.mkdir(parents=True, exist_ok=True)
    _run("mount", "--bind", str(folder), str(at))
    try:
        _run("mount", "-o", "remount,bind,ro", str(at))
        yield at
    finally:
        unmount(at)


class Disk:
    """A file system in a file, that can be cut off from its power."""

    def __init__(self, kind: str, folder: Path) -> None:
        """Make it, `ext4` or `xfs`, and mount it; raises NotMounted."""
        self.at = folder / "disk"
        self.desk = folder
        """A folder that keeps its power."""
        self._image = folder / f"{kind}.image"
        self.at.mkdir(parents=True, exist_ok=True)
        with self._image.open("wb") as image:
            os.truncate(image.fileno(), _SIZE)
        _run(*_MAKE[kind], str(self._image))
        self.mount()

    def mount(self) -> None:
        """Mount it, as after a power cut; raises NotMounted."""
        _run("mount", "-o", "loop", str(self._image), str(self.at))

    def cut(self) -> None:
        """Lose the power: what was not on the disk yet is gone."""
        _run("xfs_io", "-x", "-c", "shutdown", str(self.at))

    def unmount(self) -> None:
        """Unmount it; a disk that is not mounted stays so."""
        unmount(self.at)


@contextmanager
def powered(kind: str, folder: Path) -> Iterator[Disk]:
    """A disk while it is needed, undone at the end; raises NotMounted."""
    disk = Disk(kind, folder)
    try:
        yield disk
    finally:
        disk.unmount()


def unmount(at: Path) -> None:
    """Unmount what is mounted there; if it is in use, as soon as it no longer is."""
    mounts = Path("/proc/self/mounts").read_text().splitlines()
    is_mounted = any(line.split()[1] == str(at) for line in mounts)  # a disk without power cannot be asked
    if is_mounted and subprocess.run(["umount", str(at)], capture_output=True).returncode:
        subprocess.run(["umount", "--lazy", str(at)], capture_output=True)


def _run(*command: str) -> None:
    try:
        done = subprocess.run(command, capture_output=True, text=True)
    except FileNotFoundError as error:
        raise NotMounted(f"there is no {command[0]}") from error
    if done.returncode:
        raise NotMounted((done.stderr or done.stdout).strip().splitlines()[-1])
