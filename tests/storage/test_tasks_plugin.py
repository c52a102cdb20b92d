from pathlib import Path

import pytest

from triage.core.errors import BadSettings
from triage.core.task.settings import TaskFormat
from triage.storage.tasks_plugin import SETTINGS, read_ignored, read_settings


def put(obsidian: Path, name: str, data: bytes) -> None:
    (obsidian / name).parent.mkdir(parents=True, exist_ok=True)
    (obsidian / name).write_bytes(data)


def test_without_files_nothing_is_said(tmp_path: Path) -> None:
    assert read_settings(tmp_path / ".obsidian") is None
    assert read_ignored(tmp_path / ".obsidian") == ()
    (tmp_path / "plugins").touch()
    assert read_settings(tmp_path) is None


def test_settings_are_read(tmp_path: Path) -> None:
    put(tmp_path, SETTINGS, b'{"taskFormat": "dataview", "setDoneDate": false}')
    settings = read_settings(tmp_path)
    assert settings
    assert (settings.format, settings.set_done_date) == (TaskFormat.DATAVIEW, False)
    put(tmp_path, SETTINGS, b"{}")
    assert (read_settings(tmp_path) or settings).set_done_date


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"{", "not JSON: .* line 1"),
        (b"", "not JSON"),
        (b"\xff\xfe\x00", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"null", "no JSON object"),
        (b'{"taskFormat": 3}', "taskFormat is no text"),
        (b'{"a": "%s"}' % (b"x" * 2**22), "larger than 4 MB"),
    ],
)
def test_settings_that_cannot_be_read_are_named(tmp_path: Path, data: bytes, reason: str) -> None:
    put(tmp_path, SETTINGS, data)
    with pytest.raises(BadSettings, match=f"data.json.*{reason}"):
        read_settings(tmp_path)


def test_a_folder_in_place_of_the_settings_is_named(tmp_path: Path) -> None:
    (tmp_path / SETTINGS).mkdir(parents=True)
    with pytest.raises(BadSettings, match=r"data\.json cannot be read: It is not a regular file"):
        read_settings(tmp_path)


@pytest.mark.parametrize("data", [b"{}", b'{"userIgnoreFilters": null}', b'{"userIgnoreFilters": []}'])
def test_no_filters_are_none(tmp_path: Path, data: bytes) -> None:
    put(tmp_path, "app.json", data)
    assert read_ignored(tmp_path) == ()


@pytest.mark.parametrize("data", [b"{", b"[]", b'{"userIgnoreFilters": "A/"}', b'{"userIgnoreFilters": [1]}'])
def test_filters_of_the_wrong_shape_are_named(tmp_path: Path, data: bytes) -> None:
    put(tmp_path, "app.json", data)
    with pytest.raises(BadSettings, match=r"app\.json"):
        read_ignored(tmp_path)
