"""Spellings: what of a name stays the same however it is written, and which known name a new one is near."""

from itertools import permutations
from typing import Final

from triage.core.people.name import PARTICLES
from triage.core.people.people import People
from triage.core.search_text import folded

_TITLES: Final = frozenset(["dr", "mr", "mrs", "ms", "prof", "jr", "sr"])

_MOST_SLIPS: Final = 2
_SHORTEST_ALONE: Final = 5
"""How many letters a name of one word has at the least for a slip in it to be told from another name."""


def name_words(name: str) -> list[str]:
    """The words of a name as their letters, titles left out, `j.` for an initial with or without its dot."""
    words = folded(name).replace("’", "'").replace(".", ". ").split()
    own = [word for word in words if word.rstrip(".") not in _TITLES] or words
    return [f"{word}." if len(word) == 1 and word.isascii() else word for word in own]


def is_initial(word: str) -> bool:
    """Whether a word of `name_words` is a letter that stands for a name."""
    return len(word) == 2 and word[1] == "."


def short_forms(name: str) -> set[str]:
    """How the words of a name may be shortened: `ada`, `a. quill`, `ada q.` and the like for Ada Quill."""
    words = name_words(name)
    if len(words) == 1 or is_initial(words[0]) or is_initial(words[-1]):
        return set()
    first, *middle, last = words
    initial = f"{first[0]}."
    initials = [word if word in PARTICLES else f"{word[0]}." for word in middle]
    forms = {first, f"{first} {last}", f"{initial} {last}", f"{first} {last[0]}."}
    for between in (middle, initials):
        forms |= {" ".join([first, *between, last]), " ".join([initial, *between, last])}
    return forms - {" ".join(words)}


def close_to(name: str, people: People) -> str | None:
    """The one person whose name a new spelling is nearly, under the name that is written; None for others.

    Nearly the same are names with a slip or two, other diacritics, hyphens or order of words, and with or
    without titles, particles and initials. A name that is known is close to none, nor is a first name alone.
    """
    if people.knows(name):
        return None
    new = _Spelling(name)
    likest: tuple[int, str] | None = None
    for person, names in people.persons().items():
        for known in names:
            slips = new.slips(_Spelling(known))
            if slips is not None and (likest is None or slips < likest[0]):
                likest = slips, person
    return likest[1] if likest else None


class _Spelling:
    """A name, made ready to be compared with others."""

    def __init__(self, name: str) -> None:
        every = name_words(name)
        self.whole = " ".join(every)
        self.is_short = len(every) > 1 and any(map(is_initial, every))
        parts = [part for word in every for part in word.split("-")]
        self.words = [part for part in parts if part not in PARTICLES and not is_initial(part)] or parts
        self.joined = "".join(self.words)
        self.name = name

    def slips(self, known: "_Spelling") -> int | None:
        """How many slips there are between both, None for names of different people."""
        if self.joined == known.joined and (len(self.words) == len(known.words) or len(known.words) > 1):
            return 0
        if self.is_short and self.whole in short_forms(known.name):
            return 0
        if len(self.words) != len(known.words):
            return None
        if len(self.words) == 1 and len(min(self.words[0], known.words[0], key=len)) < _SHORTEST_ALONE:
            return None
        if abs(len(self.joined) - len(known.joined)) > _MOST_SLIPS:
            return None
        counted = (_slips(self.words, order) for order in permutations(known.words))
        return min((slips for slips in counted if slips is not None), default=None)


def _slips(words: list[str], others: tuple[str, ...]) -> int | None:
    """How many slips there are between names word by word, None if any word is another one."""
    from rapidfuzz.distance import OSA  # the app starts without it

    sum_of_slips = 0
    for word, other in zip(words, others, strict=True):
        if word != other:
            slips = OSA.distance(word, other, score_cutoff=_MOST_SLIPS)
            if slips > _allowed(word, other):
                return None
            sum_of_slips += slips
    return sum_of_slips if sum_of_slips <= _MOST_SLIPS else None


def _allowed(word: str, other: str) -> int:
    """How many slips leave a word the same name: short words are soon another one."""
    longest = max(len(word), len(other))
    if longest < 4:
        return 1 if len(word) == 3 and sorted(word) == sorted(other) else 0
    return 1 if longest < 8 else _MOST_SLIPS
