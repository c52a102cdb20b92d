"""Another program that reads a note again and again, and says what it saw that was no whole note.

Run as `python reading_all_the_time.py HOW SECONDS NOTE PARTIAL WHOLE…`: what is neither of the whole notes
is written to PARTIAL; its output is how often it read, how often in part, and the longest wait in seconds.
"""

import hashlib
import json
import mmap
import os
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

_PAUSE = 0.001
"""Seconds between two readings: a program that always has the note open leaves no time to write it."""
_CHUNK = 4096
_LEAST = 10
"""How often it reads, however slow the machine is."""


def at_once(note: str) -> bytes:
    """Open, and read to the end."""
    return Path(note).read_bytes()


def in_chunks(note: str) -> bytes:
    """Open, and read page by page."""
    chunks = []
    descriptor = os.open(note, os.O_RDONLY)
    while chunk := os.read(descriptor, _CHUNK):
        chunks.append(chunk)
    os.close(descriptor)
    return b"".join(chunks)


def mapped(note: str) -> bytes:
    """Map it into memory."""
    with Path(note).open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return bytes(data)


def copied(note: str) -> bytes:
    """Copy it as `cp` does, by the system's own call."""
    copy = f"{sys.argv[4]}.copy"
    shutil.copyfile(note, copy)
    return at_once(copy)


HOWS: dict[str, Callable[[str], bytes]] = {
    "read": at_once,
    "chunks": in_chunks,
    "mmap": mapped,
    "copy": copied,
}


def main(how: str, seconds: str, note: str, partial: str, *whole: str) -> None:
    """Read until the time is over, and often enough."""
    wholes = {hashlib.sha256(Path(path).read_bytes()).digest(): 0 for path in whole}
    limit = time.monotonic() + float(seconds)
    wrong, longest = 0, 0.0
    while time.monotonic() < limit or sum(wholes.values()) + wrong < _LEAST:
        begun = time.monotonic()
        data = HOWS[how](note)
        longest = max(longest, time.monotonic() - begun)
        digest = hashlib.sha256(data).digest()
        if digest in wholes:
            wholes[digest] += 1
        else:
            wrong += 1
            Path(partial).write_bytes(data)
        time.sleep(_PAUSE)
    seen = {"seen": list(wholes.values()), "partial": wrong, "longest": longest}
    sys.stdout.write(json.dumps(seen) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
