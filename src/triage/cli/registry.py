"""Every command: its module, and its line in `triage --help`, for which no module is loaded."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from triage.core.verbs import BEST, SNOOZE, VERBS, VERDICTS, Given, Verb


class CommandEntry(NamedTuple):
    """One command."""

    name: str
    module: str
    """The module in `triage.cli.commands`, whose `command` it is."""
    help: str
    verb: Verb | None = None
    """The verb for which the `command` of the module makes it, if one module serves several."""

    @classmethod
    def of(cls, verb: Verb) -> "CommandEntry":
        """The command of a verb."""
        if module := _SHARED.get(verb.given):
            return cls(verb.name, module, verb.help, verb)
        return cls(verb.name, verb.name, verb.help)


_SHARED: Final[Mapping[Given, str]] = {
    Given.NOTHING: "simple",
    Given.OWNER: "owner",
    Given.OWNER_OR_NOBODY: "owner",
}
"""The modules that make the commands of several verbs, by what these are given."""


DAILY, DECIDE, CHANGE, BACK, REST = (
    "Every day",
    "Decide",
    "Change",
    "Undo",
    "Look after it",
)

APP: Final = CommandEntry("DIR", "app", "Open the app on a vault.")
"""What `triage [DIR]` is; it has no name of its own."""

COMMANDS: Final = {
    DAILY: (
        CommandEntry("list", "listing", "List the proposals that are still to decide."),
        CommandEntry("show", "show", "Show one task in full, and what says the same."),
        CommandEntry("demo", "demo", "Try the app on a throw-away sample vault."),
    ),
    DECIDE: (
        *(CommandEntry.of(verb) for verb in VERDICTS),
        CommandEntry(BEST.name, "best", BEST.help),
        CommandEntry.of(SNOOZE),
    ),
    CHANGE: tuple(CommandEntry.of(verb) for verb in VERBS if verb.changes_task and verb not in VERDICTS),
    BACK: (
        CommandEntry("undo", "undo", "Undo the last action, or several."),
        CommandEntry("redo", "redo", "Redo what was undone last."),
        CommandEntry("resume", "resume", "Go on with an action that was cut off."),
        CommandEntry("log", "log", "Show what was decided, newest first."),
    ),
    REST: (
        CommandEntry("check", "check", "Tell whether the vault already has a task; for pipelines."),
        CommandEntry("stats", "stats", "Show what was decided, by day and by where it came from."),
        CommandEntry("doctor", "doctor", "Show how the vault is read, and what is wrong with it."),
        CommandEntry("config", "config", "Show and change the config."),
        CommandEntry("merge-driver", "merge", "Merge two versions of a note line by line, for git."),
        CommandEntry("parse", "parse", "Read task lines on stdin as the Tasks plugin would; JSON."),
    ),
}

BY_NAME: Final = {entry.name: entry for entries in COMMANDS.values() for entry in entries}
