"""The config files: the user's own, and the one in a vault."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from triage.core.config import VERBS, Config, Watch, Write
from triage.core.errors import BadConfig
from triage.core.row import Grouping, Sorting
from triage.core.task.vocabulary import Role, bad_symbol
from triage.core.typed_day import day_of
from triage.storage.config.config_value import ConfigValue
from triage.storage.config.yaml_file import parsed, read_text, with_value, without_value, write_text
from triage.storage.places import config_file

_Reader = Callable[[ConfigValue], Any]

IN_VAULT = ".triage.yaml"
"""The file at a vault's root, whose values override the user's file."""


def load_config(
    vault: Path | None, file: Path | None = None, texts: Mapping[Path, str] | None = None
) -> Config:
    """The user's config, or `file`, overridden by the vault's; either file may be missing.

    Symbols and dropped tags are joined one by one; any other value of the vault's replaces the user's.
    `texts` gives the text of files that are not read from the disk.
    Raises BadConfig, naming file, line, key and the nearest known name.
    """
    own = file or config_file()
    texts = texts or {}
    config = _read(own, texts[own] if own in texts else read_text(own))
    if vault is None:
        return Config(**config)
    beside = _within(vault)
    text = texts[beside] if beside in texts else read_text(beside)
    for key, value in _read(beside, text, _refuse(own)).items():
        config[key] = {**config.get(key, {}), **value} if isinstance(value, dict) else value
    return Config(**config)


def _within(vault: Path) -> Path:
    """The config file in a vault; raises BadConfig if it is a link out of the vault."""
    beside = vault / IN_VAULT
    if not Path(os.path.realpath(beside)).is_relative_to(os.path.realpath(vault)):
        raise BadConfig(f"{beside} leads out of the vault by a link, and is not read")
    return beside


def set_value(
    file: Path, path: Sequence[str], value: object, check: Callable[[str], None] = lambda text: None
) -> None:
    """Write the value at a path of keys into a config file; comments and order stay.

    File and folder are made if they are missing. Raises BadConfig, with nothing written, if the new text is
    no config, or if `check` raises it for the new text.
    """
    text = with_value(file, _text(file), path, value)
    _checked(file, text)
    check(text)
    write_text(file, text)


def unset_value(file: Path, path: Sequence[str]) -> None:
    """Remove the value at a path of keys from a config file; comments and order stay.

    Raises BadConfig, with nothing written, if the file is no config.
    """
    text = _text(file)
    if (shorter := without_value(file, text, path)) != text:
        _checked(file, shorter)
        write_text(file, shorter)


def _text(file: Path) -> str:
    return read_text(_within(file.parent) if file.name == IN_VAULT else file)


def _checked(file: Path, text: str) -> None:
    _read(file, text, _refuse(config_file()) if file.name == IN_VAULT else None)


def _read(file: Path, text: str, refuse: _Reader | None = None) -> dict[str, Any]:
    """The arguments of Config in a file; `refuse` reads the keys that only the user's file may hold."""
    readers = {**_ANYWHERE, **(dict.fromkeys(_USERS_ONLY, refuse) if refuse else _USERS_ONLY)}
    found: dict[str, Any] = {}
    drop_tags: dict[str, tuple[str, ...]] = {}
    places: dict[str, str] = {}
    for value in ConfigValue.of(file, parsed(file, text)).members(readers):
        if value.is_empty:  # a key whose values are all commented out
            continue
        places[value.path] = value.place
        read = readers[value.name](value)
        if value.name in VERBS:
            drop_tags.update({value.name: read["drop_tags"]} if "drop_tags" in read else {})
            found.update({"overdue": read["overdue"]} if "overdue" in read else {})
        elif isinstance(read, _Parts):
            places.update(read.pop("places", {}))
            found.update(read)
        else:
            found[value.name] = read
    if places:
        found["places"] = places
    return {**found, "drop_tags": drop_tags} if drop_tags else found


