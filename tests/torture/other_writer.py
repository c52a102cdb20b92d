"""Another program that writes to the same notes: it adds numbered lines, and tells which are on the disk.

Run as `python other_writer.py WAY NAME SECONDS NOTE…`; it prints each line that was acknowledged. It is a
fair one: what it writes back it has just read, and two of its kind never write one note at the same time.
"""

import fcntl
import os
import random
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_PAUSE = 0.002
"""Seconds between two lines, on average."""
_HELD = 8
_LEAST = 25
"""How often it writes, however slow the machine is."""
"""Lines that are written while the file is held open."""


def append(note: str, lines: Iterator[bytes]) -> None:
    """Open, write, close."""
    _append(note, lines, 1)


def append_held(note: str, lines: Iterator[bytes]) -> None:
    """Write several lines, one after the other, with the file held open."""
    _append(note, lines, _HELD)


def rename(note: str, lines: Iterator[bytes]) -> None:
    """Read, write a new file beside it, and rename that over the note."""
    line = next(lines)
    draft = Path(f"{note}.{os.getpid()}")
    with draft.open("wb") as file:
        file.write(Path(note).read_bytes() + line)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(note)
    _acknowledge(line)


def truncate(note: str, lines: Iterator[bytes]) -> None:
    """Read, empty the note, and write it again."""
    line = next(lines)
    data = Path(note).read_bytes()
    with Path(note).open("wb") as file:
        file.write(data + line)
        file.flush()
        os.fsync(file.fileno())
    _acknowledge(line)


WAYS: dict[str, Callable[[str, Iterator[bytes]], None]] = {
    "append": append,
    "append-held": append_held,
    "rename": rename,
    "truncate": truncate,
}


def main(way: str, name: str, seconds: str, *notes: str) -> None:
    """Write until the time is over, and often enough."""
    limit = time.monotonic() + float(seconds)
    lines = (b"- other %s line %d\n" % (name.encode(), number) for number in range(10**9))
    turns = 0
    while time.monotonic() < limit or turns < _LEAST:
        turns += 1
        note = random.choice(notes)
        with _alone(f"{note}.lock"):
            WAYS[way](note, lines)
        time.sleep(random.random() * 2 * _PAUSE)


def _append(note: str, lines: Iterator[bytes], count: int) -> None:
    descriptor = os.open(note, os.O_WRONLY | os.O_APPEND)
    for _ in range(count):
        line = next(lines)
        os.write(descriptor, line)
        os.fsync(descriptor)
        _acknowledge(line)
        if count > 1:
            time.sleep(_PAUSE)
    os.close(descriptor)


def _acknowledge(line: bytes) -> None:
    os.write(1, line)


@contextmanager
def _alone(path: str) -> Iterator[None]:
    lock = os.open(path.replace("/vault/", "/locks/"), os.O_RDWR | os.O_CREAT)
    fcntl.flock(lock, fcntl.LOCK_EX)
    try:
        yield
    finally:
        os.close(lock)


if __name__ == "__main__":
    main(*sys.argv[1:])
