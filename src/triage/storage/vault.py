"""A vault on disk, as a session's store."""

import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Final

from triage.core.config import Config, Write
from triage.core.errors import NoteUnreadable, NoVault
from triage.core.globs import Globs
from triage.core.history.gesture import Entry, Gesture, History, Interrupted
from triage.core.metadata import Metadata
from triage.core.people.person_note import KnownPerson
from triage.core.task.edit import LineEdit, Outcome
from triage.core.task.note import FoundNote
from triage.core.task.vocabulary import Role, Vocabulary
from triage.core.vault_changes import Changes, Stop
from triage.storage.file import said
from triage.storage.journal.journal import JournalUnreadable
from triage.storage.journal.journal_file import JournalBusy
from triage.storage.journal.logged import LoggedGesture
from triage.storage.note_file import read_note, resolved
from triage.storage.obsidian import Obsidian
from triage.storage.own_folder import NotOwn
from triage.storage.replacing.file_systems import Method
from triage.storage.save import failed
from triage.storage.vault_state import VaultState
from triage.storage.walk import Walk

if TYPE_CHECKING:
    from triage.storage.watching.watch import VaultWatch

_EXCLUDE: Final = "exclude"
_MOST_NAMED: Final = 3
_BUSY: Final = (
    "There is nothing to undo yet: another run of triage is writing, or hangs. Let it finish, or end it, "
    "then read the vault again"
)


