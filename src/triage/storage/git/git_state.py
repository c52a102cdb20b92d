"""A git repository: where it is, and whether it can take a commit now."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from triage.storage.git.git import Git, GitFailed

_UNDER_WAY: Final = {
    "MERGE_HEAD": "a merge",
    "rebase-merge": "a rebase",
    "rebase-apply": "a rebase or am",
    "CHERRY_PICK_HEAD": "a cherry-pick",
    "REVERT_HEAD": "a revert",
    "sequencer": "a cherry-pick or revert",
    "BISECT_LOG": "a bisect",
}
"""The files in git's folder while something is not finished (gitrepository-layout(5), git-status(1))."""


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository with a work tree."""

    top: Path
    """The work tree's folder."""
    folder: Path
    """The folder of this work tree's index and HEAD."""
    git: Git

    @classmethod
    def at(cls, folder: Path) -> "Repository":
        """The repository whose work tree a folder is in; raises GitFailed."""
        git = Git(folder)
        own = git.text("rev-parse", "--absolute-git-dir")
        if git.text("rev-parse", "--is-inside-work-tree") != "true":
            raise GitFailed(f"{folder} is in no work tree of its git repository")
        top = Path(git.text("rev-parse", "--show-toplevel"))
        return cls(top, Path(own), Git(top))

    @property
    def index(self) -> Path:
        """The path of this work tree's index, which may not exist yet."""
        return self.folder / "index"

    @property
    def head(self) -> str | None:
        """The commit that HEAD names, None before the first one."""
        return self.git.asked("rev-parse", "--verify", "--quiet", "HEAD^{commit}")

    @property
    def branch(self) -> str | None:
        """The branch that HEAD is on, None if it is detached."""
        return self.git.asked("symbolic-ref", "--quiet", "--short", "HEAD")

    def check(self) -> None:
        """Raise GitFailed, with the reason, if no commit should be made now."""
        for name, what in _UNDER_WAY.items():
            if os.path.lexists(self.folder / name):
                raise GitFailed(f"{what} is under way in {self.top}")
        if self.git.run("ls-files", "--unmerged", "-z"):
            raise GitFailed(f"the index of {self.top} has unresolved conflicts")
        for whose in ("GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"):
            if self.git.asked("var", whose) is None:
                raise GitFailed("git does not know your name: set user.name and user.email with git config")


def is_installed() -> bool:
    """Whether there is a git to run."""
    return shutil.which("git") is not None


def enclosing(folder: Path) -> Path | None:
    """The nearest folder, from this one upward, that holds a `.git`; a submodule has its own."""
    return next((each for each in _upward(folder) if os.path.lexists(each / ".git")), None)


def _upward(folder: Path) -> Iterator[Path]:
    yield folder
    yield from folder.parents
