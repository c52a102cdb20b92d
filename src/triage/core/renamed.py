"""Names of earlier versions, which configs and scripts still hold; they go on working."""

from collections.abc import Mapping
from typing import Final

VIEWS: Final[Mapping[str, str]] = {"twins": "duplicates"}
TRAITS: Final[Mapping[str, str]] = {"twin": "duplicate"}
GROUPINGS: Final[Mapping[str, str]] = {"card": "set"}
COMMANDS: Final[Mapping[str, str]] = {
    "card": "open_set",
    "make_best": "make_keeper",
    "mark_card": "mark_set",
}
