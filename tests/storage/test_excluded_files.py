import json
from itertools import count
from pathlib import Path

from table import each_row
from triage.core.config import Config
from triage.storage.excluded_files import ExcludedFiles, Patience
from triage.storage.vault import Vault


def excluded(*entries: str, patience: Patience | None = None) -> tuple[ExcludedFiles, list[str]]:
    """The entries, and what was reported about them."""
    problems: list[str] = []
    return ExcludedFiles(entries, patience or Patience(), problems.append), problems


@each_row(
    "entry, path, is_covered",
    [
        ("Archive/", "Archive/a.md", True),
        ("Archive/", "archive/deep/a.md", True),
        ("Archive/", "Archived.md", False),
        ("Archive/", "x/Archive/a.md", False),
        ("Notes (old)/a.md", "Notes (old)/a.md", True),
        (r"/\d{4}/", "x/2026.md", True),
        (r"/\d{4}/", "x/٢٠٢٦.md", False),
        (r"/^x\/.*\.MD$/", "x/y.md", True),
        (r"/^y/", "x/y.md", False),
        ("/b.md$/", "b.md\n", False),
        ("/", "/", True),
        ("/", "a.md", False),
        ("Übung/", "U\u0308bung/a.md", True),
        ("/Übung/", "x/u\u0308bung/a.md", True),
        ("ΟΔΟΣ", "οδος.md", True),
        ("ΟΔΟΣ", "Οδοσ αβγ.md", True),
        ("Strasse/", "Straße/a.md", False),
    ],
)
def test_an_entry_is_a_beginning_or_an_expression(entry: str, path: str, is_covered: bool) -> None:
    files, problems = excluded("Nowhere/", entry, "/nothing at all/")
    assert files.covering(path) == (entry if is_covered else "")
    assert not problems


def test_what_cannot_be_read_covers_nothing_and_is_named_once() -> None:
    files, problems = excluded("/(/", *(f"/(?<{number}/" for number in range(1000)), "A/")
    assert files.covering("(") == ""
    assert files.covering("A/b.md") == "A/"
    [problem] = problems
    assert problem == (
        "the excluded files '/(/', '/(?<0/', '/(?<1/' and 998 more cannot be understood, and are not "
        "applied: it lacks a ), at character 1"
    )


@each_row(
    "entry",
    [
        "/(?:abcdefgh){e<=100}z/",
        r"/\L<x>/",
        "/(?r)a/",
        "/(?V1)[[a--b]]/",
        "/(?R)/",
        "/(?i)a/",
        "/" + "(" * 1500 + ")" * 1500 + "/",
        "/((((a{1,1000}){1,1000}){1,1000}){1,1000}){1,1000}/",
        "/(?:" + "a?" * 1500 + "){65535}/",
    ],
)
def test_what_only_other_languages_mean_or_nobody_can_compile_covers_nothing(entry: str) -> None:
    files, _ = excluded(entry)
    assert files.covering(f"{'a' * 200}/{'abcdefgz' * 20}.md") == ""


def test_of_many_expressions_some_count_and_the_others_are_named() -> None:
    files, problems = excluded(*(f"/^x{number}$/" for number in range(1000)), "A/")
    assert files.covering("x199") == "/^x199$/"
    assert files.covering("x200") == ""
    assert files.covering("A/b.md") == "A/"
    [problem] = problems
    assert "'/^x200$/', '/^x201$/', '/^x202$/' and 797 more" in problem
    assert problem.endswith("there are more than 200")


def test_many_beginnings_cost_a_look_for_each_length_of_them() -> None:
    files, _ = excluded(*(f"x{number}{'y' * 100}" for number in range(30_000)))
    assert files.covering(f"X7{'y' * 100}/a.md") == f"x7{'y' * 100}"
    assert files.covering("a.md") == ""
    assert len(files._lengths) == 5


def test_all_expressions_together_have_one_bound() -> None:
    seconds = (number * 0.05 for number in count())
    patience = Patience(lambda: next(seconds))
    files, problems = excluded("/x/", "A/", patience=patience)
    others, more = excluded("/y/", "/z/", patience=patience)
    for number in range(100):
        assert files.covering(f"{number}.md") == others.covering(f"{number}.md") == ""
    why = "all of them together take too long"
    assert problems == [f"the excluded files '/x/' are not applied any more: {why}"]
    assert more == [f"the excluded files '/y/', '/z/' are not applied any more: {why}"]
    assert files.covering("x.md") == ""
    assert files.covering("A/x.md") == "A/"
    _, late = excluded("/w/", patience=patience)
    assert late == [f"the excluded files '/w/' cannot be understood, and are not applied: {why}"]


def test_quick_expressions_are_looked_for_in_any_number_of_paths() -> None:
    seconds = (number * 0.0002 for number in count())
    files, problems = excluded("/x$/", "/y$/", patience=Patience(lambda: next(seconds)))
    for number in range(20_000):
        assert not files.covering(f"{number}.md")
    assert files.covering("y")
    assert not problems


def test_expressions_without_an_end_hide_nothing_and_are_named(tmp_path: Path) -> None:
    name = f"{'a' * 200}.md"
    (tmp_path / name).write_bytes(b"")
    (tmp_path / ".obsidian").mkdir()
    entries = [f"/(a+)+{number}$/" for number in range(100)]
    (tmp_path / ".obsidian/app.json").write_text(json.dumps({"userIgnoreFilters": entries}))
    vault = Vault(tmp_path, Config())
    assert [note.path for note in vault.find()] == [name]
    assert "take too long" in vault.problems[0]
    assert "together" in vault.problems[-1]
