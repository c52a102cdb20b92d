"""A key of the config as the command line names it, and its value as YAML holds it."""

from collections.abc import Sequence

import click

_LISTS = {"queue_tags", "exclude", "mine", "archive"}
_NUMBERS = {"bulk_limit", "largest_note", "journal"}
_FLAGS = {"true": True, "false": False}


def path_of(key: str) -> list[str]:
    """The names that lead to a value; the last may hold dots, as names of views and people do."""
    depth = 2 if key.startswith("people.aliases.") else 1
    return key.split(".", depth)


def value_of(path: Sequence[str], values: Sequence[str], context: click.Context) -> object:
    """The value that the words say; raises UsageError for several where there can be one."""
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
