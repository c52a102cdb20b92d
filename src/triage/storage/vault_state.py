"""What triage keeps of one vault outside it: the journal, drafts and small files."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from triage.core.config import Config
from triage.core.history.gesture import Entry
from triage.storage.file import said
from triage.storage.journal.damaged_file import said_of
from triage.storage.journal.journal import Journal, JournalUnreadable
from triage.storage.journal.journal_file import NAME, Limits, patient
from triage.storage.journal.journal_reading import Reading
from triage.storage.memory import Memory
from triage.storage.places import vault_state_folder
from triage.storage.writing import Writing

_READING_SECONDS: Final = 1.5
"""How long the journal waits for another run's save before it is read: a user looks at the screen."""


class VaultState:
    """The state folder of one vault and its parts, each opened when it is first needed."""

    def __init__(
        self, root: Path, config: Config, folder: Path | None, read: Callable[[str], bytes | None]
    ) -> None:
        """Take the vault without links in its path, and a function that reads a note.

        `folder` is the state folder; without it, this user's folder for the vault.
        """
        self._root = root
        self._config = config
        self._folder = folder
        self._read = read
        self._journal: Journal | None = None
        self._writing: Writing | None = None
        self.memory = Memory(self.folder)

    def folder(self) -> Path:
        """The state folder, made if it is missing; raises OSError, and NotOwn if other users can reach it."""
        if self._folder is None:
            self._folder = vault_state_folder(self._root)
        return self._folder

    def journal(self) -> Journal:
        """The journal; raises OSError for its folder."""
        if self._journal is None:
            limits = Limits(self._config.journal_megabytes, self._config.journal_days)
            self._journal = Journal(self.folder() / NAME, self._read, limits)
        return self._journal

    def writing(self) -> Writing:
        """The saves of the vault; raises OSError for the folder."""
        if self._writing is None:
            self._writing = Writing(self._root, self.folder(), self._config.write, self.journal())
        return self._writing

    def reading(
        self, is_enough: Callable[[Sequence[Entry]], bool] | None, patience: float = _READING_SECONDS
    ) -> Reading:
        """The latest gestures of the journal until they are enough, all for None; raises JournalUnreadable.

        `patience` is the number of seconds to wait for another run's save.
        """
        try:
            journal = self.journal()
        except OSError as error:
            raise JournalUnreadable(f"The journal has no folder: {said(error)}") from error
        with patient(patience):
            return journal.latest(is_enough)

    @property
    def damages(self) -> list[str]:
        """Which files this run has found damaged, a sentence each."""
        journal = self._journal.problems if self._journal else []
        return [*journal, *self.memory.problems]

    def losses(self, what: str = "*") -> list[str]:
        """The damaged files that were set aside and still exist, a sentence each; `what` names one kind."""
        try:
            return said_of(self.folder(), what)
        except OSError:
            return []
