"""The keys of a filter, and an example of each."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Key(StrEnum):
    """What stands before a colon."""

    OWNER = "owner"
    DUE = "due"
    PRIO = "prio"
    TAG = "tag"
    PATH = "path"
    NOTE = "note"
    HEADING = "heading"
    IS = "is"
    TYPE = "type"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class HelpLine:
    """One line of the help."""

    examples: tuple[str, ...]
    """Filters, each whole."""
    help: str


KEYS: Final[dict[Key, HelpLine]] = {
    Key.OWNER: HelpLine(("owner:ada", "owner:me", "owner:none"), "whose it is: a part of the name"),
    Key.DUE: HelpLine(("due:overdue", "due:<=fri", "due:this-week"), "a day, week or month; none, any; a..b"),
    Key.PRIO: HelpLine(("prio:high", "prio:>=medium"), "highest high medium none low lowest"),
    Key.TAG: HelpLine(("tag:work", "#work"), "the tag, or one beneath: #work/deck"),
    Key.PATH: HelpLine(("path:_archive", "path:logs/**/2026*"), "the folder or note, by a glob"),
    Key.NOTE: HelpLine(("note:minutes",), "a part of the note's name"),
    Key.HEADING: HelpLine(('heading:"next steps"',), "a part of the heading above it"),
    Key.IS: HelpLine(("is:duplicate", "is:overdue"), "what can be said of it"),
    Key.TYPE: HelpLine(("type:meeting", "type:none"), "the type in the note's front matter"),
    Key.SOURCE: HelpLine(("source:mail",), "the source in the note's front matter"),
}

WORDS: Final = (
    HelpLine(("rope winch",), "both words; a slip is forgiven"),
    HelpLine(('"oil the winch"',), "letter for letter"),
)
JOINING: Final = (
    HelpLine(("-is:duplicate", "-rope", "-(rope OR wool)"), "all but that"),
    HelpLine(("rope OR wool", "(rope OR wool) #work"), "either; brackets hold together"),
    HelpLine(("owner:ada,bram", '@"Ada Quill"'), "either value; quotes for spaces"),
    HelpLine(('"due:today"',), "quotes make words of it"),
)

SIGILS: Final = {"#": Key.TAG, "@": Key.OWNER}
"""What stands for a key and its colon."""

_MEANT: Final = {
    "priority": Key.PRIO,
    "date": Key.DUE,
    "deadline": Key.DUE,
    "person": Key.OWNER,
    "assignee": Key.OWNER,
    "who": Key.OWNER,
    "label": Key.TAG,
    "folder": Key.PATH,
    "title": Key.NOTE,
    "section": Key.HEADING,
    "kind": Key.TYPE,
    "has": Key.IS,
}
"""Names that other programs use."""


def key_named(name: str) -> Key | None:
    """The key of that name, whatever its case."""
    return next((key for key in Key if key == name.casefold()), None)


def key_meant(name: str) -> Key | None:
    """The key that a name was meant for: cut short, written as elsewhere or by a slip of the finger."""
    said = name.casefold()
    if known := _MEANT.get(said):
        return known
    if len(said) < 2:
        return None
    if found := next((key for key in Key if key.startswith(said)), None):
        return found
    if len(said) < 3:
        return None
    from rapidfuzz import process  # only a slip needs it
    from rapidfuzz.distance import OSA

    nearest = process.extractOne(said, list(Key), scorer=OSA.distance, score_cutoff=1 if len(said) < 5 else 2)
    return nearest and nearest[0]
