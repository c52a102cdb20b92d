"""Words of a filter, looked for in the task, its note's path and its heading."""

from dataclasses import dataclass, field
from functools import cached_property

from triage.core.filtering.slip import may_slip, meant, words_in
from triage.core.filtering.term import BY_SEARCH, Term
from triage.core.search_text import remembered
from triage.core.subject import Subject


@dataclass(frozen=True)
class Phrase(Term):
    """Words that stand there side by side, whatever their case and accents."""

    text: str
    """Folded."""

    @property
    def cost(self) -> int:
        """A search."""
        return BY_SEARCH

    def matches(self, subject: Subject) -> bool:
        """Whether the text holds it."""
        text = subject.proposal.haystack
        return self.text in text or (not text.isascii() and self.text in remembered(text))


@dataclass(frozen=True)
class Word(Phrase):
    """A word or a part of one, or what was meant by it."""

    _asked: set[str] = field(default_factory=set, init=False, compare=False, repr=False)
    """The words that were compared with it already: a vault uses few words, and each of them often."""
    _meant: set[str] = field(default_factory=set, init=False, compare=False, repr=False)

    @cached_property
    def _may_slip(self) -> bool:
        return may_slip(self.text)

    def matches(self, subject: Subject) -> bool:
        """Whether the text holds it, or a word that it is a slip away from."""
        if super().matches(subject):
            return True
        if not self._may_slip:
            return False
        words = words_in(subject.proposal.haystack)
        if not self._asked.issuperset(words):
            self._meant.update(meant(self.text, set(words) - self._asked))
            self._asked.update(words)
        return bool(self._meant) and not self._meant.isdisjoint(words)
