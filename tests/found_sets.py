"""What a comparison would have found."""

from triage.session.comparison import Compared
from triage.session.duplicate_set import FoundSet


def found_sets(*sets: tuple[int, ...]) -> Compared:
    """Rows that say the same, each of them as every other one of its set."""
    found = tuple([FoundSet(keys, frozenset(keys)) for keys in sets])
    return Compared(sets=found, looked_at=tuple([key for keys in sets for key in keys]))
