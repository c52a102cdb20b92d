"""Every command is bound, done, listed and found."""

from apps import app_over, at_work
from fakes import FakeStore, note, proposal_line
from table import each_row
from triage.ui.keys.commands import COMMANDS, Command
from triage.ui.keys.help import help_text
from triage.ui.keys.key_choice import KeyChoice, Keymap
from triage.ui.keys.key_name import normal_keys, shown_keys

NOTE = "2026-11-20 Minutes.md"


def three() -> FakeStore:
    return FakeStore({NOTE: note(*(proposal_line(each) for each in ("One", "Two", "Three")))})


@each_row("command", COMMANDS)
def test_every_command_has_a_title_and_help(command: Command) -> None:
    assert command.title
    assert command.help.endswith(".")
    assert command.group


async def test_the_screen_knows_what_every_command_does_and_no_other() -> None:
    async with at_work(app_over(three())) as hand:
        assert set(hand.screen.actions) == {command.id for command in COMMANDS}


def test_no_key_is_given_twice() -> None:
    keys = [key for command in COMMANDS for key in normal_keys(command.keys)]
    assert len(keys) == len(set(keys))


def test_the_keys_are_those_of_the_design() -> None:
    keys = {key: command.id for command in COMMANDS for key in shown_keys(command.keys).split("  ")}
    for key, name in {
        "j": "down",
        "k": "up",
        "g": "top",
        "G": "bottom",
        "J": "next_note",
        "K": "previous_note",
        "a": "accept",
        "s": "start",
        "D": "done",
        "x": "reject",
        "X": "reject_beneath",
        "=": "duplicate",
        "e": "edit",
        "r": "reassign",
        "m": "mine",
        "d": "due",
        "p": "priority",
        "!": "mend",
        ".": "repeat",
        "u": "undo",
        "U": "redo",
        "A": "accept_by",
        "R": "reject_reason",
        "b": "best",
        "z": "snooze",
        "space": "mark",
        "v": "range",
        "*": "mark_shown",
        "I": "invert",
        "c": "mark_set",
        "N": "mark_group",
        "M": "mark_again",
        "enter": "open_set",
        "B": "make_keeper",
        "T": "take_out",
        "+": "offer",
        "tab": "next_view",
        "shift+tab": "previous_view",
        "1": "view_1",
        "9": "view_9",
        "ctrl+s": "save_view",
        "L": "group",
        "S": "sort",
        "t": "today",
        "H": "log",
        "i": "include",
        "ctrl+r": "refresh",
        "/": "filter",
        "o": "open",
        "O": "obsidian",
        "y": "copy_link",
        "ctrl+p": "palette",
        "?": "help",
        "q": "quit",
    }.items():
        assert keys[key] == name


def test_the_help_lists_every_command_with_its_keys() -> None:
    lines = str(help_text(Keymap(KeyChoice(own={"accept": ("f2",)})), 200)).splitlines()
    for command in COMMANDS:
        line = next(line for line in lines if command.title in line and command.help in line)
        assert shown_keys("f2" if command.id == "accept" else command.keys) in line


async def test_every_key_of_every_command_does_something_or_nothing_but_never_fails() -> None:
    store = three()
    before = dict(store.notes)
    async with at_work(app_over(store)) as hand:
        for command in COMMANDS:
            if command.id in {"quit", "obsidian"}:
                continue
            for key in normal_keys(command.keys):
                await hand.press(key)
                while len(hand.app.screen_stack) > 1:
                    await hand.press("escape")
                hand.screen.task_list.focus()
        assert hand.app.is_running
        while hand.session.past.history.undoable:
            await hand.press("u")
        assert store.notes == before


async def test_the_help_opens_scrolls_and_closes() -> None:
    async with at_work(app_over(three()), size=(80, 24)) as hand:
        await hand.press("?")
        await hand.sees("Accept")
        for _ in range(15):
            if "Leave, with a summary." in hand.text:
                break
            hand.send(*"j" * 10)
            await hand.settled()
        assert "Leave, with a summary." in hand.text
        await hand.press("q")
        assert len(hand.app.screen_stack) == 1
        assert hand.app.is_running


async def test_a_command_is_found_by_its_name_and_run() -> None:
    store = three()
    async with at_work(app_over(store)) as hand:
        await hand.press("j", "ctrl+p")
        await hand.type("duplic")
        await hand.sees("Reject it; the journal keeps what it repeats.")
        await hand.press("enter")
        await hand.until(lambda: b"[-] Two" in store.notes[NOTE])
        assert len(hand.app.screen_stack) == 1
        assert hand.at == "Three"


async def test_a_command_with_a_dialog_is_run_from_the_palette() -> None:
    store = three()
    async with at_work(app_over(store)) as hand:
        await hand.press("ctrl+p")
        await hand.type("clear the due")
        await hand.press("enter")
        await hand.sees("when?")
        await hand.type("fri")
        await hand.press("enter")
        assert store.notes[NOTE].startswith(proposal_line("One", due="2026-11-27").encode())


async def test_the_palette_lists_every_command_and_nothing_else() -> None:
    async with at_work(app_over(three()), size=(100, 240)) as hand:
        await hand.press("ctrl+p")
        await hand.sees(COMMANDS[-1].title)
        text = hand.text
        assert [command.title for command in COMMANDS if command.title not in text] == []
        assert "Screenshot" not in text
        assert "Theme" not in text


async def test_ctrl_c_does_not_leave_without_a_word() -> None:
    async with at_work(app_over(three())) as hand:
        await hand.press("ctrl+c")
        assert hand.app.is_running
