"""What a filter that is being typed may go on with."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol, assert_never

from triage.core.filtering.days import COMPARED, DAY_WORDS, STRETCHES
from triage.core.filtering.field import begins_word
from triage.core.filtering.key import SIGILS, Key, key_named
from triage.core.filtering.piece import Mark, Pair, Piece, Sign, Value, pieces
from triage.core.filtering.value import ANY_DAY, ME, NONE, OVERDUE, PRIORITIES, TRAITS
from triage.core.plain import plain
from triage.core.search_text import folded, remembered

MOST: Final = 8
"""Candidates at once."""
_WIDEST: Final = 40
"""Characters that a candidate is shown with."""
_NEEDS_QUOTES: Final = re.compile(r'[\s,"()]')
_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NO_GLOB: Final = re.compile(r"[\[*?]")


class Values(Protocol):
    """The values that exist, the most frequent first."""

    def owners(self) -> Sequence[str]:
        """The people."""

    def tags(self) -> Sequence[str]:
        """The tags, with or without their `#`."""

    def folders(self) -> Sequence[str]:
        """The folders' paths within the vault."""

    def notes(self) -> Sequence[str]:
        """The notes' names."""

    def headings(self) -> Sequence[str]:
        """The headings above tasks."""

    def kinds(self) -> Sequence[str]:
        """What front matter calls `type`."""

    def sources(self) -> Sequence[str]:
        """What front matter calls `source`."""


@dataclass(frozen=True, slots=True)
class Completion:
    """One way to go on."""

    insert: str
    """What takes the place of what was typed."""
    shown: str
    """The same, clean and short."""


@dataclass(frozen=True, slots=True)
class Completions:
    """The ways to go on at a cursor."""

    start: int
    """Where what was typed begins."""
    end: int
    """Where it ends: at the cursor."""
    candidates: tuple[Completion, ...] = ()


def completions(text: str, cursor: int, values: Values, today: date) -> Completions:
    """What the letters before the cursor may become."""
    last = _last_piece(text[:cursor])
    match last:
        case None | Mark(sign=Sign.OPEN | Sign.NOT):
            return _keys("", cursor, cursor)
        case Mark() | Value(is_quoted=True):
            return Completions(cursor, cursor)
        case Value():
            return _keys(last.text, last.start, cursor)
        case Pair():
            key = SIGILS.get(last.name) or key_named(last.name)
            return (
                _values(key, last.values[-1], cursor, values, today) if key else Completions(cursor, cursor)
            )
    assert_never(last)


def _last_piece(text: str) -> Piece | None:
    """The piece that ends where the text does, None if a new one begins."""
    last = next(reversed(list(pieces(text))), None)
    return last if last and last.end == len(text) else None


def _keys(typed: str, start: int, end: int) -> Completions:
    found = [f"{key}:" for key in Key if key.startswith(typed.casefold())]
    return Completions(start, end, tuple(Completion(key, key) for key in found[:MOST]))


def _values(key: Key, value: Value, cursor: int, values: Values, today: date) -> Completions:
    if value.is_quoted and value.is_closed:
        return Completions(cursor, cursor)
    sign = 0 if value.is_quoted else _sign(key, value.text)
    typed = folded(value.text[sign:].lstrip("#@"))
    ranked: tuple[list[Completion], ...] = ([], [], [])
    for text, candidate in _offered(key, typed, values, today, is_bare=not sign):
        rank = _rank(typed, remembered(text))
        if rank is not None and len(ranked[rank]) < MOST and candidate not in ranked[rank]:
            ranked[rank].append(candidate)
        if len(ranked[0]) == MOST:
            break
    found = [candidate for rank in ranked for candidate in rank]
    return Completions(value.start + sign, cursor, tuple(found[:MOST]))


def _sign(key: Key, text: str) -> int:
    """How many characters stand before the word that is to be completed: `<=`, `2026-01-01..`."""
    if key not in {Key.DUE, Key.PRIO}:
        return 0
    if compared := COMPARED.fullmatch(text):
        return len(compared["sign"])
    return text.rfind("..") + 2 if ".." in text and key is Key.DUE else 0


def _rank(typed: str, text: str) -> int | None:
    """How well a value fits what was typed, 0 best; None if it does not, or is the same."""
    if text == typed:
        return None
    if text.startswith(typed):
        return 0
    if begins_word(typed, text):
        return 1
    return 2 if typed in text else None


def _offered(
    key: Key, typed: str, values: Values, today: date, *, is_bare: bool
) -> Iterator[tuple[str, Completion]]:
    """What a key may be followed by, and each as a candidate; after a sign, what can be compared."""
    match key:
        case Key.OWNER:
            yield from _words(ME, NONE)
            yield from _written(typed, values.owners(), ME, NONE)
        case Key.DUE:
            yield from _words(*((OVERDUE,) if is_bare else ()), *DAY_WORDS[:2], *STRETCHES[:2], STRETCHES[3])
            yield from _words(*((NONE, ANY_DAY) if is_bare else ()), *STRETCHES, *DAY_WORDS)
            yield from _weekdays(today)
        case Key.PRIO:
            yield from _words(*PRIORITIES)
        case Key.TAG:
            yield from _written(typed, (tag.lstrip("#") for tag in values.tags()))
        case Key.PATH:
            yield from _written(typed, values.folders(), is_glob=True)
        case Key.NOTE:
            yield from _written(typed, values.notes(), NONE)
        case Key.HEADING:
            yield from (*_written(typed, values.headings(), NONE), *_words(NONE))
        case Key.TYPE:
            yield from (*_written(typed, values.kinds(), NONE), *_words(NONE))
        case Key.SOURCE:
            yield from (*_written(typed, values.sources(), NONE), *_words(NONE))
        case Key.IS:
            yield from _words(*TRAITS)
        case _:
            assert_never(key)


def _words(*words: str) -> Iterator[tuple[str, Completion]]:
    return ((word, Completion(word, word)) for word in words)


def _weekdays(today: date) -> Iterator[tuple[str, Completion]]:
    for ahead in range(1, 8):
        day = date.fromordinal(min(today.toordinal() + ahead, date.max.toordinal()))
        word = _WEEKDAYS[day.weekday()]
        yield word, Completion(word, f"{word} {day:%m-%d}")


def _written(
    typed: str, texts: Iterable[str], *words: str, is_glob: bool = False
) -> Iterator[tuple[str, Completion]]:
    """Those values that hold what was typed, as they are written in a filter; not those nobody could type."""
    for text in texts:
        if typed in (bare := remembered(text)) and text.isprintable() and bare.strip(" #@/"):
            insert = _NO_GLOB.sub(r"[\g<0>]", text) if is_glob else text
            if text.casefold() in words or _NEEDS_QUOTES.search(text):
                escaped = insert.replace("\\", "\\\\").replace('"', '\\"')
                insert = f'"{escaped}"'
            yield text, Completion(insert, plain(insert, _WIDEST))
