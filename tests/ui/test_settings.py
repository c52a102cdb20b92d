"""Keys are changed on the screen, hold at once, and are in the user's config with its comments."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from apps import Hand, Places, ShownApp, app_over, at_work
from fakes import FakeStore, note, proposal_line
from hostile import about
from triage.core.errors import BadConfig
from triage.storage.config.config import load_config, set_value, unset_value
from triage.ui.keys.commands import COMMANDS
from triage.ui.keys.settings_screen import SettingsScreen

NOTE = "2026-11-20 Minutes.md"
CONFIG = """\
# mine
theme: nord  # dark

keys:
  # what I decide with
  done: f6  # far away
  # that was all
editor: vim
"""


class Desk(Places):
    """The places of a test, with a config file that can be made to fail."""

    def __init__(self, file: Path) -> None:
        super().__init__(file.parent)
        self.file = file
        self.writes_until_failure: int | None = None

    def keep(self, path: Sequence[str], value: object) -> None:
        """Write it, as the command line does, but for the one write that fails."""
        if self.writes_until_failure == 0:
            self.writes_until_failure = None
            raise BadConfig(f"{self.file} cannot be written: the disk is full")
        if self.writes_until_failure:
            self.writes_until_failure -= 1
        if value is None:
            unset_value(self.file, path)
        else:
            set_value(self.file, path, value)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    file = tmp_path / "config.yaml"
    file.write_text(CONFIG)
    return Desk(file)


def three() -> FakeStore:
    return FakeStore({NOTE: note(*(proposal_line(each) for each in ("One", "Two", "Three")))})


def app_at(desk: Desk, store: FakeStore | None = None) -> ShownApp:
    """The app with the present config file."""
    app = app_over(store or three(), config=load_config(None, desk.file))
    app._outside = desk
    return app


def symbols(store: FakeStore) -> str:
    """The status of each line."""
    return "".join(line[3] for line in store.notes[NOTE].decode().splitlines())


async def to(hand: Hand, title: str) -> None:
    """Open the settings and go to a command."""
    await hand.press("comma", "slash")
    await hand.type(title)
    await hand.press("enter")
    assert title in listed(hand)


def listed(hand: Hand) -> str:
    """The line under the cursor."""
    screen = hand.app.screen
    assert isinstance(screen, SettingsScreen)
    option = screen.list.highlighted_option
    return "" if option is None else str(option.prompt)


async def test_a_key_that_is_pressed_holds_at_once_and_is_kept(desk: Desk) -> None:
    store = three()
    async with at_work(app_at(desk, store)) as hand:
        await hand.press("comma")
        assert "Accept" in listed(hand)
        await hand.press("enter", "f7")
        await hand.sees("Accept is f7 now; saved")
        assert listed(hand).split() == ["•", "Accept", "f7", "config"]
        await hand.press("escape")
        assert "f7 accept" in hand.footer
        await hand.press("a")
        assert not store.journal
        await hand.press("f7")
        assert symbols(store) == " ??"
        await hand.press("?")
        await hand.sees("The task is to be done.")
        line = next(line for line in hand.lines if "The task is to be done." in line)
        assert line.strip("│ ").split()[:2] == ["f7", "Accept"]
        await hand.press("escape")
    assert desk.file.read_text() == CONFIG.replace("  # that was all\n", "  # that was all\n  accept: f7\n")
    store = three()
    async with at_work(app_at(desk, store)) as hand:
        await hand.press("f7", "f6")
        assert symbols(store) == " x?"


async def test_keys_typed_in_one_burst_find_their_way(desk: Desk) -> None:
    store = three()
    async with at_work(app_at(desk, store)) as hand:
        hand.send("comma", "enter", "f7", "escape", "f7", "x")
        await hand.settled()
        assert symbols(store) == " -?"


async def test_a_key_that_is_taken_is_pressed_twice_to_swap(desk: Desk) -> None:
    store = three()
    async with at_work(app_at(desk, store)) as hand:
        await hand.press("comma", "enter", "x")
        await hand.sees("x is Reject. Press x again to swap, another key, or esc")
        await hand.press("x")
        await hand.sees("Accept is x, Reject is a now; saved")
        await hand.press("escape", "x", "a")
        assert symbols(store) == " -?"
    keys = load_config(None, desk.file).keys
    assert keys == {"done": "f6", "accept": "x", "reject": "a"}


async def test_another_key_or_escape_leaves_what_is_taken_alone(desk: Desk) -> None:
    async with at_work(app_at(desk)) as hand:
        await hand.press("comma", "enter", "x", "escape")
        assert listed(hand).split() == ["Accept", "a", "default"]
        await hand.press("enter", "x", "s", "f7")
        assert listed(hand).split() == ["•", "Accept", "f7", "config"]
    assert load_config(None, desk.file).keys == {"done": "f6", "accept": "f7"}


async def test_a_key_that_no_terminal_sends_is_refused(desk: Desk) -> None:
    """One with a terminal that sends it all the same would not have it elsewhere."""
    async with at_work(app_at(desk)) as hand:
        await hand.press("comma", "enter", "ctrl+shift+a")
        await hand.sees("ctrl+shift+a cannot be used: a terminal sends it as ctrl+a")
        await hand.press("tab")
        await hand.sees("tab is Next view")
        await hand.press("ctrl+c")
        await hand.sees("Accept is ctrl+c now")
    assert load_config(None, desk.file).keys["accept"] == "ctrl+c"


async def test_one_more_key_none_and_the_default_again(desk: Desk) -> None:
    async with at_work(app_at(desk)) as hand:
        await hand.press("comma", "plus", "f7", "plus", "comma", "comma")
        assert listed(hand).split() == ["•", "Accept", "a", "f7", ",", "config"]
        assert load_config(None, desk.file).keys == {
            "done": "f6",
            "accept": "a,f7,comma",
            "settings": "",
        }
        await hand.press("minus")
        assert listed(hand).split() == ["•", "Accept", "no", "key", "config"]
        assert load_config(None, desk.file).keys["accept"] == ""
        await hand.press("backspace")
        assert listed(hand).split() == ["Accept", "a", "default"]
        await hand.press("escape", "comma")
        assert len(hand.app.screen_stack) == 1
    assert desk.file.read_text() == CONFIG.replace(
        "  # that was all\n", '  # that was all\n  settings: ""\n'
    ).replace('""', "''")


async def test_a_default_that_somebody_else_has_by_now_is_refused(desk: Desk) -> None:
    async with at_work(app_at(desk)) as hand:
        await hand.press("comma", "enter", "f7", "escape")
        await to(hand, "Edit")
        await hand.press("enter", "a")
        assert "Edit" in listed(hand)
        await hand.press("slash", "escape", "g")
        while listed(hand).split()[1:2] != ["Accept"]:
            await hand.press("j")
        before = desk.file.read_text()
        await hand.press("backspace")
        await hand.sees("a would be both Accept and Edit")
        assert desk.file.read_text() == before


async def test_a_preset_shows_what_it_would_change_and_holds_at_once(desk: Desk) -> None:
    store = three()
    async with at_work(app_at(desk, store), size=(100, 40)) as hand:
        await hand.press("comma", "p")
        await hand.sees("no change")
        await hand.press("down", "down")
        await hand.sees("Undo  u → ctrl+z u")
        await hand.press("escape")
        assert "preset" not in load_config(None, desk.file).keys
        await hand.press("p", "up")
        await hand.sees("Undo  u → ctrl+z u")
        await hand.press("enter")
        await hand.sees("The preset is plain now; saved")
        await hand.sees("preset plain, 1 of your own")
        assert load_config(None, desk.file).keys == {"done": "f6", "preset": "plain"}
        await hand.press("escape")
        assert "ctrl+z undo" in hand.footer
        await hand.press("delete")
        assert symbols(store) == "-??"
        await hand.press("ctrl+z", "f6")
        assert symbols(store) == "x??"
        await hand.press("comma", "p", "up", "up", "enter", "escape", "u")
        assert symbols(store) == "???"
        await hand.press("ctrl+z")
    assert desk.file.read_text() == CONFIG


async def test_a_preset_that_clashes_with_ones_own_is_not_taken(desk: Desk) -> None:
    set_value(desk.file, ["keys", "accept"], "f5")
    async with at_work(app_at(desk), size=(100, 40)) as hand:
        await hand.press("comma", "p", "down")
        await hand.sees("f5 is your own key for Accept, and the preset's for Refresh: change yours first")
        await hand.press("enter")
        assert len(hand.app.screen_stack) == 3
        await hand.press("escape")
        assert "preset" not in load_config(None, desk.file).keys


async def test_what_cannot_be_kept_is_taken_back(desk: Desk) -> None:
    """The three writes of a swap: the file is as before, whichever of them fails."""
    store = three()
    async with at_work(app_at(desk, store)) as hand:
        for writes in range(3):
            with about(f"{writes} writes"):
                await hand.press("comma", "enter", "x")
                desk.writes_until_failure = writes
                await hand.press("x")
                await hand.sees("Not changed:")
                await hand.sees("the disk is full")
                assert desk.writes_until_failure is None
                assert listed(hand).split() == ["Accept", "a", "default"]
                hand.app.clear_notifications()
                await hand.press("escape", "a", "x")
                assert symbols(store) == " -?"
                await hand.press("u", "u")
                assert load_config(None, desk.file).keys == {"done": "f6"}
                assert [line for line in desk.file.read_text().splitlines() if "#" in line] == [
                    line for line in CONFIG.splitlines() if "#" in line
                ]


async def test_commands_are_found_by_words_and_by_key(desk: Desk) -> None:
    async with at_work(app_at(desk)) as hand:
        await to(hand, "Redo")
        await hand.press("escape", "slash")
        await hand.type("f6")
        assert "Done" in listed(hand)
        await hand.press("enter", "enter", "f8")
        await hand.sees("Done is f8 now")
        await hand.press("slash", "escape")
        await hand.press("slash")
        await hand.type("no such thing")
        assert listed(hand) == ""
        await hand.press("enter", "enter", "plus", "minus", "backspace", "j", "escape", "escape")
        assert len(hand.app.screen_stack) == 1
    assert load_config(None, desk.file).keys == {"done": "f8"}


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (140, 40)])
async def test_every_command_is_listed_with_its_keys(desk: Desk, size: tuple[int, int]) -> None:
    async with at_work(app_at(desk), size=size) as hand:
        await hand.press("comma")
        seen = ""
        for _ in range(2 + 2 * len(COMMANDS) // size[1]):
            seen += hand.text
            await hand.press("pagedown")
        seen += hand.text
        assert [command.title for command in COMMANDS if command.title not in seen] == []
        assert "Quit" in listed(hand)
        await hand.press("down")
        assert "Accept" in listed(hand)  # round to the first
        await hand.press("up")
        assert "Quit" in listed(hand)
        assert "esc back" in hand.text.replace("\n", " ")


async def test_it_all_works_by_mouse(desk: Desk) -> None:
    async with at_work(app_at(desk)) as hand:
        await hand.press("comma")
        y, line = next((y, line) for y, line in enumerate(hand.lines) if " Reject " in line)
        await hand.pilot.click(offset=(line.index("Reject"), y))
        await hand.settled()
        await hand.sees("Reject: press the new key")
        await hand.press("f7")
        await hand.sees("Reject is f7 now")
        y, line = next((y, line) for y, line in enumerate(hand.lines) if "backspace reset" in line)
        await hand.pilot.click(offset=(line.index("backspace reset"), y))
        await hand.settled()
        await hand.sees("Reject is x now")
        y, line = next((y, line) for y, line in enumerate(hand.lines) if "esc back" in line)
        await hand.pilot.click(offset=(line.index("esc back"), y))
        await hand.settled()
        assert len(hand.app.screen_stack) == 1
