"""The sample vault, written out with its dates around a given day."""

import re
from datetime import date, timedelta
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

_DAY = re.compile(rb"\{([+-]?\d{1,3})\}")
"""A date in the packaged tree, in days from today: ``{-12}``, ``{0}``, ``{+5}``."""


def write_sample(folder: Path, today: date) -> None:
    """Fill the folder, made if missing, with the sample vault as it stands on that day.

    Files of the same names are overwritten, others stay. Raises OSError if the folder cannot be written.
    """
    _copy(files("triage.sample") / "vault", folder, today)


def _copy(source: Traversable, target: Path, today: date) -> None:
    """Copy a tree byte for byte, except that days become ISO dates in contents and names."""
    target.mkdir(parents=True, exist_ok=True)
    for entry in source.iterdir():
        copy = target / _dated(entry.name.encode(), today).decode()
        if entry.is_dir():
            _copy(entry, copy, today)
        else:
            copy.write_bytes(_dated(entry.read_bytes(), today))


def _dated(text: bytes, today: date) -> bytes:
    """Write every day in the text as an ISO date."""
    return _DAY.sub(lambda day: (today + timedelta(days=int(day[1]))).isoformat().encode(), text)
