"""The date in a note's name, and the scheduled date that Tasks infers from it.

Source: obsidian-tasks 8.3.0, `src/DateTime/DateFallback.ts`.
"""

import re
from datetime import date

from triage.core.task.fields import Kind, as_day
from triage.core.task.line import TaskLine
from triage.core.task.settings import Settings

_DATE = re.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})")
_DIGITS = re.compile("([0-9]{4})([0-9]{2})([0-9]{2})")


def day_in_name(path: str) -> date | None:
    """The first date in a note's name, written `2026-12-03` or `20261203`; folders do not count."""
    name = path.rpartition("/")[2].rpartition(".")[0]
    match = _DATE.search(name) or _DIGITS.search(name)
    return as_day("-".join(match.groups())) if match else None


def inferred_scheduled(line: TaskLine, path: str, settings: Settings) -> date | None:
    """The scheduled date that Tasks takes from the note's name, where the line has no date of its own.

    A custom `filenameAsScheduledDateFormat` is not understood; the two usual forms are.
    """
    if not settings.scheduled_from_file_name or any(
        line.field(kind) for kind in (Kind.START, Kind.SCHEDULED, Kind.DUE)
    ):
        return None
    folders = settings.scheduled_from_folders
    if folders and not any(path[:at] in folders for at, letter in enumerate(path) if letter == "/"):
        return None
    return day_in_name(path)


_FRONT_MATTER_DATE = re.compile(rb"^date:[ \t]*[\"']?([0-9]{4}-[0-9]{2}-[0-9]{2})", re.MULTILINE)
_FRONT_MATTER_END = re.compile(rb"\n(?:---|\.\.\.)[ \t\r]*(?:\n|\Z)")
_HEAD = 4096
"""How many bytes of a note are searched for its date."""


def day_in_front_matter(data: bytes) -> date | None:
    """The day of `date:` in a note's front matter, read without YAML so that thousands cost nothing."""
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    if not head.startswith(b"---"):
        return None
    end = _FRONT_MATTER_END.search(head, 3)
    match = _FRONT_MATTER_DATE.search(head, 3, end.start() + 1 if end else len(head))
    return as_day(match[1].decode()) if match else None
