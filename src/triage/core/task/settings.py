"""The Tasks plugin's settings, as far as they change what a line means."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from triage.core.errors import BadSettings


class StatusType(StrEnum):
    """What a status means to Tasks; every rule about dates goes by it, never by the symbol."""

    TODO = "TODO"
    IN_PROGRESS = "IN_PROGRESS"
    ON_HOLD = "ON_HOLD"
    DONE = "DONE"
    CANCELLED = "CANCELLED"
    NON_TASK = "NON_TASK"
    EMPTY = "EMPTY"


_TYPES = {each.value: each for each in StatusType}


@dataclass(frozen=True, slots=True)
class Status:
    """One entry of the plugin's status table."""

    symbol: str
    name: str
    type: StatusType


class TaskFormat(StrEnum):
    """Which fields Tasks reads; those of the other format are plain text to it."""

    EMOJI = "tasksPluginEmoji"
    DATAVIEW = "dataview"


DEFAULT_STATUSES = (
    Status(" ", "Todo", StatusType.TODO),
    Status("x", "Done", StatusType.DONE),
    Status("/", "In Progress", StatusType.IN_PROGRESS),
    Status("-", "Cancelled", StatusType.CANCELLED),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """A vault's Tasks settings (`data.json`), with the plugin's own defaults."""

    format: TaskFormat = TaskFormat.EMOJI
    global_filter: str = ""
    statuses: tuple[Status, ...] = DEFAULT_STATUSES
    set_done_date: bool = True
    set_cancelled_date: bool = True
    scheduled_from_file_name: bool = False
    scheduled_from_folders: frozenset[str] = frozenset()
    _by_symbol: Mapping[str, Status] = field(init=False, compare=False, repr=False)
    """Of two statuses with one symbol, the first counts."""

    def __post_init__(self) -> None:
        """Index the statuses."""
        object.__setattr__(self, "_by_symbol", {each.symbol: each for each in reversed(self.statuses)})

    @classmethod
    def from_data(cls, data: object) -> "Settings":
        """Read a decoded `data.json`; missing keys are the plugin's defaults.

        Raises BadSettings, naming the key, if the plugin could not work with it either.
        """
        if not isinstance(data, Mapping):
            raise BadSettings("the settings are no JSON object")
        settings = cls(
            global_filter=_text(data, "globalFilter", ""),
            set_done_date=bool(data.get("setDoneDate", True)),
            set_cancelled_date=bool(data.get("setCancelledDate", True)),
            scheduled_from_file_name=bool(data.get("useFilenameAsScheduledDate", False)),
            scheduled_from_folders=frozenset(
                folder for folder in _list(data, "filenameAsDateFolders") if isinstance(folder, str)
            ),
        )
        if (name := _text(data, "taskFormat", TaskFormat.EMOJI)) not in set(TaskFormat):
            raise BadSettings(f"taskFormat {name!r} is unknown")
        settings = replace(settings, format=TaskFormat(name))
        if (table := data.get("statusSettings")) is not None:
            settings = replace(settings, statuses=tuple(_statuses(table)))
        return settings

    def status(self, symbol: str) -> Status:
        """What Tasks takes the symbol for; one it does not know is a to-do named Unknown."""
        return self._by_symbol.get(symbol) or Status(symbol, "Unknown", StatusType.TODO)

    def without_dates(self) -> "Settings":
        """The same for a vault without the plugin, where no date is ever added."""
        return replace(self, set_done_date=False, set_cancelled_date=False)


def _statuses(table: object) -> Iterator[Status]:
    if not isinstance(table, Mapping):
        raise BadSettings("statusSettings is no JSON object")
    if "coreStatuses" not in table:
        raise BadSettings("statusSettings has no coreStatuses")
    for key in ("coreStatuses", "customStatuses"):
        for entry in _list(table, key):
            if not isinstance(entry, Mapping):
                raise BadSettings(f"an entry of {key} is no JSON object")
            kind = entry.get("type")
            yield Status(
                symbol=_text(entry, "symbol", " "),
                name=_text(entry, "name", ""),
                type=_TYPES.get(kind, StatusType.TODO) if isinstance(kind, str) else StatusType.TODO,
            )


def _text(data: Mapping[str, Any], key: str, default: str) -> str:
    value = data.get(key, default)
    if not isinstance(value, str):
        raise BadSettings(f"{key} is no text")
    return value


def _list(data: Mapping[str, Any], key: str) -> Sequence[Any]:
    value = data.get(key, [])
    if not isinstance(value, list):
        raise BadSettings(f"{key} is no list")
    return value
