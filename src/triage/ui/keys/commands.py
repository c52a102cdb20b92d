"""Every command once: its key, its name, its help. Bindings, palette, footer and help are made from here."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that a key does; the screen has an action of the same name."""

    id: str
    keys: str
    """Its default keys, with commas between them."""
    title: str
    help: str
    group: str


DECIDE, CHANGE, MARK, MOVE, FIND, REST = "Decide", "Change", "Mark", "Move", "Find", "And"

COMMANDS = (
    Command("accept", "a", "Accept", "The task is to be done.", DECIDE),
    Command("accept_by", "A", "Accept by a new date", "Accept it, due on another day or on none.", DECIDE),
    Command("delegate", "w", "Delegate", "Accept it and give it to somebody.", DECIDE),
    Command("reject", "x", "Reject", "The task will not be done.", DECIDE),
    Command("reject_reason", "R", "Reject with a reason", "The journal keeps it, the note does not.", DECIDE),
    Command("done", "D", "Done", "The task has been done already.", DECIDE),
    Command("start", "s", "Start", "The task is being done.", DECIDE),
    Command("reject_beneath", "X", "Reject with those beneath", "Also those indented under it.", DECIDE),
    Command("duplicate", "=", "Duplicate", "Reject it for what it repeats, which the journal keeps.", DECIDE),
    Command("best", "b", "Keep the best", "Accept the best line of the card, reject its twins.", DECIDE),
    Command("snooze", "z", "Snooze", "Out of sight until a day; the note stays as it is.", DECIDE),
    Command("repeat", ".", "Repeat", "Do the last verb again, here.", DECIDE),
    Command("edit", "e", "Edit", "Change the words, or the raw line.", CHANGE),
    Command("reassign", "r", "Reassign", "Give it to somebody else.", CHANGE),
    Command("mine", "m", "Mine", "Give it to myself.", CHANGE),
    Command("due", "d", "Due", "Change or clear the due date.", CHANGE),
    Command("priority", "p", "Priority", "Change or clear the priority.", CHANGE),
    Command("mend", "!", "Mend", "Move a field that Tasks cannot see to where it can.", CHANGE),
    Command("undo", "u", "Undo", "Undo the last action, whatever it covered.", DECIDE),
    Command("redo", "U", "Redo", "Redo what was undone.", DECIDE),
    Command("mark", "space", "Mark", "Mark it, for the next verb to work on all marks.", MARK),
    Command("range", "v", "Mark a range", "From here to where the cursor goes; again to end it.", MARK),
    Command("mark_shown", "*", "Mark all shown", "Every row of the view that is still to decide.", MARK),
    Command("invert", "I", "Invert the marks", "Of the rows shown.", MARK),
    Command("mark_card", "c", "Mark the card", "It and its twins.", MARK),
    Command("mark_group", "N", "Mark the group", "All of its note, or what the queue is grouped by.", MARK),
    Command("mark_again", "M", "Mark again", "What the last verb on marks has covered.", MARK),
    Command("card", "enter", "Open the card", "Its twins, and what was decided elsewhere.", MARK),
    Command("make_best", "B", "Call it the best", "Of its card, whatever the rule says.", MARK),
    Command("join", "C", "Make a card of the marks", "They say the same, whatever triage found.", MARK),
    Command("take_out", "T", "Take out of the card", "An idea of its own; again to put it back.", MARK),
    Command(
        "offer", "+", "Take up the offer", "What is like what you decided alike, or was overwritten.", MARK
    ),
    Command("down", "j,down", "Next", "To the next proposal.", MOVE),
    Command("up", "k,up", "Previous", "To the proposal before.", MOVE),
    Command("next_note", "J,shift+down", "Next note", "To the next note or group.", MOVE),
    Command("previous_note", "K,shift+up", "Previous note", "To the note or group before.", MOVE),
    Command("page_down", "pagedown,ctrl+f", "Page down", "Down by one screen.", MOVE),
    Command("page_up", "pageup,ctrl+b", "Page up", "Up by one screen.", MOVE),
    Command("top", "g,home", "First", "To the first proposal.", MOVE),
    Command("bottom", "G,end", "Last", "To the last proposal.", MOVE),
    Command("next_open", "n", "Next to decide", "To the next proposal that is not decided.", MOVE),
    Command("last_decided", "`", "Last decided", "To the row that was decided last; undoes nothing.", MOVE),
    Command("pane_down", "ctrl+d", "Scroll the proposal down", "More of the proposal's pane.", MOVE),
    Command("pane_up", "ctrl+u", "Scroll the proposal up", "Back in the proposal's pane.", MOVE),
    Command("filter", "/", "Filter", "Show only what matches; see `?` for its language.", FIND),
    Command("clear_filter", "escape", "Clear", "End the range, else the filter, else the marks.", FIND),
    Command("next_view", "tab", "Next view", "To the next tab that is not empty.", FIND),
    Command("previous_view", "shift+tab", "Previous view", "To the tab before.", FIND),
    *(Command(f"view_{n}", str(n), f"View {n}", f"To tab number {n}.", FIND) for n in range(1, 10)),
    Command("save_view", "ctrl+s", "Save the view", "Keep the filter as a view of its own.", FIND),
    Command("group", "L", "Group", "By note, owner, due date, folder or card.", FIND),
    Command("sort", "S", "Sort", "Within the groups.", FIND),
    Command("include", "i", "Include lines left out", "Also those without all the queue tags.", FIND),
    Command("refresh", "ctrl+r", "Refresh", "Read the vault again; decided rows go.", FIND),
    Command("today", "t", "Today", "What was decided, today and before.", REST),
    Command("log", "H", "History", "Every action and its lines; undo any of them.", REST),
    Command("open", "o", "Open in the editor", "At the line, in $VISUAL or $EDITOR.", REST),
    Command("obsidian", "O", "Open in Obsidian", "On the machine that runs triage.", REST),
    Command("copy_link", "y", "Copy a link", "The obsidian:// link of the note, over SSH too.", REST),
    Command("settings", ",", "Settings", "Every command and its key; press a new one.", REST),
    Command("problems", "P", "Problems", "What could not be read or written, with the reasons.", REST),
    Command("help", "?,f1", "Help", "Every key.", REST),
    Command("palette", "ctrl+p", "Palette", "Find a command by its name.", REST),
    Command("suspend", "ctrl+z", "Suspend", "Back to the shell; `fg` comes back here.", REST),
    Command("quit", "q,ctrl+q", "Quit", "Leave, with a summary.", REST),
)

FOOTER = (
    ("accept", "accept"),
    ("reject", "reject"),
    ("undo", "undo"),
    ("help", "help"),
    ("due", "due"),
    ("mark", "mark"),
    ("next_view", "view"),
    ("edit", "edit"),
    ("reassign", "reassign"),
    ("snooze", "snooze"),
    ("done", "done"),
    ("start", "start"),
    ("priority", "prio"),
    ("filter", "filter"),
    ("open", "open"),
    ("quit", "quit"),
)
"""The commands of the footer and their words there, the ones to be seen on a narrow screen first."""

COMMAND_IDS = frozenset(command.id for command in COMMANDS)
