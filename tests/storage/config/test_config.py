import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from triage.core.config import Config
from triage.core.errors import BadConfig
from triage.core.task.vocabulary import Role
from triage.storage.config.config import IN_VAULT, load_config, set_value, unset_value

FULL = """\
# my own
vault: ~/Notes   # the one

# keys of mine
keys:
    accept: "y"  # yes
    # reject stays
exclude:
    - _archive
    - 'b/**'   # two
queue_tags: ["#proposed"]
symbols: {rejected: R, accepted: " "}
mine: [Ada Quill, "@Myself"]
accept:
    drop_tags: ["#proposed", "#auto"]
reject:
editor: vim
theme: nord
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config/config.yaml"


def put(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    return file


def test_without_files_the_defaults_count(file: Path, tmp_path: Path) -> None:
    assert load_config(None, file) == Config()
    assert load_config(tmp_path, file) == Config()
    for text in ("", "# nothing yet\n", "keys:\nexclude:\naccept:\n", "---\n"):
        assert load_config(tmp_path, put(file, text)) == Config()


def test_every_key_is_read(file: Path) -> None:
    assert load_config(None, put(file, FULL)) == Config(
        vault="~/Notes",
        editor="vim",
        theme="nord",
        keys={"accept": "y"},
        queue_tags=("#proposed",),
        symbols={Role.REJECTED: "R", Role.ACCEPTED: " "},
        exclude=("_archive", "b/**"),
        mine=("Ada Quill", "Myself"),
        drop_tags={"accept": ("#proposed", "#auto")},
    )


def test_the_users_file_is_found_by_itself(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    put(tmp_path / "triage/config.yaml", "theme: nord")
    assert load_config(None).theme == "nord"


def test_the_vaults_file_goes_over_the_users(file: Path, tmp_path: Path) -> None:
    put(file, FULL)
    put(
        tmp_path / IN_VAULT,
        'queue_tags: ["#q"]\nsymbols: {rejected: X}\nexclude: []\nreject: {drop_tags: ["#q"]}\nmine:\n',
    )
    config = load_config(tmp_path, file)
    assert config.queue_tags == ("#q",)
    assert config.symbols == {Role.REJECTED: "X", Role.ACCEPTED: " "}
    assert config.exclude == ()
    assert config.mine == ("Ada Quill", "Myself")
    assert config.drop_tags == {"accept": ("#proposed", "#auto"), "reject": ("#q",)}
    assert config.editor == "vim"


@pytest.mark.parametrize("key", ["editor: rm", "keys: {accept: a}", "theme: x", "vault: /"])
def test_a_vault_may_not_set_what_is_the_users(file: Path, tmp_path: Path, key: str) -> None:
    put(tmp_path / IN_VAULT, f"\n{key}\n")
    name = key.partition(":")[0]
    with pytest.raises(BadConfig) as error:
        load_config(tmp_path, file)
    assert str(error.value) == (
        f"{tmp_path / IN_VAULT}, line 2: {name} does not belong to a vault; put it into {file}"
    )


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("\nqueuetags: []", 2, "queuetags is unknown; did you mean queue_tags?"),
        ("zzzzzz: 1", 1, "zzzzzz is unknown; known are queue_tags,"),
        ("1: 2", 1, "1 is no name"),
        ("symbols:\n  # a\n  rejekted: R", 3, "symbols.rejekted is unknown; did you mean rejected?"),
        ("symbols:\n  rejected: RR", 2, "symbols.rejected cannot be"),
        ('symbols: {rejected: "\\n"}', 1, "symbols.rejected cannot be"),
        ('symbols: {rejected: "\\ud800"}', 1, "symbols.rejected holds half a character"),
        ("symbols:\n  done: 1", 2, "symbols.done must be text; put it in quotes"),
        ("symbols:\n  accepted: ", 2, "symbols.accepted is empty; put a space"),
        ("symbols:\n  rejected: R\n  done: R", 3, "symbols.done is the same as symbols.rejected"),
        ("symbols: [R]", 1, "symbols must hold names and values"),
        ("queue_tags: '#a'", 1, "queue_tags must be a list"),
        ("queue_tags:\n- '#a'\n- b", 3, 'queue_tags must hold tags, such as "#proposed"'),
        ("queue_tags:\n- '#a b'", 2, "queue_tags must hold tags"),
        ("queue_tags:\n- #a", 2, "queue_tags is empty"),
        ("queue_tags: [#a]", 1, "what begins with # or @ needs quotes"),
        ("theme: x\nmine:\n - @Me", 3, "what begins with # or @ needs quotes"),
        ("mine: []", 1, "mine must hold a name"),
        ("mine:\n- Ada\n- Ada, Bo", 3, "cannot be 'Ada, Bo': a name is one to four words of letters"),
        ('mine: ["[Myself, me]"]', 1, "a name is one to four words of letters"),
        ('mine: ["@"]', 1, "mine must hold a name"),
        ("accept:\n  drop_tag: ['#a']", 2, "accept.drop_tag is unknown; did you mean drop_tags?"),
        ("accept:\n  drop_tags: ['#a']\n  drop_tag: []", 3, "accept.drop_tag is unknown"),
        ("accept: ['#a']", 1, "accept must hold names and values"),
        ("theme: 3", 1, "theme must be text"),
        ("theme: x\nkeys:\n  accept: [a]", 3, "keys.accept must be text"),
        ("keys:\n  accept: 1", 2, "keys.accept must be text; put it in quotes"),
        ("keys:\n  accept:\n  reject: n", 2, 'keys.accept is empty; put "" for no key'),
        ("keys:\n  accept: #", 2, "keys.accept is empty"),
        ("keys: {accept: a, accept: b}", 1, 'found duplicate key "accept"'),
        ("theme: x\n\n  b: 1", 3, "mapping values are not allowed here"),
        ("theme: [x\n\n\n", 1, "not valid YAML"),
        ("theme: \x00", 1, "a character that YAML forbids"),
    ],
)
def test_a_mistake_is_named_with_its_file_and_line(file: Path, text: str, line: int, reason: str) -> None:
    with pytest.raises(BadConfig) as error:
        load_config(None, put(file, text))
    assert str(error.value).startswith(f"{file}, line {line}: ")
    assert reason in str(error.value)


@pytest.mark.parametrize(
    "data",
    [
        b"[" * 500 + b"]" * 500,
        b"{a: " * 500,
        b"? " * 5000,
        b"".join(b" " * depth + b"a:\n" for depth in range(300)),
        b"- 1",
        b"word",
        b"\xff",
        b"theme: x #" + b"y" * 2**16,
    ],
)
def test_what_is_no_config_is_refused_quickly(file: Path, data: bytes) -> None:
    put(file, "").write_bytes(data)
    with pytest.raises(BadConfig, match=re.escape(str(file))):
        load_config(None, file)


def test_brackets_are_counted_before_they_cost_anything(file: Path) -> None:
    with pytest.raises(BadConfig, match="nested more than 20 levels deep"):
        load_config(None, put(file, "theme: " + "[" * 21))


def test_a_folder_in_its_place_is_named(file: Path) -> None:
    file.mkdir(parents=True)
    with pytest.raises(BadConfig, match=r"config\.yaml cannot be read: It is not a regular file"):
        load_config(None, file)


def test_a_key_may_hold_a_dot(file: Path) -> None:
    assert load_config(None, put(file, "keys: {a.b: c}")).keys == {"a.b": "c"}


def test_setting_a_value_keeps_all_else(file: Path) -> None:
    put(file, FULL)
    set_value(file, ["keys", "reject"], "n")
    assert file.read_text() == FULL.replace("    # reject stays\n", "    # reject stays\n    reject: n\n")
    put(file, FULL)
    set_value(file, ["theme"], "dracula")
    assert file.read_text() == FULL.replace("nord", "dracula")
    put(file, FULL)
    set_value(file, ["reject", "drop_tags"], ["#auto"])
    assert load_config(None, file).drop_tags["reject"] == ("#auto",)
    assert file.read_text().startswith(FULL.partition("reject:")[0][:-1])


def test_it_is_told_where_a_value_stands(file: Path, tmp_path: Path) -> None:
    put(file, FULL)
    places = load_config(None, file).places
    assert places["keys.accept"] == f"{file}, line 6"
    assert places["theme"] == f"{file}, line 18"
    (tmp_path / IN_VAULT).write_text("\nmine: [Ada]\n")
    places = load_config(tmp_path, file).places
    assert places["mine"] == f"{tmp_path / IN_VAULT}, line 2"
    assert places["keys.accept"] == f"{file}, line 6"


@pytest.mark.parametrize("key", [chr(code) for code in range(33, 127)] + ["", "a,enter", "comma,f2", "é"])
def test_any_key_can_be_kept(file: Path, key: str) -> None:
    put(file, "keys:\n  accept: b # so\n")
    set_value(file, ["keys", "accept"], key)
    set_value(file, ["keys", "reject"], key)
    assert load_config(None, file).keys == {"accept": key, "reject": key}
    assert "# so" in file.read_text()


BLOCK = """\
# a
keys:
  # one
  accept: b # x
  # two
  reject: ""
  # three
