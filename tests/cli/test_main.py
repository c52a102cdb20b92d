"""The command `triage` itself: help, folders, errors, exit codes."""

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.command_line import Notes, Triage
from forked.process import Forked, ended, started
from triage.cli.registry import APP, BY_NAME
from triage.session.session import Session

TAGS = "#task #proposed #auto"
NO_TERMINAL = "The app needs a terminal"


def test_help_shows_every_command(triage: Triage) -> None:
    ran = triage("--help")
    assert (ran.code, ran.err) == (0, "")
    assert all(name in ran.out for name in BY_NAME)
    assert ran.out.index("  list  ") < ran.out.index("  parse  ")


@pytest.mark.parametrize("name", BY_NAME)
def test_every_command_has_help_with_examples(triage: Triage, name: str) -> None:
    ran = triage(name, "--help")
    assert (ran.code, ran.err) == (0, "")
    assert f"    triage {name}" in ran.out
    for option in ("--vault", "--today", "--symbol", "--config"):
        assert option in ran.out


def test_the_version(triage: Triage) -> None:
    ran = triage("--version")
    assert ran.code == 0
    assert ran.out.startswith("triage ")


MISSPELT = ["lst"]
"""The last one: the nearest name is looked for only once there is an error."""
NO_APP = [
    ["--help"],
    ["list"],
    ["list", "--help"],
    ["list", "--json", "due:overdue"],
    ["list", "--count", "--view", "mine"],
    ["accept", "a.md:1"],
    ["accept", "--view", "mine"],
    ["config"],
    ["undo"],
    ["doctor"],
    ["parse"],
    MISSPELT,
]


