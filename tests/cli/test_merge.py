"""`triage merge-driver`, called by the real git."""

import shlex
import sys
from pathlib import Path

import pytest

from cli.command_line import Triage
from repository import Clone, needs_git, own_git

pytestmark = [needs_git, pytest.mark.usefixtures("own_git")]
__all__ = ["own_git"]

LINES = [f"- [?] Task {number} #task #proposed #auto" for number in range(12)]
NOTE = "\r\n".join(["\ufeff# Quay", *LINES, "end"]).encode() + b" \xff"


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path, Path]:
    base, ours, theirs = (tmp_path / name for name in ("base", "ours", "theirs"))
    for file in (base, ours, theirs):
        file.write_bytes(NOTE)
    return base, ours, theirs


def _decided(note: bytes, symbol: str, *numbers: int) -> bytes:
    for number in numbers:
        note = note.replace(f"[?] Task {number} ".encode(), f"[{symbol}] Task {number} ".encode())
    return note


def test_git_merges_two_clones_with_it(tmp_path: Path) -> None:
    first = Clone.new(tmp_path / "first")
    first.write("-a b.md", NOTE)
    first.write(".gitattributes", b"*.md merge=triage\n")
    first.commit_all()
    second = Clone(tmp_path / "second")
    first.git("clone", "--quiet", ".", str(second.top))
    driver = f"{shlex.quote(sys.executable)} -m triage merge-driver --marker-size=%L -- %O %A %B %P"
    second.git("config", "merge.triage.driver", driver)
    first.write("-a b.md", _decided(NOTE, "x", *range(0, 12, 2)))
    first.commit_all()
    second.write("-a b.md", _decided(NOTE, "-", *range(1, 12, 2)))
    second.commit_all()
    second.git("pull", "--quiet", "--no-rebase", "--no-edit")
    merged = _decided(_decided(NOTE, "x", *range(0, 12, 2)), "-", *range(1, 12, 2))
    assert (second.top / "-a b.md").read_bytes() == merged
    assert second.status == []


def test_a_line_decided_twice_is_a_conflict_of_that_line_alone(
    files: tuple[Path, Path, Path], triage: Triage
) -> None:
    base, ours, theirs = files
    ours.write_bytes(_decided(NOTE, "x", 3, 4, 5))
    theirs.write_bytes(_decided(NOTE, "-", 4, 6))
    ran = triage("merge-driver", *map(str, files), "Quay/a.md")
    assert (ran.code, ran.out, ran.err) == (1, "", "Quay/a.md: 1 conflict, marked in the note\n")
    both = _decided(_decided(NOTE, "x", 3, 5), "-", 6)
    line = f"{LINES[4]}\r\n".encode()
    marked = (
        b"<<<<<<< ours\r\n"
        + _decided(line, "x", 4)
        + b"=======\r\n"
        + _decided(line, "-", 4)
        + b">>>>>>> theirs\r\n"
    )
    assert ours.read_bytes() == both.replace(line, marked)
    assert (base.read_bytes(), theirs.read_bytes()) == (NOTE, _decided(NOTE, "-", 4, 6))


@pytest.mark.parametrize(
    "their_change",
    [(b"Task 4 ", b"Task four "), (LINES[4].encode() + b"\r\n", b"")],
    ids=["words", "deleted"],
)
def test_what_is_not_two_lines_is_not_guessed(
    files: tuple[Path, Path, Path], triage: Triage, their_change: tuple[bytes, bytes]
) -> None:
    _, ours, theirs = files
    ours.write_bytes(_decided(NOTE, "x", 4))
    theirs.write_bytes(NOTE.replace(*their_change))
    assert triage("merge-driver", "--marker-size", "9", *map(str, files)).code == 1
    merged = ours.read_bytes()
    assert b"<<<<<<<<< ours\r\n" in merged
    assert b"[x] Task 4 " in merged


def test_other_changes_are_merged_as_git_does(files: tuple[Path, Path, Path], triage: Triage) -> None:
    _, ours, theirs = files
    ours.write_bytes(_decided(NOTE, "x", 2).replace(b"# Quay", b"# Quay\r\n\r\nby hand\r\nmore"))
    theirs.write_bytes(_decided(NOTE, "-", 3).replace(LINES[9].encode() + b"\r\n", b""))
    assert triage("merge-driver", *map(str, files)).code == 0
    both = _decided(_decided(NOTE, "x", 2), "-", 3).replace(b"# Quay", b"# Quay\r\n\r\nby hand\r\nmore")
    assert ours.read_bytes() == both.replace(LINES[9].encode() + b"\r\n", b"")


def test_what_git_cannot_merge_is_left_as_it_is(files: tuple[Path, Path, Path], triage: Triage) -> None:
    _, ours, theirs = files
    ours.write_bytes(b"\0" + _decided(NOTE, "x", 4))
    theirs.write_bytes(b"\0" + _decided(NOTE, "-", 4))
    ran = triage("merge-driver", *map(str, files), "a.md")
    assert ran.code == 1
    assert ran.err.startswith("a.md is left as we have it: ")
    assert ours.read_bytes() == b"\0" + _decided(NOTE, "x", 4)
    assert triage("merge-driver", *map(str, files[:2])).code == 2
