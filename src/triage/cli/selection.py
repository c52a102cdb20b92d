"""Which proposals a view and a filter select on the command line."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypedDict, TypeVar

import click

from triage.cli.output import complain
from triage.cli.wrong_filter import WrongFilter
from triage.core import renamed
from triage.core.filtering.error import BadFilter
from triage.core.filtering.filter import Filter
from triage.core.nearest import nearest
from triage.core.row import Group, Grouping, Sorting
from triage.core.subject import COMPARED, Trait
from triage.session.arrangement import Arrangement
from triage.session.session import Session
from triage.session.view import View

Command = TypeVar("Command", bound=Callable[..., Any])


class Selected(TypedDict):
    """The options that choose a view and a filter."""

    view: str | None
    filter_text: str | None
    every: bool


@dataclass(frozen=True, slots=True)
class Selection:
    """A view and what was typed over it."""

    view: View
    typed: Filter

    @property
    def needs_metadata(self) -> bool:
        """Whether it asks what front matter says."""
        return self.view.filter.needs_metadata or self.typed.needs_metadata

    @property
    def needs_comparison(self) -> bool:
        """Whether it asks which proposals say the same as others."""
        return not COMPARED.isdisjoint(Arrangement(self.view, self.typed).traits)

    def groups(
        self, session: Session, grouping: Grouping = Grouping.NOTE, sorting: Sorting = Sorting.PLACE
    ) -> list[Group]:
        """Its rows, arranged."""
        return session.groups(Arrangement(self.view, self.typed, grouping, sorting))

    def keys(self, session: Session) -> list[int]:
        """Its rows, the newest note first."""
        return [key for group in self.groups(session) for key in group.keys]

    def left_out(self, session: Session) -> Sequence[int]:
        """The rows that it leaves out only because they lack a queue tag."""
        if session.includes_left_out:
            return ()
        lacking = (row for row in session.rows.values() if row.is_open and row.proposal.is_left_out)
        return [row.key for row in lacking if self._takes(session, row.key)]

    def asleep(self, session: Session) -> Sequence[int]:
        """The rows that it would have if they were not snoozed."""
        if Trait.SNOOZED in self.view.filter.traits:
            return ()
        return [
            row.key
            for row in session.rows.values()
            if session.sleeps(row)
            and (session.includes_left_out or not row.proposal.is_left_out)
            and self.view.filter.matches(subject := session.subject(row))
            and self.typed.matches(subject)
        ]

    def _takes(self, session: Session, key: int) -> bool:
        subject = session.subject(session.rows[key])
        return self.view.takes(subject) and self.typed.matches(subject)


def selection_of(view: str | None, text: str, session: Session, context: click.Context) -> Selection:
    """What a view's name and a filter's text select; raises UsageError, WrongFilter among them."""
    try:
        typed = Filter.of(text, session.today)
    except BadFilter as error:
        raise WrongFilter(error, text, context) from error
    if view is None:  # so that `is:snoozed` finds what every other view leaves out
        return Selection(View("", "", typed), Filter())
    if new := renamed.VIEWS.get(view.casefold()):
        complain(f"The view {view} is called {new} now")
    if (named := session.tabs.named(view)) is None:
        raise click.UsageError(_unknown(view, session), context)
    return Selection(named, typed)


def selecting(command: Command) -> Command:
    """Give a command the options of `Selected`."""
    for option in reversed((_VIEW, _FILTER, _ALL)):
        command = option(command)
    return command


def _unknown(view: str, session: Session) -> str:
    names = [each.name for each in session.tabs.views]
    if meant := nearest(view, names):
        return f"There is no view {view!r}; did you mean {meant}?"
    return f"There is no view {view!r}; there are {', '.join(names)}"


_VIEW = click.option("--view", metavar="NAME", help="All proposals of a view, instead of REFs.")
_FILTER = click.option(
    "--filter",
    "filter_text",
    metavar="TEXT",
    help="All that a filter finds, in the view or in the vault; `triage list --help` teaches it.",
)
_ALL = click.option(
    "--all", "every", is_flag=True, help="With these: also lines without one of the queue tags."
)
