"""A filter that cannot be read, with the place shown."""

import click

from triage.cli.cells import width
from triage.core.filtering.error import BadFilter
from triage.core.plain import plain_with_offsets


class WrongFilter(click.UsageError):
    """Wrong usage in the text of a filter."""

    def __init__(self, error: BadFilter, text: str, context: click.Context) -> None:
        """Blame the text as the error does."""
        super().__init__(str(error), context)
        shown, offsets = plain_with_offsets(text)
        start = sum(offset < error.start for offset in offsets[:-1])
        end = sum(offset < error.end for offset in offsets[:-1])
        self.picture = (
            f"  {shown}",
            f"  {' ' * width(shown[:start])}{'^' * max(1, width(shown[start:end]))}",
        )
        """The text, and beneath it what marks the place."""
