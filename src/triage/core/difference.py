"""What one wording of a task says that another does not."""

import re
from difflib import SequenceMatcher

_WORD = re.compile(r"\S+")
_OUTSIDE = re.compile(r"\W+")


def differences(best: str, other: str) -> list[tuple[int, int]]:
    """The spans of `other` whose words `best` does not have there; words side by side are one span."""
    spans = [match.span() for match in _WORD.finditer(other)]
    ours = [_bare(match[0]) for match in _WORD.finditer(best)]
    theirs = [_bare(other[start:end]) for start, end in spans]
    found = []
    for kind, _, _, start, end in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if kind in {"replace", "insert"}:
            found.append((spans[start][0], spans[end - 1][1]))
    return found


def _bare(word: str) -> str:
    """A word without case and the punctuation around it."""
    return _OUTSIDE.sub("", word.casefold()) or word
