"""Views: named slices of the queue, each of them a filter."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from triage.core.errors import TriageError
from triage.core.filtering.filter import Filter
from triage.core.row import Grouping
from triage.core.subject import Subject, Trait


@dataclass(frozen=True, slots=True)
class View:
    """A named slice of the queue."""

    name: str
    """What the command line calls it."""
    title: str
    filter: Filter = field(default_factory=Filter)
    grouping: Grouping | None = None
    """How its rows are grouped where nothing else was asked for."""
    is_saved: bool = False
    """Whether the config has it."""

    def on(self, today: date) -> "View":
        """The same view, its filter seen from another day."""
        return replace(self, filter=self.filter.on(today))

    def takes(self, subject: Subject) -> bool:
        """Whether a row belongs to it; what sleeps only where it asks for what sleeps."""
        if subject.has(Trait.SNOOZED) and Trait.SNOOZED not in self.filter.traits:
            return False
        return self.filter.matches(subject)


class BadView(TriageError):
    """A saved view that the config cannot have."""

    def __init__(self, name: str, place: str, because: View | TriageError) -> None:
        """Blame the other view that is called so, or what is wrong with the filter."""
        super().__init__(name)
        self.name = name
        self.place = place
        """Its file and line, "" where they are not known."""
        self.because = because


_BUILT_IN = (
    ("all", "All", "", None),
    ("mine", "Mine", "is:mine", None),
    ("others", "Others", "is:others", None),
    ("overdue", "Overdue", "due:overdue", None),
    ("twins", "Twins", "is:twin", Grouping.CARD),
    ("already", "Already decided", "is:decided-elsewhere", None),
    ("new", "New", "is:new", None),
    ("archive", "Archive", "is:archived", None),
    ("snoozed", "Snoozed", "is:snoozed", None),
)


def views_of(
    saved: Mapping[str, str], today: date, places: Mapping[str, str] | None = None
) -> tuple[View, ...]:
    """The views that are always there, and the saved ones.

    Raises BadView, with its file and line where `places` knows them by `views.NAME`.
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
