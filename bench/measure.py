"""Measure triage side by side with the fastest that is possible: ripgrep, an empty app, the terminal.

    python bench/measure.py [--notes 2000] [--proposals 4000]

Look at the ratios; quote medians. Nothing here is a test.
"""

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from pseudo_terminal import Terminal

HERE = Path(__file__).parent
EMPTY_APP = "from textual.app import App; App().run()"


def seconds(command: list[str]) -> float:
    """How long a command runs."""
    began = time.perf_counter()
    subprocess.run(command, capture_output=True, check=False)
    return time.perf_counter() - began


def median(command: list[str], runs: int = 7) -> float:
    """The median of several runs after one to warm up."""
    seconds(command)
    return statistics.median(seconds(command) for _ in range(runs))


def app(vault: Path) -> list[str]:
    """The command that opens the app."""
    return [sys.executable, "-m", "triage", "--vault", str(vault)]


def first_paint(command: list[str], mark: bytes) -> float:
    """The median of the seconds from the start until the mark is drawn."""
    times = []
    for _ in range(5):
        with Terminal(command) as terminal:
            times.append(terminal.read_until(mark))
    return statistics.median(times)


def scan(vault: Path) -> None:
    """A scan of the whole vault against ripgrep and against starting Python at all."""
    listing = median([sys.executable, "-m", "triage", "list", "--count", "--vault", str(vault)])
    helping = median([sys.executable, "-m", "triage", "--help"])
    print(f"list --count    {listing * 1000:8.0f} ms")
    print(f"--help          {helping * 1000:8.0f} ms")
    if shutil.which("rg"):
        ripgrep = median(["rg", "--count", r"\[\?\]", str(vault)])
        print(f"ripgrep         {ripgrep * 1000:8.0f} ms   ratio {listing / ripgrep:.1f}")


def start(vault: Path) -> None:
    """The first row on the screen against the first screen of an empty app."""
    empty = first_paint([sys.executable, "-c", EMPTY_APP], b"\x1b[?1049h")
    rows = first_paint(app(vault), "⏫".encode())
    print(f"empty app       {empty * 1000:8.0f} ms")
    print(f"first row       {rows * 1000:8.0f} ms   ratio {rows / empty:.2f}")


def keys(vault: Path) -> None:
    """Bytes and seconds that keys cost."""
    with Terminal(app(vault)) as terminal:
        terminal.read_until("⏫".encode())
        terminal.read_until_quiet(1.5)
        print(f"start           {len(terminal.written):8,} bytes")
        each = []
        waits = []
        for _ in range(120):
            before = len(terminal.written)
            waits.append(terminal.first_answer("j"))
            terminal.read_until_quiet(0.15)
            each.append(len(terminal.written) - before)
        print(f"j               {statistics.median(each):8,.0f} bytes median")
        print(f"j               {statistics.median(waits) * 1000:8.1f} ms until the first byte, median")
        before = len(terminal.written)
        terminal.press("j" * 50)
        terminal.read_until_quiet(0.5)
        print(f"50 × j at once  {len(terminal.written) - before:8,} bytes")
        before = len(terminal.written)
        waits = []
        for _ in range(30):
            waits.append(terminal.first_answer("a"))
            terminal.read_until_quiet(0.15)
        print(f"a               {statistics.median(waits) * 1000:8.1f} ms until the first byte, median")
        print(f"a               {(len(terminal.written) - before) / 30:8,.0f} bytes mean")


def main() -> None:
    """Make a vault and measure on it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--notes", type=int, default=2000)
    parser.add_argument("--proposals", type=int, default=4000)
    parser.add_argument("--vault", type=Path, help="measure on this one instead (it is written to!)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        vault = options.vault or Path(folder) / "vault"
        if options.vault is None:
            size = ["--notes", str(options.notes), "--proposals", str(options.proposals)]
            subprocess.run([sys.executable, str(HERE / "make_vault.py"), str(vault), *size], check=True)
        scan(vault)
        start(vault)
        keys(vault)


if __name__ == "__main__":
    main()
