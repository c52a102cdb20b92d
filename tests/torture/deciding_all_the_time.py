"""A run of triage that decides all the time, as the app does it: one process, one save after the other.

Run as `python -m torture.deciding_all_the_time FOLDER MODE PAUSE NOTE…`; it ends with its input. Each line
of its output is the note, the line it decided, and the outcome.
"""

import json
import select
import sys
import time
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from triage.core.config import Config, Write
from triage.core.history.gesture import Gesture
from triage.core.task.edit import LineEdit, Outcome, places
from triage.core.task.note import lines_of
from triage.storage.vault import Vault

_LEAST = 10
"""How often it decides, however slow the machine is."""
_BOXES = ("[?]", "[ ]")


def main(folder: str, mode: str, pause: str, *notes: str) -> None:
    """Decide each line that is named `ours` in turn, and take each decision back."""
    vault = Vault(Path(folder) / "vault", Config(write=Write(mode)), state=Path(folder) / "state")
    for number in count():
        if number >= _LEAST and select.select([sys.stdin], [], [], 0)[0]:
            break
        note = notes[number % len(notes)]
        lines = lines_of(vault.read(note))
        ours = [index for index, line in enumerate(lines) if " ours " in line]
        if not ours:
            continue  # another program has just emptied it
        index = ours[number // len(notes) % len(ours)]
        (outcome,) = _decide(vault, note, lines, index, number)
        sys.stdout.write(json.dumps([note, outcome.edit.after, outcome.result.value]) + "\n")
        sys.stdout.flush()
        time.sleep(float(pause))


def _decide(vault: Vault, note: str, lines: list[str], index: int, number: int) -> list[Outcome]:
    (place,) = places(lines, [index])
    box = next(box for box in _BOXES if box in place.line)
    other = _BOXES[1 - _BOXES.index(box)]
    gesture = Gesture(f"{number:09}", "storm", datetime.now(UTC), "accept")
    return vault.save(note, [LineEdit(place, place.line.replace(box, other))], gesture)


if __name__ == "__main__":
    main(*sys.argv[1:])
