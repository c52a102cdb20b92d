"""The known name that a wrong one was most likely meant for."""

from collections.abc import Iterable

_CLOSE_PERCENT = 60
"""How alike two names are, at least, that may be meant for each other."""


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name most like this one, whatever its case; None if none is close."""
    from rapidfuzz import fuzz, process  # only an error needs it

    found = process.extractOne(
        name, list(known), scorer=fuzz.ratio, processor=str.casefold, score_cutoff=_CLOSE_PERCENT
    )
    return found[0] if found else None