def _refuse(own: Path) -> _Reader:
    def read(value: ConfigValue) -> NoReturn:
        raise value.bad(f"does not belong to a vault; put it into {own}")

    return read


def _keys(value: ConfigValue) -> "_Parts":
    parts = _Parts(keys={}, places={})
    for each in value.members():
        if each.is_empty:
            raise each.bad('is empty; put "" for no key, and a key that is a sign in quotes: "#"')
        parts["keys"][each.name] = each.text()
        parts["places"][each.path] = each.place
    return parts


def _symbols(value: ConfigValue) -> "_Parts":
    symbols: dict[Role, str] = {}
    parts = _Parts(symbols=symbols, places={})
    for each in value.members([role.value for role in Role]):
        text = each.text()
        if why := bad_symbol(text, Role(each.name)):
            raise each.bad(f"cannot be {text[:20]!a}: {why}")
        if text in symbols.values():
            other = next(role for role, own in symbols.items() if own == text)
            raise each.bad(f"is the same as symbols.{other.value}")
        symbols[Role(each.name)] = text
        parts["places"][each.path] = each.place
    return parts


class _Parts(dict[str, Any]):
    """Several arguments of Config that come from one key."""


def _verb(value: ConfigValue) -> dict[str, Any]:
    readers: dict[str, _Reader] = {"drop_tags": ConfigValue.tags}
    if value.name == "accept":
        readers["overdue"] = _overdue
    return {each.name: readers[each.name](each) for each in value.members(readers)}


def _overdue(value: ConfigValue) -> str:
    text = value.text()
    if text not in {"keep", "clear"} and day_of(text, date(2001, 1, 1)) is None:
        raise value.bad(f"cannot be {text!r}; say keep, clear, or a day such as +1w")
    return text


def _views(value: ConfigValue) -> "_Parts":
    parts = _Parts(views={}, places={})
    for each in value.members():
        parts["views"][each.name] = each.text()
        parts["places"][each.path] = each.place
    return parts


def _people(value: ConfigValue) -> _Parts:
    parts = _Parts()
    for each in value.members(["notes", "aliases"]):
        if each.name == "notes":
            is_one = isinstance(each.held, str)
            parts["people_notes"] = (replace(each, held=[each.held]) if is_one else each).globs()
        elif not each.is_empty:
            parts["aliases"] = {person.name: person.names() for person in each.members()}
    return parts


def _journal(value: ConfigValue) -> _Parts:
    most = {"megabytes": 100_000, "days": 36_500}
    return _Parts({f"journal_{each.name}": each.number(1, most[each.name]) for each in value.members(most)})


def _editor(value: ConfigValue) -> str:
    import shlex

    try:
        shlex.split(value.text())
    except ValueError as error:
        raise value.bad(f"is no command: {error}") from error
    return value.text()


_ANYWHERE: Mapping[str, _Reader] = {
    "queue_tags": ConfigValue.tags,
    "symbols": _symbols,
    "exclude": ConfigValue.globs,
    "mine": ConfigValue.written_names,
    "views": _views,
    "archive": ConfigValue.globs,
    "people": _people,
    **dict.fromkeys(VERBS, _verb),
}
_USERS_ONLY: Mapping[str, _Reader] = {
    "vault": ConfigValue.text,
    "editor": _editor,
    "theme": ConfigValue.text,
    "keys": _keys,
    "bulk_limit": ConfigValue.number,
    "group": lambda value: Grouping(value.one_of([*Grouping])),
    "sort": lambda value: Sorting(value.one_of([*Sorting])),
    "advance": lambda value: value.one_of(["next", "stay"]) == "next",
    "offers": ConfigValue.flag,
    "write": lambda value: Write(value.one_of([*Write])),
    "watch": lambda value: Watch(value.one_of([*Watch])),
    "commit": ConfigValue.flag,
    "largest_note": lambda value: value.number(1, 2_000),
    "journal": _journal,
}
