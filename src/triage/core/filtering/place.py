"""Terms of a filter that ask where the task stands."""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import assert_never

from triage.core.filtering.term import BY_PATH, BY_READING, Term
from triage.core.globs import Globs
from triage.core.search_text import folded
from triage.core.subject import Subject

_DEEP = re.compile(r"(?:\*\*/)+")


@dataclass(frozen=True)
class Within(Term):
    """A path of the vault."""

    globs: tuple[str, ...]
    _fits: dict[str, bool] = field(default_factory=dict, init=False, compare=False, repr=False)

    @property
    def cost(self) -> int:
        """Once a note."""
        return BY_PATH

    @cached_property
    def _globs(self) -> Globs:
        return Globs((_DEEP.sub("**/", glob) for glob in self.globs), ignore_case=True)

    def matches(self, subject: Subject) -> bool:
        """Whether one of the globs covers the note."""
        note = subject.proposal.note
        if (fits := self._fits.get(note)) is None:
            fits = self._fits[note] = self._globs.cover(note.casefold())
        return fits


class Surrounding(StrEnum):
    """What is said around a task."""

    NOTE = "note"
    HEADING = "heading"
    TYPE = "type"
    SOURCE = "source"


@dataclass(frozen=True)
class Said(Term):
    """A part of what is said around the task."""

    place: Surrounding
    parts: tuple[str, ...]
    """Folded; one of them must stand there."""
    or_nothing: bool = False
    _fits: dict[str, bool] = field(default_factory=dict, init=False, compare=False, repr=False)

    @property
    def cost(self) -> int:
        """Front matter is looked up."""
        return BY_READING if self.needs_metadata else BY_PATH

    @property
    def needs_metadata(self) -> bool:
        """Whether front matter says it."""
        return self.place in {Surrounding.TYPE, Surrounding.SOURCE}

    def matches(self, subject: Subject) -> bool:
        """Whether one of the parts stands there."""
        said = self._said(subject)
        if (fits := self._fits.get(said)) is None:
            text = folded(_name(said) if self.place is Surrounding.NOTE else said)
            fits = any(part in text for part in self.parts) if text else self.or_nothing
            self._fits[said] = fits
        return fits

    def _said(self, subject: Subject) -> str:
        match self.place:
            case Surrounding.NOTE:
                return subject.proposal.note
            case Surrounding.HEADING:
                return subject.proposal.heading
            case Surrounding.TYPE:
                return subject.kind
            case Surrounding.SOURCE:
                return subject.source
        assert_never(self.place)


def _name(note: str) -> str:
    return note.rpartition("/")[2].removesuffix(".md")
