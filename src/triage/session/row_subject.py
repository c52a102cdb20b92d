"""A row as filters and views see it."""

from functools import cached_property
from typing import assert_never

from triage.core.globs import Globs
from triage.core.row import Row
from triage.core.subject import Trait
from triage.core.task.vocabulary import Role
from triage.session.likenesses import Likenesses
from triage.session.marks import Marks
from triage.session.names import Names
from triage.session.overwriting import Overwriting
from triage.session.queue import Queue
from triage.session.seen import Seen
from triage.session.snoozes import Snoozes


class Subjects:
    """All that can be asked of a row."""

    def __init__(
        self,
        *,
        queue: Queue,
        names: Names,
        likenesses: Likenesses,
        overwriting: Overwriting,
        snoozes: Snoozes,
        marks: Marks,
        seen: Seen,
        archive: Globs,
    ) -> None:
        """Ask these parts of a sitting; `archive` says which notes lie in the archive."""
        self.queue = queue
        self.names = names
        self.likenesses = likenesses
        self.overwriting = overwriting
        self.snoozes = snoozes
        self.marks = marks
        self.seen = seen
        self._archive = archive
        self._archived: dict[str, bool] = {}

    def of(self, row: Row) -> "RowSubject":
        """A row as filters see it."""
        return RowSubject(self, row)

    def is_archived(self, note: str) -> bool:
        """Whether a note lies in the archive."""
        if note not in self._archived:
            self._archived[note] = self._archive.cover(note)
        return self._archived[note]


class RowSubject:
    """One row, and all that is known of it; made anew whenever it is asked about."""

    def __init__(self, subjects: Subjects, row: Row) -> None:
        """Speak of a row."""
        self._subjects = subjects
        self._row = row
        self.proposal = row.proposal

    @cached_property
    def owners(self) -> tuple[str, ...]:
        """Its owners' names, each person under one."""
        return self._subjects.names.owner_names(self.proposal)

    @property
    def kind(self) -> str:
        """What its note's front matter calls `type`, "" while that is not read."""
        return self._subjects.queue.notes[self.proposal.note].kind

    @property
    def source(self) -> str:
        """What its note's front matter calls `source`, "" while that is not read."""
        return self._subjects.queue.notes[self.proposal.note].source

    def has(self, trait: Trait) -> bool:
        """Whether that can be said of it."""
        subjects, key = self._subjects, self._row.key
        match trait:
            case Trait.MINE:
                return any(map(subjects.names.people.is_mine, self.owners))
            case Trait.OTHERS:
                return bool(self.owners) and not self.has(Trait.MINE)
            case Trait.TWIN:
                return subjects.likenesses.twins(key) > 0
            case Trait.DECIDED_ELSEWHERE:
                return bool(subjects.likenesses.matches(key))
            case Trait.REJECTED_BEFORE:
                return any(match.role is Role.REJECTED for match in subjects.likenesses.matches(key))
            case Trait.OVERWRITTEN:
                subjects.overwriting.look()
                return subjects.overwriting.of(self._row) is not None
            case Trait.NEW:
                return subjects.seen.is_new(self.proposal)
            case Trait.ARCHIVED:
                return subjects.is_archived(self.proposal.note)
            case Trait.SNOOZED:
                return subjects.snoozes.until(self.proposal) is not None
            case Trait.MARKED:
                return key in subjects.marks
            case Trait.UNSEEN:
                return self.proposal.has_unseen
            case Trait.LEFT_OUT:
                return self.proposal.is_left_out
        assert_never(trait)
