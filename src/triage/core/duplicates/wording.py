"""The words of a text, as they are compared."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from triage.core.duplicates.small_words import SMALL

_STEM_LETTERS: Final = 6
"""Letters of a word that count: its ending says how it is used, in most languages."""
_UNSPACED: Final = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
)
"""Letters of scripts that put no spaces between words, or join what belongs to a word to it."""
_SIGNS: Final = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0dff"
"""Accents and vowels that are written as characters of their own and are no letters to Python."""
_WORD: Final = re.compile(
    f"[0-9]+(?:[.,:/-][0-9]+)*|[{_UNSPACED}]+|(?:[^\\W\\d_{_UNSPACED}]|[{_SIGNS}])+|\\d+"
)
_IS_UNSPACED: Final = re.compile(f"[{_UNSPACED}]")
_TAG: Final = re.compile(r"(?<!\S)#[^\s#]*[^\W\d][^\s#]*")
_MARKS: Final = " \t\"'“”„«»‘’([{*_-–—"
"""What may stand between the end of a sentence and the next one's first word."""
_SEPARATOR: Final = re.compile("[,:/-]")


@dataclass(frozen=True, slots=True)
class Word:
    """One word, or two neighbouring characters of a text without spaces."""

    start: int
    end: int
    """Its span in the text."""
    written: str
    folded: str
    """Without case."""
    is_name: bool
    """Whether it begins with a capital letter that the beginning of a sentence does not explain."""

    @property
    def key(self) -> str:
        """What it is compared by: two forms of one word have one key."""
        return _key(self.folded)

    @property
    def is_number(self) -> bool:
        """Whether it consists of digits and what separates them."""
        return self.written[0].isdigit()

    @property
    def is_abbreviation(self) -> bool:
        """Whether it consists of capitals, two or more."""
        return len(self.written) > 1 and self.written.isupper()

    @property
    def is_small(self) -> bool:
        """Whether it is known to say little, whatever the vault."""
        return self.folded in SMALL or (
            len(self.written) == 1 and self.written.isascii() and self.written.isalpha()
        )


class Wording:
    """A text by its words."""

    def __init__(self, text: str) -> None:
        """Read the words of a task (its text is that of `Proposal.words`); tags among them are none."""
        text = _TAG.sub(_blank, text) if "#" in text else text
        self.text = text
        if text.isascii():  # most are, and this takes a third of the time
            folded: list[str] = _WORD.findall(text.lower())
        else:
            folded = [_fold(written) for _, written in _written(text)]
        self.keys = tuple([word[:_STEM_LETTERS] if not word[0].isdigit() else _key(word) for word in folded])
        """The key of each word, in order."""
        self.said = " ".join(folded)
        """All words without case and marks: texts that say this alike are word for word the same."""

    @cached_property
    def key_set(self) -> frozenset[str]:
        """The keys, each once."""
        return frozenset(self.keys)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words with their places."""
        text = self.text
        return tuple(
            [
                Word(
                    start,
                    start + len(written),
                    written,
                    _fold(written),
                    written[0].isupper() and not _begins(text, start),
                )
                for start, written in _written(text)
            ]
        )


def _written(text: str) -> Iterator[tuple[int, str]]:
    """Each word with the place where it begins; a script without spaces by its pairs of neighbours."""
    for match in _WORD.finditer(text):
        start, written = match.start(), match[0]
        if written.isascii() or not _IS_UNSPACED.match(written):
            yield start, written
        else:
            for at in range(max(1, len(written) - 1)):
                yield start + at, written[at : at + 2]


def _begins(text: str, start: int) -> bool:
    """Whether a sentence begins there."""
    before = text[:start].rstrip(_MARKS)
    return not before or before[-1] in ".!?:;"


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _fold(written: str) -> str:
    return written.lower() if written.isascii() else unicodedata.normalize("NFKC", written).casefold()


def _key(folded: str) -> str:
    return folded[:_STEM_LETTERS] if not folded[0].isdigit() else _SEPARATOR.sub(".", folded)
