"""The texts of the help and of the list of problems."""

from collections.abc import Iterable, Mapping

from rich.cells import cell_len
from textual.content import Content

from triage.core.filtering.help import FILTER_LINES, FILTER_RULES
from triage.core.plain import plain
from triage.core.row import Row
from triage.ui.keys.commands import COMMANDS
from triage.ui.keys.key_name import shown_key, shown_keys
from triage.ui.widgets.hanging import hanging

_INTRODUCTION = (
    "A proposal is a task that a machine wrote into a note, as `- [?] words`. Decide each: accept it, reject "
    "it, or say that it is started or done. Only that one line of the note is written, and {undo} undoes "
    "it. Every key below can be changed in the settings ({settings}).\n"
)
_KEY_CELLS = 18
"""The width of the column of keys, unless one needs more."""
_EXAMPLE_CELLS = 41
"""The width of the column of filters."""


def help_text(keys: Mapping[str, str], width: int) -> Content:
    """Every command by group, with its keys and what it does; wrapped for `width` cells."""
    introduction = _INTRODUCTION.format(undo=shown_key("undo", keys), settings=shown_key("settings", keys))
    parts = [Content(introduction)]
    shown = {command.id: shown_keys(keys[command.id]) for command in COMMANDS}
    column = 2 + max(_KEY_CELLS, *(cell_len(each) + 2 for each in shown.values()))
    for group in dict.fromkeys(command.group for command in COMMANDS):
        parts.append(Content.styled(f"\n{group}", "bold $text-primary"))
        parts += [
            hanging(
                Content.styled(f"  {shown[command.id]}", "bold $text-accent"),
                Content.assemble((f"{command.title}  ", "bold"), (command.help, "$foreground-muted")),
                column,
                width,
            )
            for command in COMMANDS
            if command.group == group
        ]
    parts.append(Content.styled("\nThe filter", "bold $text-primary"))
    parts += [
        hanging(Content(f"  {'  '.join(line.examples)}"), Content(line.help), _EXAMPLE_CELLS, width)
        for line in FILTER_LINES
    ]
    parts.append(Content(""))
    parts += [hanging(Content(""), Content(rule), 2, width) for rule in FILTER_RULES]
    return Content("\n").join(parts)


def problems_text(problems: Iterable[str], failed: Iterable[Row], width: int) -> Content:
    """What could not be read, and the lines that could not be written, with the reasons."""
    told = [Content(plain(problem, 500)) for problem in problems]
    told += [
        Content.assemble(
            (f"{plain(row.proposal.note, 200)}:{row.proposal.place.number} ", "bold"),
            f"{plain(row.failure, 300)}\n{plain(row.proposal.words, 200)}",
        )
        for row in failed
    ]
    parts = [hanging(Content("• "), each, 2, width) for each in told]
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
