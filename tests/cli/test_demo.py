"""`triage demo`, as far as it goes without a terminal."""

from pathlib import Path

from cli.command_line import Notes, Triage


def test_a_copy_is_written_and_left(triage: Triage, tmp_path: Path) -> None:
    ran = triage("demo", "--path", "--keep", str(tmp_path / "copy"), "--today", "2026-11-22")
    assert (ran.code, ran.out) == (0, f"{tmp_path / 'copy'}\n")
    assert (tmp_path / "copy" / "Daily" / "2026-11-22.md").is_file()
    assert int(triage("list", "--count", "--vault", str(tmp_path / "copy")).out) > 100


def test_a_copy_in_a_place_of_its_own(triage: Triage, tmp_path: Path, monkeypatch: object) -> None:
    ran = triage("demo", "--path")
    copy = Path(ran.out.strip())
    assert (copy / "Inbox.md").is_file()
    assert copy.parent.name.startswith("triage-demo-")
    assert copy.parent.stat().st_mode & 0o077 == 0


def test_nothing_is_overwritten(notes: Notes, triage: Triage) -> None:
    notes.write({"a.md": "mine"})
    before = notes.everything()
    for place in (notes.root, notes.root / "a.md"):
        ran = triage("demo", "--path", "--keep", str(place))
        assert notes.everything() == before
        assert ran.code == 2
        assert "is there already" in ran.err


def test_without_a_terminal_nothing_is_written(triage: Triage, tmp_path: Path) -> None:
    ran = triage("demo", "--keep", str(tmp_path / "copy"))
    assert ran.code == 2
    assert not (tmp_path / "copy").exists()
