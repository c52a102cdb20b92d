"""The options that every command has."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import click

from triage.cli.clock import local_now
from triage.core.task.fields import as_day
from triage.core.task.vocabulary import Role, bad_symbol

Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass
class Choices:
    """What the command line says before any command does anything; the later word counts."""

    vault: Path | None = None
    config: Path | None = None
    said_today: date | None = None
    symbols: dict[Role, str] = field(default_factory=dict)
    commit: bool | None = None
    """Whether to end with a git commit, None for what the config says."""

    @cached_property
    def today(self) -> date:
        """The local day when it was first asked for, unless the command line says another."""
        return self.said_today or local_now().date()


def choices_of(context: click.Context) -> Choices:
    """The choices made so far, shared by the group and its command."""
    return context.find_root().ensure_object(Choices)


def choosing(command: Command) -> Command:
    """Give a command the options that all have; they go into its context's `Choices`."""
    for option in reversed((_VAULT, _TODAY, _SYMBOL, _CONFIG)):
        command = option(command)
    return command


def _chooses_vault(context: click.Context, parameter: click.Parameter, value: str | None) -> None:
    if value is None:
        return
    if not value.strip():
        raise click.BadParameter("it is empty; name a folder, as in --vault ~/Notes")
    choices_of(context).vault = Path(value)


def _chooses_config(context: click.Context, parameter: click.Parameter, value: Path | None) -> None:
    if value is not None:
        choices_of(context).config = value


def _chooses_today(context: click.Context, parameter: click.Parameter, value: str | None) -> None:
    if value is None:
        return
    if (day := as_day(value)) is None or day.isoformat() != value:
        raise click.BadParameter(f"{value!r} is no day; write it as 2026-12-01")
    choices_of(context).said_today = day


def _chooses_symbols(context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> None:
    symbols = choices_of(context).symbols
    for value in values:
        name, _, character = value.partition("=")
        if name not in set(Role):
            raise click.BadParameter(f"{value!r} names none of {', '.join(Role)}; write it as rejected=R")
        if why := bad_symbol(character, Role(name)):
            raise click.BadParameter(f"{value!a}: {why}; write it as {name}=R")
        symbols[Role(name)] = character
    for role, character in symbols.items():
        if other := next((each for each in symbols if each < role and symbols[each] == character), None):
            raise click.BadParameter(f"{other} and {role} cannot both be {character!r}")


_VAULT = click.option(
    "--vault",
    metavar="DIR",
    expose_value=False,
    callback=_chooses_vault,
    help="The folder of notes. Else $TRIAGE_VAULT, the config, or the nearest parent folder with .obsidian.",
)
_TODAY = click.option(
    "--today",
    metavar="YYYY-MM-DD",
    expose_value=False,
    callback=_chooses_today,
    help="The day to use as today.",
)
_SYMBOL = click.option(
    "--symbol",
    multiple=True,
    metavar="ROLE=CHAR",
    expose_value=False,
    callback=_chooses_symbols,
    help="The character in a box for one of proposed, accepted, started, done, rejected; repeatable.",
)
_CONFIG = click.option(
    "--config",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    expose_value=False,
    callback=_chooses_config,
    help="A config file to use instead of your own.",
)
