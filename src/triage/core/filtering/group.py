"""Terms of a filter taken together."""

from collections.abc import Iterable
from dataclasses import dataclass

from triage.core.filtering.term import Term
from triage.core.subject import Subject, Trait


@dataclass(frozen=True)
class Not(Term):
    """The opposite of a term."""

    term: Term

    @property
    def cost(self) -> int:
        """What the term takes."""
        return self.term.cost

    @property
    def traits(self) -> frozenset[Trait]:
        """What the term asks about."""
        return self.term.traits

    @property
    def needs_metadata(self) -> bool:
        """What the term says."""
        return self.term.needs_metadata

    def matches(self, subject: Subject) -> bool:
        """Whether the term does not."""
        return not self.term.matches(subject)


@dataclass(frozen=True)
class _Several(Term):
    terms: tuple[Term, ...]
    """Two or more, the cheapest first."""

    @property
    def cost(self) -> int:
        """What the dearest takes."""
        return max(term.cost for term in self.terms)

    @property
    def traits(self) -> frozenset[Trait]:
        """What any of them asks about."""
        return frozenset().union(*(term.traits for term in self.terms))

    @property
    def needs_metadata(self) -> bool:
        """Whether any of them does."""
        return any(term.needs_metadata for term in self.terms)


@dataclass(frozen=True)
class All(_Several):
    """Terms that must all match."""

    def matches(self, subject: Subject) -> bool:
        """Whether no term fails."""
        return all(term.matches(subject) for term in self.terms)


@dataclass(frozen=True)
class Any(_Several):
    """Terms of which one must match."""

    def matches(self, subject: Subject) -> bool:
        """Whether a term matches."""
        return any(term.matches(subject) for term in self.terms)


def all_of(terms: Iterable[Term]) -> Term | None:
    """One term for several that must all match, None for none."""
    ordered = _ordered(terms)
    return All(ordered) if len(ordered) > 1 else next(iter(ordered), None)


def any_of(terms: Iterable[Term]) -> Term | None:
    """One term for several of which one must match, None for none."""
    ordered = _ordered(terms)
    return Any(ordered) if len(ordered) > 1 else next(iter(ordered), None)


def _ordered(terms: Iterable[Term]) -> tuple[Term, ...]:
    return tuple(sorted(dict.fromkeys(terms), key=lambda term: term.cost))
