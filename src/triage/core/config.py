"""The config, as a value."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from triage.core.decision import VERDICT_VERBS
from triage.core.owners import MYSELF
from triage.core.row import Grouping, Sorting
from triage.core.vocabulary import QUEUE_TAGS, Role

VERBS = VERDICT_VERBS


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
    """Whether what was decided alike is offered to be gone on with."""
