"""Committing what this run has decided, and what earlier runs decided but could not commit."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from triage.core.errors import NoteUnreadable, NotKept, TriageError
from triage.core.history.gesture import Entry, Interrupted
from triage.core.history.net_change import commit_message, net_changes, without
from triage.storage.file import said
from triage.storage.git.git import GitFailed
from triage.storage.git.git_commit import Changed, Committed, commit_notes
from triage.storage.git.git_state import Repository, enclosing, is_installed
from triage.storage.note_file import resolved
from triage.storage.process import is_another, name_of
from triage.storage.vault import Vault

_NAME: Final = "commit"
"""The name under which the runs are remembered."""
_MOST_RUNS: Final = 1_000


@dataclass(frozen=True, slots=True)
class Committing:
    """The outcome of committing the notes of a run."""

    commits: tuple[Committed, ...]
    """One for each repository."""
    problems: tuple[str, ...]
    """Why there is no commit in a repository, a sentence each."""


def why_not(root: Path) -> str:
    """Why the notes of a vault cannot be committed, "" if they can."""
    if enclosing(root) is None:
        return "the vault is in no git repository"
    return "" if is_installed() else "there is no git to run"


class Commits:
    """The commits of one run in a vault."""

    def __init__(self, vault: Vault, run: str) -> None:
        """Take the vault, and the run's name in the journal."""
        self._vault = vault
        self._run = run
        self._cut_off: Interrupted | None = None

    def begin(self) -> None:
        """Remember that the decisions of this run must be committed; raises NotKept."""
        self._cut_off = self._vault.interrupted()
        self._remember(self._runs() | {self._run: name_of(os.getpid())})

    def make(self) -> Committing:
        """Commit the written notes in each repository; after a failure, the next run tries again."""
        runs = {run for run, process in self._runs().items() if not is_another(process)} | {self._run}
        try:
            entries = [entry for entry in self._vault.entries() if self._is_ours(entry, runs)]
        except TriageError as problem:
            return Committing((), (str(problem),))
        commits, problems = [], []
        for folder, changes in self._changed(entries).items():
            try:
                commits.append(self._commit(folder, changes, entries))
            except GitFailed as problem:
                problems.append(str(problem))
            except OSError as error:
                problems.append(said(error))
        if not problems:
            try:
                self._remember({run: process for run, process in self._runs().items() if run not in runs})
            except NotKept as problem:
                problems.append(str(problem))
        return Committing(tuple(commits), tuple(problems))

    def _is_ours(self, entry: Entry, runs: set[str]) -> bool:
        """Whether to commit a gesture; a resumed gesture still has the name of the run that began it."""
        gesture, cut_off = entry.gesture, self._cut_off
        is_resumed = cut_off and cut_off.gesture.id == gesture.id and len(entry.written) > len(cut_off.done)
        return not gesture.is_beside and (gesture.run in runs or bool(is_resumed))

    def _commit(self, folder: Path, changes: list[Changed], entries: list[Entry]) -> Committed:
        lines = net_changes(entries)
        return commit_notes(
            Repository.at(folder),
            changes,
            lambda notes: commit_message([line for line in lines if line.note in notes]),
        )

    def _changed(self, entries: list[Entry]) -> Mapping[Path, list[Changed]]:
        """The notes that still hold a line of these gestures, by the folder of their repository."""
        found: dict[Path, list[Changed]] = {}
        for note in dict.fromkeys(line.note for entry in entries for line in entry.written):
            try:
                path = resolved(self._vault.root, note)
                data = self._vault.read(note)
            except NoteUnreadable:  # it was moved or deleted since
                continue
            before = without(data, note, entries)
            if before != data and (folder := enclosing(path.parent)):
                found.setdefault(folder, []).append(Changed(note, path, before, data))
        return found

    def _runs(self) -> dict[str, str]:
        """The runs whose notes are not committed yet, each with the name of its process."""
        held = self._vault.recall(_NAME)
        pairs = held.items() if isinstance(held, dict) else ()
        return {
            str(run): str(process) for run, process in pairs
        }  # earlier versions kept the process as a number

    def _remember(self, runs: Mapping[str, str]) -> None:
        self._vault.remember(_NAME, dict(list(runs.items())[-_MOST_RUNS:]))
