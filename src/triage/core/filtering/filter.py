"""The filter: which rows are shown."""

from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from triage.core.filtering.error import BadFilter
from triage.core.filtering.term import Term
from triage.core.filtering.text import read_filter
from triage.core.subject import Subject, Trait


@dataclass(frozen=True)
class Filter:
    """What was asked for; two are equal where they ask for the same, however it was written."""

    text: str = field(default="", compare=False)
    """As written, without the spaces around it."""
    term: Term | None = None
    """What it asks for, None for nothing."""
    is_typed: bool = field(default=False, compare=False)
    """Whether it is what was typed so far."""

    @classmethod
    def of(cls, text: str, today: date) -> "Filter":
        """The filter that the text says, seen from today; raises BadFilter."""
        return cls(text.strip(), read_filter(text, today))

    @classmethod
    def typed(cls, text: str, today: date) -> "Filter":
        """The filter that the text says so far: what has only begun is passed over; raises BadFilter.

        Its text is for the eye; to keep a filter, take `of`.
        """
        return cls(text.strip(), read_filter(text, today, is_typed=True), is_typed=True)

    def on(self, today: date) -> "Filter":
        """The same words, seen from another day.

        Words that mean no day from there, as `fri 4 dec` once that is past, go on meaning what they meant.
        """
        try:
            term = read_filter(self.text, today, is_typed=self.is_typed)
        except BadFilter:
            return self
        return self if term == self.term else replace(self, term=term)

    def __bool__(self) -> bool:
        """Whether it can leave anything out."""
        return self.term is not None

    @cached_property
    def traits(self) -> frozenset[Trait]:
        """The traits that it asks about: what it shows may change where one of them does."""
        return self.term.traits if self.term else frozenset()

    @cached_property
    def needs_metadata(self) -> bool:
        """Whether it asks what the notes' front matter says."""
        return self.term is not None and self.term.needs_metadata

    def matches(self, subject: Subject) -> bool:
        """Whether the row is to be shown."""
        return self.term is None or self.term.matches(subject)
