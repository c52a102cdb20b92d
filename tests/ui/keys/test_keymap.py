"""Keys can be moved in the config, by a preset or one by one; a clash or an unknown name is an error."""

from pathlib import Path

import pytest

from apps import ShownApp, app_over, at_work
from fakes import FakeStore, note, proposal_line
from triage.core.config import Config
from triage.core.errors import BadConfig
from triage.storage.config.config import load_config
from triage.ui.keys.commands import COMMANDS, Command
from triage.ui.keys.help import help_text
from triage.ui.keys.key_choice import KeyChoice, read_choice
from triage.ui.keys.key_presets import PRESET_HELP, PRESETS
from triage.ui.keys.keymap import Keymap, bindings, normal_keys, shown_key, shown_keys

NOTE = "2026-11-20 Minutes.md"


def three() -> FakeStore:
    return FakeStore({NOTE: note(*(proposal_line(each) for each in ("One", "Two", "Three")))})


def with_keys(store: FakeStore, **keys: str) -> ShownApp:
    """The app with these keys in its config."""
    return app_over(store, config=Config(keys=keys))


def keys_in(keys: dict[str, str]) -> Keymap:
    """The keys under a config."""
    return Keymap(read_choice(keys, {}))


# In the app


async def test_a_key_can_be_moved() -> None:
    store = three()
    async with at_work(with_keys(store, accept="f2,W")) as hand:
        await hand.press("a")
        assert not store.journal
        await hand.press("f2", "W")
        assert store.notes[NOTE].count(b"[ ]") == 2
        assert "f2 accept" in hand.footer
        await hand.press("?")
        await hand.sees("f2  W")


async def test_two_keys_can_change_places() -> None:
    store = three()
    async with at_work(with_keys(store, accept="x", reject="a")) as hand:
        await hand.press("x", "a")
        assert [line[3] for line in store.notes[NOTE].decode().splitlines()] == [" ", "-", "?"]


async def test_a_moved_key_works_behind_a_dialog_and_in_the_palette() -> None:
    store = three()
    async with at_work(with_keys(store, due="W", palette="f3", quit="Q")) as hand:
        hand.send("W", *"fri", "enter")
        await hand.settled()
        assert b"2026-11-27" in store.notes[NOTE]
        await hand.press("q")
        assert hand.app.is_running
        await hand.press("f3")
        assert len(hand.app.screen_stack) == 2
        await hand.press("escape", "Q")
        await hand.until(lambda: not hand.app.is_running)


async def test_a_key_that_was_moved_away_is_free() -> None:
    """Also the one that Textual itself binds."""
    async with at_work(with_keys(three(), palette="f3", quit="Q")) as hand:
        await hand.press("ctrl+p")
        assert len(hand.app.screen_stack) == 1
        await hand.press("q")
        assert hand.app.is_running


async def test_ctrl_q_always_leaves() -> None:
    async with at_work(with_keys(three(), quit="")) as hand:
        await hand.press("q")
        assert hand.app.is_running
        hand.send("ctrl+q")
        await hand.until(lambda: not hand.app.is_running)


async def test_a_command_can_go_without_a_key() -> None:
    store = three()
    async with at_work(with_keys(store, accept="")) as hand:
        await hand.press("a")
        assert not store.journal
        assert "accept" not in hand.footer
        assert "x reject" in hand.footer
        await hand.press("ctrl+p")
        await hand.type("to be done")
        await hand.press("enter")
        await hand.until(lambda: b"[ ] One" in store.notes[NOTE])


async def test_a_preset_gives_keys_and_own_ones_go_over_it() -> None:
    store = three()
    async with at_work(with_keys(store, preset="plain", accept="f6", reject="")) as hand:
        await hand.press("delete", "down", "f6")
        assert [line[3] for line in store.notes[NOTE].decode().splitlines()] == ["?", " ", "?"]
        await hand.press("ctrl+z")
        assert b"[ ]" not in store.notes[NOTE]


# Presets


