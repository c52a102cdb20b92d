"""Hostile text on every screen and dialog that there is: one that is new and was not looked at fails here.

As in `test_hostile_text`, the shield is off: what a widget lets through would be seen.
"""

import importlib
import pkgutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.command import CommandPalette
from textual.screen import Screen

import triage.ui
from apps import Hand, Places, app_over, at_work
from fakes import FakeStore, note
from hostile import HURT, BareApp, about, assert_inert
from triage.core.config import Config
from triage.session.arrangement import Arrangement
from triage.ui.dialogs.progress_dialog import ProgressDialog
from waiting import LIMIT_SECONDS

NAME = "Ada\x1b[31m\x9b\u202e [b]Quill"


def bare(store: FakeStore, config: Config | None = None) -> BareApp:
    config = config or Config()
    return BareApp(app_over(store, config=config).session, Places(Path("/vault")), config)


def line(words: str, owner: str = NAME, due: str = " 📅 2026-11-02") -> str:
    return f"- [?] {words} {HURT} said @{owner}{due} #task #proposed #auto"


def store(notes: int = 2) -> FakeStore:
    """Twins, with hostile words, owners and names of notes; one is done elsewhere."""
    held = {
        f"[@click=app.quit]{number} \x1b[31m\u202e.md": note(
            "---",
            f'title: "{HURT[:10]}"',
            "---",
            f"# {HURT}",
            line("Order the blue wool for the loft"),
            line(f"Paint berth {number}x of the quay"),
        )
        for number in range(notes)
    }
    held["Log \x9b2J.md"] = note(f"- [x] Order the blue wool for the loft {HURT} said #task")
    return FakeStore(held)


STEPS = {
    "the journal": "x H j enter escape u escape u",
    "every view": "2 3 4 5 6 8 tab 1",
    "the card": "enter j escape 5g enter escape B T T",
    "many": "*x j escape **= escape",
    "the best": "5 *b escape",
    "an owner for many": "*r escape",
    "a reason": "*R [/]x enter escape",
    "snoozing": "z d escape zt 9 u",
    "today": "x t escape u",
    "pages": "? escape P escape",
    "the words": "e ctrl+e escape",
    "an owner, a day and a priority": "r down escape d escape p escape",
    "accepting by a day": "A escape",
    "settings": "comma j enter escape p escape escape",
    "the palette": "ctrl+p a escape",
    "a filter": "/@ escape",
    "every grouping": "Lo Lf Ld Lc Ln L escape",
    "every sorting": "So Sw S escape",
    "a view": "/[ enter ctrl+s [/] enter escape",
}
"""The keys, by what they bring before the eyes; letters in a row are typed in one burst."""
NAMED = {"escape", "enter", "tab", "down", "comma", "ctrl+e", "ctrl+p", "ctrl+s"}
"""The keys whose names are words."""


LOOKED_AT_BELOW = {ProgressDialog}
"""The screens that no key brings while nothing takes long."""


def screens() -> set[type[Screen[Any]]]:
    """Every class of screen that triage has."""
    for module in pkgutil.walk_packages(triage.ui.__path__, "triage.ui."):
        importlib.import_module(module.name)

    def beneath(kind: type[Screen[Any]]) -> Iterator[type[Screen[Any]]]:
        for each in kind.__subclasses__():
            yield each
            yield from beneath(each)

    return {each for each in beneath(Screen) if each.__module__.startswith("triage.")}


async def begin_again(hand: Hand, first: Arrangement) -> None:
    """The first row of all, nothing marked and nothing said."""
    while hand.marked:
        await hand.press("escape")
    hand.app.clear_notifications()
    hand.screen.listing.arrangement = first
    hand.screen.listing.fill()
    await hand.press("g")


@pytest.mark.parametrize("size", [(60, 16), (140, 40)])
async def test_hostile_text_is_text_on_every_screen(size: tuple[int, int]) -> None:
    vault = store()
    before = dict(vault.notes)
    seen: set[type] = set()
    async with at_work(bare(vault, Config(bulk_limit=1)), size=size) as hand:
        await hand.compared()
        first, words = hand.screen.listing.arrangement, hand.words
        assert hand.counts["duplicates"] == 2
        for name, keys in STEPS.items():
            with about(name):
                for each in keys.split():
                    hand.send(*[each] if each in NAMED else each)
                    if each != "escape":  # what stood below was looked at
                        await hand.settled()
                        assert_inert(hand)
                        seen.update(type(hand.app.screen).__mro__)
                await hand.settled()
                assert_inert(hand)
                assert len(hand.app.screen_stack) == 1
                assert vault.notes == before
                await begin_again(hand, first)
                assert hand.words == words
        assert hand.app.is_running
    assert {kind.__name__ for kind in screens() - seen - LOOKED_AT_BELOW} == set()
    assert CommandPalette in seen


