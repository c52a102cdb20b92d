"""The text of the help and of the list of problems."""

from collections.abc import Iterable, Mapping

from textual.content import Content

from triage.core.plain import plain
from triage.core.row import Row
from triage.ui.commands import COMMANDS, keys_of, shown_keys

_INTRODUCTION = (
    "A proposal is a task that a machine wrote into a note, as `- [?] words`. Decide each: accept it, reject "
    "it, or say that it is started or done. Only that one line of the note is written, and u takes it back.\n"
)


def help_text(changed: Mapping[str, str]) -> Content:
    """Every command by group, with its keys and what it does."""
    parts = [Content(_INTRODUCTION)]
    for group in dict.fromkeys(command.group for command in COMMANDS):
        parts.append(Content.styled(f"\n{group}", "bold $text-primary"))
        parts += [
            Content.assemble(
                (f"  {shown_keys(keys_of(command, changed)):<18}", "bold $text-accent"),
                (f"{command.title}  ", "bold"),
                (command.help, "$foreground-muted"),
            )
            for command in COMMANDS
            if command.group == group
        ]
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
    """The README's table of keys, as Markdown."""
    rows = [
        f"| {' '.join(f'`{key}`' for key in shown_keys(command.keys).split('  '))} "
        f"| {command.title} | {command.help} |"
        for command in COMMANDS
    ]
    return "\n".join(["| key | command | |", "| --- | --- | --- |", *rows])
