"""Names for processes of this machine, so that a later process with the same number has another name."""

import os
import subprocess
import sys
from functools import cache
from pathlib import Path

_PROC = Path("/proc")
_BOOT = _PROC / "sys/kernel/random/boot_id"
_PS_SECONDS = 5


def name_of(number: int) -> str:
    """A process's number and start; only the number if the system does not say when it started."""
    return f"{number} {_beginning(number)}".rstrip()


def is_another(name: str) -> bool:
    """Whether the process of that name is running, and is not this one."""
    digits, _, beginning = name.partition(" ")
    if not (digits.isascii() and digits.isdigit()) or int(digits) in {0, os.getpid()}:
        return False
    number = int(digits)
    try:
        os.kill(number, 0)
    except OverflowError:
        return False
    except OSError as error:
        return isinstance(error, PermissionError) and not beginning
    now = _beginning(number)
    return not beginning or not now or now == beginning


def _beginning(number: int) -> str:
    """When a process started, in the system's own words; "" if the system does not say."""
    if sys.platform != "linux":
        asked = ["ps", "-o", "lstart=", "-p", str(number)]
        try:
            said = subprocess.run(asked, capture_output=True, timeout=_PS_SECONDS, check=False).stdout
        except (OSError, subprocess.SubprocessError):
            return ""
        return " ".join(said.decode("ascii", "replace").split())
    try:
        status = (_PROC / f"{number}/stat").read_bytes()
    except OSError:
        return ""
    ticks = status.rpartition(b")")[2].split()[19].decode("ascii")  # proc(5), field 22; a name may hold ")"
    return f"{ticks} {_boot()}".rstrip()


@cache
def _boot() -> str:
    """The id of this boot of the machine: at each boot, clock ticks start from zero; "" if there is none."""
    try:
        return _BOOT.read_text("ascii").strip()
    except OSError:
        return ""
