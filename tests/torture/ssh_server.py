"""An OpenSSH server of our own on this machine, and its client."""

import os
import shlex
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from getpass import getuser
from pathlib import Path
from typing import Final, Self

_PATH: Final = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
_SEPARATION: Final = Path("/run/sshd")
"""What Debian's sshd wants to find when it is started by root."""


class SshServer:
    """Runs `sshd` as the current user, with keys, settings and a port of its own."""

    def __init__(self, folder: Path) -> None:
        """Keep everything in the folder, which is there and empty."""
        self.folder = folder
        self.port = free_port()
        self._log = folder / "log"
        for name in ("host", "user"):
            _run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(folder / name))
        (folder / "authorized_keys").write_bytes((folder / "user.pub").read_bytes())
        host = (folder / "host.pub").read_text()
        (folder / "known_hosts").write_text(f"[127.0.0.1]:{self.port} {host}")
        (folder / "config").write_text(
            f"Port {self.port}\nListenAddress 127.0.0.1\nHostKey {folder / 'host'}\n"
            f"AuthorizedKeysFile {folder / 'authorized_keys'}\nPidFile none\n"
            "UsePAM no\nStrictModes no\nPasswordAuthentication no\nKbdInteractiveAuthentication no\n"
            "PermitRootLogin yes\nPrintMotd no\nPrintLastLog no\nLogLevel VERBOSE\n"
        )

    def __enter__(self) -> Self:
        if os.geteuid() == 0:
            _SEPARATION.mkdir(mode=0o755, exist_ok=True)
        self.process = subprocess.Popen(
            [_found("sshd"), "-D", "-e", "-f", str(self.folder / "config")],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self._log.open("wb"),
            start_new_session=True,
        )
        end = time.monotonic() + 20
        while time.monotonic() < end and self.process.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
            except OSError:
                time.sleep(0.05)
            else:
                return self
        raise OSError(f"sshd does not listen: {self.log}")

    def __exit__(self, *_: object) -> None:
        self.drop()
        self.process.terminate()
        self.process.wait()

    @property
    def log(self) -> str:
        """What the server said."""
        return self._log.read_text("utf-8", "replace")

    def client(self, command: Sequence[str], environment: Mapping[str, str]) -> list[str]:
        """The arguments of an `ssh` that runs a command there on a terminal of its own."""
        passed = {
            name: value
            for name, value in environment.items()
            if name.startswith("XDG_") or name in ("PYTHONPATH", "LC_ALL", "PATH")
        }
        there = ["exec", "env", *(f"{name}={value}" for name, value in passed.items()), *command]
        return [
            _found("ssh"), "-tt", "-q", "-F", os.devnull,
            "-p", str(self.port), "-i", str(self.folder / "user"),
            "-o", "IdentitiesOnly=yes", "-o", "IdentityAgent=none", "-o", "StrictHostKeyChecking=yes",
            "-o", f"UserKnownHostsFile={self.folder / 'known_hosts'}", "-o", "GlobalKnownHostsFile=none",
            f"{getuser()}@127.0.0.1", shlex.join(there),
        ]  # fmt: skip

    def drop(self) -> int:
        """Kill the processes that serve connections, as a line that is cut does; how many there were."""
        children = [pid for pid in _descendants(self.process.pid) if _name_of(pid).startswith("sshd")]
        for pid in children:
            os.kill(pid, 9)
        return len(children)


def free_port() -> int:
    """A port of the loopback that is free."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _found(program: str) -> str:
    path = shutil.which(program, path=_PATH)
    if path is None:
        raise OSError(f"there is no {program} on this machine")
    return path


def _run(program: str, *arguments: str) -> None:
    subprocess.run(
        [_found(program), *arguments], check=True, stdin=subprocess.DEVNULL, stdout=sys.stderr, timeout=30
    )


def _descendants(pid: int) -> list[int]:
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            parents.setdefault(int(fields[1]), []).append(int(entry.name))
    found = list(parents.get(pid, ()))
    for child in found:
        found += parents.get(child, ())
    return found


def _name_of(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/comm").read_text().strip()
    except OSError:
        return ""
