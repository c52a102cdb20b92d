"""What a program that is run without its start-up finds, and what is told of it."""

import json
import os
import pty
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from forked.process import Forked, ran_forked
from waiting import until

LOOK = """
import json, os, sys, triage
from pathlib import Path

def is_controlled():
    try:
        os.close(os.open("/dev/tty", os.O_RDWR))
    except OSError:
        return False
    return True

umask = os.umask(0)
os.umask(umask)
found = {
    "arguments": sys.argv, "environment": dict(os.environ), "folder": os.getcwd(), "umask": umask,
    "leads": os.getsid(0) == os.getpid(), "is_controlled": is_controlled(),
    "input": sys.stdin and sys.stdin.read(),
    "closed": [name for name in ("stdin", "stdout", "stderr") if getattr(sys, name) is None],
    "count": getattr(triage, "count", 0),
}
triage.count = 1
Path(sys.argv[1]).write_text(json.dumps(found))
sys.exit(int(sys.argv[2]))
"""
Run = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture
def look(tmp_path: Path) -> Run:
    """Run a script that writes down what it finds, and end it with 7; its code, and what it found."""
    script, found = tmp_path / "look.py", tmp_path / "found.json"
    script.write_text(LOOK)

    def run(streams: Sequence[int | None], *, code: int = 7, **options: Any) -> tuple[int, dict[str, Any]]:
        ended = Forked([str(found), str(code)], streams, script=script, **options).wait()
        return ended, json.loads(found.read_text())

    return run


@pytest.fixture
def nothing() -> Iterator[int]:
    """A file that is empty, and stays so."""
    with Path(os.devnull).open("r+b") as file:
        yield file.fileno()


def test_a_program_finds_what_a_new_process_is_given(look: Run, tmp_path: Path, nothing: int) -> None:
    environment = {"A": "é"}
    before = os.umask(0o027)
    try:
        code, found = look([nothing] * 3, environment=environment, folder=tmp_path)
    finally:
        os.umask(before)
    assert code == 7
    assert found["arguments"][0] == str(tmp_path / "look.py")
    assert found["environment"] == environment
    assert Path(found["folder"]).samefile(tmp_path)
    assert found["umask"] == 0o027
    assert found["leads"]
    assert found["input"] == ""
    assert found["closed"] == []


@pytest.mark.parametrize("is_controlled", [True, False])
def test_a_program_has_the_terminal_that_it_is_given(look: Run, nothing: int, is_controlled: bool) -> None:
    master, slave = pty.openpty()
    os.write(master, b"\x04")
    _, found = look([slave, nothing, nothing], terminal=is_controlled)
    assert found["is_controlled"] is is_controlled
    os.close(slave)
    os.close(master)


@pytest.mark.parametrize("closed", range(3))
def test_a_stream_that_is_none_is_closed(look: Run, nothing: int, closed: int) -> None:
    _, found = look([None if number == closed else nothing for number in range(3)])
    assert found["closed"] == [("stdin", "stdout", "stderr")[closed]]


def test_a_program_leaves_nothing_to_the_next(look: Run, nothing: int) -> None:
    assert [look([nothing] * 3)[1]["count"] for _ in range(2)] == [0, 0]


def test_what_the_command_reads_and_writes_is_that_of_its_streams() -> None:
    code, out, err = ran_forked(["parse"], stdin=b"- [?] Order the rope #task\n")
    assert (code, err) == (0, b"")
    assert b"Order the rope" in out
    assert ran_forked(["no-such-command"])[0] == 2


def test_what_comes_before_a_program_is_done_before_its_gate(nothing: int, tmp_path: Path) -> None:
    mark, noted = tmp_path / "mark", tmp_path / "noted"
    (tmp_path / "note.py").write_text(f"open({str(noted)!r}, 'w').close()")
    process = Forked(
        [], [nothing] * 3, script=tmp_path / "note.py", gate=True, before=[partial(Path.touch, mark)]
    )
    until(mark.exists)
    assert process.poll() is None
    assert not noted.exists()
    process.let_in()
    assert process.wait() == 0
    assert noted.exists()


def test_a_fault_is_told_and_said(tmp_path: Path, nothing: int) -> None:
    (tmp_path / "bad.py").write_text("1 / 0")
    with (tmp_path / "err").open("wb") as err:
        assert Forked([], [nothing, nothing, err.fileno()], script=tmp_path / "bad.py").wait() == 1
    assert "ZeroDivisionError" in (tmp_path / "err").read_text()


@pytest.mark.skipif(sys.platform == "darwin", reason="its Python 3.11 cannot look at an end and leave it")
def test_the_id_of_a_program_is_its_own_until_its_code_was_read(nothing: int, tmp_path: Path) -> None:
    process = Forked([], [nothing] * 3, gate=True)
    os.kill(process.pid, signal.SIGKILL)
    until(lambda: Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z")
    os.kill(process.pid, 0)
    assert process.wait() == -signal.SIGKILL
    with pytest.raises(ProcessLookupError):
        os.kill(process.pid, 0)
    process.send_signal(signal.SIGTERM)
    assert process.poll() == -signal.SIGKILL


@pytest.mark.parametrize("mode", ["exchange", "inplace", "replace"])
def test_a_command_that_decides_imports_nothing_more(tmp_path: Path, nothing: int, mode: str) -> None:
    config = tmp_path / "CONFIG" / "triage" / "config.yaml"
    config.parent.mkdir(parents=True)
    config.write_text(f"write: {mode}\n")
    (tmp_path / "n.md").write_text("- [?] Order the rope @Myself 📅 2026-11-22 #task #proposed #auto\n")
    script, found = tmp_path / "imports.py", tmp_path / "found"
    script.write_text(
        "import sys; from pathlib import Path; from triage.cli.main import main\n"
        "before = set(sys.modules)\n"
        "try:\n    sys.exit(main(sys.argv[2:]))\n"
        "finally:\n    Path(sys.argv[1]).write_text(' '.join(sorted(set(sys.modules) - before)))\n"
    )
    homes = {f"XDG_{name}_HOME": str(tmp_path / name) for name in ("CONFIG", "STATE", "CACHE")}
    for arguments in (["list", "--count"], ["accept", "n.md:1", "--json"], ["log", "--json"], ["undo"]):
        process = Forked(
            [str(found), *arguments, "--vault", str(tmp_path)],
            [nothing] * 3,
            {**os.environ, **homes},
            script=script,
        )
        assert process.wait() == 0, arguments
        assert found.read_text() == "", arguments
