"""A term of a filter: one question to a row."""

from abc import abstractmethod
from dataclasses import dataclass
from typing import Final

from triage.core.subject import Subject, Trait

AT_ONCE: Final = 0
"""The cost of what a row knows already, or works out once."""
BY_PATH: Final = 1
"""The cost of what is remembered for each note."""
BY_SEARCH: Final = 2
"""The cost of going through a row's text."""
BY_READING: Final = 3
"""The cost of what is read in the line or in the note's front matter at each asking."""
BY_COMPARING: Final = 4
"""The cost of what may need other rows."""


@dataclass(frozen=True)
class Term:
    """One question with the answer yes or no."""

    @property
    def cost(self) -> int:
        """What asking takes; cheap terms are asked first."""
        return AT_ONCE

    @property
    def traits(self) -> frozenset[Trait]:
        """The traits that it asks about."""
        return frozenset()

    @property
    def needs_metadata(self) -> bool:
        """Whether it asks what front matter says."""
        return False

    @abstractmethod
    def matches(self, subject: Subject) -> bool:
        """Whether the answer is yes for a row."""