@pytest.mark.parametrize("preset", PRESETS)
def test_under_a_preset_every_command_has_a_key_and_none_is_wanted_twice(preset: str) -> None:
    choice = KeyChoice(preset)
    assert not list(choice.clashes())
    keys = [key for command in COMMANDS for key in choice.keys_of(command.id)]
    assert len(keys) == len(set(keys))
    for command in COMMANDS:
        assert choice.keys_of(command.id), command.id
    assert PRESETS[preset].keys() <= {command.id for command in COMMANDS}
    assert len({binding.id for binding in bindings(Keymap(choice))}) == len(COMMANDS)


def test_a_preset_says_only_what_it_changes() -> None:
    own = {command.id: normal_keys(command.keys) for command in COMMANDS}
    for preset, keys in PRESETS.items():
        assert PRESET_HELP[preset]
        for name, text in keys.items():
            assert normal_keys(text) != own[name], (preset, name)


def test_presets_give_what_their_users_expect() -> None:
    expected = {
        "vim": {
            "ctrl+r": "redo",
            "u": "undo",
            "colon": "palette",
            "V": "range",
            "slash": "filter",
            "q": "quit",
        },
        "plain": {
            "delete": "reject",
            "ctrl+z": "undo",
            "ctrl+y": "redo",
            "ctrl+f": "filter",
            "insert": "mark",
            "f2": "edit",
            "f5": "refresh",
            "f10": "quit",
            "a": "accept",
        },
    }
    for preset, keys in expected.items():
        assert {key: KeyChoice(preset).holder(key) for key in keys} == keys


# What is said of mistakes


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (
            {"accept": "x"},
            "keys.accept wants the key 'x', which is that of reject by default; give keys.reject another, or",
        ),
        ({"reject": "a"}, "keys.reject wants the key 'a', which is that of accept by default"),
        ({"accept": "f6", "reject": "f6"}, "keys.reject wants the key 'f6', and so does keys.accept"),
        ({"preset": "vim", "accept": ":"}, "wants the key ':', which is that of palette by the preset vim"),
        ({"mend": "question_mark"}, "keys.mend wants the key '?', which is that of help by default"),
        ({"accept": "ctrl+q"}, "keys.accept cannot be 'ctrl+q', which always leaves"),
        ({"accept": "ctrl+q", "quit": "f6"}, "keys.accept cannot be 'ctrl+q', which always leaves"),
        ({"acept": "f2"}, "keys.acept is no command; did you mean accept?"),
        ({"zzz zzz": "f2"}, "keys.zzz zzz is no command"),
        ({"accept": "f6,j"}, "keys.accept wants the key 'j', which is that of down"),
        ({"accept": "ctrl+i"}, "keys.accept cannot be 'ctrl+i': a terminal sends it as tab; say tab"),
        ({"accept": "f6,,"}, "keys.accept cannot be 'f6,,': there is nothing beside a comma"),
        ({"preset": "vi"}, "keys.preset cannot be 'vi'; there are default, vim, plain"),
        ({"acc\x1b[2Jept": "f2"}, "keys.acc"),
    ],
)
def test_a_mistake_is_named(keys: dict[str, str], said: str) -> None:
    with pytest.raises(BadConfig) as error:
        with_keys(three(), **keys)
    assert said in str(error.value)
    assert "\x1b" not in str(error.value)


@pytest.mark.parametrize(
    "keys",
    [
        {"accept": "x", "reject": ""},
        {"accept": "x", "reject": "a"},
        {"open": "q", "quit": "f9"},
        {"quit": "ctrl+q"},
        {"settings": ","},
        {"preset": "default"},
    ],
)
def test_what_is_no_clash_is_none(keys: dict[str, str]) -> None:
    assert keys_in(keys)


def test_a_mistake_is_named_with_its_file_and_line(tmp_path: Path) -> None:
    file = tmp_path / "config.yaml"
    for text, said in {
        "# mine\nkeys:\n  down: j\n  # so\n  accept: x\n": f"{file}, line 5: keys.accept wants the key 'x'",
        "keys:\n  reject: f6\n  accept: f6\n": (
            f"{file}, line 2: keys.reject wants the key 'f6', and so does keys.accept in line 3"
        ),
        "keys: {preset: wim}": f"{file}, line 1: keys.preset cannot be 'wim'",
        "theme: x\nkeys: {acept: x}": f"{file}, line 2: keys.acept is no command",
        "\ntheme: no such": f"{file}, line 2: theme cannot be 'no such'",
    }.items():
        file.write_text(text)
        with pytest.raises(BadConfig) as error:
            app_over(three(), config=load_config(None, file))
        assert str(error.value).startswith(said)


