"""Golden vaults: keys pressed in the real app over the real store, and every byte compared.

A case is a folder of `tests/golden`: `before` and `after`, two vaults, where it needs one `config.yaml`, the
user's config, and `keys.txt`, which has one step a line and begins with `#` where it is a comment:

    a, ctrl+r, enter …     a key
    type: some text        each of its characters
    see: some text         wait until it stands on the screen
    at: some words         wait until they are those of the row under the cursor
    outside: …             another program works in the vault: append, replace, remove or chmod
    compared               wait until every proposal is compared with all others
    restart                leave, and open the vault again as a new run
    undo: no               not a step: what this case did cannot all be taken back

Unless a case says so, all that it did is then taken back, which must give `before` with only what other
programs changed, and done again, which must give `after`: by keys in the app where a case is about that,
else by its session, which writes the same lines and needs no screen.
"""

import re
import shlex
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from apps import Hand, at_work, vault_app
from triage.session.plan import Plan
from triage.session.session import Session
from triage.storage.config.config import load_config

GOLDEN = Path(__file__).parents[1] / "golden"
CASES = sorted(case.name for case in GOLDEN.iterdir())
BY_KEYS = re.compile("undo|redo|restart|bulk|all|every")
"""Cases that are taken back and done again by keys."""


@dataclass
class Case:
    """A copy of one golden vault, at work."""

    folder: Path
    state: Path
    runs: int = 0
    steps: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    can_be_undone: bool = True

    @classmethod
    def copied(cls, name: str, tmp_path: Path) -> "Case":
        """The case, in a folder of its own."""
        folder = tmp_path / "case"
        shutil.copytree(GOLDEN / name, folder, symlinks=True)
        case = cls(folder, tmp_path / "state")
        for line in (folder / "keys.txt").read_text("utf-8").splitlines():
            if line == "undo: no":
                case.can_be_undone = False
            elif line and not line.startswith("#"):
                case.steps.append(line)
        return case

    @property
    def vault(self) -> Path:
        """The vault that is worked on."""
        return self.folder / "before"

    def sittings(self) -> Iterator[list[str]]:
        """The steps of one run of the app after the other."""
        steps: list[str] = []
        for step in self.steps:
            if step == "restart":
                yield steps
                steps = []
            else:
                steps.append(step)
        yield steps

    def beside(self) -> dict[str, bytes | str]:
        """Everything in the case's folder but the vault that is worked on."""
        return {name: each for name, each in tree(self.folder).items() if not name.startswith("before")}

    def changed_outside(self) -> dict[str, bytes | str]:
        """The vault as it was, with only what other programs changed in it."""
        fresh = self.folder.parent / "fresh"
        shutil.copytree(self.folder / "original", fresh, symlinks=True)
        for step in self.outside:
            work_outside(fresh, step)
        return tree(fresh)


def tree(root: Path) -> dict[str, bytes | str]:
    """Everything beneath a folder."""
    found: dict[str, bytes | str] = {}
    for path in root.rglob("*"):
        name = path.relative_to(root).as_posix()
        if path.is_symlink():
            found[name] = f"a link to {path.readlink()}"
        else:
            found[name] = "a folder" if path.is_dir() else path.read_bytes()
    return found


def work_outside(vault: Path, step: str) -> None:
    """Do what another program does."""
    verb, *arguments = (word.replace("\\n", "\n") for word in shlex.split(step))
    match verb, arguments:
        case "append", [name, text]:
            (vault / name).write_bytes((vault / name).read_bytes() + text.encode())
        case "replace", [name, old, new]:
            data = (vault / name).read_bytes()
            assert data.count(old.encode()) == 1, (step, data.decode())
            (vault / name).write_bytes(data.replace(old.encode(), new.encode()))
        case "remove", [name]:
            (vault / name).unlink()
        case "chmod", [mode, name]:
            (vault / name).chmod(int(mode, 8))
        case _:
            raise AssertionError(f"what is {step!r}?")


async def take(hand: Hand, case: Case, step: str) -> None:
    """Take one step."""
    kind, colon, rest = step.partition(": ")
    match kind if colon else "":
        case "type":
            await hand.type(rest)
        case "see":
            await hand.sees(rest)
        case "at":
            await hand.until(lambda: hand.at == rest, f"the cursor on {rest!r}")
        case "outside":
            work_outside(case.vault, rest)
            case.outside.append(rest)
        case "" if step == "compared":
            await hand.until(lambda: not hand.screen.header.is_comparing, "all is compared")
            await hand.settled()
        case _:
            await hand.press(step)
            await hand.scanned()


async def turn_back(hand: Hand, key: str, times: int) -> None:
    """Undo or redo, and answer yes if it asks about an earlier run."""
    for _ in range(times):
        await hand.press(key)
        if len(hand.app.screen_stack) > 1:
            await hand.press("y")


def reverse_all(session: Session, plan: Callable[[], Plan | None]) -> None:
    """Undo or redo until there is nothing left to."""
    while (reverse := plan()) is not None:
        session.settle(session.save(reverse))


@pytest.mark.parametrize("name", CASES)
async def test_golden_vault(name: str, tmp_path: Path) -> None:
    case = Case.copied(name, tmp_path)
    shutil.copytree(case.vault, case.folder / "original", symlinks=True)
    beside = case.beside()
    config = load_config(case.vault, case.folder / "config.yaml")
    for number, steps in enumerate(case.sittings(), start=1):
        async with at_work(vault_app(case.vault, case.state, number=number, config=config)) as hand:
            for step in steps:
                await take(hand, case, step)
            await hand.press("q")
    expected = tree(case.folder / "after")
    assert tree(case.vault) == expected
    assert case.beside() == beside
    if not case.can_be_undone:
        return
    app = vault_app(case.vault, case.state, number=9, config=config)
    if not BY_KEYS.search(name):
        app.session.load()
        reverse_all(app.session, app.session.planner.undo)
        assert tree(case.vault) == case.changed_outside()
        reverse_all(app.session, app.session.planner.redo)
        assert tree(case.vault) == expected
        return
    async with at_work(app) as hand:
        gestures = len(hand.session.past.history.undoable)
        await turn_back(hand, "u", gestures)
        assert tree(case.vault) == case.changed_outside()
        await turn_back(hand, "U", gestures)
        assert tree(case.vault) == expected
