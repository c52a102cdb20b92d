"""Reading a filter's text."""

from dataclasses import replace
from datetime import date
from typing import Final

from triage.core.filtering.error import BadFilter, Unfinished
from triage.core.filtering.group import Not, all_of, any_of
from triage.core.filtering.key import SIGILS, Key, key_meant, key_named
from triage.core.filtering.piece import Mark, Pair, Piece, Sign, Value, pieces
from triage.core.filtering.term import Term
from triage.core.filtering.value import term_of
from triage.core.filtering.word import Phrase, Word
from triage.core.search_text import folded

LONGEST: Final = 2000
"""Characters of the longest text: each term is asked of each row."""
DEEPEST: Final = 30
"""Brackets within brackets."""


def read_filter(text: str, today: date, *, is_typed: bool = False) -> Term | None:
    """What the text asks for, None for nothing; raises BadFilter.

    Of a text that is being typed, what has only begun is passed over.
    """
    if len(text) > LONGEST:
        raise BadFilter(f"A filter has at most {LONGEST:,} characters: shorten it", LONGEST, len(text))
    return _Reader(text, today, is_typed).read()


class _Reader:
    """Goes through the pieces once."""

    def __init__(self, text: str, today: date, is_typed: bool) -> None:
        self._pieces = list(pieces(text))
        self._today = today
        self._is_typed = is_typed
        self._at = 0
        self._depth = 0

    def read(self) -> Term | None:
        term = self._alternatives()
        if (piece := self._next) is not None:
            raise BadFilter("No bracket is open: quote it", piece.start, piece.end)
        return term

    @property
    def _next(self) -> Piece | None:
        return self._pieces[self._at] if self._at < len(self._pieces) else None

    def _is_next(self, sign: Sign) -> bool:
        piece = self._next
        return isinstance(piece, Mark) and piece.sign is sign

    def _alternatives(self) -> Term | None:
        """Terms with OR between them, up to a closing bracket or the end."""
        terms = [self._together()]
        while self._is_next(Sign.OR):
            sign = self._pieces[self._at]
            has_first = self._at > 0 and not self._is_sign(self._at - 1, Sign.OPEN, Sign.OR)
            self._at += 1
            if not has_first or self._next is None or self._is_next(Sign.OR) or self._is_next(Sign.CLOSE):
                self._begun("OR needs a term on both sides", sign)
            terms.append(self._together())
        return any_of(term for term in terms if term is not None)

    def _is_sign(self, at: int, *signs: Sign) -> bool:
        piece = self._pieces[at]
        return isinstance(piece, Mark) and piece.sign in signs

    def _together(self) -> Term | None:
        """Terms side by side."""
        terms = []
        while self._next is not None and not self._is_next(Sign.OR) and not self._is_next(Sign.CLOSE):
            terms.append(self._one())
        return all_of(term for term in terms if term is not None)

    def _one(self) -> Term | None:
        """A term, perhaps with signs before it that turn it round."""
        is_opposite = False
        while self._is_next(Sign.NOT):
            sign = self._pieces[self._at]
            self._at += 1
            after = self._next
            if after is None or after.start > sign.end or self._is_sign(self._at, Sign.CLOSE, Sign.OR):
                self._begun("- needs a term right behind it", sign)
                return None
            is_opposite = not is_opposite
        term = self._group() if self._is_next(Sign.OPEN) else self._term()
        return Not(term) if is_opposite and term is not None else term

    def _group(self) -> Term | None:
        opening = self._pieces[self._at]
        self._at += 1
        self._depth += 1
        if self._depth > DEEPEST:
            raise BadFilter("Too many brackets: take some away", opening.start, opening.end)
        if self._next is None or self._is_next(Sign.CLOSE):
            self._begun("The brackets are empty: add a term", opening)
        term = self._alternatives()
        if self._next is None:
            self._begun("The bracket has no end: add a )", opening)
        self._at += 1
        self._depth -= 1
        return term

    def _term(self) -> Term | None:
        piece = self._pieces[self._at]
        self._at += 1
        assert not isinstance(piece, Mark)
        try:
            return self._word(piece) if isinstance(piece, Value) else self._pair(piece)
        except Unfinished:
            if self._is_typed:
                return None
            raise

    def _word(self, written: Value) -> Term:
        value = self._closed(written)
        if not value.is_closed:
            raise Unfinished('The quotes have no end: add a "', value.start, value.end)
        if not value.text:
            raise Unfinished("The quotes are empty: add words", value.start, value.end)
        return Phrase(folded(value.text)) if value.is_quoted else Word(folded(value.text))

    def _pair(self, pair: Pair) -> Term:
        key = SIGILS.get(pair.name) or key_named(pair.name)
        if key is None:
            meant = key_meant(pair.name)
            message = f"No key {pair.name}: did you mean {meant}: (else quote it)"
            raise BadFilter(message, pair.start, pair.start + len(pair.name), str(meant))
        values = [value for each in pair.values if self._has_come(key, value := self._closed(each))]
        if not values:
            raise Unfinished("Add a value", pair.start, pair.end)
        return term_of(key, values, self._today)

    def _has_come(self, key: Key, value: Value) -> bool:
        """Whether a value is to be read; one that is being typed may have only begun."""
        if not self._is_typed:
            return True
        try:
            term_of(key, [value], self._today)
        except Unfinished:
            return False
        return True

    def _closed(self, value: Value) -> Value:
        """The value, its quotes ending where the typing is."""
        return replace(value, is_closed=True) if self._is_typed else value

    def _begun(self, message: str, piece: Piece) -> None:
        """Refuse what has only begun, unless it is being typed."""
        if not self._is_typed:
            raise Unfinished(message, piece.start, piece.end)
