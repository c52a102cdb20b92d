"""Nothing outside the vault is read or written, whatever a link, a path or the vault's own files say."""

import json
import os
import socket
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fakes import note, proposal_line
from triage.core.config import Config
from triage.core.errors import BadConfig, BadSettings, NoteUnreadable
from triage.core.history.gesture import Gesture
from triage.core.task.edit import LineEdit, Result
from triage.core.task.proposal import find_proposals
from triage.core.task.vocabulary import Role, Vocabulary
from triage.storage import file
from triage.storage.config.config import load_config, set_value
from triage.storage.file import Relinked, read_regular
from triage.storage.note_file import read_note
from triage.storage.tasks_plugin import SETTINGS, read_ignored, read_settings
from triage.storage.vault import Vault

INSIDE, OUTSIDE = note(proposal_line("Inside")), note(proposal_line("Outside"))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A vault, and beside it files that it must not touch."""
    (tmp_path / "vault" / "in").mkdir(parents=True)
    (tmp_path / "outside").mkdir()
    (tmp_path / "vault" / "in" / "Note.md").write_bytes(INSIDE)
    (tmp_path / "outside" / "Note.md").write_bytes(OUTSIDE)
    return (tmp_path / "vault").resolve()


def refused(vault: Vault, path: str) -> str:
    """Check that a note is neither read nor written; the reason."""
    outside = vault.root.parent / "outside" / "Note.md"
    (proposal,) = find_proposals(path, OUTSIDE, Vocabulary())
    edit = LineEdit(proposal.place, proposal.place.line.replace("[?]", "[x]"))
    gesture = Gesture("g1", "run", datetime(2026, 11, 22, tzinfo=UTC), "done")
    (outcome,) = vault.save(path, [edit], gesture)
    assert outcome.result is Result.FAILED
    assert outside.read_bytes() == OUTSIDE
    with pytest.raises(NoteUnreadable) as error:
        vault.read(path)
    return str(error.value)


def opened(root: Path) -> Vault:
    state = root.parent / "state"
    state.mkdir(exist_ok=True)
    return Vault(root, Config(), state=state)


@pytest.mark.parametrize(
    "path", ["../outside/Note.md", "in/../../outside/Note.md", "/etc/passwd", "..", "\0"]
)
def test_a_path_that_leads_out_is_refused(root: Path, path: str) -> None:
    assert "not a path within the vault" in refused(opened(root), path)


@pytest.mark.parametrize("is_folder", [True, False])
def test_a_link_that_leads_out_is_neither_found_nor_read(root: Path, is_folder: bool) -> None:
    link = root / ("linked" if is_folder else "Linked.md")
    link.symlink_to(root.parent / "outside" / ("" if is_folder else "Note.md"))
    vault = opened(root)
    assert [found.path for found in vault.find()] == ["in/Note.md"]
    path = "linked/Note.md" if is_folder else "Linked.md"
    assert "leads out of the vault" in refused(vault, path)


def test_a_link_within_the_vault_is_followed(root: Path) -> None:
    (root / "Linked.md").symlink_to(root / "in" / "Note.md")
    assert opened(root).read("Linked.md") == INSIDE


def test_a_folder_that_becomes_a_link_once_it_was_resolved_is_not_followed(root: Path) -> None:
    path = root / "in" / "Note.md"
    (root / "in").rename(root / "was")
    (root / "in").symlink_to(root.parent / "outside")
    assert path.read_bytes() == OUTSIDE
    with pytest.raises(NoteUnreadable, match="leads elsewhere now"):
        read_note(path, "in/Note.md")


def test_a_note_that_becomes_a_link_once_it_was_resolved_is_not_followed(root: Path) -> None:
    path = root / "in" / "Note.md"
    path.unlink()
    path.symlink_to(root.parent / "outside" / "Note.md")
    with pytest.raises(NoteUnreadable, match="leads elsewhere now"):
        read_note(path, "in/Note.md")


def test_links_are_refused_where_the_system_does_not_name_open_files(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file, "_name_of", lambda descriptor: None)
    path = root / "in" / "Note.md"
    assert read_regular(path, 1000, through_links=False) == INSIDE
    (root / "in").rename(root / "was")
    (root / "in").symlink_to(root / "was")
    with pytest.raises(Relinked):
        read_regular(path, 1000, through_links=False)
    assert read_regular(path, 1000) == INSIDE
    free = os.dup(0)
    os.close(free)
    for _ in range(5):
        with pytest.raises(Relinked):
            read_regular(path, 1000, through_links=False)
    again = os.dup(0)
    os.close(again)
    assert again == free


def test_a_folder_that_is_swapped_all_the_time_never_shows_what_lies_outside(root: Path) -> None:
    path, is_over = root / "in" / "Note.md", threading.Event()

    def swap() -> None:
        while not is_over.is_set():
            (root / "in").rename(root / "was")
            (root / "in").symlink_to(root.parent / "outside")
            (root / "in").unlink()
            (root / "was").rename(root / "in")

    swapping = threading.Thread(target=swap)
    swapping.start()
    read = set()
    try:
        for _ in range(3000):
            try:
                read.add(read_note(path, "in/Note.md"))
            except NoteUnreadable:
                continue
    finally:
        is_over.set()
        swapping.join()
    assert read <= {INSIDE}


@pytest.mark.parametrize("kind", ["pipe", "socket", "device", "folder"])
def test_what_is_no_file_is_named_and_nothing_waits_for_it(root: Path, kind: str) -> None:
    path = root / "Odd.md"
    match kind:
        case "pipe":
            os.mkfifo(path)
        case "folder":
            path.mkdir()
        case "socket":
            with socket.socket(socket.AF_UNIX) as listening:
                listening.bind(os.path.relpath(path))
        case _:
            path.symlink_to("/dev/zero")
    vault = opened(root)
    assert [found.path for found in vault.find()] == ["in/Note.md"]
    refused(vault, "Odd.md")


def test_settings_of_the_plugin_outside_the_vault_are_not_read(root: Path) -> None:
    outside = root.parent / "outside" / SETTINGS
    outside.parent.mkdir(parents=True)
    outside.write_text(json.dumps({"globalFilter": "#outside"}))
    (outside.parents[2] / "app.json").write_text(json.dumps({"userIgnoreFilters": ["in/"]}))
    (root / ".obsidian").symlink_to(root.parent / "outside")
    for read in (read_settings, read_ignored):
        with pytest.raises(BadSettings, match="leads out of the vault"):
            read(root / ".obsidian")
    vault = opened(root)
    assert [found.path for found in vault.find()] == ["in/Note.md"]
    assert vault.vocabulary("in/Note.md").settings.global_filter == ""
    assert any("leads out of the vault" in problem for problem in vault.problems)


def test_settings_that_are_a_link_within_the_vault_are_read(root: Path) -> None:
    (root / "shared").mkdir()
    (root / "shared" / "app.json").write_text(json.dumps({"userIgnoreFilters": ["in/"]}))
    (root / ".obsidian").symlink_to(root / "shared")
    assert [found.path for found in opened(root).find()] == []


def test_a_config_of_the_vault_that_leads_out_of_it_is_neither_read_nor_written(root: Path) -> None:
    outside = root.parent / "outside" / "config.yaml"
    outside.write_text("queue_tags: ['#x']\n")
    (root / ".triage.yaml").symlink_to(outside)
    with pytest.raises(BadConfig, match="leads out of the vault"):
        load_config(root, root.parent / "none.yaml")
    with pytest.raises(BadConfig, match="leads out of the vault"):
        set_value(root / ".triage.yaml", ["mine"], ["Ada"])
    assert outside.read_text() == "queue_tags: ['#x']\n"


def test_an_expression_that_takes_for_ever_is_given_up_and_named(root: Path) -> None:
    (root / ".obsidian").mkdir()
    (root / ".obsidian" / "app.json").write_text(json.dumps({"userIgnoreFilters": ["/(a|aa)+$/", "in/"]}))
    name = f"{'a' * 60}.md"
    (root / name).write_bytes(INSIDE)
    vault = opened(root)
    assert [found.path for found in vault.find()] == [name]
    assert any("take too long" in problem for problem in vault.problems)


@pytest.mark.parametrize("symbol", ["\n", "\r", "\u2028", "\ud800", "\x1b"])
def test_a_symbol_that_would_break_the_line_is_not_taken_from_the_settings(root: Path, symbol: str) -> None:
    plugin = root / ".obsidian" / SETTINGS
    plugin.parent.mkdir(parents=True)
    statuses = [{"symbol": symbol, "name": "rejected", "type": "CANCELLED"}]
    plugin.write_text(json.dumps({"statusSettings": {"coreStatuses": [], "customStatuses": statuses}}))
    assert opened(root).vocabulary("in/Note.md").symbol(Role.REJECTED) == "-"
