"""What a folder is mounted from."""

import os
import sys
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
"""Types of file systems on which other machines write too, or whose host does; every kind of FUSE is one."""


@dataclass(frozen=True, slots=True)
class Mount:
    """One mounted file system, or a part of one."""

    id: int
    """Renaming works within one; 0 where the system does not say."""
    type: str
    """As the system calls it, `ext4`; "" where it does not say."""
    device: int
    """`st_dev` of what lies there."""

    @property
    def is_remote(self) -> bool:
        """Whether others than this machine's programs may write there, where leases and events fail."""
        return self.type in _REMOTE or self.type.startswith("fuse")


def mount_of(folder: Path) -> Mount:
    """The mount that a folder lies on; raises OSError where there is no such folder."""
    real = os.path.realpath(folder, strict=True)
    device = Path(real).stat().st_dev
    if sys.platform != "linux":
        return Mount(0, "", device)
    found = (-1, 0, "")
    for line in _TABLE.read_bytes().splitlines():
        fields = line.split(b" ")
        point = _unescaped(fields[4])
        if real == point or real.startswith(f"{point.rstrip('/')}/"):
            # of several on one point the last one lies on top
            kind = fields[fields.index(b"-") + 1].decode("ascii", "replace")
            if len(point) >= found[0]:
                found = (len(point), int(fields[0]), kind)
    return Mount(found[1], found[2], device)


def _unescaped(point: bytes) -> str:
    """A mount point as the table writes it: spaces and the like in octal."""
    for code, character in ((b"\\040", b" "), (b"\\011", b"\t"), (b"\\012", b"\n"), (b"\\134", b"\\")):
        point = point.replace(code, character)
    return os.fsdecode(point)
