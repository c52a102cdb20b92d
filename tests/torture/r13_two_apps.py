"""R13: two apps on one vault, an editor saving under them and a pipeline adding proposals."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Final

from torture.ledger import balance, ledger
from torture.machine import Machine
from torture.outsiders import Outsiders
from torture.row import Row, Task, Verdict
from torture.sitting import PATIENCE, NeverCame, Sitting

NAME: Final = "R13"
TITLE: Final = "two apps on one vault, an editor and a pipeline under them"
NEEDS: Final[tuple[str, ...]] = ()

AGREED: Final = 1.0
"""Seconds within which both screens must show what is on the disk, from the last event on."""
NOTES: Final = 4
EACH: Final = 12
"""Notes, and proposals in each of them."""
SIZE: Final = (100, 300)
"""A screen that is large enough for every row of the queue."""
_SHORT_SIZE: Final = (100, 150)
"""The same for the fewer rows of a short run."""
_ROW: Final = re.compile(r"^[▌ ](?P<badge>.).*?(?P<words>(?:Task|Added) \d{4})")
_OPEN: Final = re.compile(r"- \[\?\] ((?:Task|Added) \d{4})")
_LEFT: Final = re.compile(r"1 All(?: ([\d,]+))?")


@dataclass(slots=True)
class Found:
    """What was seen."""

    agreed: list[float] = field(default_factory=list)
    """Seconds from an event until both screens said so."""
    wrong: list[str] = field(default_factory=list)


def run(task: Task) -> Row:
    """Decide rows in both apps while other programs write, then compare the journal with the notes."""
    machine = Machine(task.folder, task.command)
    machine.write_notes(NOTES, EACH)
    notes = sorted(machine.vault.rglob("*.md"))
    words = sorted(_open(machine))
    outsiders = Outsiders(notes, proposals=10 if task.is_short else 40)
    size = _SHORT_SIZE if task.is_short else SIZE
    found = Found()
    try:
        with machine.sit(size=size) as one, machine.sit(size=size) as other:
            apps = (one, other)
            for app in apps:
                app.sees(f"1 All {len(words)}")
                app.is_calm()
            _take_turns(apps, 2 if task.is_short else 4)
            _meet(apps, 2 if task.is_short else 6)
            with outsiders:
                _work(apps, seconds=1.5 if task.is_short else 20)
            _agree(machine, apps, outsiders, found, None if task.is_short else AGREED)
            for app in apps:
                app.type("q")
                app.gone()
                if app.process.returncode != 0:
                    said = app.rest().rpartition(b"\x1b[?1049l")[2].decode("utf-8", "replace")
                    found.wrong.append(f"an app left with {app.process.returncode}: {said!r}")
    except NeverCame as never:
        found.wrong.append(str(never))
    return _row(machine, words, outsiders, found)


def _take_turns(apps: tuple[Sitting, Sitting], rounds: int) -> None:
    """Have one app decide every other row from the top, and the other app the rows between."""
    one, other = apps
    one.type("g")
    other.type("gj")
    for _ in range(rounds):
        one.type("aj")
        other.type("xj")
        for app in apps:
            app.is_calm(0.1)


def _meet(apps: tuple[Sitting, Sitting], rounds: int) -> None:
    """Have both apps decide the same row at the same time, in different ways."""
    for number in range(rounds):
        for app in apps:
            app.type("G" + "k" * (2 * number))
        for app in apps:
            app.is_calm(0.1)
        for app, key in zip(apps, "ax" if number % 2 else "xa", strict=True):
            app.type(key)
        for app in apps:
            app.is_calm(0.1)


def _work(apps: tuple[Sitting, Sitting], seconds: float) -> None:
    """Move about and decide now and then, as fast as two quick people."""
    rng = Random(13)
    end = time.monotonic() + seconds
    verb = 0.0
    while time.monotonic() < end:
        app = rng.choice(apps)
        if time.monotonic() - verb > seconds / 40:
            app.type(rng.choice("axs"))
            verb = time.monotonic()
        else:
            app.type(rng.choice("jjjjkkG" + "g"))
        for app in apps:
            app.look()
        time.sleep(rng.random() * 0.06)


def _agree(
    machine: Machine, apps: tuple[Sitting, Sitting], outsiders: Outsiders, found: Found, limit: float | None
) -> None:
    """Cause one event of each kind, and see how long both screens take to show what is on the disk."""
    one, other = apps

    def of_open(save: Callable[[Path, str], object]) -> None:
        words = sorted(_open(machine))[0]
        save(next(path for path in machine.vault.rglob("*.md") if words in path.read_text("utf-8")), words)

    first = sorted(machine.vault.rglob("*.md"))[0]
    events: list[tuple[str, Callable[[], object]]] = [
        ("a proposal that the pipeline adds", lambda: outsiders.propose(first)),
        ("a task done in an editor that renames", lambda: of_open(outsiders.rename)),
        ("a task done in an editor that rewrites", lambda: of_open(outsiders.rewrite)),
        ("a decision of the first app", lambda: one.type("gna")),
        ("a decision of the second app", lambda: other.type("gnx")),
        ("an undo of the first app", lambda: one.type("u")),
    ]
    if not _agrees(machine, apps, "the last of what went on before", limit, found):
        return
    for name, act in events:
        for app in apps:
            app.is_calm(0.2)
        before = _open(machine)
        act()
        one.until(lambda before=before: _open(machine) != before, f"{name}, on the disk")  # type: ignore[misc]
        if not _agrees(machine, apps, name, limit, found):
            return


def _agrees(
    machine: Machine, apps: tuple[Sitting, Sitting], what: str, limit: float | None, found: Found
) -> bool:
    """Whether both screens show in time what is on the disk; how long that takes is noted."""
    began = time.monotonic()
    while not (is_agreed := all(_shows(app, machine) for app in apps)):
        if time.monotonic() - began > PATIENCE:
            break
        time.sleep(0.02)
    seconds = time.monotonic() - began
    found.agreed.append(seconds)
    if not is_agreed:
        seen = " and ".join(_difference(app, _open(machine)) for app in apps)
        found.wrong.append(f"after {what} the screens never agreed: {seen}")
    elif limit and seconds > limit:
        found.wrong.append(f"after {what} the screens agreed only after {seconds:.1f} s")
    return is_agreed


def _open(machine: Machine) -> set[str]:
    """The words of the tasks that are still proposed, as the notes have them."""
    return {words for path in machine.vault.rglob("*.md") for words in _OPEN.findall(path.read_text("utf-8"))}


def _seen(app: Sitting) -> set[str]:
    """The words of the rows that a screen shows as still to decide."""
    queue = app.screen.partition("\n───")[0]
    rows = [row for line in queue.split("\n") if (row := _ROW.match(line))]
    return {row["words"] for row in rows if row["badge"] == " "}


def _shows(app: Sitting, machine: Machine) -> bool:
    on_disk = _open(machine)
    left = _LEFT.search(app.screen)
    counted = int((left[1] or "0").replace(",", "")) if left else -1
    return _seen(app) == on_disk and counted == len(on_disk)


def _difference(app: Sitting, on_disk: set[str]) -> str:
    seen = _seen(app)
    left = _LEFT.search(app.screen)
    return (
        f"{len(seen - on_disk)} rows that are none, {len(on_disk - seen)} missing, "
        f"the count says {left[1] if left else '?'} of {len(on_disk)}"
    )


def _row(machine: Machine, words: list[str], outsiders: Outsiders, found: Found) -> Row:
    book = ledger(machine)
    lines = [
        line for path in machine.vault.rglob("*.md") for line in path.read_text("utf-8").split("\n") if line
    ]
    acknowledged = outsiders.acknowledged
    words = words + [proposed for _, proposed in acknowledged.proposals]
    result = balance(book, lines, words, acknowledged)
    wrong = [*found.wrong, *result.lost, *result.forked]
    if machine.left_over:
        wrong.append(f"drafts are left over: {machine.left_over}")
    slowest = max(found.agreed, default=0.0)
    figure = (
        f"{len(result.lost)} of {len(words) + len(acknowledged.remarks)} lines lost, "
        f"{len(result.forked)} of {book.saved} decisions made blindly, "
        f"screens agree after {slowest:.2f} s (at most {AGREED:.0f} s)"
    )
    counted = (
        f"{sum(book.refused.values())} decisions came too late and were refused, "
        f"{len(book.twice)} tasks were decided again by the other app, "
        f"{len(result.overwritten)} decisions were written over by an editor that had read before"
    )
    agreed = "screens agreed after " + ", ".join(f"{seconds:.2f}" for seconds in found.agreed) + " s"
    return Row(NAME, TITLE, figure, Verdict.FAILED if wrong else Verdict.PASSED, (*wrong, counted, agreed))
