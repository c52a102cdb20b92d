"""Feed bytes that a fuzzer invents to everything that reads a note, until one of them stops it.

By hand, on Linux, since atheris is no dependency and has wheels for few versions of Python:

    .venv/bin/python -m pip install atheris
    .venv/bin/python bench/fuzz_notes.py [FOLDER] [-max_total_time=600] [-max_len=100000]

FOLDER holds the notes to begin with, and keeps what was found; without one it begins with those of
tests/torture/hostile_notes.py. A note that takes longer than a second, or grows the process beyond a
gigabyte, counts as found. The same reading is tested with hypothesis at every `make test`.
"""

import importlib
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from torture.hostile_notes import NOTES, name_of
from triage.core.people.owners import read_owners
from triage.core.people.people import People
from triage.core.plain import plain
from triage.core.task.proposal import find_tasks
from triage.core.task.vocabulary import Vocabulary
from triage.storage.front_matter import read_metadata

_LIMITS = ("-timeout=1", "-rss_limit_mb=1024")


def read(data: bytes) -> None:
    """Read a note as the scan and the screen do."""
    read_metadata(data)
    for task in find_tasks("n.md", data, Vocabulary()):
        assert task.place.line.encode("utf-8", "surrogateescape") in data
        read_owners(task.task, People())
        plain(task.words).encode()
        assert task.fingerprint
        assert task.hidden is not None


def main() -> None:
    """Run the fuzzer over what the command line names."""
    atheris = importlib.import_module("atheris")
    atheris.instrument_all()
    arguments = sys.argv[1:]
    if not any(not each.startswith("-") for each in arguments):
        folder = Path(tempfile.mkdtemp(prefix="notes-"))
        for name, note in NOTES.items():
            (folder / name_of(name)).write_bytes(note.data)
        arguments = [str(folder), *arguments]
        print(f"It begins with, and keeps what it finds in, {folder}")
    atheris.Setup([sys.argv[0], *_LIMITS, *arguments], read)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