class Vault:
    """The notes of a folder, and what the state folder holds of them; any thread may call each method."""

    def __init__(
        self,
        root: Path,
        config: Config,
        symbols: Mapping[Role, str] | None = None,
        state: Path | None = None,
    ) -> None:
        """Open the folder, with the command line's symbols; raises NoVault.

        `state` is the folder of the journal; without it, this user's state folder for the vault.
        """
        self._root = _checked(root)
        self._config = config
        self._symbols = symbols or {}
        self.state = VaultState(self._root, config, state, self._read_or_none)
        self._problems: dict[str, None] = {}
        self._journal_problem: str = ""
        self._found: tuple[frozenset[str], float] | None = None
        self.left_out_by = ""
        """Which settings left out notes or folders at the last `find`, and their places; "" for none."""
        self.conflict_copies: Mapping[str, str] = {}
        """The conflict copies of sync tools at the last `find`, each with its note."""
        self._obsidian = self._new_obsidian()

    @property
    def name(self) -> str:
        """The name of the vault's folder."""
        return self._root.name or str(self._root)

    @property
    def root(self) -> Path:
        """The vault's folder, without links in its path."""
        return self._root

    @property
    def problems(self) -> list[str]:
        """What could not be read since the last `find`, a sentence each, in order."""
        return [*filter(None, [self._journal_problem]), *self.state.damages, *self._problems]

    def find(self) -> Iterator[FoundNote]:
        """Every note that is not left out, the newest first, then by path; raises NoVault.

        Settings are read again, and problems are forgotten.
        """
        self._problems = {}
        self._obsidian = self._new_obsidian()
        walk = self._walk()
        began = time.time()
        try:
            notes = sorted(walk.notes(), key=lambda note: note.path)
        except OSError as error:
            raise NoVault(f"The vault {self._root} cannot be read: {said(error)}") from error
        self._found = frozenset(walk.files), began
        self.conflict_copies = walk.conflict_copies
        self.left_out_by = self._said_of(walk.left_out)
        return iter(sorted(notes, key=lambda note: note.day, reverse=True))

    def watch(self, stop: Stop) -> Iterator[Changes]:
        """What happens to notes after the last `find`, until `stop` is set; never raises."""
        return self._new_watch().changes(stop)

    @property
    def watching(self) -> str:
        """How changes by other programs are noticed, as a sentence; found out by trying."""
        try:
            return self._new_watch().said_of_it()
        except OSError as error:
            return f"Changes by other programs are not noticed: {said(error)}"

    def obsidian_folders(self) -> list[Path]:
        """The `.obsidian` folders within the vault, by path."""
        walk = self._walk()
        for _ in walk.notes():
            pass
        return sorted(walk.obsidian_folders)

    def read(self, note: str) -> bytes:
        """A note's bytes; raises NoteUnreadable."""
        return read_note(resolved(self._root, note), note, self._config.largest_note * 2**20)

    def vocabulary(self, note: str) -> Vocabulary:
        """What statuses and tags mean in a note; settings that cannot be read are a problem."""
        return self._obsidian.vocabulary(note)

    @property
    def clash(self) -> str:
        """Which two roles have one symbol because of the config or the command line; "" for none."""
        return self._obsidian.clash

    def vocabulary_at(self, obsidian: Path) -> Vocabulary:
        """What statuses and tags mean in the notes of one `.obsidian` folder."""
        return self._obsidian.vocabulary_at(obsidian)

    def metadata(self, data: bytes) -> Metadata:
        """What a note's front matter says; never raises."""
        from triage.storage.front_matter import read_metadata

        return read_metadata(data)

    def people(self, notes: Sequence[str]) -> Iterator[KnownPerson]:
        """The people whom these notes are about; the config says which notes are about people."""
        if not self._config.people_notes:
            return iter(())
        from triage.storage.people_notes import people_in

        return people_in(notes, self._config.people_notes, self.read)

    def save(self, note: str, edits: Sequence[LineEdit], gesture: Gesture) -> list[Outcome]:
        """Replace lines of one note, journalled before; an outcome for each line, in order.

        Never raises: a failure is an outcome.
        """
        try:
            writing = self.state.writing()
        except OSError as error:
            return failed(edits, f"The journal could not be written: {said(error)}")
        return writing.save(note, edits, gesture)

    def begin(self, gesture: Gesture, edits: Mapping[str, Sequence[LineEdit]]) -> None:
        """Record everything that a gesture over several notes will write, before it does; never raises."""
        with suppress(OSError):  # each save says so
            self.state.writing().begin(gesture, edits)

    def end(self, gesture: Gesture, *, is_stopped: bool, is_over: bool = True) -> Mapping[str, str]:
        """Close a gesture once the disk has what it wrote; the unconfirmed notes, with the reason."""
        try:
            writing = self.state.writing()
        except OSError:  # so nothing was written
            return {}
        return writing.end(gesture, is_stopped=is_stopped, is_over=is_over)

    def tidy(self, *, is_last: bool = False) -> list[str]:
        """Clean up what killed runs and late writers have left; what the user must know, a sentence each.

        The last call of a run (`is_last`) removes everything that the run has left, except files that a
        program has open.
        """
        try:
            return self.state.writing().tidy(is_last=is_last)
        except NotOwn:  # `history` reports it, and nothing was left there
            return []
        except OSError as error:
            return [f"What earlier saves have left cannot be cleaned up: {said(error)}"]

    def best_way(self) -> tuple[Method | None, Mapping[Write, str]]:
        """How notes are replaced here, and why safer modes do not work; raises OSError."""
        return self.state.writing().file_systems.best()

    def history(self, is_enough: Callable[[History], bool] = lambda history: True) -> History:
        """What can be taken back and done again, read from the journal until that is enough.

        A journal that cannot be read is a problem.
        """
        history = History()
        self._journal_problem = ""
        try:
            reading = self.state.reading(lambda entries: is_enough(History.of(entries, is_whole=False)))
            history = History.of(reading.entries, is_whole=reading.is_whole)
        except JournalUnreadable as error:
            is_busy = isinstance(error.__cause__, JournalBusy)
            self._journal_problem = _BUSY if is_busy else f"There is nothing to undo: {error}"
        return history

    def entries(self) -> list[Entry]:
        """Every gesture in order, undos included, with the lines that it really replaced.

        Raises JournalUnreadable.
        """
        return list(self.state.reading(None).entries)

    def latest(self, number: int) -> list[Entry]:
        """The latest gestures in order, at least `number` that wrote anything; raises JournalUnreadable."""
        return list(self.state.reading(lambda entries: _written(entries) >= number).entries)

    def sound(self, number: int) -> list[Entry]:
        """Like `latest`, but only the gestures after the last damaged record."""
        reading = self.state.reading(lambda entries: _written(entries) >= number)
        return list(reading.entries[len(reading.entries) - reading.sound :])

    def interrupted(self) -> Interrupted | None:
        """The last gesture whose run died before it ended, if it can be resumed; never raises."""
        try:
            return self.state.reading(lambda entries: True).interrupted
        except JournalUnreadable:  # `history` reports it
            return None

    def log(self, is_enough: Callable[[Sequence[Entry]], bool] | None = None) -> Sequence[LoggedGesture]:
        """The latest gestures in order until they are enough, with what each did; without `is_enough`, all.

        Raises JournalUnreadable.
        """
        return self.state.reading(is_enough, patience=inf).gestures

    def recall(self, name: str) -> object:
        """What was remembered under a name, in JSON's types; None for nothing."""
        return self.state.memory.recall(name)

    def remember(self, name: str, value: object) -> None:
        """Remember a value that JSON can hold, in place of the one before; raises NotKept."""
        self.state.memory.remember(name, value)

    def tell_damaged(self, name: str, records: int) -> None:
        """Keep a copy of a remembered value in which so many records are damaged, and report a problem."""
        self.state.memory.set_aside(name, records)

    def _said_of(self, settings: set[str]) -> str:
        place = self._config.places.get(_EXCLUDE)
        named = sorted(
            f"{_EXCLUDE} ({place})" if setting == _EXCLUDE and place else setting for setting in settings
        )
        more = f" and {len(named) - _MOST_NAMED:,} more" if len(named) > _MOST_NAMED else ""
        return f"{', '.join(named[:_MOST_NAMED])}{more}"

    def _new_obsidian(self) -> Obsidian:
        return Obsidian(self._root, self._config, self._symbols, self._report)

    def _new_watch(self) -> "VaultWatch":
        from triage.storage.watching.watch import Found, VaultWatch  # not needed to show the first row

        def walk() -> Walk:
            return Walk(self._root, Globs(self._config.exclude), self._obsidian, lambda problem: None)

        return VaultWatch(self._root, walk, self._config.watch, self._found and Found(*self._found))

    def _walk(self) -> Walk:
        return Walk(self._root, Globs(self._config.exclude), self._obsidian, self._report)

    def _report(self, problem: str) -> None:
        self._problems[problem] = None

    def _read_or_none(self, note: str) -> bytes | None:
        try:
            return self.read(note)
        except NoteUnreadable:
            return None


def _written(entries: Sequence[Entry]) -> int:
    """How many of these gestures have written anything."""
    return sum(bool(entry.written) for entry in entries)


def _checked(root: Path) -> Path:
    """The vault's folder without links in its path; raises NoVault if it cannot be read."""
    real = Path(os.path.realpath(root))
    try:
        with os.scandir(real):
            return real
    except FileNotFoundError as error:
        raise NoVault(f"There is no folder {root}; name your vault's folder, or create it") from error
    except NotADirectoryError as error:
        raise NoVault(f"{root} is a file; name the vault's folder, such as {root.parent}") from error
    except OSError as error:
        raise NoVault(f"The vault {root} cannot be read: {said(error)}") from error
