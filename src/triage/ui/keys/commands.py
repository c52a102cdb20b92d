"""Every command once: its key, its name, its help. Bindings, palette, footer and help are made from here."""

from dataclasses import dataclass

ACTION = "command"
"""The screen's action that does what a command does."""


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that a key does; `TriageScreen` says what it is."""

    id: str
    keys: str
    """Its default keys, with commas between them."""
    title: str
    help: str
    group: str

    @property
    def action(self) -> str:
        """As Textual calls the screen's action with this command."""
        return f"{ACTION}('{self.id}')"


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
    Command("duplicate", "=", "Duplicate", "Reject it; the journal keeps what it repeats.", DECIDE),
    Command("best", "b", "Keep the best", "Accept the keeper of the set, reject its duplicates.", DECIDE),
    Command("snooze", "z", "Snooze", "Out of sight until a day; the note stays as it is.", DECIDE),
    Command("repeat", ".", "Repeat", "Do the last verb again, to this row.", DECIDE),
    Command("edit", "e", "Edit", "Change the words, or the raw line.", CHANGE),
    Command("reassign", "r", "Reassign", "Give it to somebody else.", CHANGE),
    Command("mine", "m", "Mine", "Give it to myself.", CHANGE),
    Command("due", "d", "Due", "Change or clear the due date.", CHANGE),
    Command("priority", "p", "Priority", "Change or clear the priority.", CHANGE),
    Command("mend", "!", "Fix a field", "Move a field that Tasks cannot see to where it can.", CHANGE),
    Command("undo", "u", "Undo", "Undo the last action, whatever it covered.", DECIDE),
    Command("redo", "U", "Redo", "Redo what was undone.", DECIDE),
    Command("mark", "space", "Mark", "The next verb works on all that is marked.", MARK),
    Command("range", "v", "Mark a range", "From here to where the cursor goes; again ends it.", MARK),
    Command("mark_shown", "*", "Mark all shown", "Every row of the view that is still to decide.", MARK),
    Command(
        "invert", "I", "Invert the marks", "Mark the rows shown that are not marked, and no others.", MARK
    ),
    Command("mark_set", "c", "Mark the set", "The proposal and its duplicates.", MARK),
    Command("mark_group", "N", "Mark the group", "All rows under the same heading.", MARK),
    Command("mark_again", "M", "Mark again", "The rows that the last verb on marks worked on.", MARK),
    Command("open_set", "enter", "Open the set", "Its duplicates, and what was decided elsewhere.", MARK),
    Command("make_keeper", "B", "Make keeper", "The one of its set to keep, whatever the rule says.", MARK),
    Command("join", "C", "Make a set of the marks", "They say the same, whatever triage found.", MARK),
    Command("take_out", "T", "Take out of the set", "It says something else; again puts it back.", MARK),
    Command(
        "offer",
        "+",
        "Apply the offer",
        "Decide the rest in the same way, or write again what was overwritten.",
        MARK,
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
    Command("last_decided", "`", "Last decided", "To the row that was decided last; it stays decided.", MOVE),
    Command("pane_down", "ctrl+d", "Scroll the proposal down", "More of the proposal's pane.", MOVE),
    Command("pane_up", "ctrl+u", "Scroll the proposal up", "Back in the proposal's pane.", MOVE),
    Command("filter", "/", "Filter", "Show only what matches; `?` explains the language.", FIND),
    Command("clear_filter", "escape", "Clear", "End the range, else the filter, else the marks.", FIND),
    Command("next_view", "tab", "Next view", "To the next tab that is not empty.", FIND),
    Command("previous_view", "shift+tab", "Previous view", "To the tab before.", FIND),
    *(Command(f"view_{n}", str(n), f"View {n}", f"To tab number {n}.", FIND) for n in range(1, 10)),
    Command("save_view", "ctrl+s", "Save the view", "Keep the filter as a view of its own.", FIND),
    Command("group", "L", "Group", "By note, owner, due date, folder or set.", FIND),
    Command("sort", "S", "Sort", "The rows within each group.", FIND),
    Command("include", "i", "Include lines left out", "Also show proposals that lack a queue tag.", FIND),
    Command("refresh", "ctrl+r", "Refresh", "Read the vault again; decided rows go.", FIND),
    Command("today", "t", "Today", "What was decided, today and on the days before.", REST),
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
