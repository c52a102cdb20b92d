"""Names of people: the words of one, in any script, and what may stand between them.

Words follow the rules of Unicode: marks and joiners belong to the letter before them (UAX #29, WB4), and
hyphens, apostrophes and middle dots between letters part no word (WB6, WB7).
"""

import re
from typing import NamedTuple
from unicodedata import category, normalize

from triage.core.task.fields import Span

MOST_WORDS = 4

_PARTICLE_WORDS = (
    "al af ap av ben bin da das de degli dei del della den der des di do dos du el ibn la le los "
    "ten ter van vande vander vom von y zu zum zur"
)
PARTICLES = frozenset(_PARTICLE_WORDS.split())
"""Words in lower case that stand inside names."""

FIRST_LETTER = "(?:[^\\W\\d_]|[\udc80-\udcff])"
"""What a name may begin with, as a regular expression: a letter, or a byte that is no UTF-8."""

_APOSTROPHES = "'’‘‛ʻʼ´`′＇\u055a\u05f3\u05f4"
_HYPHENS = "-\u2010\u2011\u058a\u05be\u1400\u1806\u2e17\u2e40\u2e5d\u30a0\ufe63\uff0d\uff1d"
_DOTS = "·\u0387\u2022\u2027\u2219\u22c5・･\uff0e\u0f0b\u0f0c\u1361"
"""Middle dots, and the marks that part syllables and words in Tibetan and Ethiopic."""
_DASHES = "\u2012\u2013\u2014\u2015\u2212"
"""What joins words in names and parts clauses in prose."""
_CONNECTORS = frozenset(_APOSTROPHES + _HYPHENS + _DOTS)
_POSSESSIVE = frozenset(_APOSTROPHES + "-\u2010\u2011")
_JOINERS = frozenset("\u00ad\u200c\u200d\u2060\ufffd")
"""What joins letters without being seen; and what stands for a letter that was lost."""

_INITIALS = re.compile(r"(?:-?[^\W\d_][\u0300-\u036f]?\.)+(?!\w)")
_TITLE = re.compile(r"(?:Dr|Mr|Mrs|Ms|Prof|St|Jr|Sr)\.(?!\w)")
_RUN = re.compile("[^\\W\u02bb\u02bc]*")
_SPACES = " \t\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff"
_GAP = re.compile(f"[{_SPACES}]+")
_DOT_AND_GAP = re.compile(rf"\.[{_SPACES}]+(?={FIRST_LETTER})")
_DEGREE = re.compile(rf",[{_SPACES}]?(?=(?:Jr|Sr|Esq|II|III|IV|Ph\.?D|M\.?D)\b)")
_NEXT_WORD = re.compile(r"\w+")
_LONGEST_SHORT = 5
"""How many letters an abbreviation before a name has at the most."""


class Words(NamedTuple):
    """The words of a text that may be one name."""

    spans: list[Span]
    doubt: int
    """How many words the name has if what stands behind them ends it, which is not clear; else 0."""


def is_name(text: str) -> bool:
    """Whether the text can stand behind an `@` as one name of one to four words."""
    words = words_of(text, 0, len(text)).spans
    return 0 < len(words) <= MOST_WORDS and (words[0].start, words[-1].end) == (0, len(text))


def words_of(text: str, start: int, limit: int) -> Words:
    """The words from `start` on that nothing but a gap parts, one more than a name has at the most."""
    words: list[Span] = []
    doubt = 0
    are_titles = True
    while len(words) <= MOST_WORDS and (end := _word_end(text, start, limit)) > start:
        if words and text.startswith("@", end, limit):  # an address begins there
            break
        words.append(Span(start, end))
        behind, is_clear = _gap(text, words[-1], limit, are_titles)
        if behind == end:
            break
        if not is_clear and not doubt:
            doubt = len(words)
        are_titles = are_titles and "." in text[end - 1 : behind]
        start = behind
    return Words(words, doubt if doubt < len(words) else 0)


def is_capital(text: str, at: int) -> bool:
    """Whether a letter in upper case stands there."""
    return text[at] != text[at].lower()


