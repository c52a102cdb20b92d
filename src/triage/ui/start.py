"""How a sitting begins, and how long a sprint is."""

from dataclasses import dataclass, field

from triage.core.config import Config
from triage.core.filtering.filter import Filter
from triage.core.subject import COMPARED
from triage.session.arrangement import Arrangement
from triage.session.session import Session
from triage.session.view import View


@dataclass(frozen=True, slots=True)
class Beginning:
    """What the command line asked for."""

    view: View | None = None
    """The view to begin with, None for the last one of the sitting before."""
    typed: Filter = field(default_factory=Filter)
    """The filter to begin with."""
    limit: int = 0
    """How many proposals a sprint has, 0 for all."""
    minutes: int = 0
    """After how many minutes a sprint is over, 0 for never."""


def first_arrangement(session: Session, start: Beginning, config: Config) -> Arrangement:
    """How the queue is shown at first."""
    view = start.view or _last_view(session)
    return Arrangement(
        view,
        start.typed,
        grouping=view.grouping or config.group,
        sorting=config.sort,
        most=start.limit,
    )


def _last_view(session: Session) -> View:
    """The last view of the sitting before, unless it is empty until all is compared."""
    view = session.tabs.named(session.remembered.view_name)
    return view if view and not view.filter.traits & COMPARED else session.tabs.views[0]
