"""The option that names one gesture of the journal."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

from triage.cli.gesture_name import NoSuchGesture, gesture_named, is_among
from triage.session.session import Session

Command = TypeVar("Command", bound=Callable[..., Any])


def naming_gesture(command: Command) -> Command:
    """Give a command the option."""
    return _GESTURE(command)


def chosen_gesture(session: Session, beginning: str | None, context: click.Context) -> str | None:
    """The id that was meant, None where the option was not given; raises UsageError."""
    if beginning is None:
        return None
    try:
        session.know_past(lambda history: is_among(beginning, sorted(history.ids)))
        return gesture_named(beginning, sorted(session.history.ids))
    except NoSuchGesture as error:
        raise click.UsageError(str(error), context) from error


_GESTURE = click.option(
    "--gesture", metavar="ID", help="The gesture that `triage log` names so; a beginning will do."
)
