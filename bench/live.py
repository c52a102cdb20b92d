"""Measure the watch: what an idle app costs, and how soon a change is on the screen.

    python bench/live.py [--notes 2000] [--proposals 4000]

Quote medians. Nothing here is a test.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from pseudo_terminal import Terminal

HERE = Path(__file__).parent
IDLE = 20.0
"""Seconds over which an idle app is measured."""
LINE = "- [?] Water the {} fern today @Myself #task #proposed #auto\n"


def app(vault: Path, config: Path) -> list[str]:
    """The command that opens the app."""
    return [sys.executable, "-m", "triage", "--vault", str(vault), "--config", str(config)]


def cpu(pid: int) -> float:
    """The seconds of a processor's core that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def calm(terminal: Terminal) -> None:
    """Wait until the app has read and compared everything, and only watches."""
    terminal.read_until("⏫".encode())
    while True:
        before = cpu(terminal.pid)
        terminal.read_until_quiet(1.5)
        if cpu(terminal.pid) - before < 0.05:
            return


def idle(vault: Path, config: Path) -> float:
    """The share of a core that an idle app takes."""
    with Terminal(app(vault, config)) as terminal:
        calm(terminal)
        before = cpu(terminal.pid)
        time.sleep(IDLE)
        return (cpu(terminal.pid) - before) / IDLE


def latencies(vault: Path, config: Path, number: int = 12) -> list[float]:
    """The seconds from the end of writing a line into a note until its row is drawn."""
    note = next(iter(sorted(vault.rglob("*.md"))))
    seconds = []
    with Terminal(app(vault, config)) as terminal:
        calm(terminal)
        terminal.press("G")
        terminal.read_until_quiet()
        for each in range(number):
            words = f"{each}th{os.urandom(3).hex()}"
            with note.open("a") as file:
                file.write(LINE.format(words))
            began = time.perf_counter()
            terminal.read_until(b"1 new proposal")
            seconds.append(time.perf_counter() - began)
            terminal.read_until_quiet(2.5)
            terminal.written = b""
            terminal.press("G")
            terminal.read_until_quiet()
            assert words.encode() in terminal.written, "the row is not there"
            terminal.written = b""
    return seconds


def said(values: Sequence[float]) -> str:
    """Median and worst in milliseconds."""
    return f"{statistics.median(values) * 1000:6.0f} ms median {max(values) * 1000:6.0f} ms worst"


def main() -> None:
    """Make a vault and measure on it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--notes", type=int, default=2000)
    parser.add_argument("--proposals", type=int, default=4000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        vault = Path(folder) / "vault"
        size = ["--notes", str(options.notes), "--proposals", str(options.proposals)]
        subprocess.run([sys.executable, str(HERE / "make_vault.py"), str(vault), *size], check=True)
        for how in ("auto", "poll", "off"):
            config = Path(folder) / f"{how}.yaml"
            config.write_text(f"watch: {how}\n")
            print(f"idle, {how:<5} {idle(vault, config) * 100:6.2f} % of a core")
        for how in ("auto", "poll"):
            print(f"row,  {how:<5} {said(latencies(vault, Path(folder) / f'{how}.yaml'))}")


if __name__ == "__main__":
    main()
