import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

import triage
from waiting import LIMIT_SECONDS

ASK = """
import pathlib, sys
from triage.ui.terminal.terminal import unfit, write_utf8
assert "textual" not in sys.modules
pathlib.Path(sys.argv[1]).write_text(str(unfit()))
write_utf8()
print("📅 \\udcff")
print("⏫", file=sys.stderr)
"""


def ask(answer: Path, *, detached: int | None = None, **changes: str) -> tuple[str, bytes]:
    """Start a process on a terminal; return what it says of the terminal, and what it wrote there."""
    master, slave = pty.openpty()
    streams = [subprocess.DEVNULL if number == detached else slave for number in range(3)]
    environment = {
        **os.environ,
        "TERM": "xterm",
        "PYTHONPATH": str(Path(triage.__file__).parents[1]),
        **changes,
    }
    process = subprocess.run(
        [sys.executable, "-c", ASK, answer],
        stdin=streams[0],
        stdout=streams[1],
        stderr=streams[2],
        env=environment,
        timeout=LIMIT_SECONDS,
        check=False,
    )
    os.close(slave)
    written = os.read(master, 4096)
    os.close(master)
    assert process.returncode == 0, written.decode()
    return answer.read_text(), written


def test_a_terminal_is_fit_for_the_app(tmp_path: Path) -> None:
    assert ask(tmp_path / "answer")[0] == "None"


@pytest.mark.parametrize("descriptor, name", list(enumerate(["stdin", "stdout", "stderr"])))
def test_every_stream_has_to_be_a_terminal(tmp_path: Path, descriptor: int, name: str) -> None:
    answer, _ = ask(tmp_path / "answer", detached=descriptor)
    assert f"{name} is none" in answer
    assert "`triage list`" in answer


@pytest.mark.parametrize("term", ["", "dumb", "unknown"])
def test_a_terminal_that_cannot_be_drawn_on_is_refused(tmp_path: Path, term: str) -> None:
    answer, _ = ask(tmp_path / "answer", TERM=term)
    assert "TERM" in answer
    assert "`triage list`" in answer
    assert "\n" not in answer


def test_a_locale_that_is_not_utf8_is_overruled(tmp_path: Path) -> None:
    _, written = ask(tmp_path / "answer", PYTHONIOENCODING="latin-1")
    assert written.decode() == "📅 \\udcff\r\n⏫\r\n"
