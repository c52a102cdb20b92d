"""What two looks at a vault's files report."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from triage.core.task.note import FoundNote
from triage.core.vault_changes import Changes
from triage.storage.watching.sighting import Sighting
from triage.storage.watching.snapshot import NO_MARK, Snapshot, mark_of

DAY = date(2026, 11, 22)


class Files:
    """Files of a folder, and looks at them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, **texts: str) -> Snapshot:
        for name, text in texts.items():
            (self.folder / f"{name}.md").write_text(text)
        return self.look()

    def look(self) -> Snapshot:
        files = {path.name: str(path) for path in self.folder.glob("*.md")}
        notes = {name: FoundNote(name, DAY) for name in files}
        marks = {name: mark_of(file) for name, file in files.items()}
        return Snapshot((1, 1), notes, files, marks, {}, frozenset())


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path)


def told(changes: Changes | None) -> str:
    if changes is None:
        return ""
    parts = [f"+{note.path}" for note in changes.created]
    parts += [f"~{path}" for path in changes.changed]
    parts += [f"-{path}" for path in changes.deleted]
    parts += [f"{moved.before}>{moved.after.path}" for moved in changes.moved]
    return " ".join(sorted(parts))


def test_nothing_is_told_twice(files: Files) -> None:
    sighting = Sighting(files.write(a="a", b="b"))
    assert told(sighting.see(files.look(), 0)) == ""
    present = files.write(a="other", c="c")
    assert told(sighting.see(present, 1)) == "+c.md ~a.md"
    assert told(sighting.see(present, 2)) == ""
    assert sighting.holds is None


def test_a_note_is_deleted_once_it_was_missing_for_a_moment(files: Files) -> None:
    sighting = Sighting(files.write(a="a", b="b"))
    (files.folder / "a.md").unlink()
    assert told(sighting.see(files.look(), 10)) == ""
    assert sighting.holds == pytest.approx(0.25)
    assert told(sighting.see(files.look(), 10.2)) == ""
    assert told(sighting.see(files.look(), 10.25)) == "-a.md"
    assert sighting.holds is None


def test_a_note_that_comes_back_in_time_has_changed(files: Files) -> None:
    sighting = Sighting(files.write(a="a"))
    (files.folder / "a.md").unlink()
    sighting.see(files.look(), 10)
    assert told(sighting.see(files.write(a="anew"), 10.1)) == "~a.md"
    (files.folder / "a.md").unlink()
    assert told(sighting.see(files.look(), 11)) == ""


def test_the_same_file_under_another_name_was_moved(files: Files) -> None:
    sighting = Sighting(files.write(a="a", b="b"))
    (files.folder / "a.md").rename(files.folder / "z.md")
    assert told(sighting.see(files.look(), 0)) == "a.md>z.md"
    assert told(sighting.see(files.look(), 1)) == ""


def test_another_file_that_got_the_inode_was_not_moved(files: Files) -> None:
    before = files.write(a="a")
    sighting = Sighting(before)
    (files.folder / "a.md").unlink()
    present = files.write(z="zz")
    inode, *others = present.marks["z.md"]
    present = replace(present, marks={"z.md": (before.marks["a.md"][0], *others)})  # type: ignore[dict-item]
    assert inode
    assert told(sighting.see(present, 0)) == "+z.md -a.md"


def test_what_is_new_lets_what_is_missing_be_told_at_once(files: Files) -> None:
    """A program that knows the old bytes can then see that the note was moved."""
    sighting = Sighting(files.write(a="a"))
    (files.folder / "a.md").unlink()
    assert told(sighting.see(files.write(z="more"), 0)) == "+z.md -a.md"


def test_a_copy_waits_for_its_original_to_go(files: Files) -> None:
    sighting = Sighting(files.write(a="same", b="else"))
    assert told(sighting.see(files.write(copy="same"), 5)) == ""
    assert sighting.holds == pytest.approx(1.0)
    (files.folder / "a.md").unlink()
    assert told(sighting.see(files.look(), 5.9)) == "a.md>copy.md"
    assert sighting.holds is None


def test_a_copy_whose_original_stays_is_new(files: Files) -> None:
    sighting = Sighting(files.write(a="same"))
    assert told(sighting.see(files.write(copy="same", other="same size".replace(" size", "")), 5)) == ""
    assert told(sighting.see(files.look(), 6)) == "+copy.md +other.md"


def test_a_note_as_long_as_another_one_is_no_copy(files: Files) -> None:
    sighting = Sighting(files.write(a="same", empty=""))
    assert told(sighting.see(files.write(z="maes", void=""), 5)) == "+void.md +z.md"


def test_a_note_of_which_nothing_is_known_has_changed(files: Files) -> None:
    present = files.write(a="a", b="b")
    sighting = Sighting(replace(present, marks={**present.marks, "a.md": NO_MARK, "gone.md": NO_MARK}))
    assert told(sighting.see(present, 0)) == "~a.md"
    assert told(sighting.see(present, 1)) == "-gone.md"


def test_problems_are_told_though_nothing_else_happened(files: Files) -> None:
    sighting = Sighting(files.write(a="a"))
    changes = sighting.see(files.look(), 0, ("It is slow",))
    assert changes is not None
    assert changes.problems == ("It is slow",)
