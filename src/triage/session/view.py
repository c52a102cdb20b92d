"""Views: named slices of the queue, each of them a filter."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import assert_never

from triage.core.errors import TriageError
from triage.core.filtering.filter import Filter
from triage.core.globs import Globs
from triage.core.row import Grouping, Row
from triage.core.subject import Subject, Trait
from triage.core.task.vocabulary import Role
from triage.session.duplicates import Duplicates
from triage.session.marks import Marks
from triage.session.names import Names
from triage.session.overwriting import Overwriting
from triage.session.queue import Queue
from triage.session.remembered import Remembered
from triage.session.snoozes import Snoozes


@dataclass(frozen=True, slots=True)
class View:
    """A named slice of the queue."""

    name: str
    """What the command line calls it."""
    title: str
    filter: Filter = field(default_factory=Filter)
    grouping: Grouping | None = None
    """How the view's rows are grouped unless the user asked for another grouping."""
    is_saved: bool = False
    """Whether the view is saved in the config."""

    def on(self, today: date) -> "View":
        """The same view with a filter that is read on another day."""
        return replace(self, filter=self.filter.on(today))

    def takes(self, subject: Subject) -> bool:
        """Whether a row belongs to the view; a snoozed row only if the filter asks for snoozed rows."""
        if subject.has(Trait.SNOOZED) and Trait.SNOOZED not in self.filter.traits:
            return False
        return self.filter.matches(subject)


class BadView(TriageError):
    """A saved view that the config cannot have."""

    def __init__(self, name: str, place: str, because: View | TriageError) -> None:
        """Take the reason: another view with this name, or what is wrong with the filter."""
        super().__init__(name)
        self.name = name
        self.place = place
        """The file and line of the view, "" if they are not known."""
        self.because = because


_BUILT_IN = (
    ("all", "All", "", None),
    ("mine", "Mine", "is:mine", None),
    ("others", "Others", "is:others", None),
    ("overdue", "Overdue", "due:overdue", None),
    ("duplicates", "Duplicates", "is:duplicate", Grouping.SET),
    ("already", "Already decided", "is:decided-elsewhere", None),
    ("new", "New", "is:new", None),
    ("archive", "Archive", "is:archived", None),
    ("snoozed", "Snoozed", "is:snoozed", None),
)


def views_of(
    saved: Mapping[str, str], today: date, places: Mapping[str, str] | None = None
) -> tuple[View, ...]:
    """The built-in views and the saved ones; raises BadView.

    `places` gives the file and line of a saved view under `views.NAME`.
    """
    views = [View(name, title, Filter.of(text, today), grouping) for name, title, text, grouping in _BUILT_IN]
    for name, text in saved.items():
        place = (places or {}).get(f"views.{name}", "")
        if same := next((other for other in views if other.name.casefold() == name.casefold()), None):
            raise BadView(name, place, same)
        try:
            views.append(View(name, name, Filter.of(text, today), is_saved=True))
        except TriageError as error:
            raise BadView(name, place, error) from error
    return tuple(views)


class Subjects:
    """Everything that a filter can ask of a row."""

    def __init__(
        self,
        *,
        queue: Queue,
        names: Names,
        duplicates: Duplicates,
        overwriting: Overwriting,
        snoozes: Snoozes,
        marks: Marks,
        remembered: Remembered,
        archive: Globs,
    ) -> None:
        """Ask these parts of a sitting; `archive` covers the notes in the archive."""
        self.queue = queue
        self.names = names
        self.duplicates = duplicates
        self.overwriting = overwriting
        self.snoozes = snoozes
        self.marks = marks
        self.remembered = remembered
        self._archive = archive
        self._archived: dict[str, bool] = {}

    def of(self, row: Row) -> "RowSubject":
        """A row as a filter sees it."""
        return RowSubject(self, row)

    def is_archived(self, note: str) -> bool:
        """Whether a note is in the archive."""
        if note not in self._archived:
            self._archived[note] = self._archive.cover(note)
        return self._archived[note]


class RowSubject:
    """One row as a filter sees it; a new one is made for each question."""

    def __init__(self, subjects: Subjects, row: Row) -> None:
        """Take a row."""
        self._subjects = subjects
        self._row = row
        self.proposal = row.proposal

    @cached_property
    def owners(self) -> tuple[str, ...]:
        """The owners' names, one for each person."""
        return self._subjects.names.owner_names(self.proposal)

    @property
    def kind(self) -> str:
        """The `type` in its note's front matter, "" until that is read."""
        return self._subjects.queue.notes[self.proposal.note].kind

    @property
    def source(self) -> str:
        """The `source` in its note's front matter, "" until that is read."""
        return self._subjects.queue.notes[self.proposal.note].source

    def has(self, trait: Trait) -> bool:
        """Whether the row has a trait."""
        subjects, key = self._subjects, self._row.key
        match trait:
            case Trait.MINE:
                return any(map(subjects.names.people.is_mine, self.owners))
            case Trait.OTHERS:
                return bool(self.owners) and not self.has(Trait.MINE)
            case Trait.DUPLICATE:
                return subjects.duplicates.others(key) > 0
            case Trait.DECIDED_ELSEWHERE:
                return bool(subjects.duplicates.matches(key))
            case Trait.REJECTED_BEFORE:
                return any(match.role is Role.REJECTED for match in subjects.duplicates.matches(key))
            case Trait.OVERWRITTEN:
                subjects.overwriting.look()
                return subjects.overwriting.of(self._row) is not None
            case Trait.NEW:
                return subjects.remembered.is_new(self.proposal)
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