# four
theme: nord
"""


@pytest.mark.parametrize(
    ("text", "path", "line"),
    [
        (FULL, ["keys", "accept"], '    accept: "y"  # yes\n'),
        (FULL, ["theme"], "theme: nord\n"),
        (FULL, ["queue_tags"], None),
        (BLOCK, ["keys", "accept"], "  accept: b # x\n"),
        (BLOCK, ["keys", "reject"], '  reject: ""\n'),
        (BLOCK, ["theme"], "theme: nord\n"),
        (BLOCK, ["keys", "nope"], ""),
        (BLOCK, ["nope", "nope"], ""),
        (BLOCK, ["theme", "nope"], ""),
        (BLOCK.replace("\n", "\r\n"), ["keys", "accept"], "  accept: b # x\r\n"),
        ("keys:\n    accept: b", ["keys", "accept"], "    accept: b"),
    ],
)
def test_taking_a_value_out_keeps_all_else(file: Path, text: str, path: list[str], line: str | None) -> None:
    put(file, "").write_bytes(text.encode())
    unset_value(file, path)
    if line is not None:
        assert file.read_bytes() == text.replace(line, "", 1).encode()
    else:
        assert "queue_tags" not in file.read_text()
        assert file.read_text().count("#") == text.count("#") - 1
    load_config(None, file)


@pytest.mark.parametrize(
    "text",
    [
        "keys: {accept: b, reject: n} # c\ntheme: x\n",
        "keys:\n  accept: >\n    a\n    b\n  # two\n  reject: n\n",
        "keys:\n  accept:\n    b\n  reject: n\n",
        "keys:\n  accept: &a n\n  reject: *a\n",
        'keys:\n  "accept": b\n  reject: n\n',
        "keys:\n  ? accept\n  : b\n  reject: n\n",
        "# \u2028 \u0085\nkeys:\n  accept: b\n  reject: n\n",
        "keys:\n  accept: 'a\n\n    reject: x'\n  reject: n\n",
    ],
)
def test_a_value_in_any_style_can_be_taken_out(file: Path, text: str) -> None:
    put(file, text)
    unset_value(file, ["keys", "accept"])
    assert load_config(None, file).keys == {"reject": "n"}


def test_what_was_taken_out_can_be_put_back(file: Path) -> None:
    put(file, BLOCK)
    for name in ("accept", "reject"):
        unset_value(file, ["keys", name])
    assert load_config(None, file).keys == {}
    set_value(file, ["keys", "accept"], "c")
    assert load_config(None, file).keys == {"accept": "c"}
    assert [line for line in file.read_text().splitlines() if "#" in line] == [
        "# a",
        "  # one",
        "  # two",
        "  # three",
        "# four",
    ]


def test_taking_out_of_no_file_makes_none(file: Path) -> None:
    unset_value(file, ["keys", "accept"])
    assert not file.exists()


def test_setting_a_value_makes_the_file(file: Path) -> None:
    set_value(file, ["symbols", "accepted"], " ")
    assert load_config(None, file).symbols == {Role.ACCEPTED: " "}
    assert [path.name for path in file.parent.iterdir()] == ["config.yaml"]
    put(file, "# only a comment")
    set_value(file, ["theme"], "nord")
    assert file.read_text() == "# only a comment\ntheme: nord\n"


def test_what_would_be_no_config_is_not_written(file: Path, tmp_path: Path) -> None:
    put(file, FULL)
    for path, value in [(["thema"], "x"), (["symbols", "done"], "R"), (["theme"], 3), (["theme", "x"], "y")]:
        with pytest.raises(BadConfig):
            set_value(file, path, value)
    assert file.read_text() == FULL
    with pytest.raises(BadConfig, match="does not belong to a vault"):
        set_value(tmp_path / IN_VAULT, ["theme"], "nord")
    assert not (tmp_path / IN_VAULT).exists()


def test_setting_a_value_keeps_link_and_mode(file: Path, tmp_path: Path) -> None:
    real = put(tmp_path / "dotfiles/triage.yaml", FULL)
    real.chmod(0o640)
    file.parent.mkdir()
    file.symlink_to(real)
    set_value(file, ["theme"], "dracula")
    assert file.is_symlink()
    assert "dracula" in real.read_text()
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert [path.name for path in real.parent.iterdir()] == ["triage.yaml"]


def test_a_config_that_cannot_be_written_is_named(file: Path, tmp_path: Path) -> None:
    (tmp_path / "config").touch()
    with pytest.raises(BadConfig, match=r"config\.yaml cannot be"):
        set_value(file, ["theme"], "nord")


def test_starting_without_files_imports_nothing_heavy(tmp_path: Path) -> None:
    script = f"""
import sys
from pathlib import Path
from triage.core.config import Config
from triage.storage.config.config import load_config
from triage.storage.vault import Vault
root = Path({str(tmp_path)!r})
load_config(root, root / "config.yaml")
list(Vault(root, Config(), state=root).find())
heavy = ("ruamel.yaml", "rapidfuzz", "platformdirs", "yaml", "frontmatter", "textual")
print([name for name in heavy if name in sys.modules])
"""
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert said == "[]\n"
