"""The filter's language on one page."""

from textwrap import wrap
from typing import Final

from triage.core.filtering.key import JOINING, KEYS, WORDS
from triage.core.filtering.value import TRAITS

_EXAMPLES: Final = 38
_WIDTH: Final = 79


FILTER_LINES: Final = (*WORDS, *KEYS.values(), *JOINING)
"""A line for each part of the language."""
FILTER_RULES: Final = (
    f"is: takes {', '.join(TRAITS)}.",
    "Words are looked for in the task, its note's path and the heading above it.",
    "Upper case and accents make no difference. OR binds less than standing side by side.",
)


def _help() -> str:
    lines = [f"{'  '.join(entry.examples):<{_EXAMPLES}} {entry.help}" for entry in FILTER_LINES]
    return "\n".join([*lines, "", *(line for part in FILTER_RULES for line in wrap(part, _WIDTH))])


FILTER_HELP: Final = _help()
"""All of it, in 80 columns."""
