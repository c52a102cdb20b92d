import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from table import each_row
from triage.core.errors import BadSettings
from triage.core.task.settings import DEFAULT_STATUSES, Settings, Status, StatusType, TaskFormat

TODO = {"symbol": " ", "name": "Todo", "nextStatusSymbol": "x", "availableAsCommand": True, "type": "TODO"}
anything = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=3), st.sampled_from([*StatusType])),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=3), inner)),
    max_leaves=5,
)
keys = st.sampled_from(
    [
        *("taskFormat", "globalFilter", "setDoneDate", "setCancelledDate", "useFilenameAsScheduledDate"),
        *("filenameAsDateFolders", "statusSettings", "removeGlobalFilter"),
    ]
)
statuses = st.fixed_dictionaries(
    {}, optional={"symbol": anything, "name": anything, "type": anything, "nextStatusSymbol": anything}
)
tables = st.fixed_dictionaries(
    {},
    optional={
        "coreStatuses": st.one_of(anything, st.lists(statuses, max_size=3)),
        "customStatuses": st.one_of(anything, st.lists(statuses, max_size=3)),
    },
)


def table(*custom: dict[str, Any], core: tuple[dict[str, Any], ...] = (TODO,)) -> dict[str, Any]:
    return {"statusSettings": {"coreStatuses": list(core), "customStatuses": list(custom)}}


def test_an_empty_file_is_the_plugins_defaults() -> None:
    settings = Settings.from_data({})
    assert settings == Settings()
    assert settings.set_done_date
    assert settings.set_cancelled_date
    assert settings.statuses == DEFAULT_STATUSES
    assert settings.format is TaskFormat.EMOJI


def test_every_key_is_read() -> None:
    data = {
        "taskFormat": "dataview",
        "globalFilter": "#task",
        "setDoneDate": False,
        "setCancelledDate": False,
        "useFilenameAsScheduledDate": True,
        "filenameAsDateFolders": ["daily", 7, "log"],
        "removeGlobalFilter": True,
        **table(),
    }
    assert Settings.from_data(json.loads(json.dumps(data))) == Settings(
        format=TaskFormat.DATAVIEW,
        global_filter="#task",
        statuses=(Status(" ", "Todo", StatusType.TODO),),
        set_done_date=False,
        set_cancelled_date=False,
        scheduled_from_file_name=True,
        scheduled_from_folders=frozenset({"daily", "log"}),
    )


def test_a_status_table_replaces_the_default_one_entirely() -> None:
    settings = Settings.from_data(table())
    assert [settings.status(symbol).type for symbol in " x/-"] == ["TODO"] * 4
    assert settings.status("x").name == "Unknown"
    assert settings.status(" ").name == "Todo"


def test_of_two_statuses_with_one_symbol_the_first_wins() -> None:
    settings = Settings.from_data(
        table({"symbol": "r", "name": "A", "type": "DONE"}, {"symbol": "r", "name": "B", "type": "CANCELLED"})
    )
    assert settings.status("r") == Status("r", "A", StatusType.DONE)


def test_symbols_are_told_apart_by_case() -> None:
    assert Settings().status("X") == Status("X", "Unknown", StatusType.TODO)


@each_row(
    "entry, status",
    [
        ({}, Status(" ", "", StatusType.TODO)),
        ({"symbol": "r"}, Status("r", "", StatusType.TODO)),
        ({"symbol": "r", "type": "SLEEPING"}, Status("r", "", StatusType.TODO)),
        ({"symbol": "r", "type": None}, Status("r", "", StatusType.TODO)),
        ({"symbol": "r", "type": ["DONE"]}, Status("r", "", StatusType.TODO)),
        ({"symbol": "r", "name": "Later", "type": "ON_HOLD"}, Status("r", "Later", StatusType.ON_HOLD)),
    ],
)
def test_a_custom_status_is_repaired(entry: dict[str, Any], status: Status) -> None:
    assert Settings.from_data(table(entry, core=())).statuses == (status,)


@each_row(
    "data, key",
    [
        ([], "settings"),
        (None, "settings"),
        ("{}", "settings"),
        ({"taskFormat": "org"}, "taskFormat"),
        ({"taskFormat": 7}, "taskFormat"),
        ({"globalFilter": ["#task"]}, "globalFilter"),
        ({"filenameAsDateFolders": "daily"}, "filenameAsDateFolders"),
        ({"statusSettings": []}, "statusSettings"),
        ({"statusSettings": {}}, "coreStatuses"),
        ({"statusSettings": {"coreStatuses": {}}}, "coreStatuses"),
        ({"statusSettings": {"coreStatuses": ["x"]}}, "coreStatuses"),
        ({"statusSettings": {"coreStatuses": [], "customStatuses": 7}}, "customStatuses"),
        ({"statusSettings": {"coreStatuses": [{"symbol": 7}]}}, "symbol"),
    ],
)
def test_what_is_wrong_is_named(data: object, key: str) -> None:
    with pytest.raises(BadSettings, match=key):
        Settings.from_data(data)


@given(st.dictionaries(keys, st.one_of(anything, tables)))
def test_any_json_is_settings_or_an_error_that_says_so(data: dict[str, Any]) -> None:
    try:
        settings = Settings.from_data(data)
    except BadSettings as wrong:
        sentence = str(wrong)
        if not sentence:
            raise
        return
    assert isinstance(settings.format, TaskFormat)
    assert all(isinstance(status.symbol, str) for status in settings.statuses)


def test_without_the_plugin_no_dates_are_added() -> None:
    settings = Settings(global_filter="#task").without_dates()
    assert not settings.set_done_date
    assert not settings.set_cancelled_date
    assert settings.global_filter == "#task"
