"""Hostile text on every screen and dialog that there is: one that is new and was not looked at fails here."""

import importlib
import pkgutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from textual.command import CommandPalette
from textual.screen import Screen

import triage.ui
from apps import Hand, Places, app_over, at_work
from fakes import FakeStore, note, proposal_line
from hostile import HURT, BareApp, assert_inert
from triage.core.config import Config
from waiting import LIMIT_SECONDS

NOTE = f"2026-11-20 {HURT.replace('/', '∕')}.md"
KEYS = (
    ("every page", ("?", "escape", "t", "escape", "P", "escape")),
    ("the journal", ("x", "H", "j", "enter", "escape", "u", "escape", "u")),
    ("changing", ("e", "ctrl+e", "escape", "r", "down", "escape", "d", "escape", "p", "escape")),
    ("deciding", ("A", "escape", "z", "d", "escape", "R", "[", "/", "]", "escape")),
    ("settings", (",", "j", "enter", "escape", "escape")),
    ("presets", (",", "p", "escape", "escape")),
    ("many", ("*", "x", "escape", "*", "=", "escape")),
    ("a view", ("/", "[", "enter", "ctrl+s", "escape", "escape")),
    ("the palette", ("ctrl+p", "a", "escape")),
)


def store(notes: int = 1) -> FakeStore:
    lines = [f"- [?] Order the blue wool {HURT} @Ada{HURT} Quill 📅 2026-11-02 #task #proposed #auto"] * 2
    held = {NOTE: note("---", f'title: "{HURT[:10]}"', "---", f"# {HURT}", *lines, proposal_line("Next"))}
    held |= {f"{number}{NOTE}": note(*lines, proposal_line(f"Berth {number}")) for number in range(notes - 1)}
    return FakeStore(held)


def bare(vault: FakeStore) -> BareApp:
    config = Config(bulk_limit=1)
    return BareApp(app_over(vault, config=config).session, Places(Path("/vault")), config)


def screens() -> set[type[Screen[Any]]]:
    """Every class of screen that triage has."""
    for module in pkgutil.iter_modules(triage.ui.__path__):
        importlib.import_module(f"triage.ui.{module.name}")

    def beneath(kind: type[Screen[Any]]) -> Iterator[type[Screen[Any]]]:
        for each in kind.__subclasses__():
            yield each
            yield from beneath(each)

    return {each for each in beneath(Screen) if each.__module__.startswith("triage.")}


async def looked_at(hand: Hand, keys: tuple[str, ...]) -> set[type]:
    """Press the keys; the classes of the screens that were seen, those they are built on included."""
    seen: set[type] = set()
    for key in keys:
        await hand.press(key)
        assert_inert(hand)
        seen.update(type(hand.app.screen).__mro__)
    return seen


async def test_every_screen_is_looked_at_with_hostile_text_on_it() -> None:
    seen: set[type] = set()
    async with at_work(bare(store()), size=(100, 30)) as hand:
        await hand.compared()
        for name, keys in KEYS:
            seen |= await looked_at(hand, keys)
            assert len(hand.app.screen_stack) == 1, name
    seen |= await progress_looked_at()
    assert {kind.__name__ for kind in screens() - seen} == set()
    assert CommandPalette in seen


async def progress_looked_at() -> set[type]:
    """Look at a bulk gesture that takes long."""
    vault = store(45)
    go_on = threading.Event()
    vault.before_save = lambda path: assert_waited(go_on)
    async with at_work(bare(vault), size=(100, 30)) as hand:
        await hand.press("*", "x")
        seen = await looked_at(hand, ())
        hand.send("y")
        await hand.until(lambda: type(hand.app.screen).__name__ == "ProgressDialog")
        assert_inert(hand)
        seen.update(type(hand.app.screen).__mro__)
        go_on.set()
        await hand.at_rest()
        assert_inert(hand)
    return seen


def assert_waited(go_on: threading.Event) -> None:
    assert go_on.wait(LIMIT_SECONDS)
