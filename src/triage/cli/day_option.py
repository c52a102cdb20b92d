"""A day in words, as an option takes it."""

from datetime import date

import click

from triage.cli.choices import choices_of
from triage.core.typed_day import day_of

NONE = "none"
DAYS = "fri, +3d, 2w, next week, end of month, 3 dec, 2026-12-01"
"""What such words are, for help."""


def day_said(words: str, context: click.Context) -> date:
    """The day that the words mean, seen from today; raises UsageError if that is not beyond doubt."""
    if (day := day_of(words, choices_of(context).today)) is None:
        raise click.UsageError(f"{words!r} is no day beyond doubt; try {DAYS}", context)
    return day


def day_or_none(words: str, context: click.Context) -> date | None:
    """The day that the words mean, None for `none`; raises UsageError."""
    return None if words.strip().lower() == NONE else day_said(words, context)