def test_no_textual_where_no_app_opens(notes: Notes) -> None:
    notes.write({"a.md": f"- [?] One {TAGS}"})
    program = (
        "import sys\nfrom triage.cli.main import main\n"
        "heavy = {'textual', 'rich', 'dateparser', 'rapidfuzz', 'triage.core.duplicates.index'}\n"
        f"for arguments in {NO_APP!r}:\n"
        "    main(arguments)\n"
        f"    if arguments == {MISSPELT!r}:\n"
        "        heavy.remove('rapidfuzz')\n"
        "    assert not heavy & set(sys.modules), (arguments, heavy & set(sys.modules))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    assert ran.returncode == 0, ran.stderr.decode()


def test_the_help_loads_no_command() -> None:
    program = (
        "import sys\nfrom triage.cli.main import main\nmain(['--help'])\n"
        "assert not [name for name in sys.modules if name.startswith('triage.cli.commands.')]"
    )
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize(
    "word, sentence",
    [
        ("lst", "There is no such command or folder: 'lst'; did you mean list?"),
        ("undoo", "did you mean undo?"),
        ("xyzzy", "There is no such command or folder: 'xyzzy' (see"),
        ("", "There is no such command or folder: ''"),
        ("\x1b[31m", "There is no such command or folder"),
    ],
)
def test_a_misspelt_command(triage: Triage, word: str, sentence: str) -> None:
    ran = triage(word)
    assert (ran.code, ran.out) == (2, "")
    assert sentence in ran.err
    assert ran.err.count("\n") == 1
    assert "\x1b" not in ran.err


def test_a_folder_opens_the_app_which_needs_a_terminal(notes: Notes, process: Triage) -> None:
    for arguments in ([str(notes.root)], [], ["--vault", str(notes.root)], ["demo"]):
        ran = process(*arguments)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith(NO_TERMINAL)
        assert "triage list" in ran.err
        assert ran.err.count("\n") == 1


def test_a_folder_named_as_a_command_is_one_with_a_slash(triage: Triage, home: Path) -> None:
    (home / "list").mkdir()
    assert NO_TERMINAL in triage("./list").err


def test_the_vault_is_named_once(notes: Notes, triage: Triage) -> None:
    ran = triage(str(notes.root), "--vault", str(notes.root))
    assert ran.code == 2
    assert "named twice" in ran.err


def test_the_command_line_names_the_vault_before_the_environment(
    notes: Notes, triage: Triage, tmp_path: Path
) -> None:
    other = Notes(tmp_path / "Other")
    other.write({"b.md": f"- [?] Two {TAGS}\n- [?] Three {TAGS}"})
    notes.write({"a.md": f"- [?] One {TAGS}"})
    assert triage("list", "--count").out == "1\n"
    assert triage("list", "--count", "--vault", str(other.root)).out == "2\n"
    assert triage("--vault", str(other.root), "list", "--count").out == "2\n"
    assert triage("--vault", "nowhere", "list", "--count", "--vault", str(other.root)).out == "2\n"
    ran = triage("accept", "b.md:1", "--vault", str(other.root))
    assert other.read("b.md").startswith(b"- [ ]")
    assert f"triage undo --vault {other.root}" in ran.out


def test_the_environment_goes_before_the_config_and_that_before_the_nearest_folder(
    notes: Notes, triage: Triage, tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    near = Notes(tmp_path / "Near")
    near.write({".obsidian/app.json": "{}", "deep/er/c.md": f"- [?] {TAGS} x {TAGS}\n" * 3})
    named = Notes(home / "Named")
    named.write({"b.md": f"- [?] {TAGS} x {TAGS}\n" * 2})
    config = home / "xdg_config_home" / "triage" / "config.yaml"
    config.parent.mkdir(parents=True)
    monkeypatch.chdir(near.root / "deep" / "er")
    monkeypatch.delenv("TRIAGE_VAULT")
    assert triage("list", "--count").out == "3\n"
    config.write_text("vault: ~/Named\n")
    assert triage("list", "--count").out == "2\n"
    monkeypatch.setenv("TRIAGE_VAULT", str(notes.root))
    assert triage("list", "--count").out == "0\n"


def test_no_vault_at_all(triage: Triage) -> None:
    for arguments in (["list"], ["undo"], ["doctor"], []):
        ran = triage(*arguments)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith("No vault: no folder from ")
        assert "--vault DIR" in ran.err
        assert ran.err.count("\n") == 1


def test_a_vault_that_is_none(triage: Triage, home: Path) -> None:
    (home / "file.md").write_text("x")
    for name, sentence in (
        ("missing", "There is no folder missing"),
        ("file.md", "file.md is a file"),
        ("", "it is empty; name a folder"),
        ("x" * 300, "cannot be read"),
    ):
        ran = triage("list", "--vault", name)
        assert (ran.code, ran.out) == (2, "")
        assert sentence in ran.err
        assert ran.err.count("\n") == 1
    assert "is a file" in triage("./file.md").err


def test_a_bad_config_is_named_with_file_line_and_key(notes: Notes, triage: Triage) -> None:
    notes.write({".triage.yaml": "# mine\nqueue_tag: ['#x']\n"})
    ran = triage("list")
    assert ran.code == 2
    assert ".triage.yaml, line 2: queue_tag is unknown; did you mean queue_tags?" in ran.err


def test_a_config_file_in_the_place_of_ones_own(notes: Notes, triage: Triage, tmp_path: Path) -> None:
    notes.write({"a.md": "- [?] One #other"})
    file = tmp_path / "other.yaml"
    file.write_text('queue_tags: ["#other"]\n')
    assert triage("list", "--count", "--config", str(file)).out == "1\n"


@pytest.fixture
def unread() -> Iterator[int]:
    """An output that nobody reads any more."""
    read, write = os.pipe()
    os.close(read)
    yield write
    os.close(write)


@pytest.mark.parametrize("installed", [True, False])
def test_a_reader_that_goes_away_is_no_error(
    notes: Notes, unread: int, tmp_path: Path, installed: bool
) -> None:
    notes.write({f"{number}.md": f"- [?] {'x' * 500} {TAGS}\n" * 50 for number in range(20)})
    for arguments in (["list"],) if installed else (["list"], ["list", "--json"], ["--help"]):
        with (tmp_path / "err").open("w+b") as err:
            streams = [0, unread, err.fileno()]
            assert ended(started(arguments, streams, os.environ, installed=installed)) == 141
            err.seek(0)
            said = err.read()
        assert b"Broken" not in said
        assert b"Traceback" not in said


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_an_output_that_is_full_is_said(notes: Notes, tmp_path: Path) -> None:
    notes.write({"a.md": f"- [?] One {TAGS}"})
    with Path("/dev/full").open("wb") as full, (tmp_path / "err").open("wb") as err:
        code = Forked(["list", "--json"], [0, full.fileno(), err.fileno()]).wait()
    assert code == 4
    assert (tmp_path / "err").read_bytes() == (
        b"The output cannot be read or written: No space left on device\n"
    )


def test_a_verb_is_done_though_nobody_reads_of_it(notes: Notes, unread: int) -> None:
    notes.write({"a.md": f"- [?] One {TAGS}"})
    Forked(["accept", "a.md:1"], [0, unread, 2]).wait()
    assert notes.read("a.md").startswith(b"- [ ]")


def test_closed_streams_do_no_harm(notes: Notes) -> None:
    notes.write({"a.md": f"- [?] One {TAGS}"})
    for streams in ([0, None, 2], [0, 1, None], [None, 1, 2], [None, None, None]):
        assert Forked(["list", "--all"], streams).wait() == 0, streams
    closed = ">&- 2>&- <&-"
    ran = subprocess.run(f"{sys.executable} -m triage list --all {closed}", shell=True, check=False)
    assert ran.returncode == 0
    assert notes.read("a.md") == f"- [?] One {TAGS}".encode()


def test_a_locale_without_utf8(notes: Notes, new_process: Triage) -> None:
    notes.write({"a.md": f"- [?] Ünï 📅 2026-01-01 {TAGS}"})
    ran = new_process("list", LC_ALL="C", PYTHONCOERCECLOCALE="0", PYTHONUTF8="0", PYTHONIOENCODING="latin-1")
    assert ran.code == 0
    assert "Ünï" in ran.out


def test_a_fault_leaves_one_sentence_and_a_private_log(
    notes: Notes, triage: Triage, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(session: Session) -> None:
        raise RuntimeError("bad \x1b[31m luck")

    monkeypatch.setattr(Session, "begin", broken)
    ran = triage("list")
    log = home / "xdg_state_home" / "triage" / "error.log"
    assert (ran.code, ran.out) == (70, "")
    assert ran.err.count("\n") == 1
    assert str(log) in ran.err
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    assert "RuntimeError: bad" in log.read_text()


def test_an_interruption_is_quiet(notes: Notes, triage: Triage, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(session: Session) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Session, "begin", interrupted)
    ran = triage("list")
    assert (ran.code, ran.out, ran.err) == (130, "", "")


def test_the_app_has_no_name_that_hides_a_folder() -> None:
    assert APP.name not in BY_NAME
