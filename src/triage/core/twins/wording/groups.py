"""Groups of words, by their roots."""

from collections import defaultdict
from collections.abc import Iterable

from triage.core.twins.wording.forms import root_of


def groups_of(text: str) -> list[frozenset[str]]:
    """One group for each line."""
    return [roots_of(line) for line in text.splitlines() if line.strip()]


def roots_of(text: str) -> frozenset[str]:
    """The roots of the words."""
    return frozenset(map(root_of, text.split()))


def others_by_root(groups: Iterable[frozenset[str]]) -> dict[str, frozenset[str]]:
    """For each root all that share a group with it, itself left out."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for group in groups:
        for root in group:
            found[root] |= group - {root}
    return {root: frozenset(others) for root, others in found.items()}


def words_of(text: str) -> frozenset[str]:
    """The words themselves."""
    return frozenset(text.split())