def is_letter(text: str, at: int, limit: int) -> bool:
    """Whether a letter, a digit or a byte that is no UTF-8 stands there."""
    return at < limit and (text[at].isalnum() or "\udc80" <= text[at] <= "\udcff")


def _word_end(text: str, start: int, limit: int) -> int:
    """Where the word that begins there ends, a possessive `'s` left out; `start` if none begins."""
    if match := _INITIALS.match(text, start, limit) or _TITLE.match(text, start, limit):
        return match.end()
    if not is_letter(text, start, limit) or text[start].isdigit():
        return start
    end = start + 1
    while end < limit:
        if (run := _RUN.match(text, end, limit)) and run.end() > end:
            end = run.end()
            continue
        character = text[end]
        if character in _CONNECTORS:
            length = _connector(text, end, limit)
        elif character == "." and end - start <= _LONGEST_SHORT:  # `Dipl.-Ing.`, and Thai titles
            length = 1 if is_letter(text, end + 1, limit) and category(text[end + 1]) == "Lo" else 0
            length = 2 if text[end + 1 : end + 2] == "-" and is_letter(text, end + 2, limit) else length
        elif character == '"':  # in Hebrew it marks an abbreviation
            is_hebrew = all("\u05d0" <= text[at : at + 1] <= "\u05ea" for at in (end - 1, end + 1))
            length = 1 if is_hebrew and end + 1 < limit else 0
        else:
            length = 1 if _belongs(character) else 0
        if not length:
            break
        end += length
    return start + max(1, len(text[start:end].rstrip("_")))  # it ends an emphasis


def _connector(text: str, at: int, limit: int) -> int:
    """How many characters there join two letters, 0 if they end the word."""
    if text[at] in "\u0f0b\u0f0c\u05f3":  # ends words too
        return 1
    if not is_letter(text, at + 1, limit):
        return 0
    is_possessive = text[at + 1] in "sS" and not is_letter(text, at + 2, limit)
    return 0 if is_possessive and text[at] in _POSSESSIVE else 1


def _belongs(character: str) -> bool:
    """Whether the character belongs to the letter before it."""
    if character in _JOINERS or "\udc80" <= character <= "\udcff":
        return True
    return not character.isascii() and category(character)[0] == "M"


def _gap(text: str, word: Span, limit: int, are_titles: bool) -> tuple[int, bool]:
    """Where the next word begins, and whether it surely belongs to the same name."""
    end = word.end
    if gap := _GAP.match(text, end, limit):
        return gap.end(), "\t" not in gap[0]
    if gap := _DOT_AND_GAP.match(text, end, limit):
        is_short = end - word.start <= _LONGEST_SHORT or "." in text[word.start : end]
        if is_short and _goes_on(text, gap.end(), limit):
            has_vowel = _has_vowel(text[word.start : end])
            if are_titles or not has_vowel:
                return gap.end(), not has_vowel
        return end, True
    if gap := _DEGREE.match(text, end, limit):
        return gap.end(), False
    if end + 1 < limit and text[end + 1].isalpha() and text[end + 1] != text[end + 1].lower():
        if text[end] == "." or text[end] in _DASHES:
            return end + 1, False
        if text[end - 1] == "." and is_capital(text, end):  # `J.Marsh`
            return end, True
    elif end + 1 < limit and text[end] in _DASHES and category(text[end + 1]) == "Lo":
        return end + 1, False
    return end, True


def _goes_on(text: str, at: int, limit: int) -> bool:
    """Whether the word there may be part of a name: it has no lower case, or is a particle."""
    if is_capital(text, at) or text[at].upper() == text[at]:
        return True
    word = _NEXT_WORD.match(text, at, limit)
    return word is not None and word[0] in PARTICLES


def _has_vowel(word: str) -> bool:
    """Whether it can be spoken as a word, unlike `Fr` and `Wm`; only of Latin letters is it known."""
    letters = [each for each in normalize("NFD", word.lower()) if not category(each).startswith("M")]
    return any(each in "aeiouy" or not each.isascii() for each in letters)
