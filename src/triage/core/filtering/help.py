"""The filter's language on one page."""

from textwrap import wrap
from typing import Final

from triage.core.filtering.key import JOINING, KEYS, WORDS
from triage.core.filtering.value import TRAITS

_EXAMPLES: Final = 38
_WIDTH: Final = 79


def _help() -> str:
    entries = (*WORDS, *KEYS.values(), *JOINING)
    lines = [f"{'  '.join(entry.examples):<{_EXAMPLES}} {entry.help}" for entry in entries]
    end = (
        f"is: takes {', '.join(TRAITS)}.",
        "Words are looked for in the task, its note's path and the heading above it.",
        "Upper case and accents make no difference. OR binds less than standing side by side.",
    )
    return "\n".join([*lines, "", *(line for part in end for line in wrap(part, _WIDTH))])


FILTER_HELP: Final = _help()
"""A line for each part of it, the examples first."""
