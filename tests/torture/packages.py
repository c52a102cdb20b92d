"""The programs that the tests need, installed from Debian's packages if that is possible."""

import os
import shutil
import subprocess
from typing import Final

from torture.row import missing

_PACKAGES: Final = {
    "strace": "strace",
    "git": "git",
    "tmux": "tmux",
    "sshd": "openssh-server",
    "ssh": "openssh-client",
    "ssh-keygen": "openssh-client",
    "syncthing": "syncthing",
    "setfacl": "acl",
    "getfacl": "acl",
    "setfattr": "attr",
    "chattr": "e2fsprogs",
    "mkfs.ext4": "e2fsprogs",
    "mkfs.xfs": "xfsprogs",
    "xfs_io": "xfsprogs",
}


def packages_for(programs: tuple[str, ...]) -> tuple[str, ...]:
    """The packages that hold these programs; a program that is not known is left out."""
    return tuple(dict.fromkeys(_PACKAGES[name] for name in programs if name in _PACKAGES))


def install(needs: tuple[str, ...]) -> str:
    """Install the missing programs; the reason if that fails, else ""."""
    if not (wanted := packages_for(missing(needs))):
        return ""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return "only root can install packages, and only with apt-get"
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (("update", "-q"), ("install", "-q", "-y", "--no-install-recommends", *wanted)):
        done = subprocess.run(["apt-get", *arguments], capture_output=True, text=True, env=environment)
        if done.returncode:
            return f"apt-get {arguments[0]}: {(done.stderr.strip().splitlines() or ['failed'])[-1]}"
    return ""
