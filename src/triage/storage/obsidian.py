"""The `.obsidian` folders around a vault's notes; vaults nest, and the nearest one counts."""

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from triage.core.config import Config
from triage.core.errors import BadSettings
from triage.core.task.settings import Settings
from triage.core.task.vocabulary import Role, Source, Symbol, Vocabulary, bad_symbol, vocabulary_of
from triage.storage.excluded_files import ExcludedFiles, Patience
from triage.storage.tasks_plugin import APP, SETTINGS, read_ignored, read_settings

NAME = ".obsidian"
_SAID: Final = {Source.COMMAND_LINE, Source.CONFIG}


class Obsidian:
    """What the `.obsidian` folders around a vault's notes say, read once each."""

    def __init__(
        self, root: Path, config: Config, symbols: Mapping[Role, str], report: Callable[[str], None]
    ) -> None:
        self._root = root
        self._config = config
        self._symbols = symbols
        self._report = report
        self._patience = Patience()
        self._nearest: dict[str, Path | None] = {}
        self._vocabularies: dict[Path | None, Vocabulary] = {}

    def vocabulary(self, note: str) -> Vocabulary:
        """What statuses and tags mean in a note, by settings, then config, then command line."""
        return self.vocabulary_at(self.nearest(note))

    def vocabulary_at(self, obsidian: Path | None) -> Vocabulary:
        """What statuses and tags mean beneath one `.obsidian` folder, or beneath none."""
        if obsidian not in self._vocabularies:
            said = {role: Symbol(text, Source.CONFIG) for role, text in self._config.symbols.items()}
            said |= {role: Symbol(text, Source.COMMAND_LINE) for role, text in self._symbols.items()}
            vocabulary = replace(
                vocabulary_of(self._settings(obsidian), said),
                queue_tags=self._config.queue_tags,
                drop_tags=self._config.drop_tags,
            )
            self._vocabularies[obsidian] = vocabulary
            for role, text in vocabulary.unusable.items():
                why = bad_symbol(text, role) or "another role has it"
                now = vocabulary.symbol(role)
                self._report(
                    f"{obsidian}/{SETTINGS}: {role} cannot be {text[:20]!a}: {why}; [{now}] is taken"
                )
            for role in Role:
                if rival := vocabulary.rival(role):
                    self._report(self._clash(vocabulary, role, rival))
        return self._vocabularies[obsidian]

    @property
    def clash(self) -> str:
        """Which two roles have one symbol because of the config or command line; "" for none."""
        vocabulary = self.vocabulary("")
        for role in Role:
            rival = vocabulary.rival(role)
            if rival and vocabulary.symbols[rival].source in _SAID:
                return self._clash(vocabulary, role, rival)
        return ""

    def _clash(self, vocabulary: Vocabulary, role: Role, rival: Role) -> str:
        symbol = vocabulary.symbols[rival]
        place = self._config.places.get(f"symbols.{rival}", "") if symbol.source is Source.CONFIG else ""
        return (
            f"{place and f'{place}: '}symbols.{rival} cannot be {symbol.text!r} (from {symbol.source}): "
            f"{role} is that too (from {vocabulary.symbols[role].source}); give one of them another, as "
            f"`symbols: {{{role}: …}}` or --symbol {role}=…"
        )

    def nearest(self, note: str) -> Path | None:
        """The nearest `.obsidian` upward from a note, also above the root: the root may be a subfolder."""
        within = note.rpartition("/")[0]
        if within not in self._nearest:
            folder = self._root / within
            candidates = (each / NAME for each in (folder, *folder.parents))
            self._nearest[within] = next(filter(os.path.isdir, candidates), None)
        return self._nearest[within]

    def excluded(self, obsidian: Path) -> ExcludedFiles:
        """The files that one `.obsidian` folder leaves out; settings that cannot be read are reported."""
        try:
            entries = read_ignored(obsidian)
        except BadSettings as error:
            self._report(str(error))
            entries = ()
        return ExcludedFiles(entries, self._patience, lambda what: self._report(f"{obsidian}/{APP}: {what}"))

    def _settings(self, obsidian: Path | None) -> Settings | None:
        if obsidian is None:
            return None
        try:
            return read_settings(obsidian)
        except BadSettings as error:
            self._report(str(error))
            return None
