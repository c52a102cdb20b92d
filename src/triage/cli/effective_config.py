"""The config as it counts, as JSON and as YAML with where each value comes from."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from triage.core.config import Config
from triage.core.task.vocabulary import Role

_WIDEST = 48
_DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class _Entry:
    path: tuple[str, ...]
    value: object
    place: str
    """As `FILE, line 3`, "" for a default."""

    @property
    def name(self) -> str:
        return ".".join(self.path)


def as_json(config: Config, files: Sequence[Path]) -> dict[str, object]:
    """All of it as one object; `place` is null for a default."""
    return {
        "files": [{"path": str(file), "exists": file.exists()} for file in files],
        "values": {
            entry.name: {"value": entry.value, "place": entry.place or None} for entry in _entries(config)
        },
    }


def as_lines(config: Config, files: Sequence[Path]) -> Iterator[str]:
    """All of it as YAML that a config file can hold, to be cleaned."""
    for file in files:
        yield f"# {file}{'' if file.exists() else ' (not there)'}"
    above: tuple[str, ...] = ()
    for entry in _entries(config):
        *parents, name = entry.path
        for depth, parent in enumerate(parents):
            if above[: depth + 1] != entry.path[: depth + 1]:
                yield f"{'  ' * depth}{_name(parent)}:"
        above = entry.path
        line = f"{'  ' * len(parents)}{_name(name)}: {json.dumps(entry.value, ensure_ascii=False)}"
        yield f"{line:<{_WIDEST}} # {entry.place or _DEFAULT}"


def _entries(config: Config) -> Iterator[_Entry]:
    """Every value that there is, in the order of the documentation."""
    values: dict[tuple[str, ...], object] = {
        ("vault",): config.vault,
        ("editor",): config.editor,
        ("theme",): config.theme,
        **_beneath("keys", config.keys),
        ("mine",): list(config.mine),
        ("people", "notes"): list(config.people_notes),
        **{("people", "aliases", name): list(names) for name, names in config.aliases.items()},
        ("queue_tags",): list(config.queue_tags),
        **_beneath("symbols", config.symbols),
        ("exclude",): list(config.exclude),
        ("archive",): list(config.archive),
        **_beneath("views", config.views),
        ("accept", "overdue"): config.overdue,
        **{(verb, "drop_tags"): list(tags) for verb, tags in sorted(config.drop_tags.items())},
        ("group",): config.group.value,
        ("sort",): config.sort.value,
        ("bulk_limit",): config.bulk_limit,
        ("advance",): "next" if config.advance else "stay",
        ("offers",): config.offers,
        ("watch",): config.watch.value,
        ("write",): config.write.value,
        ("commit",): config.commit,
        ("largest_note",): config.largest_note,
        ("journal", "megabytes"): config.journal_megabytes,
        ("journal", "days"): config.journal_days,
    }
    default = Config()
    for path, value in values.items():
        place = config.places.get(".".join(path)) or config.places.get(path[0], "")
        if path == ("accept", "overdue") and config.overdue == default.overdue:
            place = ""  # another value of `accept` may stand there
        if path == ("people", "notes") and not config.people_notes:
            place = ""
        yield _Entry(path, value, place)


def _beneath(name: str, values: Mapping[Role, str] | Mapping[str, str]) -> dict[tuple[str, ...], object]:
    return {(name, str(each)): value for each, value in values.items()}


def _name(name: str) -> str:
    """A name as YAML takes it."""
    return name if name.isidentifier() else json.dumps(name, ensure_ascii=False)
