"""What `triage doctor` finds out about a vault."""

from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from triage.cli.choices import Choices
from triage.cli.config_check import check_config
from triage.cli.sitting import Sitting, config_at, sitting_at, vault_place
from triage.core.config import Config, Write
from triage.core.errors import BadConfig, BadSettings, NoteUnreadable, TriageError
from triage.core.task.block import Cover
from triage.core.task.dialect import Cause
from triage.core.task.line import parse_line
from triage.core.task.note import hidden_items, lines_of
from triage.core.task.proposal import find_tasks
from triage.core.task.vocabulary import QUEUE_TAGS, Role, Source, Symbol, Vocabulary
from triage.storage.config.config import IN_VAULT
from triage.storage.own_folder import NotOwn
from triage.storage.places import config_file, vault_state_folder
from triage.storage.replacing.file_systems import Method
from triage.storage.tasks_plugin import read_ignored
from triage.words.amount import count

_GARBLED = ("â".encode(), "ğ".encode(), "ð".encode())
"""What every double-encoded signifier begins with."""


def garbled_lines(note: str, data: bytes, vocabulary: Vocabulary) -> int:
    """How many tasks of the note hold double-encoded fields."""
    if not any(start in data for start in _GARBLED):
        return 0
    return sum(
        any(hidden.cause is Cause.GARBLED for hidden in task.hidden)
        for task in find_tasks(note, data, vocabulary)
    )


def hidden_proposals(data: bytes, vocabulary: Vocabulary) -> dict[tuple[Cover, bool], int]:
    """How many lines with the proposed status each cover keeps out of the queue, and whether it ever ends."""
    symbol = vocabulary.symbol(Role.PROPOSED)
    if f"[{symbol}]".encode() not in data:
        return {}
    lines = lines_of(data)
    found: dict[tuple[Cover, bool], int] = {}
    for item in hidden_items(lines):
        task = parse_line(lines[item.index], vocabulary.settings.format)
        if task is not None and task.symbol == symbol:
            place = item.cover, item.is_closed
            found[place] = found.get(place, 0) + 1
    return found


@dataclass(frozen=True, slots=True)
class Region:
    """The notes that share an `.obsidian` folder, or that have none."""

    folder: str
    """The `.obsidian` folder, "" for the notes without one."""
    vocabulary: Vocabulary
    ignored: tuple[str, ...] = ()
    """Obsidian's excluded files, as its settings write them."""

    @property
    def symbols(self) -> Mapping[Role, Symbol]:
        """Each symbol, and who said so."""
        return self.vocabulary.symbols


@dataclass
class Examination:
    """A vault as `triage doctor` sees it."""

    vault: Path
    found_by: str
    config_files: list[tuple[str, bool]]
    """Each with whether it is there."""
    config: Config
    queue_tags_source: Source
    state: str
    regions: list[Region] = field(default_factory=list)
    notes: int = 0
    notes_with_proposals: int = 0
    proposals: int = 0
    """Those in the queue."""
    left_out: int = 0
    unseen: Counter[str] = field(default_factory=Counter)
    """The proposals with a field that Tasks cannot see, by the reason."""
    garbled: dict[str, int] = field(default_factory=dict)
    """The lines with double-encoded fields, by note."""
    hidden: dict[str, dict[str, int]] = field(default_factory=dict)
    """The lines with the proposed status that are in no queue, by what hides them and by note."""
    front_matter: dict[str, str] = field(default_factory=dict)
    """Why a note's front matter is not read, for notes with proposals."""
    conflict_copies: dict[str, str] = field(default_factory=dict)
    """The other versions of notes that sync tools have put beside them, with the notes."""
    watching: str = ""
    """How changes by other programs are noticed while the app is open, as a sentence."""
    problems: list[str] = field(default_factory=list)
    way: Method | None = None
    """How notes at the vault's root are replaced, None if none can be."""
    lacks: Mapping[Write, str] = field(default_factory=dict)
    """Why a mode is not to be had."""


def examine(choices: Choices) -> Examination:
    """Find out everything, with what cannot be read among the problems; raises NoVault."""
    problems: list[str] = []
    place = vault_place(choices)
    try:
        config = config_at(place, choices)
    except BadConfig as error:
        problems.append(str(error))
        config = Config()
    try:
        check_config(config, choices.today)
    except BadConfig as error:
        problems.append(str(error))
        config = replace(config, views={})
    sitting = sitting_at(place, config, choices)
    own = choices.config or config_file()
    beside = sitting.vault.root / IN_VAULT
    found = Examination(
        vault=sitting.vault.root,
        found_by=place.said_by,
        config_files=[(str(own), own.is_file()), (str(beside), beside.is_file())],
        config=config,
        queue_tags_source=Source.DEFAULT if config.queue_tags == QUEUE_TAGS else Source.CONFIG,
        state=_state(sitting, problems),
    )
    try:
        found.way, found.lacks = sitting.vault.best_way()
    except NotOwn:  # the state folder has been told
        pass
    except OSError as error:
        problems.append(f"How notes can be written cannot be tried: {error.strerror}")
    sitting.session.load()
    with suppress(TriageError):  # the session has told it
        sitting.vault.entries()
    _count(found, sitting)
    _look_into_notes(found, sitting)
    found.regions += _regions(sitting)
    found.conflict_copies.update(sorted(sitting.vault.conflict_copies.items()))
    found.watching = sitting.vault.watching
    if hidden := sitting.session.hidden_words:
        problems.append(f"There is no proposal in {count(found.notes, 'note')}. {hidden}")
    found.problems += dict.fromkeys((*problems, *sitting.vault.state.losses(), *sitting.problems))
    return found


def _state(sitting: Sitting, problems: list[str]) -> str:
    try:
        return str(vault_state_folder(sitting.vault.root))
    except NotOwn as error:
        problems.append(f"Nothing can be decided: {error.strerror}")
        return ""
    except OSError as error:
        problems.append(f"The state folder {error.filename} cannot be made: {error.strerror}")
        return ""


def _count(found: Examination, sitting: Sitting) -> None:
    session = sitting.session
    found.notes = session.notes_read
    found.notes_with_proposals = len(session.queue.notes)
    for row in session.rows.values():
        if row.proposal.is_left_out:
            found.left_out += 1
        else:
            found.proposals += 1
        found.unseen.update({entry.cause.value for entry in row.proposal.hidden})
    for note in session.queue.notes:
        if problem := session.metadata(note).problem:
            found.front_matter[note] = problem


def _look_into_notes(found: Examination, sitting: Sitting) -> None:
    vault = sitting.vault
    for note in vault.find():
        try:
            data = vault.read(note.path)
        except NoteUnreadable:  # the scan has reported it
            continue
        vocabulary = vault.vocabulary(note.path)
        if lines := garbled_lines(note.path, data, vocabulary):
            found.garbled[note.path] = lines
        for (cover, is_closed), lines in hidden_proposals(data, vocabulary).items():
            kind = cover.value if is_closed else f"{cover.value} that is never closed"
            found.hidden.setdefault(kind, {})[note.path] = lines


def _regions(sitting: Sitting) -> list[Region]:
    vault = sitting.vault
    regions = [
        Region(str(folder), vault.vocabulary_at(folder), _ignored(folder))
        for folder in vault.obsidian_folders()
    ]
    if str(vault.root / ".obsidian") not in {region.folder for region in regions}:
        regions.insert(0, Region("", vault.vocabulary("a note at the root.md")))
    return regions


def _ignored(folder: Path) -> tuple[str, ...]:
    try:
        return read_ignored(folder)
    except BadSettings:  # the walk has reported it
        return ()
