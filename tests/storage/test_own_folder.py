"""The state folder, in places that other users can reach."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from triage.storage.own_folder import NotOwn, make_own
from triage.storage.places import vault_state_folder

Act = Callable[[Path], None]


def of_another(folder: Path) -> None:
    if os.geteuid():
        pytest.skip("only root can give a folder away")
    folder.mkdir(mode=0o700)
    os.chown(folder, 4321, 4321)


def open_to_all(folder: Path) -> None:
    folder.mkdir()
    folder.chmod(0o777)


def open_to_the_group(folder: Path) -> None:
    folder.mkdir()
    folder.chmod(0o770)


def a_link_to_one_of_another(folder: Path) -> None:
    of_another(folder.with_name("elsewhere"))
    folder.symlink_to("elsewhere")


def beneath_what_all_can_empty(folder: Path) -> None:
    folder.parent.chmod(0o777)


@pytest.mark.parametrize(
    "unsafe, said",
    [
        (of_another, r"belongs to user 4321; .*set XDG_STATE_HOME"),
        (open_to_all, r"can be written by other users; .*say chmod 700"),
        (open_to_the_group, "can be written by other users"),
        (a_link_to_one_of_another, r"elsewhere belongs to user 4321"),
        (beneath_what_all_can_empty, "other users can replace what is in .*; set XDG_STATE_HOME"),
    ],
)
def test_a_folder_that_others_reach_is_refused_with_what_to_do(
    tmp_path: Path, unsafe: Act, said: str
) -> None:
    folder = tmp_path / "shared/triage"
    folder.parent.mkdir()
    unsafe(folder)
    was_there = folder.exists()
    with pytest.raises(NotOwn, match=said):
        make_own(folder)
    assert folder.exists() == was_there


def test_what_is_ours_is_made_private_in_whichever_place(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o1777)  # nobody can rename what is ours there
    make_own(shared / "new")
    assert stat.S_IMODE((shared / "new").stat().st_mode) == 0o700
    (shared / "restored").mkdir(mode=0o755)
    make_own(shared / "restored")
    assert stat.S_IMODE((shared / "restored").stat().st_mode) == 0o700
    (shared / "link").symlink_to("new")
    make_own(shared / "link")


def test_a_folder_of_a_group_may_hold_it(tmp_path: Path) -> None:
    (tmp_path / "state").mkdir()
    (tmp_path / "state").chmod(0o2775)  # as some systems make every folder
    make_own(tmp_path / "state/triage")
    assert stat.S_IMODE((tmp_path / "state/triage").stat().st_mode) & 0o777 == 0o700


def test_the_state_of_a_vault_is_refused_at_either_level(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "new/state"))
    own = vault_state_folder(tmp_path)
    own.chmod(0o777)
    with pytest.raises(NotOwn):
        vault_state_folder(tmp_path)
    own.chmod(0o700)
    own.parent.chmod(0o777)
    with pytest.raises(NotOwn):
        vault_state_folder(tmp_path)
