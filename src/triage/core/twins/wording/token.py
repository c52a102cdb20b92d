"""The words, numbers and marks of a task's text."""

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from triage.core.twins.wording.forms import is_past, root_of
from triage.core.twins.wording.numerals import AMBIGUOUS_DAYS, DAYS, MONTHS, NUMBERS
from triage.core.twins.wording.small_words import NOTHING, PREPOSITIONS
from triage.core.twins.wording.verbs import VERBS

_MOST: Final = 400
"""Tokens that are read; no task says more."""

_TOKEN: Final = re.compile(
    r"\d{4}-\d{2}-\d{2}(?!\d)"
    r"|(?:[^\W\d_]{1,6}-)?(?:[^\W\d_]+\d|\d+(?:[.,]\d+)*[^\W\d_])[^\W_]*(?:\.\d+)*"
    r"|[^\W\d_]{1,6}-\d+"
    r"|\d+(?:[.,:/]\d+)*"
    r"|[^\W\d_]+(?:'[^\W\d_]+)*"
    r"|[.!?;:(,—–]"
)
_DAY: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_UNIT: Final = re.compile(r"(\d[\d.,]*)(k|st|nd|rd|th|am|pm|m|km|cm|mm|kg|g|l|h|min|x|eur|usd|gbp)")
_VERSION: Final = re.compile(r"v(\d[\d.]*)")
_THOUSANDS: Final = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_ELECTRONIC: Final = re.compile(r"\b([eE])-(?=[^\W\d_])")
_ACCENTS: Final = re.compile("[\u0300-\u036f]")
_UNSPACED: Final = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]{3,}"
)
"""Scripts that put no spaces between words."""
_LONGEST: Final = 60
"""Characters of a word that are remembered for the next time that it is read."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or a mark, and what it is wherever it stands."""

    word: str
    root: str
    is_mark: bool = False
    is_number: bool = False
    is_capital: bool = False
    is_past: bool = False
    is_name: bool = False
    is_small: bool = False
    """Whether it says nothing about what the task is."""
    is_verb: bool = False
    """Whether it can be one."""
    opens: str = ""
    """What it is to the words behind it: a preposition's role."""

    def named(self) -> "Token":
        """The same as a name."""
        return _named(self)


def tokens_of(text: str) -> list[Token]:
    """The tokens in order; what is none of the three, such as an emoji, is left out."""
    tokens: list[Token] = []
    for said in _TOKEN.findall(_plain(text))[:_MOST]:
        tokens += _tokens(said) if len(said) <= _LONGEST else (plain_token(said.casefold()),)
    return tokens


@lru_cache(maxsize=1 << 15)
def plain_token(word: str) -> Token:
    """A casefolded word that is no name."""
    return _token(word)


def _token(word: str, *, is_capital: bool = False) -> Token:
    root = root_of(word)
    return Token(
        word,
        root,
        is_capital=is_capital,
        is_past=is_past(word),
        is_small=word in NOTHING,
        is_verb=root in VERBS,
        opens=PREPOSITIONS.get(word, ""),
    )


@lru_cache(maxsize=1 << 14)
def _named(token: Token) -> Token:
    return replace(token, is_name=True, is_verb=False)


def _plain(text: str) -> str:
    """The text in one of its spellings: no accents, no look-alike forms of letters."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFKD", text)))
        text = _UNSPACED.sub(_pairs, text.replace("’", "'"))
    return _ELECTRONIC.sub(r"\1", text) if "-" in text else text


def _pairs(run: re.Match[str]) -> str:
    """Each two neighbours as a word, in place of a sentence without spaces."""
    text = run[0]
    return " " + " ".join(text[at : at + 2] for at in range(len(text) - 1)) + " "


@lru_cache(maxsize=1 << 15)
def _tokens(said: str) -> tuple[Token, ...]:
    """What one match is: a day is three numbers, `don't` is two words."""
    if not said[-1].isalnum():
        return (Token(said, said, is_mark=True),)
    if any(map(str.isdigit, said)):
        if day := _DAY.fullmatch(said):
            year, month, number = day.groups()
            named = _words(MONTHS[int(month) - 1].capitalize()) if 1 <= int(month) <= 12 else ()
            return (*named, _number(number), _number(year))
        return (_code(said.casefold()),)
    return _words(said)


def _number(said: str) -> Token:
    """A number without the marks that group its thousands, and without noughts before it."""
    figure = re.sub("[.,]", "", said) if _THOUSANDS.fullmatch(said) else said
    figure = figure.lstrip("0") or "0"
    return Token(figure, figure, is_number=True)


def _code(code: str) -> Token:
    """What a version, a ticket or a room is called; a number with a unit is the number."""
    if match := _UNIT.fullmatch(code):
        return _number(match[1] + "000" if match[2] == "k" else match[1])
    if match := _VERSION.fullmatch(code):
        return _number(match[1])
    return _number(code)


def _words(said: str) -> tuple[Token, ...]:
    word = said.casefold()
    if word == "let's":
        return ()
    stem, apostrophe, ending = word.partition("'")
    if apostrophe:
        word = stem if len(stem) > 1 else word.replace("'", "")
    if ending == "t":
        word = "will" if stem in ("can", "won", "shan") else stem.removesuffix("n")
        return (plain_token(word), plain_token("not"))
    is_capital = said[0].isupper()
    day = DAYS.get(word)
    if day and (is_capital or word not in AMBIGUOUS_DAYS):
        return (replace(plain_token(day), is_small=False),)
    if figure := NUMBERS.get(word):
        return (_number(figure),)
    return (_token(word, is_capital=is_capital),)
