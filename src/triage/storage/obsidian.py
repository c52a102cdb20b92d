"""The `.obsidian` folders around a vault's notes; vaults nest, and the nearest one counts."""

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from triage.core.config import Config
from triage.core.errors import BadSettings
from triage.core.settings import Settings
from triage.core.vocabulary import Role, Source, Vocabulary, vocabulary_of
from triage.storage.tasks_plugin import IgnoreFilter, read_ignore_filters, read_settings

NAME = ".obsidian"


class Obsidian:
    """What the `.obsidian` folders around a vault's notes say, read once each."""

    def __init__(
        self, root: Path, config: Config, symbols: Mapping[Role, str], report: Callable[[str], None]
    ) -> None:
        self._root = root
        self._config = config
        self._symbols = symbols
        self._report = report
        self._nearest: dict[str, Path | None] = {}
        self._vocabularies: dict[Path | None, Vocabulary] = {}

    def vocabulary(self, note: str) -> Vocabulary:
        """What statuses and tags mean where the note stands: settings, then config, then command line."""
        return self.vocabulary_at(self.nearest(note))

    def vocabulary_at(self, obsidian: Path | None) -> Vocabulary:
        """What statuses and tags mean beneath one `.obsidian` folder, or beneath none."""
        if obsidian not in self._vocabularies:
            self._vocabularies[obsidian] = replace(
                vocabulary_of(self._settings(obsidian))
                .with_symbols(self._config.symbols, Source.CONFIG)
                .with_symbols(self._symbols, Source.COMMAND_LINE),
                queue_tags=self._config.queue_tags,
                drop_tags=self._config.drop_tags,
            )
        return self._vocabularies[obsidian]

    def nearest(self, note: str) -> Path | None:
        """The nearest `.obsidian` upward from a note, above the vault's root too: people open a subfolder."""
        within = note.rpartition("/")[0]
        if within not in self._nearest:
            folder = self._root / within
            candidates = (each / NAME for each in (folder, *folder.parents))
            self._nearest[within] = next(filter(os.path.isdir, candidates), None)
        return self._nearest[within]

    def ignored(self, obsidian: Path) -> list[IgnoreFilter]:
        """The files that one `.obsidian` folder leaves out; what cannot be read is reported."""
        try:
            filters = read_ignore_filters(obsidian)
        except BadSettings as error:
            self._report(str(error))
            return []
        for each in filters:
            if each.pattern is None:
                self._report(
                    f"{obsidian / 'app.json'}: the excluded files {each.text!r} cannot be understood"
                )
            each.report = lambda problem: self._report(f"{obsidian / 'app.json'}: {problem}")
        return [each for each in filters if each.pattern]

    def _settings(self, obsidian: Path | None) -> Settings | None:
        if obsidian is None:
            return None
        try:
            return read_settings(obsidian)
        except BadSettings as error:
            self._report(str(error))
            return None
