"""What a gesture is called on the command line: a beginning of its id."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

import click

from triage.core.difference import shared_start
from triage.core.errors import TriageError
from triage.session.session import Session

_SECONDS = 15
"""The length of the date and time, to the second, at the start of an id."""


class NoSuchGesture(TriageError):
    """A name with which no id begins, or more than one: wrong usage."""


def short_names(ids: Iterable[str]) -> dict[str, str]:
    """For each id, its shortest beginning that no other id has; never shorter than the date and time."""
    ordered = sorted(set(ids))
    names = {}
    for at, id_ in enumerate(ordered):
        beside = ordered[max(0, at - 1) : at] + ordered[at + 1 : at + 2]
        shared = max((shared_start(id_, other) for other in beside), default=0)
        names[id_] = id_[: max(_SECONDS, shared + 1)]
    return names


def is_among(beginning: str, ids: Sequence[str]) -> bool:
    """Whether all gestures with this beginning are surely among the latest ones, which have these ids."""
    return (
        any(id_.startswith(beginning) for id_ in ids)
        and ids[0] < beginning
        and not ids[0].startswith(beginning)
    )


def gesture_named(beginning: str, ids: Sequence[str]) -> str:
    """The id with this beginning; raises NoSuchGesture."""
    found = [id_ for id_ in dict.fromkeys(ids) if id_.startswith(beginning)]
    if beginning in found:
        return beginning
    if len(found) == 1:
        return found[0]
    if not found:
        raise NoSuchGesture(f"There is no action {beginning}: see `triage log`")
    raise NoSuchGesture(f"{beginning} is the beginning of {len(found)} names: type more of it")


Command = TypeVar("Command", bound=Callable[..., Any])


def naming_gesture(command: Command) -> Command:
    """Give a command the option."""
    return _GESTURE(command)


def chosen_gesture(session: Session, beginning: str | None, context: click.Context) -> str | None:
    """The id that was meant, None if the option was not given; raises UsageError."""
    if beginning is None:
        return None
    try:
        session.past.know(lambda history: is_among(beginning, sorted(history.ids)))
        return gesture_named(beginning, sorted(session.past.history.ids))
    except NoSuchGesture as error:
        raise click.UsageError(str(error), context) from error


_GESTURE = click.option(
    "--gesture", metavar="ID", help="The gesture that `triage log` names so; a beginning will do."
)
