"""The date in a note's name, and the scheduled date that Tasks infers from it.

Source: obsidian-tasks 8.3.0, `src/DateTime/DateFallback.ts`.
"""

import re
from datetime import date

from triage.core.fields import Kind, as_day
from triage.core.line import TaskLine
from triage.core.settings import Settings

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
    if folders and not any(path.startswith(f"{folder}/") for folder in folders):
        return None
    return day_in_name(path)
