"""Every command once: its key, its name, its help. Bindings, palette, footer and help are made from here."""

from collections.abc import Mapping
from dataclasses import dataclass

from textual.binding import Binding, InvalidBinding

from triage.core.errors import BadConfig


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that a key does; the screen has an action of the same name."""

    id: str
    keys: str
    """Its default keys, with commas between them."""
    title: str
    help: str
    group: str


DECIDE, CHANGE, MOVE, FIND, REST = "Decide", "Change", "Move", "Find", "And"

COMMANDS = (
    Command("accept", "a", "Accept", "The task is to be done.", DECIDE),
    Command("reject", "x", "Reject", "The task will not be done.", DECIDE),
    Command("done", "D", "Done", "The task has been done already.", DECIDE),
    Command("start", "s", "Start", "The task is being done.", DECIDE),
    Command("reject_beneath", "X", "Reject with those beneath", "Also those indented under it.", DECIDE),
    Command("duplicate", "=", "Duplicate", "Reject it as one that stands elsewhere.", DECIDE),
    Command("repeat", ".", "Repeat", "Do the last verb again, here.", DECIDE),
    Command("edit", "e", "Edit", "Change the words, or the raw line.", CHANGE),
    Command("reassign", "r", "Reassign", "Give it to somebody else.", CHANGE),
    Command("mine", "m", "Mine", "Give it to myself.", CHANGE),
    Command("due", "d", "Due", "Change or clear the due date.", CHANGE),
    Command("priority", "p", "Priority", "Change or clear the priority.", CHANGE),
    Command("mend", "!", "Mend", "Move a field that Tasks cannot see to where it can.", CHANGE),
    Command("undo", "u", "Undo", "Take back the last gesture, whatever it covered.", DECIDE),
    Command("redo", "U", "Redo", "Do again what was taken back.", DECIDE),
    Command("down", "j,down", "Next", "To the next proposal.", MOVE),
    Command("up", "k,up", "Previous", "To the proposal before.", MOVE),
    Command("next_note", "J,shift+down", "Next note", "To the next note's first proposal.", MOVE),
    Command("previous_note", "K,shift+up", "Previous note", "To the note before.", MOVE),
    Command("page_down", "pagedown,ctrl+f", "Page down", "Down by one screen.", MOVE),
    Command("page_up", "pageup,ctrl+b", "Page up", "Up by one screen.", MOVE),
    Command("top", "g,home", "First", "To the first proposal.", MOVE),
    Command("bottom", "G,end", "Last", "To the last proposal.", MOVE),
    Command("next_open", "n", "Next to decide", "To the next proposal that is not decided.", MOVE),
    Command("pane_down", "ctrl+d", "Scroll the proposal down", "More of the proposal's pane.", MOVE),
    Command("pane_up", "ctrl+u", "Scroll the proposal up", "Back in the proposal's pane.", MOVE),
    Command("filter", "/", "Filter", "Show only what matches the words typed.", FIND),
    Command("clear_filter", "escape", "Clear the filter", "Show everything again.", FIND),
    Command("include", "i", "Include lines left out", "Also those without all the queue tags.", FIND),
    Command("refresh", "ctrl+r", "Refresh", "Read the vault again; decided rows go.", FIND),
    Command("open", "o", "Open in the editor", "At the line, in $VISUAL or $EDITOR.", REST),
    Command("obsidian", "O", "Open in Obsidian", "On the machine that runs triage.", REST),
    Command("copy_link", "y", "Copy a link", "The obsidian:// link of the note, over SSH too.", REST),
    Command("problems", "P", "Problems", "What could not be read or written, with the reasons.", REST),
    Command("help", "?,f1", "Help", "Every key.", REST),
    Command("palette", "ctrl+p", "Palette", "Find a command by its name.", REST),
    Command("quit", "q,ctrl+q", "Quit", "Leave, with a summary.", REST),
)

FOOTER = (
    ("accept", "accept"),
    ("reject", "reject"),
    ("undo", "undo"),
    ("help", "help"),
    ("due", "due"),
    ("edit", "edit"),
    ("reassign", "reassign"),
    ("done", "done"),
    ("start", "start"),
    ("priority", "prio"),
    ("filter", "filter"),
    ("open", "open"),
    ("quit", "quit"),
)
"""The commands of the footer and their words there, the ones to be seen on a narrow screen first."""

COMMAND_IDS = frozenset(command.id for command in COMMANDS)


def keys_of(command: Command, changed: Mapping[str, str]) -> str:
    """The command's keys, with commas between them, after the config had its say."""
    return changed.get(command.id, command.keys)


def shown_key(command_id: str, changed: Mapping[str, str]) -> str:
    """The likeliest key of a command, as people read it."""
    (command,) = (command for command in COMMANDS if command.id == command_id)
    return shown_keys(keys_of(command, changed)).split("  ")[0]


def bindings(changed: Mapping[str, str]) -> list[Binding]:
    """The bindings of every command; raises BadConfig for an unknown command or a key that two want.

    They have priority, which is to be looked up before the next key is given to anybody: otherwise the keys
    behind one that opens a dialog go where that one went, and are lost.
    """
    _check(changed)
    return [
        Binding(
            keys_of(command, changed), command.id, command.title, id=command.id, show=False, priority=True
        )
        for command in COMMANDS
    ]


def _check(changed: Mapping[str, str]) -> None:
    for name in changed:
        if name not in COMMAND_IDS:
            raise BadConfig(f"keys: there is no command {name!r}{_nearest(name)}")
    owner: dict[str, str] = {}
    for command in COMMANDS:
        try:
            keys = normal_keys(keys_of(command, changed))
        except InvalidBinding as error:
            said = keys_of(command, changed)
            raise BadConfig(f"keys: {command.id!r} cannot have the key {said!r}") from error
        for key in keys:
            if key in owner:
                raise BadConfig(f"keys: {owner[key]!r} and {command.id!r} both want the key {key!r}")
            owner[key] = command.id


def normal_keys(keys: str) -> list[str]:
    """Keys as Textual names them: `!` is `exclamation_mark`."""
    return [binding.key for binding in Binding.make_bindings([Binding(keys, "")])]


def _nearest(name: str) -> str:
    from rapidfuzz import process  # only an error needs it

    found = process.extractOne(name, sorted(COMMAND_IDS), score_cutoff=60)
    return f"; did you mean {found[0]!r}?" if found else ""


_SHOWN = {
    "exclamation_mark": "!",
    "question_mark": "?",
    "slash": "/",
    "equals_sign": "=",
    "full_stop": ".",
    "escape": "esc",
    "pagedown": "page down",
    "pageup": "page up",
}


def shown_keys(keys: str) -> str:
    """Keys as people read them, the likeliest first."""
    return "  ".join(_SHOWN.get(key, key) for key in normal_keys(keys))