# Changing


def test_a_new_key_takes_the_place_of_the_old_and_the_other_gets_that() -> None:
    choice = KeyChoice().with_key("accept", "f6", is_added=False)
    assert choice.keys_of("accept") == ("f6",)
    choice = choice.with_key("reject", "f6", is_added=False)
    assert (choice.keys_of("accept"), choice.keys_of("reject")) == (("x",), ("f6",))
    choice = KeyChoice().with_key("accept", "j", is_added=False)
    assert (choice.keys_of("accept"), choice.keys_of("down")) == (("j",), ("a", "down"))
    assert choice.with_key("accept", "a", is_added=False) == KeyChoice()


def test_one_more_key_stands_beside_the_others() -> None:
    choice = KeyChoice().with_key("accept", "f6", is_added=True).with_key("accept", "j", is_added=True)
    assert choice.keys_of("accept") == ("a", "f6", "j")
    assert choice.keys_of("down") == ("down",)
    assert not list(choice.clashes())


def test_what_is_as_without_own_keys_is_none_of_ones_own() -> None:
    choice = KeyChoice("plain").with_key("accept", "f6", is_added=False)
    assert choice.source("accept") == "config"
    assert choice.with_keys("accept", ("a",)) == KeyChoice("plain")
    assert choice.with_keys("accept", None) == KeyChoice("plain")
    assert KeyChoice("plain").source("undo") == "preset"
    assert KeyChoice("plain").source("accept") == "default"


def test_each_step_of_a_change_can_be_opened() -> None:
    chain = KeyChoice()
    written: dict[str, str] = {}
    for command_id, key, is_added in [
        ("accept", "x", False),
        ("reject", "j", False),
        ("down", "x", False),
        ("edit", "j", True),
        ("edit", "a", False),
        ("accept", "f6", True),
    ]:
        after = chain.with_key(command_id, key, is_added=is_added)
        for name, text in chain.steps_to(after):
            written.pop(name, None)
            if text is not None:
                written[name] = text
            assert read_choice(written, {})
        assert read_choice(written, {}) == after
        chain = after
    for name, text in chain.steps_to(KeyChoice()):
        written.pop(name, None)
        if text is not None:
            written[name] = text
        assert read_choice(written, {})
    assert not written


def test_the_preset_is_a_step_of_its_own() -> None:
    assert list(KeyChoice().steps_to(KeyChoice("vim"))) == [("preset", "vim")]
    assert list(KeyChoice("vim").steps_to(KeyChoice())) == [("preset", None)]


# Showing


def test_a_keymap_holds_every_command() -> None:
    keymap = keys_in({"accept": "f6", "reject": ""})
    assert list(keymap) == [command.id for command in COMMANDS]
    assert len(keymap) == len(COMMANDS)
    assert (keymap["accept"], keymap["reject"], keymap["mend"]) == ("f6", "", "exclamation_mark")
    assert shown_key("reject", keymap) == "no key"
    assert shown_key("page_down", keymap) == "page down"
    assert shown_keys("comma,escape") == ",  esc"


def test_the_help_shows_the_keys_as_they_are() -> None:
    text = str(help_text(keys_in({"preset": "plain", "accept": "f6", "reject": ""})))
    assert "f6  " in next(line for line in text.splitlines() if "The task is to be done." in line)
    assert "no key" in next(line for line in text.splitlines() if "The task will not be done." in line)
    assert "ctrl+z" in next(line for line in text.splitlines() if "Undo the last action" in line)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_the_bindings_are_the_commands(command: Command) -> None:
    made = {binding.id: binding for binding in bindings({})}
    assert made[command.id].action == command.id
    assert made[command.id].key.split(",") == normal_keys(command.keys)
    assert made[command.id].priority
