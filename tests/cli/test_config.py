"""`triage config`."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from cli.command_line import Notes, Triage

OWN = "# mine\nbulk_limit: 7  # few\nviews:\n  today: due:today\nkeys:\n  accept: f6\n"


@pytest.fixture
def own(home: Path) -> Path:
    file = home / "xdg_config_home" / "triage" / "config.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(OWN)
    return file


def values(triage: Triage) -> dict[str, tuple[object, str | None]]:
    [shown] = triage("config", "--json").objects
    return {name: (entry["value"], entry["place"]) for name, entry in shown["values"].items()}


def test_every_value_says_where_it_comes_from(notes: Notes, triage: Triage, own: Path) -> None:
    notes.write({".triage.yaml": 'queue_tags: ["#x"]\naccept:\n  drop_tags: ["#y"]\n'})
    beside = notes.root / ".triage.yaml"
    shown = values(triage)
    assert shown["bulk_limit"] == (7, f"{own}, line 2")
    assert shown["views.today"] == ("due:today", f"{own}, line 4")
    assert shown["keys.accept"] == ("f6", f"{own}, line 6")
    assert shown["queue_tags"] == (["#x"], f"{beside}, line 1")
    assert shown["accept.drop_tags"] == (["#y"], f"{beside}, line 2")
    assert shown["accept.overdue"] == ("keep", None)
    assert shown["mine"] == (["Myself"], None)


def test_what_is_shown_is_a_config(notes: Notes, triage: Triage, own: Path, tmp_path: Path) -> None:
    triage("config", "set", "people.aliases.Ada Quill", "Ada", "A. Quill")
    triage("config", "set", "accept.drop_tags", "#auto")
    shown = triage("config").out
    assert shown.startswith(f"# {own}\n# {notes.root}/.triage.yaml (not there)\n")
    assert f"bulk_limit: 7                                    # {own}, line 2\n" in shown
    read = YAML(typ="safe").load(shown)
    assert read["people"]["aliases"] == {"Ada Quill": ["Ada", "A. Quill"]}
    before = values(triage)
    again = tmp_path / "again.yaml"
    again.write_text(shown)
    [other] = triage("config", "--json", "--config", str(again)).objects
    assert {name: value for name, (value, _) in before.items()} == {
        name: entry["value"] for name, entry in other["values"].items()
    }


def test_values_are_set_and_taken_out_with_comments_kept(notes: Notes, triage: Triage, own: Path) -> None:
    assert triage("config", "set", "bulk_limit", "25").code == 0
    assert own.read_text().replace(" ", "") == OWN.replace("7", "25").replace(" ", "")
    triage("config", "set", "views.late.ones", "due:overdue", "-is:archived")
    triage("config", "set", "mine", "Ada Quill", "Ada")
    triage("config", "set", "advance", "stay")
    triage("config", "set", "offers", "false")
    triage("config", "set", "keys.reject", "f8")
    shown = values(triage)
    assert shown["views.late.ones"][0] == "due:overdue -is:archived"
    assert shown["mine"][0] == ["Ada Quill", "Ada"]
    assert (shown["advance"][0], shown["offers"][0]) == ("stay", False)
    for key in ("views.late.ones", "mine", "advance", "offers", "keys.reject"):
        ran = triage("config", "unset", key)
        assert (ran.code, ran.out) == (0, "")
    assert values(triage).keys() == {*shown} - {"views.late.ones", "keys.reject"}
    assert "# mine\n" in own.read_text()


def test_the_vaults_own_file(notes: Notes, triage: Triage, own: Path) -> None:
    triage("config", "set", "--in-vault", "exclude", "Templates/**")
    assert values(triage)["exclude"] == (["Templates/**"], f"{notes.root}/.triage.yaml, line 1")
    assert own.read_text() == OWN
    assert triage("config", "path").out == f"{own}\n"
    assert triage("config", "path", "--in-vault").out == f"{notes.root}/.triage.yaml\n"


@pytest.mark.parametrize(
    "arguments, sentence",
    [
        (["set", "bulk_limt", "3"], "bulk_limt is unknown; did you mean bulk_limit?"),
        (["set", "bulk_limit", "many"], "bulk_limit must be a whole number"),
        (["set", "bulk_limit", "1", "2"], "bulk_limit takes one VALUE"),
        (["set", "offers", "maybe"], "offers must be true or false"),
        (["set", "group", "notes"], "cannot be 'notes'"),
        (["set", "--in-vault", "editor", "vi"], "does not belong to a vault"),
        (["set", "accept.overdue", "someday"], "accept.overdue cannot be 'someday'"),
        (["set", "theme", "nrod"], "theme cannot be 'nrod'; did you mean nord?"),
        (["set", "keys.accept", "x"], "wants the key 'x', which is that of reject by default"),
        (["set", "keys.acept", "f7"], "keys.acept is no command; did you mean accept?"),
        (["set", "views.Mine", "rope"], "'Mine' is the name of a view that is always there"),
        (["set", "views.TODAY", "rope"], "'TODAY' and 'today' are one name"),
        (["set", "archive", "a", "[z-a]"], "archive cannot be '[z-a]': z-a is no range: say a-z"),
        (["set", "symbols.accepted", "?"], "symbols.accepted cannot be '?' (from the config)"),
        (["set", "--in-vault", "symbols.done", "]"], "symbols.done cannot be ']'"),
        (["set", "editor", 'vi "'], "editor is no command"),
        (["set", "theme"], "Missing argument 'VALUE...'"),
        (["set"], "Missing argument 'KEY'"),
        (["frobnicate"], "No such command 'frobnicate'"),
    ],
)
def test_what_would_be_no_config_is_not_written(
    notes: Notes, triage: Triage, own: Path, arguments: list[str], sentence: str
) -> None:
    ran = triage("config", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert sentence in ran.err
    assert ran.err.count("\n") == 1
    assert own.read_text() == OWN
    assert not (notes.root / ".triage.yaml").exists()


def test_a_filter_that_cannot_be_read_is_shown_with_its_place(triage: Triage, own: Path) -> None:
    ran = triage("config", "set", "views.x", "path:[z-a]")
    assert ran.code == 2
    assert ran.err.split("\n")[1:] == ["  path:[z-a]", "        ^^^", ""]
    assert own.read_text() == OWN


def test_what_was_wrong_before_can_be_mended_one_value_after_the_other(
    notes: Notes, triage: Triage, own: Path
) -> None:
    own.write_text("theme: nrod\nkeys:\n  accept: x\n")
    for key, value in (("bulk_limit", "7"), ("theme", "nord"), ("keys.accept", "f7"), ("symbols.done", "d")):
        assert triage("config", "set", key, value).code == 0
    assert values(triage)["theme"][0] == "nord"


def test_the_config_can_be_shown_without_a_vault(
    triage: Triage, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = triage("config")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"# {own}\nvault:")


@pytest.mark.parametrize("name", ["set", "unset", "path"])
def test_each_part_has_help(triage: Triage, name: str) -> None:
    ran = triage("config", name, "--help")
    assert (ran.code, ran.err) == (0, "")
    assert "--in-vault" in ran.out
    assert "--vault" in ran.out
    assert f"triage config {name}" in ran.out
