"""Measure what a long history costs: commands over a journal of many gestures, and over a nearly empty one.

    python bench/history.py [--gestures 30000] [--runs 3]

Makes two vaults of the same tasks in a temporary folder, one with that many gestures in its journal, the
other with one for each run, the oldest. Prints for each command the seconds over both, the least of the runs,
and the ratio of the two. The oldest gestures are taken back by name, and the bytes compared.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pseudo_terminal import Terminal
from triage.core.history.gesture import Gesture
from triage.core.task.edit import LineEdit, Outcome, Place, Result
from triage.storage.journal.journal_line import encode
from triage.storage.journal.journal_record import Intent, NoteOutcome, Trace

NOTES = 1_800
A_DAY = 45
"""How many gestures a person does in a day."""


def line(number: int, symbol: str) -> str:
    """The line of a gesture, with this symbol in its box."""
    words = f"Ask the weaver whether loom {number} is free @Myself 📅 2025-11-08 ⏫ #task #proposed #auto"
    return f"- [{symbol}] {words}"


def gesture_of(number: int, began: datetime) -> Gesture:
    """The gesture of that number."""
    at = began + timedelta(days=number / A_DAY)
    run = f"run{number // A_DAY}"
    return Gesture(f"{at:%Y%m%dT%H%M%S%f}-{run}-{number % A_DAY:05}", run, at, "accept")


def records(number: int, began: datetime) -> Iterator[bytes]:
    """The records of this many gestures over one line each."""
    for each in range(number):
        gesture = gesture_of(each, began)
        edit = LineEdit(Place(line(each, "?"), 0, 1, 1), line(each, " "))
        outcome = Outcome(edit, Result.SAVED, Place(edit.after, 0, 1, 1))
        trace = Trace("exchange", "/somewhere/drafts", f"{each:016x}.draft", each)
        intent = Intent(gesture, f"Notes/{each % NOTES}.md", "a" * 64, "b" * 64, (outcome,), trace)
        yield encode(intent) + encode(NoteOutcome(gesture.id, intent.note))


class Sample:
    """A vault with its own state."""

    def __init__(self, folder: Path, gestures: int, runs: int) -> None:
        """Make it, with this many gestures in its journal; the notes of the first `runs` are there."""
        self.began = datetime.now(UTC) - timedelta(days=gestures / A_DAY + 1)
        self.vault = folder / "vault"
        self.vault.mkdir(parents=True)
        lines = (f"- [?] loom {each} #task #proposed #auto\n" for each in range(400))
        (self.vault / "a.md").write_text("".join(lines))
        self.environment = {
            **os.environ,
            **{f"XDG_{kind}_HOME": str(folder / kind.lower()) for kind in ("STATE", "CONFIG", "CACHE")},
        }
        config = folder / "config/triage/config.yaml"
        config.parent.mkdir(parents=True)
        config.write_text("journal: {megabytes: 2048, days: 36500}\n")
        self.run(["accept", "a.md:1", "--quiet"])
        (journal,) = (folder / "state/triage").glob("*/journal.jsonl")
        with journal.open("wb") as file:
            file.writelines(records(gestures, self.began))
        (self.vault / "Notes").mkdir()
        for each in range(runs):
            (self.vault / f"Notes/{each}.md").write_text(f"{line(each, ' ')}\n")
        self.megabytes = journal.stat().st_size / 2**20

    def run(self, arguments: Sequence[str]) -> float:
        """Run a command; its seconds."""
        began = time.perf_counter()
        command = [triage(), *arguments, "--vault", str(self.vault)]
        subprocess.run(command, env=self.environment, check=True, capture_output=True)
        return time.perf_counter() - began

    def first_row(self) -> float:
        """Start the app; the seconds until its first row."""
        os.environ |= self.environment
        with Terminal([triage(), str(self.vault)]) as terminal:
            return terminal.read_until(b"loom")


def triage() -> str:
    """The command beside this Python."""
    return str(Path(sys.executable).with_name("triage"))


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gestures", type=int, default=30_000)
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        empty = Sample(Path(folder, "empty"), asked.runs, asked.runs)
        full = Sample(Path(folder, "full"), asked.gestures, asked.runs)
        print(f"{asked.gestures:,} gestures, {full.megabytes:.0f} MB")
        commands: tuple[list[str], ...] = (
            *(["list", "--count"], ["accept", "{}", "--quiet"], ["undo", "--quiet"], ["log", "-n", "1"]),
            *([], ["undo", "--quiet", "--gesture", "{}"], ["stats"], ["doctor"]),
        )
        number = 1
        for command in commands:
            seconds: dict[Sample, list[float]] = {empty: [], full: []}
            for run in range(asked.runs):
                number += 1
                for place, found in seconds.items():
                    named = gesture_of(run, place.began).id if "--gesture" in command else f"a.md:{number}"
                    arguments = [each.format(named) for each in command]
                    found.append(place.run(arguments) if arguments else place.first_row())
                    if "--gesture" in command:
                        assert (place.vault / f"Notes/{run}.md").read_text() == f"{line(run, '?')}\n"
            without, with_all = min(seconds[empty]), min(seconds[full])
            name = " ".join(each for each in command if each not in ("{}", "--quiet")) or "first row"
            print(
                f"{name:16} {without:6.2f} s {with_all:6.2f} s   ratio {with_all / without:.2f}", flush=True
            )


if __name__ == "__main__":
    main()
