"""The config, as a value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from triage.core.people.owners import MYSELF
from triage.core.row import Grouping, Sorting
from triage.core.task.vocabulary import QUEUE_TAGS, Role
from triage.core.verbs import VERDICTS

VERBS = tuple(verb.name for verb in VERDICTS if not verb.changes_task)
"""The verbs with settings of their own; one that is a change and a verdict heeds those of the verdict."""


class Write(StrEnum):
    """How a note is replaced."""

    AUTO = "auto"
    """The safest way that the file system has."""
    EXCHANGE = "exchange"
    """Draft and note change places, and what came out is verified."""
    INPLACE = "inplace"
    """The note keeps its file, and with it the day on which it was made."""
    REPLACE = "replace"
    """A draft takes the note's place, compared with it just before."""


class Watch(StrEnum):
    """How changes that other programs make to notes are noticed."""

    AUTO = "auto"
    """By the system's events, else by looking again and again."""
    POLL = "poll"
    """By looking again and again."""
    OFF = "off"
    """Not before the next scan."""


@dataclass(frozen=True, slots=True)
class Config:
    """What the config files say, over the defaults."""

    vault: str = ""
    """The vault to open where the command line and $TRIAGE_VAULT name none."""
    editor: str = ""
    """The editor's command, "" for $VISUAL or $EDITOR."""
    theme: str = ""
    """The Textual theme, "" for the default."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """Keys by command id, such as `accept: a`, and the name of a preset as `preset`."""
    places: Mapping[str, str] = field(default_factory=dict, compare=False)
    """Where a value stands, as `FILE, line 3`, by the keys that lead to it, as `keys.accept`."""
    queue_tags: tuple[str, ...] = QUEUE_TAGS
    symbols: Mapping[Role, str] = field(default_factory=dict)
    exclude: tuple[str, ...] = ()
    """Globs over paths within the vault whose notes are left out."""
    mine: tuple[str, ...] = (MYSELF,)
    """The names that are mine; the first is the one that is written."""
    drop_tags: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The tags that a verb takes off the line, by the verb's name."""
    overdue: str = "keep"
    """What accepting does to a due date that is past: `keep`, `clear`, or a day in words such as `+1w`."""
    views: Mapping[str, str] = field(default_factory=dict)
    """Saved views: the text of a filter by name."""
    archive: tuple[str, ...] = ("_archive",)
    """Globs over paths within the vault whose notes are shown in the view of the archive."""
    people_notes: tuple[str, ...] = ()
    """Globs over paths within the vault whose notes are about one person each."""
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The other names of a person, by the name that is written."""
    bulk_limit: int = 10
    """A verb over more rows than this asks first."""
    group: Grouping = Grouping.NOTE
    sort: Sorting = Sorting.PLACE
    advance: bool = True
    """Whether a verdict moves the cursor on."""
    offers: bool = True
    """Whether triage offers to decide the rest of what was decided in one way."""
    write: Write = Write.AUTO
    watch: Watch = Watch.AUTO
    commit: bool = False
    """Whether leaving makes a git commit of the notes that were written."""
    largest_note: int = 64
    """A note of more MB (2**20 bytes) is named and left alone."""
    journal_megabytes: int = 64
    """How large the journal may grow, in MB; the oldest gestures go first."""
    journal_days: int = 730
    """For how many days a gesture stays in the journal."""
