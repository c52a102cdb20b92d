"""A row as filters and views see it."""

from functools import cached_property
from typing import TYPE_CHECKING, assert_never

from triage.core.row import Row
from triage.core.subject import Trait
from triage.core.vocabulary import Role

if TYPE_CHECKING:
    from triage.session.session import Session


class RowSubject:
    """One row, and all that its session knows of it; made anew whenever it is asked about."""

    def __init__(self, session: "Session", row: Row) -> None:
        """Speak of a row."""
        self._session = session
        self._row = row
        self.proposal = row.proposal

    @cached_property
    def owners(self) -> tuple[str, ...]:
        """Its owners' names, each person under one."""
        return self._session.owner_names(self.proposal)

    @property
    def kind(self) -> str:
        """What its note's front matter calls `type`, "" while that is not read."""
        metadata = self._session.queue.notes[self.proposal.note].metadata
        return metadata.kind if metadata else ""

    @property
    def source(self) -> str:
        """What its note's front matter calls `source`, "" while that is not read."""
        metadata = self._session.queue.notes[self.proposal.note].metadata
        return metadata.source if metadata else ""

    def has(self, trait: Trait) -> bool:
        """Whether that can be said of it."""
        session, key = self._session, self._row.key
        match trait:
            case Trait.MINE:
                return any(session.people.is_mine(name) for name in self.owners)
            case Trait.OTHERS:
                return bool(self.owners) and not self.has(Trait.MINE)
            case Trait.TWIN:
                return session.likenesses.twins(key) > 0
            case Trait.DECIDED_ELSEWHERE:
                return bool(session.likenesses.matches(key))
            case Trait.REJECTED_BEFORE:
                return any(match.role is Role.REJECTED for match in session.likenesses.matches(key))
            case Trait.OVERWRITTEN:
                session.overwriting.look()
                return session.overwriting.of(self._row) is not None
            case Trait.NEW:
                return session.is_new(self.proposal)
            case Trait.ARCHIVED:
                return session.is_archived(self.proposal.note)
            case Trait.SNOOZED:
                return session.snoozes.until(self.proposal) is not None
            case Trait.MARKED:
                return key in session.marks
            case Trait.UNSEEN:
                return self.proposal.has_unseen
            case Trait.LEFT_OUT:
                return self.proposal.is_left_out
        assert_never(trait)
