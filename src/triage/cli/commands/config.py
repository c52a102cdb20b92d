"""`triage config`."""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from triage.cli.choices import Choices, choices_of, choosing
from triage.cli.config_check import check_config, check_symbols
from triage.cli.dashed_words import DashedWordsCommand, unguarded
from triage.cli.effective_config import as_json, as_lines
from triage.cli.exit_code import Exit
from triage.cli.output import complain, say, say_json
from triage.cli.place import VaultPlace
from triage.cli.sitting import config_at, vault_place
from triage.cli.wrong_filter import WrongFilter
from triage.core.errors import BadConfig, NoVault
from triage.core.filtering.error import BadFilter
from triage.core.filtering.filter import Filter
from triage.storage.config.config import IN_VAULT, load_config, set_value, unset_value
from triage.storage.places import config_file
from triage.storage.vault import Vault

_LISTS = {"queue_tags", "exclude", "mine", "archive"}
_NUMBERS = {"bulk_limit", "largest_note", "journal"}
_FLAGS = {"true": True, "false": False}


def path_of(key: str) -> list[str]:
    """The names that lead to a value; the last may hold dots, as names of views and people do."""
    depth = 2 if key.startswith("people.aliases.") else 1
    return key.split(".", depth)


def value_of(path: Sequence[str], values: Sequence[str], context: click.Context) -> object:
    """The value that the words say; raises UsageError for several words if only one value is allowed."""
    if _is_list(path):
        return list(values)
    if path[0] == "views":
        return " ".join(values)
    if len(values) > 1:
        raise click.UsageError(f"{'.'.join(path)} takes one VALUE; put what has spaces in quotes", context)
    (value,) = values
    if path[0] in {"offers", "commit"}:
        return _FLAGS.get(value.lower(), value)
    return int(value) if path[0] in _NUMBERS and value.isdecimal() else value


def _is_list(path: Sequence[str]) -> bool:
    return path[0] in _LISTS or path[-1] == "drop_tags" or path[0] == "people"


_LINE = re.compile(r", line [0-9]+(?=:)")
"""The line number in an error: it differs from that of the same error before the value was set."""

Command = TypeVar("Command", bound=Callable[..., Any])

_HELP = """Show the config as it counts, and where each value comes from; or change it, comments kept.

\b
    triage config
    triage config --json
    triage config path                            the file, to be opened in an editor
    triage config set bulk_limit 25
    triage config set views.today "is:mine due:<=today"
    triage config set --in-vault queue_tags "#proposed" "#auto"
    triage config unset bulk_limit

Two files count: your own, and .triage.yaml at the vault's root over it. Nothing is needed in either.
"""
_SET = """Write one value into your own config, or into the vault's; comments and order stay.

\b
    triage config set theme textual-light
    triage config set accept.overdue +1w
    triage config set people.aliases.Ada\\ Quill Ada "A. Quill"
    triage config set --in-vault exclude _archive "Templates/**"

KEY is a name of the config, with a dot before a name beneath it. If the file would no longer be a valid
config, it is not changed, and the exit code is 2.
"""
_UNSET = """Take one value out of your own config, or out of the vault's; comments and order stay.

\b
    triage config unset theme
    triage config unset views.today
"""
_PATH = """Print the path of your own config file, or of the vault's, whether it is there or not.

\b
    $EDITOR "$(triage config path)"
"""


def _in_vault(command: Command) -> Command:
    return click.option("--in-vault", is_flag=True, help=f"The vault's {IN_VAULT}, not your own file.")(
        command
    )


@click.group("config", help=_HELP, invoke_without_command=True)
@click.option("--json", "to_json", is_flag=True, help="Print one JSON object.")
@choosing
@click.pass_context
def command(context: click.Context, to_json: bool) -> int:
    """Show the config if no command is named."""
    if context.invoked_subcommand is not None:
        return Exit.DONE
    choices = choices_of(context)
    place = _place(choices)
    config = config_at(place, choices) if place else load_config(None, choices.config)
    files = _files(choices, place)
    if to_json:
        say_json(as_json(config, files))
    else:
        for line in as_lines(config, files):
            say(line)
    return Exit.DONE


@command.command("path", help=_PATH)
@_in_vault
@choosing
@click.pass_context
def path(context: click.Context, in_vault: bool) -> int:
    """Print a file's path."""
    say(str(_file(choices_of(context), in_vault=in_vault)))
    return Exit.DONE


@command.command("set", cls=DashedWordsCommand, help=_SET)
@click.argument("key", metavar="KEY")
@click.argument("values", metavar="VALUE...", nargs=-1, required=True, callback=unguarded)
@_in_vault
@choosing
@click.pass_context
def change(context: click.Context, key: str, values: tuple[str, ...], in_vault: bool) -> int:
    """Write a value."""
    choices = choices_of(context)
    keys = path_of(key)
    if keys[0] == "views":
        try:
            Filter.of(" ".join(values), choices.today)
        except BadFilter as error:
            raise WrongFilter(error, " ".join(values), context) from error
    file = _file(choices, in_vault=in_vault)
    place = _known_place(choices)
    own = choices.config or config_file()

    def problem(texts: Mapping[Path, str]) -> str:
        try:
            config = load_config(place.folder if place else None, own, texts)
            check_config(config, choices.today, keys[:1])
            if place and keys[0] == "symbols":
                check_symbols(Vault(place.folder, config))
        except (BadConfig, NoVault) as error:
            return str(error)
        return ""

    def check(text: str) -> None:
        found = problem({file: text})
        known = problem({})  # what was wrong before is mended one value after the other
        if found and _LINE.sub("", found) != _LINE.sub("", known):
            raise BadConfig(found)

    set_value(file, keys, value_of(keys, values, context), check)
    complain(f"{key} is set in {file}")
    return Exit.DONE


@command.command("unset", help=_UNSET)
@click.argument("key", metavar="KEY")
@_in_vault
@choosing
@click.pass_context
def unset(context: click.Context, key: str, in_vault: bool) -> int:
    """Take a value out."""
    file = _file(choices_of(context), in_vault=in_vault)
    unset_value(file, path_of(key))
    complain(f"{key} is not set in {file}")
    return Exit.DONE


def _place(choices: Choices) -> VaultPlace | None:
    """Where the vault is, None if none is named: the config can be read without one."""
    try:
        return vault_place(choices)
    except NoVault:
        return None


def _known_place(choices: Choices) -> VaultPlace | None:
    """The folder of the vault; None if a broken config, which the user wants to fix, does not say it."""
    try:
        return _place(choices)
    except BadConfig:
        return None


def _files(choices: Choices, place: VaultPlace | None) -> list[Path]:
    own = choices.config or config_file()
    return [own, place.folder / IN_VAULT] if place else [own]


def _file(choices: Choices, *, in_vault: bool) -> Path:
    """The file that is meant; raises NoVault."""
    return vault_place(choices).folder / IN_VAULT if in_vault else choices.config or config_file()
