"""The names of other versions of notes."""

import pytest

from table import each_row
from triage.core.conflict_copy import is_unfinished, original_of


@each_row(
    "name, original",
    [
        ("Wool.sync-conflict-20261122-140500-ABCDEFG.md", "Wool.md"),
        ("Wool.sync-conflict-20261122-140500.md", "Wool.md"),
        ("Wool.sync-conflict-20261122-140500-ABCDEFG.sync-conflict-20261123-070000-HIJKLMN.md", "Wool.md"),
        ("Wool (conflicted copy 2026-11-22).md", "Wool.md"),
        ("Wool (Ada's conflicted copy 2026-11-22).md", "Wool.md"),
        ("Wool (Ada's MacBook's conflicted copy 2026-11-22 (1)).md", None),  # Dropbox numbers outside
        ("Wool (Ada's conflicted copy 2026-11-22) (1).md", None),
        ("Wool (conflicted copy 2026-11-22 140500).md", "Wool.md"),
        ("Wool (Conflicted copy phone 202611221405).md", "Wool.md"),
        ("2026-11-20 Wool (draft) (conflicted copy 2026-11-22).md", "2026-11-20 Wool (draft).md"),
        ("Wool_conflict-20261122-140500.md", "Wool.md"),
        ("Wool (SFConflict ada@example.org 2026-11-22-14-05-00).md", "Wool.md"),
        ("Wool_Ada-PC_Nov-22-1405-2026_Conflict.md", "Wool.md"),
        ("Wool_Ada-PC_Nov-22-1405-2026_CaseConflict_1.md", "Wool.md"),
        ("Wool.md.orig", "Wool.md"),
        ("Wool.MD.orig", "Wool.MD"),
        ("Ärger\nmit Wolle (conflicted copy 2026-11-22).md", "Ärger\nmit Wolle.md"),
    ],
)
def test_a_copy_names_its_note(name: str, original: str | None) -> None:
    assert original_of(name, ()) == original


@each_row(
    "name",
    [
        "Wool.md",
        "How to solve a sync-conflict.md",
        "Notes on (conflicted copy) files.md",
        "Wool (conflicted copy).md",
        "Wool (1).md",
        "Wool 2.md",
        "Conflict 2026-11-22.md",
        "conflicted copy 2026-11-22.md",
        "Wool.sync-conflict-2026.md",
        "Wool.orig",
        ".orig",
        "The_LOCAL_paper.md",
    ],
)
def test_other_names_are_notes(name: str) -> None:
    assert original_of(name, {name, "Wool.md", "The.md"}) is None


@pytest.mark.parametrize(
    "name", ["Wool-DESKTOP-AB12CD3.md", "Wool-LAPTOP-AB12CD3-2.md", "Wool_LOCAL_4711.md"]
)
def test_what_could_be_a_name_is_a_copy_only_beside_its_note(name: str) -> None:
    assert original_of(name, {name, "Wool.md"}) == "Wool.md"
    assert original_of(name, {name, "wool.md"}) is None


def test_what_a_program_is_still_bringing_is_no_note() -> None:
    assert is_unfinished("~syncthing~Wool.md")
    assert is_unfinished("~$Wool.md")
    assert not is_unfinished("~Wool.md")
    assert not is_unfinished("Wool~.md")
