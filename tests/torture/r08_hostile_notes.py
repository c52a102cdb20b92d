"""R8: notes that were written to hang or to kill: read in time, none kills, tasks are still listed."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from torture.hostile_notes import NOTES, TASK, large_note, name_of
from torture.machine import TAGS, Machine
from torture.row import Row, Task, Verdict
from torture.sitting import NeverCame, Sitting

NAME: Final = "R8"
TITLE: Final = (
    "hostile notes: nested, bombs, huge, binary; a line of 1 MB, a note of 50 MB, one above the limit"
)
NEEDS: Final[tuple[str, ...]] = ()

MOST: Final = 3.0
"""How many times as long as for an ordinary note of 100 kB it may take to read a note or show its task."""
ANSWER: Final = 1.0
"""Seconds within which the app answers a key while it reads a note of 50 MB."""
_ORDINARY: Final = "ordinary.md"
_TESTS: Final = Path(__file__).parent.parent
_READ_ALONE: Final = 8
"""A short run reads one of this many notes alone: the list reads them all."""
_CUT: Final = 10_000
"""Bytes of a note that only repeats itself in a short run, in which nothing is measured."""
_OTHER: Final = f"- [?] Paint the boat @Myself {TAGS}"


def run(task: Task) -> Row:
    """Read them all, each in a process that it may kill, then with the command and with the app."""

    def machine(name: str) -> Machine:
        return Machine(task.folder / name, task.command)

    wrong: list[str] = []
    slow: list[str] = []
    names = list(NOTES)[:: _READ_ALONE if task.is_short else 1]
    times = _read_each(task.folder / "each", names, 0 if task.is_short else 3, wrong, slow)
    notes = {name: note.cut(_CUT if task.is_short else len(note.data)) for name, note in NOTES.items()}
    _list_all(machine("all"), notes, wrong)
    kilobytes = 200 if task.is_short else 1_000
    _long_line(machine("long"), kilobytes, wrong)
    megabytes, proposals = (1, 2_000) if task.is_short else (50, 200_000)
    answer = _large(machine("large"), megabytes, proposals, wrong)
    if answer > ANSWER:
        slow.append(f"a note of {megabytes} MB: a key was answered after {answer:.2f} s")
    _above_the_limit(machine("above"), wrong)
    if not task.is_short:
        wrong += slow
    return Row(
        NAME,
        TITLE,
        f"{len(notes)} notes, the slowest {times:.1f} times an ordinary one (at most {MOST}), {len(wrong)} "
        f"deaths, delays or tasks not listed; {megabytes} MB, {proposals:,} proposals: a key answered within "
        f"{answer:.2f} s "
        f"(at most {ANSWER})",
        Verdict.FAILED if wrong else Verdict.PASSED,
        tuple(wrong),
    )


def _read_each(folder: Path, names: Sequence[str], times: int, wrong: list[str], slow: list[str]) -> float:
    """How many times as long as an ordinary note the slowest took."""
    ordinary = f"{_OTHER}\n".encode()
    _write(folder, {name_of(name): NOTES[name].data for name in names})
    _write(folder, {_ORDINARY: ordinary * (100_000 // len(ordinary))})
    ran = subprocess.run(
        [sys.executable, "-m", "torture.reading_notes", str(folder), str(times)],
        cwd=_TESTS,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    said: list[dict[str, Any]] = [json.loads(line) for line in ran.stdout.splitlines()]
    if ran.returncode:
        wrong.append(
            f"reading {said[-1] if said else 'nothing'} ended with {ran.returncode}: {ran.stderr[-500:]}"
        )
    read = {each["name"]: each for each in said if "name" in each}
    for name in names:
        if (each := read.get(name_of(name))) and bool(each["tasks"]) == NOTES[name].hides:
            wrong.append(f"{name}: {each['tasks']} tasks were found")
    if _ORDINARY not in read:
        return 0.0
    unit = read[_ORDINARY]["milliseconds"] or 1.0
    found = {name: max(each["milliseconds"], each["shown"]) / unit for name, each in read.items()}
    slow += [f"{name}: {each:.1f} times an ordinary note" for name, each in found.items() if each > MOST]
    return float(max(found.values()))


def _list_all(machine: Machine, notes: Mapping[str, bytes], wrong: list[str]) -> None:
    """The list, over all of them at once."""
    _write(machine.vault, {name_of(name): data for name, data in notes.items()})
    before = machine.tree
    ran = machine.run("list", "--json", "lamp")
    if ran.returncode not in (0, 4) or "Traceback" in ran.stderr:
        wrong.append(f"list ended with {ran.returncode}: {ran.stderr[-500:]}")
    listed = {json.loads(line)["note"] for line in ran.stdout.splitlines()}
    wrong += [
        f"{name}: its task is {'listed' if note.hides else 'not listed'}"
        for name, note in NOTES.items()
        if (name_of(name) in listed) == note.hides
    ]
    for command in ("doctor", "stats"):
        ran = machine.run(command)
        if ran.returncode not in range(5) or "Traceback" in ran.stderr:
            wrong.append(f"{command} ended with {ran.returncode}: {ran.stderr[-500:]}")
    if machine.tree != before:
        wrong.append("reading has written")


def _long_line(machine: Machine, kilobytes: int, wrong: list[str]) -> None:
    """A line of 1 MB or less: listed, shown, accepted and taken back."""
    size = f"a line of {kilobytes} kB"
    words = "the lamp and so on " * (kilobytes * 52)
    note = f"# Long\n- [?] Order {words}@Myself 📅 2026-11-25 {TAGS}\n{_OTHER}\n"
    _write(machine.vault, {"Long.md": note.encode()})
    before = machine.tree
    ref = next((each["ref"] for each in machine.listed("lamp")), "none")
    for command in (
        ("show", ref),
        ("accept", ref),
        ("undo",),
        ("edit", "--to", "Order it", "Long.md:2"),
        ("undo",),
    ):
        ran = machine.run(*command)
        if ran.returncode:
            wrong.append(f"{size}: {command} ended with {ran.returncode}: {ran.stderr[-300:]}")
        if command[0] in ("accept", "edit") and machine.tree == before:
            wrong.append(f"{size}: {command[0]} wrote nothing")
    if machine.tree != before:
        wrong.append(f"{size}: undo did not restore it")
    with machine.sit() as sitting:
        try:
            sitting.sees("Paint the boat")
            sitting.type("e")
            sitting.sees("Edit the words")
            sitting.type("\x1b")
            sitting.until(lambda: "Edit the words" not in sitting.screen, "the dialog is closed")
            sitting.type("a")
            sitting.until(
                lambda: machine.tree["Long.md"] == note.replace("[?]", "[ ]", 1).encode(), "it is accepted"
            )
            sitting.type("u")
            sitting.until(lambda: machine.tree == before, "it is taken back")
        except NeverCame as never:
            wrong.append(f"{size} in the app: {never}"[:1500])


def _large(machine: Machine, megabytes: int, proposals: int, wrong: list[str]) -> float:
    """How many seconds a key had to wait at the most while a large note was read."""
    _write(
        machine.vault, {"Large.md": large_note(megabytes, proposals), "2026-11-20 Small.md": _OTHER.encode()}
    )
    slowest = 0.0
    with machine.sit() as sitting:
        try:
            sitting.sees("Paint the boat", "Order lamp")
            for answer in _answers(sitting, proposals):
                slowest = max(slowest, answer)
        except NeverCame as never:
            wrong.append(f"a note of {megabytes} MB: {never}"[:1500])
    return slowest


def _answers(sitting: Sitting, proposals: int) -> Iterator[float]:
    """Move the cursor down and up until all is read; how many seconds it took each time to be drawn."""
    end = time.monotonic() + 300
    is_read = False
    while not is_read:
        is_read = any(number in sitting.screen for number in (f"{proposals + 1:,}", f"{proposals + 1}"))
        if time.monotonic() > end:
            raise NeverCame(f"it was never read to its end\n{sitting.screen}")
        for key in "jk":
            sitting.is_calm(0.05)
            yield _answer(sitting, key)


def _answer(sitting: Sitting, key: str) -> float:
    """How many seconds until anything is drawn behind a key."""
    drawn = len(sitting.written)
    begun = time.monotonic()
    sitting.type(key)
    sitting.until(lambda: len(sitting.written) > drawn, f"{key} is answered")
    return time.monotonic() - begun


def _above_the_limit(machine: Machine, wrong: list[str]) -> None:
    """A note above the limit is named and left alone, and the others are listed."""
    config = machine.folder / "config" / "triage" / "config.yaml"
    _write(config.parent, {config.name: b"largest_note: 1\n"})
    _write(machine.vault, {"Above.md": TASK.encode() * 20_000, "Small.md": _OTHER.encode()})
    before = machine.tree
    ran = machine.run("list", "--json")
    notes = [json.loads(line)["note"] for line in ran.stdout.splitlines()]
    if notes != ["Small.md"] or ran.returncode != 4 or "Above.md is left alone" not in ran.stderr:
        wrong.append(f"a note above the limit: {notes[:3]}, {ran.returncode}, {ran.stderr[-300:]!r}")
    ran = machine.run("accept", "Above.md:3")
    if ran.returncode == 0 or machine.tree != before:
        wrong.append(f"a note above the limit was written to: {ran.returncode} {ran.stderr[-300:]!r}")


def _write(folder: Path, files: dict[str, bytes]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
