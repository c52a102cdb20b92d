"""The filter: which proposals match the words that were typed."""

from dataclasses import dataclass

from triage.core.proposal import Proposal


@dataclass(frozen=True, slots=True)
class Filter:
    """Words that must all stand in the proposal, its note's path or its heading, upper or lower case."""

    words: tuple[str, ...] = ()

    @classmethod
    def of(cls, text: str) -> "Filter":
        """The filter that the text says."""
        return cls(tuple(text.casefold().split()))

    def __bool__(self) -> bool:
        """Whether it can leave anything out."""
        return bool(self.words)

    def matches(self, proposal: Proposal) -> bool:
        """Whether the proposal is to be shown."""
        return all(word in proposal.haystack for word in self.words)