async def test_a_saved_view_with_a_hostile_name_is_text_in_its_tab_and_can_be_clicked() -> None:
    name = "[@click=app.quit]a[/] \x1b[31m\x9b\u202e"
    async with at_work(bare(store(), Config(views={name: "wool", "[/]": "quay"})), size=(140, 24)) as hand:
        await hand.compared()
        assert_inert(hand)
        assert "[@click=app.quit]a[/]" in hand.tabs
        await hand.pilot.click(offset=(hand.tabs.index("app.quit"), 1))
        await hand.until(lambda: hand.view == name)
        assert hand.app.is_running
        await hand.press("tab")
        assert_inert(hand)
        assert "Nothing" not in hand.text


async def test_a_hostile_name_of_a_view_is_saved_as_text() -> None:
    async with at_work(bare(store()), size=(140, 24)) as hand:
        hand.send("/", *"wool", "enter", "ctrl+s")
        await hand.settled()
        await hand.paste("[/]\x1b[31m [@click=app.quit]x")  # what one types oneself is the shield's
        await hand.press("enter")
        await hand.until(lambda: len(hand.app.screen_stack) == 1)
        hand.app.terminal.obeyed = ""
        hand.app.refresh()
        await hand.settled()
        assert_inert(hand)
        assert len(hand.kept) == 1
        assert "[/]␛[31m [@click=app" in hand.tabs


async def test_hostile_owners_are_text_where_it_is_asked_who_i_am() -> None:
    async with at_work(bare(store()), size=(140, 30)) as hand:
        hand.session.names.people.add("[/] Ada\x1b[31m\u202e")
        hand.session.names.people.add("[@click=app.quit]Bo")
        await hand.compared()
        await hand.press("2")
        assert_inert(hand)
        await hand.press("1")
        assert_inert(hand)
        assert hand.app.is_running


async def test_hostile_owners_are_text_in_headings() -> None:
    vault = FakeStore({"A.md": note("- [?] One @Ada\x1b[31m\u202e 📅 2026-11-02 #task #proposed #auto")})
    async with at_work(bare(vault), size=(100, 24)) as hand:
        await hand.compared()
        await hand.press("L", "o")
        assert_inert(hand)


async def test_the_progress_and_its_failures_are_text() -> None:
    vault = store(45)
    for path in list(vault.notes)[:3]:
        vault.unwritable[path] = f"no {HURT}"
    reached, go_on = threading.Event(), threading.Event()

    def held(path: str) -> None:
        reached.set()
        assert go_on.wait(LIMIT_SECONDS)

    vault.before_save = held
    async with at_work(bare(vault), size=(100, 30)) as hand:
        await hand.press("*", "x")
        assert_inert(hand)
        await hand.press("y")
        await hand.until(reached.is_set)
        await hand.until(lambda: isinstance(hand.app.screen, ProgressDialog))
        assert_inert(hand)
        go_on.set()
        await hand.at_rest()
        assert_inert(hand)
        await hand.press("P")
        assert_inert(hand)
        await hand.press("escape")


async def test_an_offer_about_a_hostile_folder_is_text(monkeypatch: pytest.MonkeyPatch) -> None:
    from triage.ui.screen import offers

    monkeypatch.setattr(offers, "_IDLE_SECONDS", 0.01)
    folder = "[@click=app.quit]x[/] \x1b[31m\u202e"
    notes = {
        f"{folder}/{number}.md": note(
            *(f"- [?] Berth {number}x{at} #task #proposed #auto" for at in range(6))
        )
        for number in range(5)
    }
    vault = FakeStore({**notes, "Loft.md": note("- [?] Crate #task #proposed #auto")})
    async with at_work(bare(vault), size=(100, 30)) as hand:
        await hand.compared()
        hand.send(*"x" * 24)
        await hand.settled()
        await hand.sees("Preview the other")
        assert_inert(hand)
        await hand.press("+")
        assert_inert(hand)
