"""`make torture`: the whole safety programme, and its table."""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from torture.packages import install
from torture.programme import find_tests, has_failed, installed_command, run, table

_MEMORY = {"tmpfs", "ramfs"}


def main() -> int:
    """Run the rows that are asked for; 1 if any failed, 2 for wrong usage."""
    parser = argparse.ArgumentParser(prog="torture", description="Run the safety programme R1–R13.")
    parser.add_argument("--only", default="", metavar="R5,R6", help="run these rows alone")
    parser.add_argument("--short", action="store_true", help="seconds a row, as `make test` runs them")
    parser.add_argument("--list", action="store_true", help="say which rows there are")
    parser.add_argument("--no-install", action="store_true", help="skip what lacks a program")
    parser.add_argument("--folder", type=Path, metavar="DIR", help="where to work, on a real disk")
    asked = parser.parse_args()
    try:
        every = find_tests(asked.only)
    except ValueError as error:
        parser.error(str(error))
    if asked.list:
        for test in every:
            needs = f"  (needs {', '.join(test.NEEDS)})" if test.NEEDS else ""
            sys.stdout.write(f"{test.NAME:<4}{test.TITLE}{needs}\n")
        return 0
    rows = []
    for each in run(
        every,
        (asked.folder or _real_disk()).resolve(),
        installed_command(),
        is_short=asked.short,
        progress=sys.stderr,
        install=(lambda needs: "") if asked.no_install else install,
    ):
        rows.append(each)
    sys.stdout.write(f"{table(rows)}\n")
    return has_failed(rows)


def _real_disk() -> Path:
    """A folder for temporary files that is not in memory, if there is one: power cuts need it."""
    for folder in (tempfile.gettempdir(), "/var/tmp", str(Path.home())):
        if _kind_of(folder) not in _MEMORY and os.access(folder, os.W_OK):
            return Path(folder)
    return Path(tempfile.gettempdir())


def _kind_of(folder: str) -> str:
    """The kind of file system that a folder is on; "" if this system does not say."""
    try:
        mounts = [line.split() for line in Path("/proc/mounts").read_text().splitlines()]
    except OSError:
        return ""
    real = os.path.realpath(folder)
    around = [m for m in mounts if real == m[1] or real.startswith(m[1].rstrip("/") + "/")]
    return max(around, key=lambda mount: len(mount[1]))[2] if around else ""


if __name__ == "__main__":
    sys.exit(main())
