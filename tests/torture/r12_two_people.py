"""R12: two people decide on the same vault, in git clones that are merged and in folders that are synced."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from torture.clones import CASES, merge_all
from torture.machine import Machine
from torture.row import Row, Task, Verdict
from torture.sitting import NeverCame, Sitting
from torture.syncthing import Pair, is_draft, watched

NAME: Final = "R12"
TITLE: Final = "two people: git clones merged, two Syncthing nodes"
NEEDS: Final = ("git", "syncthing")

NOTES: Final = 8
EACH: Final = 10
_MEMORY: Final = Path("/dev/shm")
_COPY: Final = ".sync-conflict-"
_WORDS: Final = re.compile(r"Task \d{4}")


def run(task: Task) -> Row:
    """Have two people decide, bring their work together, and count what is lost."""
    wrong: list[str] = []
    said: list[str] = []
    figures = [_git(task, wrong, said)]
    rounds = 2 if task.is_short else 8
    with TemporaryDirectory(prefix="torture-", dir=_MEMORY if _MEMORY.is_dir() else None) as elsewhere:
        states: list[tuple[str, Path | None]] = [("", None)]
        if Path(elsewhere).stat().st_dev != task.folder.stat().st_dev:
            states.append((" (journal on another disk, drafts beside the vault)", Path(elsewhere)))
        for name, state in states:
            folder = task.folder / f"sync{len(name)}"
            one, other = (_machine(folder / each, task.command, state) for each in ("one", "other"))
            figures.append(f"Syncthing{name}: {_sync(folder, one, other, rounds, wrong, said)}")
    verdict = Verdict.FAILED if wrong else Verdict.PASSED
    return Row(NAME, TITLE, "; ".join(figures), verdict, (*wrong, *said))


def _machine(folder: Path, command: tuple[str, ...], state: Path | None) -> Machine:
    """A machine; with `state`, its journal is on another file system than its vault."""
    machine = Machine(folder, command)
    machine.write_notes(NOTES, EACH)
    if state:
        machine.environment["XDG_STATE_HOME"] = str(state / folder.name)
    return machine


def _git(task: Task, wrong: list[str], said: list[str]) -> str:
    machine = Machine(task.folder / "probe", task.command)
    commits = "--commit" in machine.run("accept", "--help").stdout
    has_driver = machine.has("merge-driver")
    if not commits:
        said.append("the commits were made with git itself: triage accept knows no --commit")
    figures = []
    lost = 0
    for is_driven in [False, True] if has_driver else [False]:
        name = "driven" if is_driven else "plain"
        try:
            merged = merge_all(task.folder / name, task.command, has_driver=is_driven, commits=commits)
        except OSError as error:
            wrong.append(f"git, {name}: {error}")
            continue
        lost += len(merged.lost)
        wrong += [f"git, {name}: {what}" for what in (*merged.lost, *merged.wrong)]
        figures.append(f"{len(merged.conflicts)} with {'the driver' if is_driven else 'git alone'}")
        said.append(f"git, {name}: conflicts in {', '.join(merged.conflicts) or 'none'}")
        if is_driven and merged.conflicts != [case.name for case in CASES if case.is_conflict]:
            wrong.append(f"git, driven: conflicts in {merged.conflicts}")
    if not has_driver:
        wrong.append("there is no triage merge-driver")
    return f"git: {lost} lines lost, of {len(CASES)} merges in conflict {' and '.join(figures)}"


def _sync(folder: Path, one: Machine, other: Machine, rounds: int, wrong: list[str], said: list[str]) -> str:
    try:
        with (
            Pair(folder / "nodes", one.vault, other.vault) as pair,
            watched((one.vault, other.vault)) as seen,
        ):
            pair.settle()
            with one.sit() as mine, other.sit() as theirs:
                _decide_apart(pair, mine, theirs)
                seconds = pair.settle()
                copies = _copies(one)
                if copies:
                    wrong.append(f"Syncthing: conflict copies though the notes were others: {copies}")
                for number in range(rounds):
                    _decide_at_once(mine, theirs, number)
                    if number % 2:
                        pair.settle()
                said.append(f"Syncthing: in sync {seconds:.1f} s after the last decision")
                for sitting in (mine, theirs):
                    sitting.type("q")
                    sitting.gone()
            pair.settle()
            transferred = {name for node in pair.nodes for name in node.transferred if is_draft(name)}
    except (OSError, NeverCame) as error:
        wrong.append(f"Syncthing: {error}")
        return "not finished"
    drafts = sorted(transferred | seen[0] | seen[1])
    wrong += [f"Syncthing: the other side has seen {name}" for name in drafts]
    decided = [_decided(machine) for machine in (one, other)]
    lost = {what for machine in (one, other) for what in _lost(machine, decided)}
    wrong += sorted(lost)
    copies = _copies(one)
    wrong += _mistaken(one, copies) + _mistaken(other, copies)
    return (
        f"{len(lost)} lost of {NOTES * EACH} lines and {sum(map(len, decided))} decisions "
        f"({len(copies)} conflict copies, listed and not triaged), {len(drafts)} drafts seen"
    )


def _decide_apart(pair: Pair, mine: Sitting, theirs: Sitting) -> None:
    """Decide on different notes at once."""
    for sitting, keys in ((mine, "g"), (theirs, "gJJJJ")):
        sitting.sees(f"1 All {NOTES * EACH}")
        sitting.is_calm()
        sitting.type(keys)
    for _ in range(5):
        mine.type("a")
        theirs.type("x")
        for sitting in (mine, theirs):
            sitting.is_calm(0.1)
    pair.settle()


def _decide_at_once(mine: Sitting, theirs: Sitting, number: int) -> None:
    """Decide in one note at once: the two apps stand on the same row, or on neighbours."""
    for sitting in (mine, theirs):
        sitting.type("g" + "J" * (1 + number % (NOTES - 2)))
        sitting.is_calm(0.2)
    if number % 3:
        theirs.type("jj")
        theirs.is_calm(0.1)
    mine.type("aa")
    theirs.type("xx")
    for sitting in (mine, theirs):
        sitting.is_calm(0.2)


def _copies(machine: Machine) -> list[str]:
    return sorted(path for path in machine.tree if _COPY in path)


def _decided(machine: Machine) -> set[str]:
    """The lines that triage says it has saved on this machine, the last one of each task."""
    last: dict[str, str] = {}
    for line in machine.saved_lines():
        if words := _WORDS.search(line):
            last[words[0]] = line
    return set(last.values())


def _lost(machine: Machine, decided: list[set[str]]) -> list[str]:
    """The tasks and the decisions that stand neither in a note nor in a conflict copy."""
    lines = {line for data in machine.tree.values() for line in data.decode("utf-8", "replace").split("\n")}
    standing = {words[0] for line in lines if (words := _WORDS.search(line))}
    wanted = {f"Task {number:04d}" for number in range(NOTES * EACH)}
    gone = [f"Syncthing: {words} is gone" for words in wanted - standing]
    return gone + [f"Syncthing: {line!r} is gone" for line in set().union(*decided) - lines]


def _mistaken(machine: Machine, copies: list[str]) -> list[str]:
    """Conflict copies that are triaged, or that doctor does not name."""
    triaged = {each["note"] for each in machine.listed()} & set(copies)
    doctor = machine.run("doctor").stdout
    silent = [path for path in copies if Path(path).name not in re.sub(r"\s*\n\s*", "", doctor)]
    return [f"Syncthing: {path} is triaged" for path in sorted(triaged)] + [
        f"Syncthing: doctor does not list {path}" for path in silent if path.rsplit("/")[-1] not in doctor
    ]
