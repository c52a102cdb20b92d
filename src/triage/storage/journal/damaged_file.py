"""Names for damaged files of the state folder, which are kept, and what the user reads of them."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

_STAMP: Final = "%Y%m%dT%H%M%S"
_NAME: Final = re.compile(r"damaged-(?P<what>[a-z-]+)-[0-9]{8}T[0-9]{6}-(?P<records>[0-9]+)-records?\b")


def free_name(folder: Path, what: str, records: int, suffix: str, now: float) -> str:
    """A name that no file in the folder has yet, for a file in which so many records are damaged."""
    noun = "record" if records == 1 else "records"
    stem = f"damaged-{what}-{datetime.fromtimestamp(now, UTC):{_STAMP}}-{records}-{noun}"
    number = 1
    while (folder / (name := f"{stem}{suffix}")).exists():
        number += 1
        stem = f"{stem.partition('.')[0]}.{number}"
    return name


def said_of(folder: Path, what: str = "*") -> list[str]:
    """A sentence for each file that was set aside and still exists, by name; of all, or of one kind."""
    found = []
    for path in sorted(folder.glob(f"damaged-{what}-*")):
        if match := _NAME.match(path.name):
            found.append(sentence(match["what"], int(match["records"]), path))
    return found


def sentence(what: str, records: int, kept: Path) -> str:
    """What the user reads of a file that was set aside."""
    noun, they = ("1 record", "it") if records == 1 else (f"{records:,} records", "they")
    return (
        f"The {what} file was damaged: {noun} could not be read, and what {they} said is not known any more. "
        f"The rest is still used; the damaged file is kept as {kept}"
    )
