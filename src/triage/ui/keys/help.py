"""The text of the help and of the list of problems."""

from collections.abc import Iterable, Mapping

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from triage.core.filtering.help import FILTER_HELP
from triage.core.plain import plain
from triage.core.row import Row
from triage.ui.keys.commands import COMMANDS
from triage.ui.keys.keymap import keys_of, shown_key, shown_keys

_INTRODUCTION = (
    "A proposal is a task that a machine wrote into a note, as `- [?] words`. Decide each: accept it, reject "
    "it, or say that it is started or done. Only that one line of the note is written, and {undo} takes it "
    "back. Every key below can be changed in the settings ({settings}).\n"
)
_NARROW = 18
"""The cells for keys, unless some need more."""


def help_text(changed: Mapping[str, str]) -> Content:
    """Every command by group, with its keys and what it does."""
    introduction = _INTRODUCTION.format(
        undo=shown_key("undo", changed), settings=shown_key("settings", changed)
    )
    parts = [Content(introduction)]
    keys = {command.id: shown_keys(keys_of(command, changed)) for command in COMMANDS}
    width = max(_NARROW, *(cell_len(each) + 2 for each in keys.values()))
    for group in dict.fromkeys(command.group for command in COMMANDS):
        parts.append(Content.styled(f"\n{group}", "bold $text-primary"))
        parts += [
            Content.assemble(
                (f"  {set_cell_size(keys[command.id], width)}", "bold $text-accent"),
                (f"{command.title}  ", "bold"),
                (command.help, "$foreground-muted"),
            )
            for command in COMMANDS
            if command.group == group
        ]
    parts.append(Content.styled("\nThe filter", "bold $text-primary"))
    parts += [Content(f"  {line}") for line in FILTER_HELP.splitlines()]
    return Content("\n").join(parts)


def problems_text(problems: Iterable[str], failed: Iterable[Row]) -> Content:
    """What could not be read, and the lines that could not be written, with the reasons."""
    parts = [Content(f"• {plain(problem, 500)}") for problem in problems]
    parts += [
        Content.assemble(
            (f"• {plain(row.proposal.note, 200)}:{row.proposal.place.number} ", "bold"),
            f"{plain(row.failure, 300)}\n  {plain(row.proposal.words, 200)}",
        )
        for row in failed
    ]
    return Content("\n").join(parts) if parts else Content("There are none.")


def key_table() -> str:
    """The table of keys in the docs, as Markdown; the tabs' numbers in one row."""
    rows = []
    for command in COMMANDS:
        if command.id == "view_1":
            rows.append("| `1` … `9` | View 1 to 9 | To the tab of that number. |")
        elif not command.id.startswith("view_"):
            keys = " ".join(map(_as_code, shown_keys(command.keys).split("  ")))
            rows.append(f"| {keys} | {command.title} | {command.help} |")
    return "\n".join(["| key | command | |", "| --- | --- | --- |", *rows])


def _as_code(key: str) -> str:
    return "`` ` ``" if key == "`" else f"`{key}`"
