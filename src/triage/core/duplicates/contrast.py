"""What one text says that another does not."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from rapidfuzz.distance import OSA, Indel

from triage.core.duplicates.small_words import DENYING, OPPOSITE, SMALL
from triage.core.duplicates.wording import Word, Wording

_STEM_LETTERS: Final = 4
"""Letters that a word must have for an ending behind it to be one."""
_SLIP_LETTERS: Final = 5
_TWO_SLIPS_LETTERS: Final = 9
"""Letters: a shorter word has no slip of the finger, a longer one may have two."""
_ENDS: Final = re.compile(r"[()\[\]{}.;:!?]")
"""Marks that end a stretch of words."""
_ADDED_WORDS: Final = 3
"""So many words more, at one place, may well be another thing to do."""


class Stretch(NamedTuple):
    """Neighbouring words of one text that stand in place of some of the other; either may be none."""

    a: tuple[Word, ...]
    b: tuple[Word, ...]


@dataclass(frozen=True)
class Contrast:
    """Two texts, and what stands in one of them alone."""

    a: tuple[Word, ...]
    """Words of the first that the second has in no form, not even misspelled."""
    b: tuple[Word, ...]
    stretches: tuple["Stretch", ...]
    """Where the texts differ, put beside each other word by word."""
    are_opposite: bool
    """Whether a small word says the opposite: off for on, or from where the other says to."""

    @property
    def differ_in_numbers(self) -> bool:
        """Whether each has a number that the other lacks."""
        return _any_number(self.a) and _any_number(self.b)

    @property
    def is_name_replaced(self) -> bool:
        """Whether names alone differ; an abbreviation may stand for the other name."""
        words = [word for word in (*self.a, *self.b) if not word.is_small]
        return bool(self.a and self.b) and all(word.is_name and not word.is_abbreviation for word in words)

    @property
    def is_one_denied(self) -> bool:
        """Whether one of them alone says not."""
        return _any_denying(self.a) != _any_denying(self.b)

    @property
    def replaced(self) -> int:
        """How many different words stand in each alone, small ones aside: the smaller number of the two."""
        mine, other = ({word.key for word in words if not word.is_small} for words in (self.a, self.b))
        return min(len(mine), len(other))


def contrast_of(a: Wording, b: Wording) -> Contrast:
    """Put two texts beside each other."""
    mine = _only(a, b)
    other = _only(b, a)
    for word in mine.copy():
        variant = next((each for each in other if _is_variant(word, each)), None)
        if variant is not None:
            mine.remove(word)
            other.remove(variant)
    return Contrast(tuple(mine), tuple(other), tuple(_stretches(a, b)), _are_opposite(_led(a), _led(b)))


def _stretches(a: Wording, b: Wording) -> Iterator[Stretch]:
    """The words between those that stand in both in the same order."""
    at, other_at = 0, 0
    for block in Indel.opcodes(a.keys, b.keys):
        if block.tag == "equal":
            if (at, other_at) != (block.src_start, block.dest_start):
                yield Stretch(a.words[at : block.src_start], b.words[other_at : block.dest_start])
            at, other_at = block.src_end, block.dest_end
    if (at, other_at) != (len(a.words), len(b.words)):
        yield Stretch(a.words[at:], b.words[other_at:])


def _only(a: Wording, b: Wording) -> list[Word]:
    """The words of a text that the other lacks."""
    held = b.key_set
    return [word for word, key in zip(a.words, a.keys, strict=True) if key not in held]


def _led(wording: Wording) -> set[tuple[str, str]]:
    """Each small word that has an opposite, with the word that it leads to, else the one before it."""
    led = set()
    keys = wording.keys
    for at, key in enumerate(keys):
        if key in OPPOSITE:
            behind = next((other for other in keys[at + 1 :] if other not in SMALL | OPPOSITE.keys()), None)
            led.add((key, behind or keys[at - 1]))
    return led


def _are_opposite(a: set[tuple[str, str]], b: set[tuple[str, str]]) -> bool:
    """Whether one leads from where the other leads to, and not there as well."""
    return any((OPPOSITE[word], to) in b - a and (word, to) not in b for word, to in a)


def _is_variant(word: Word, other: Word) -> bool:
    """Whether one is the other with another ending, or with a slip of the finger."""
    one, two = word.folded, other.folded
    if one[0] != two[0] or word.is_number or other.is_number:
        return False
    shorter, longer = (one, two) if len(one) <= len(two) else (two, one)
    if len(shorter) >= _STEM_LETTERS and longer.startswith(shorter) and len(longer) <= len(shorter) + 2:
        return True
    if len(shorter) < _SLIP_LETTERS or (word.is_name and other.is_name):  # Martin is not Marten
        return False
    most = 1 if len(shorter) < _TWO_SLIPS_LETTERS else 2
    return OSA.distance(shorter, longer, score_cutoff=most) <= most


def unsaid(keeper: str, text: str) -> list[tuple[int, int]]:
    """The spans of `text`, from its start on, with what `keeper` does not say in any form of the same word.

    Small words (the, to, please) never differ, and go along between two words that do.
    """
    wording = Wording(text)
    alone = {word.start for word in contrast_of(Wording(keeper), wording).b}
    spans: list[tuple[int, int]] = []
    is_open = False
    for word in wording.words:
        if word.start in alone and (not word.is_small or word.folded in DENYING):
            if is_open and not _ENDS.search(text, spans[-1][1], word.start):
                spans[-1] = (spans[-1][0], word.end)
            else:
                spans.append((word.start, word.end))
            is_open = True
        elif not word.is_small:
            is_open = False
    return spans


def says_more(keeper: str, text: str) -> bool:
    """Whether a text has what the keeper lacks: a number, a name, a `not`, or another thing to do."""
    contrast = contrast_of(Wording(keeper), Wording(text))
    alone = [word for word in contrast.b if not word.is_small]
    return (
        _any_number(alone)
        or any(word.is_name for word in alone)
        or _any_denying(contrast.b)
        or any(
            _telling(stretch.b, alone) - _telling(stretch.a, contrast.a) >= _ADDED_WORDS
            for stretch in contrast.stretches
        )
    )


def _telling(words: Iterable[Word], alone: Collection[Word]) -> int:
    """How many words stand in one text alone, small ones aside."""
    return sum(word in alone and not word.is_small for word in words)


def _any_number(words: Iterable[Word]) -> bool:
    return any(word.is_number for word in words)


def _any_denying(words: Iterable[Word]) -> bool:
    return any(word.folded in DENYING for word in words)
