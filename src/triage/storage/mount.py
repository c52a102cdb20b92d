"""What a folder is mounted from."""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_TABLE: Final = Path("/proc/self/mountinfo")
_REMOTE: Final = frozenset(
    [
        *(
            "nfs",
            "nfs4",
            "cifs",
            "smb3",
            "smbfs",
            "ncpfs",
            "afs",
            "ceph",
            "glusterfs",
            "lustre",
            "gfs2",
            "ocfs2",
        ),
        *("9p", "virtiofs", "vboxsf", "vmhgfs", "prl_fs", "drvfs", "davfs", "webdav"),
    ]
)
"""File systems that other machines or the host may write; every FUSE file system counts as one too."""


@dataclass(frozen=True, slots=True)
class Mount:
    """One mounted file system, or a part of one."""

    id: int
    """The mount's number: files can be renamed only within one mount; 0 if the system does not say."""
    type: str
    """The file system's type, such as `ext4`; "" if the system does not say."""
    device: int
    """The `st_dev` of its files."""
    point: str = ""
    """Where the file system is mounted; "" if the system does not say."""

    @property
    def is_remote(self) -> bool:
        """Whether programs of other machines may write there; leases and events do not see them."""
        return self.type in _REMOTE or self.type.startswith("fuse")


def mount_of(folder: Path) -> Mount:
    """The mount that a folder lies on; raises OSError if there is no such folder."""
    real = os.path.realpath(folder, strict=True)
    device = Path(real).stat().st_dev
    if sys.platform != "linux":
        return Mount(0, "", device)
    found = Mount(0, "", device)
    for number, point, kind in _table():
        # if several are mounted on one point, the last one is on top
        if _is_beneath(real, point) and len(point) >= len(found.point):
            found = Mount(number, kind, device, point)
    return found


def mounts_beneath(folder: Path) -> list[str]:
    """The mount points beneath a folder that has no links in its path."""
    if sys.platform != "linux":
        return []
    points = (point for _, point, _ in _table())
    return list(
        dict.fromkeys(each for each in points if each != str(folder) and _is_beneath(each, str(folder)))
    )


def _table() -> Iterator[tuple[int, str, str]]:
    """Each mount in order: number, point and type (proc_pid_mountinfo(5))."""
    for line in _TABLE.read_bytes().splitlines():
        fields = line.split(b" ")
        kind = fields[fields.index(b"-") + 1].decode("ascii", "replace")
        yield int(fields[0]), _unescaped(fields[4]), kind


def _is_beneath(path: str, point: str) -> bool:
    return path == point or path.startswith(f"{point.rstrip('/')}/")


def _unescaped(point: bytes) -> str:
    """A mount point as the table writes it: spaces and the like in octal."""
    for code, character in ((b"\\040", b" "), (b"\\011", b"\t"), (b"\\012", b"\n"), (b"\\134", b"\\")):
        point = point.replace(code, character)
    return os.fsdecode(point)
