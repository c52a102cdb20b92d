"""Words that differ by a slip of the finger."""

import re
import sys
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from triage.core.search_text import remembered

SHORTEST: Final = 4
"""Letters of the shortest word that may hold a slip: almost any three letters are one off another word."""
MIDDLING: Final = 6
"""Letters from which on any letter may be wrong: in short ones that makes another word, `date` of `data`."""
LONG: Final = 8
"""Letters from which on a word may hold two slips."""

_WORD: Final = re.compile(r"[^\W\d_]{3,}")


@lru_cache(maxsize=1 << 17)
def words_in(text: str) -> tuple[str, ...]:
    """The text's different words of three letters and more, folded."""
    return tuple(map(sys.intern, dict.fromkeys(_WORD.findall(remembered(text)))))


def may_slip(word: str) -> bool:
    """Whether a folded word is long enough, and made of letters alone: a wrong digit is another number."""
    return len(word) >= SHORTEST and word.isalpha()


def meant(word: str, words: Iterable[str]) -> set[str]:
    """Those of the words that the word is a slip away from: a letter wrong, missing, too many or swapped.

    The first letter is right: hardly anybody slips there, and `cost` for `post` would surprise. The lengths
    differ by one letter at the most, or every `return` would be a `returned`.
    """
    from rapidfuzz.distance import OSA  # the app starts without it

    most = 2 if len(word) >= LONG else 1
    return {
        other
        for other in words
        if other[0] == word[0]
        and -1 <= len(other) - len(word) <= 1
        and OSA.distance(word, other, score_cutoff=most) <= most
        and (len(word) >= MIDDLING or _is_small(word, other))
    }


def _is_small(word: str, other: str) -> bool:
    """Whether the one slip is a letter left out, two letters swapped, or a letter typed twice."""
    if len(other) > len(word):
        return True
    if len(other) == len(word):
        return sorted(other) == sorted(word)
    return any(word[at - 1] == word[at] and word[:at] + word[at + 1 :] == other for at in range(1, len(word)))
