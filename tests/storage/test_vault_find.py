import os
from datetime import date, datetime
from pathlib import Path

import pytest

from triage.core.config import Config
from triage.core.errors import NoteUnreadable, NoVault
from triage.storage.vault import Vault


def put(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(name.encode("utf-8", "surrogateescape"))


def found(root: Path, *exclude: str) -> list[str]:
    return sorted(note.path for note in Vault(root, Config(exclude=exclude)).find())


def test_markdown_files_are_notes(tmp_path: Path) -> None:
    put(tmp_path, "a.md", "b/C.MD", "b/c/d.md", "e.txt", "md", "f.md.bak", "node_modules/g.md")
    (tmp_path / "folder.md").mkdir()
    put(tmp_path, "folder.md/h.md")
    os.mkfifo(tmp_path / "pipe.md")
    assert found(tmp_path) == ["a.md", "b/C.MD", "b/c/d.md", "folder.md/h.md", "node_modules/g.md"]


def test_what_is_hidden_is_left_out(tmp_path: Path) -> None:
    put(tmp_path, ".a.md", ".trash/b.md", ".obsidian/c.md", "d/.git/e.md", "f.md")
    assert found(tmp_path) == ["f.md"]


def test_names_that_are_not_utf8_are_found_and_read(tmp_path: Path) -> None:
    name = "\udcff\udcfe.md"
    put(tmp_path, name)
    vault = Vault(tmp_path, Config())
    assert [note.path for note in vault.find()] == [name]
    assert vault.read(name) == b"\xff\xfe.md"


def test_the_newest_come_first_and_then_the_paths_count(tmp_path: Path) -> None:
    put(tmp_path, "2026-12-01 z.md", "b/20261201.md", "2026-11-30.md", "plain.md", "2026-99-99.md", "odd.md")
    for name, day in [("plain.md", datetime(2026, 12, 1, 23, 59)), ("2026-99-99.md", datetime(2027, 1, 1))]:
        os.utime(tmp_path / name, (day.timestamp(), day.timestamp()))
    os.utime(tmp_path / "odd.md", ns=(0, 0))
    notes = list(Vault(tmp_path, Config()).find())
    assert [note.path for note in notes] == [
        "2026-99-99.md",
        "2026-12-01 z.md",
        "b/20261201.md",
        "plain.md",
        "2026-11-30.md",
        "odd.md",
    ]
    assert notes[3].day == date(2026, 12, 1)


def test_a_link_within_the_vault_is_followed_once(tmp_path: Path) -> None:
    put(tmp_path, "a/one.md", ".hidden/two.md", "b.txt")
    (tmp_path / "0-same.md").symlink_to("a/one.md")
    (tmp_path / "0-folder").symlink_to("a")
    (tmp_path / "two.md").symlink_to(".hidden/two.md")
    (tmp_path / "two again.md").symlink_to("two.md")
    (tmp_path / "z").symlink_to(".hidden")
    (tmp_path / "b.md").symlink_to("b.txt")
    notes = found(tmp_path)
    assert notes[:2] == ["a/one.md", "b.md"]
    assert len(notes) == 3
    assert notes[2] in {"two.md", "two again.md", "z/two.md"}


def test_links_that_lead_out_or_nowhere_or_round_are_not_followed(tmp_path: Path) -> None:
    root = tmp_path / "vault"
    put(root, "a/one.md")
    put(tmp_path, "vault-2/out.md")
    (root / "out.md").symlink_to(tmp_path / "vault-2/out.md")
    (root / "out").symlink_to(tmp_path / "vault-2")
    (root / "nowhere.md").symlink_to("missing.md")
    (root / "self.md").symlink_to("self.md")
    (root / "a/up").symlink_to("..")
    (root / "a/here").symlink_to(".")
    (root / "above").symlink_to(tmp_path)
    vault = Vault(root, Config())
    assert [note.path for note in vault.find()] == ["a/one.md"]
    for name in ("out.md", "out/out.md", "above/vault-2/out.md"):
        with pytest.raises(NoteUnreadable, match="leads out of the vault"):
            vault.read(name)
    for name in ("nowhere.md", "self.md"):
        with pytest.raises(NoteUnreadable):
            vault.read(name)


def test_what_is_excluded_stays_so_under_every_name(tmp_path: Path) -> None:
    put(tmp_path, "Archive/a.md", "b.md")
    (tmp_path / "link").symlink_to("Archive")
    (tmp_path / "link.md").symlink_to("Archive/a.md")
    assert found(tmp_path, "Archive") == ["b.md"]
    assert found(tmp_path, "Archive", "b.md") == []
    assert found(tmp_path, "link") == ["Archive/a.md", "b.md"]


def test_a_vault_that_is_itself_a_link_is_walked(tmp_path: Path) -> None:
    put(tmp_path, "real/a.md")
    (tmp_path / "link").symlink_to("real")
    vault = Vault(tmp_path / "link", Config())
    assert [note.path for note in vault.find()] == ["a.md"]
    assert vault.read("a.md") == b"real/a.md".replace(b"real/", b"real/")


def test_excluded_files_of_every_vault_around_are_left_out(tmp_path: Path) -> None:
    put(tmp_path, "Old/a.md", "b.md", "inner/Old/c.md", "inner/d.md", "inner/e.md", "inner/Drafts/f.md")
    put(tmp_path, ".obsidian/app.json", "inner/.obsidian/app.json")
    (tmp_path / ".obsidian/app.json").write_text('{"userIgnoreFilters": ["old/", "inner/e.md"]}')
    (tmp_path / "inner/.obsidian/app.json").write_text('{"userIgnoreFilters": ["/^drafts/"]}')
    assert found(tmp_path) == ["b.md", "inner/Old/c.md", "inner/d.md"]


def test_what_cannot_be_understood_is_a_problem_and_hides_nothing(tmp_path: Path) -> None:
    put(tmp_path, "a.md", ".obsidian/app.json", "b/.obsidian/app.json", "b/c.md")
    (tmp_path / "b/.obsidian/app.json").write_text('{"userIgnoreFilters": ["/(/"]}')
    vault = Vault(tmp_path, Config())
    assert len(list(vault.find())) == 2
    first, second = vault.problems
    assert "app.json is not JSON" in first
    assert "'/(/' cannot be understood" in second
    (tmp_path / ".obsidian/app.json").write_text("{}")
    vault.find()
    assert len(vault.problems) == 1
    assert len(vault.obsidian_folders()) == 2


def test_a_folder_that_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    if not os.geteuid():
        pytest.skip("root may read everything")
    put(tmp_path, "a.md", "b/c.md")
    (tmp_path / "b").chmod(0)
    vault = Vault(tmp_path, Config())
    try:
        assert [note.path for note in vault.find()] == ["a.md"]
        assert vault.problems == ["The folder b/ cannot be read: Permission denied"]
    finally:
        (tmp_path / "b").chmod(0o755)


def test_a_folder_whose_path_is_too_long_is_a_problem(tmp_path: Path) -> None:
    put(tmp_path, "a.md")
    here = Path.cwd()
    try:
        os.chdir(tmp_path)
        for _ in range(20):
            Path("n" * 250).mkdir()
            os.chdir("n" * 250)
    finally:
        os.chdir(here)
    vault = Vault(tmp_path, Config())
    assert [note.path for note in vault.find()] == ["a.md"]
    assert "File name too long" in vault.problems[0]


def test_there_is_no_vault_where_there_is_no_folder(tmp_path: Path) -> None:
    put(tmp_path, "a.md")
    with pytest.raises(NoVault, match=r"There is no folder .*missing"):
        Vault(tmp_path / "missing", Config())
    with pytest.raises(NoVault, match=rf"a\.md is a file; name the vault's folder, such as {tmp_path}"):
        Vault(tmp_path / "a.md", Config())
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(NoVault):
        Vault(tmp_path / "loop", Config())


def test_a_vault_that_goes_away_is_said(tmp_path: Path) -> None:
    (tmp_path / "vault").mkdir()
    vault = Vault(tmp_path / "vault", Config())
    (tmp_path / "vault").rmdir()
    with pytest.raises(NoVault, match="cannot be read"):
        vault.find()


@pytest.mark.parametrize(
    "note", ["", "/etc/passwd", "../a.md", "b/../../a.md", "a\0.md", ".", "b", "x.md", "a.md/b"]
)
def test_a_path_that_is_no_note_of_the_vault_is_refused(tmp_path: Path, note: str) -> None:
    put(tmp_path, "a.md", "vault/a.md", "vault/b/c.md")
    with pytest.raises(NoteUnreadable):
        Vault(tmp_path / "vault", Config()).read(note)


def test_a_note_above_the_limit_is_refused(tmp_path: Path) -> None:
    with (tmp_path / "a.md").open("wb") as file:
        file.truncate(64 * 2**20 + 1)
    with pytest.raises(NoteUnreadable, match=r"a\.md is left alone: It is larger than 64 MB"):
        Vault(tmp_path, Config()).read("a.md")


def test_looking_changes_nothing(tmp_path: Path) -> None:
    put(tmp_path, "a.md", "b/c.md")
    vault = Vault(tmp_path, Config(), state=tmp_path / "state")
    for note in vault.find():
        vault.metadata(vault.read(note.path))
        vault.vocabulary(note.path)
    assert not vault.history().undoable
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.md", "b", "c.md"]


def test_other_versions_of_notes_are_no_notes_and_are_named(tmp_path: Path) -> None:
    put(
        tmp_path,
        "a.md",
        "b/c.md",
        "b/c (conflicted copy 2026-11-22).md",
        "b/c.md.orig",
        "a.sync-conflict-20261122-140500-ABCDEFG.md",
        "out/d (conflicted copy 2026-11-22).md",
        ".stversions/a~20261122-140500.md",
        "~syncthing~a.md",
    )
    vault = Vault(tmp_path, Config(exclude=("out",)))
    assert sorted(note.path for note in vault.find()) == ["a.md", "b/c.md"]
    assert vault.conflict_copies == {
        "a.sync-conflict-20261122-140500-ABCDEFG.md": "a.md",
        "b/c (conflicted copy 2026-11-22).md": "b/c.md",
        "b/c.md.orig": "b/c.md",
    }
    (tmp_path / "b/c.md.orig").unlink()
    list(vault.find())
    assert len(vault.conflict_copies) == 2
