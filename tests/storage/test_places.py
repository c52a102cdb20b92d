import stat
from pathlib import Path

import pytest

from triage.storage.places import config_file, state_folder, vault_state_folder


def test_xdg_folders_are_honoured(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "c"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "s"))
    assert config_file() == tmp_path / "c/triage/config.yaml"
    assert state_folder() == tmp_path / "s/triage"


def test_a_relative_xdg_folder_is_ignored(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_STATE_HOME", "here")
    assert state_folder().is_relative_to(tmp_path)


def test_each_vault_has_a_private_folder_by_its_real_path(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "s"))
    for name in ("a/My Nötes!", "b/My Nötes!"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "link").symlink_to("a/My Nötes!")
    first = vault_state_folder(tmp_path / "a/My Nötes!")
    assert first == vault_state_folder(tmp_path / "link")
    assert first != vault_state_folder(tmp_path / "b/My Nötes!")
    assert first.name.startswith("My-N-tes-")
    assert stat.S_IMODE(first.stat().st_mode) == 0o700
    assert stat.S_IMODE(first.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("name", ["…", "x" * 200])
def test_any_folder_name_gives_a_short_clean_one(
    name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "s"))
    (tmp_path / name).mkdir()
    assert len(vault_state_folder(tmp_path / name).name) < 60
