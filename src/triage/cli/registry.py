"""Every command once: where it is, and what `triage --help` says of it without loading it."""

from typing import Final, NamedTuple


class Entry(NamedTuple):
    """One command."""

    name: str
    module: str
    """The module in `triage.cli.commands`, whose `command` it is."""
    help: str


DAILY, DECIDE, CHANGE, BACK, REST = (
    "Every day",
    "Decide",
    "Change",
    "Take back",
    "Look after it",
)

APP: Final = Entry("DIR", "app", "Open the app on a vault.")
"""What `triage [DIR]` is; it has no name of its own."""

COMMANDS: Final = {
    DAILY: (
        Entry("list", "listing", "List the proposals that are still to decide."),
        Entry("show", "show", "Show one task in full, and what says the same."),
        Entry("demo", "demo", "Try the app on a throw-away sample vault."),
    ),
    DECIDE: (
        Entry("accept", "accept", "Accept tasks: they are to be done."),
        Entry("start", "start", "Start tasks: they are being done."),
        Entry("done", "done", "Mark tasks as done."),
        Entry("reject", "reject", "Reject tasks: they will not be done."),
        Entry("duplicate", "duplicate", "Reject tasks that stand elsewhere already."),
        Entry("best", "best", "Keep the best of tasks that say the same."),
        Entry("snooze", "snooze", "Put tasks out of sight until a day, or wake them."),
    ),
    CHANGE: (
        Entry("reassign", "reassign", "Give tasks another owner, or none."),
        Entry("redate", "redate", "Change or clear due dates."),
        Entry("priority", "priority", "Change or clear priorities."),
        Entry("edit", "edit", "Change the words of a task, or its whole line."),
        Entry("mend", "mend", "Move fields that Tasks cannot see to where it can."),
    ),
    BACK: (
        Entry("undo", "undo", "Take back the last gesture, or several."),
        Entry("redo", "redo", "Do again what was taken back last."),
        Entry("resume", "resume", "Go on with a gesture that was cut off."),
        Entry("log", "log", "Show what was decided, newest first."),
    ),
    REST: (
        Entry("check", "check", "Say whether the vault has a task already; for pipelines."),
        Entry("stats", "stats", "Show what was decided, by day and by where it came from."),
        Entry("doctor", "doctor", "Say how the vault is read, and what is wrong with it."),
        Entry("config", "config", "Show and change the config."),
        Entry("merge-driver", "merge", "Merge two versions of a note line by line, for git."),
        Entry("parse", "parse", "Read task lines on stdin as the Tasks plugin would; JSON."),
    ),
}

BY_NAME: Final = {entry.name: entry for entries in COMMANDS.values() for entry in entries}
