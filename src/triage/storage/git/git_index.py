"""The index of a repository, locked as git itself locks it during a commit."""

import os
import shutil
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Final, NamedTuple, Self

from triage.storage.file import flush, said, write_all
from triage.storage.git.git import Git, GitFailed

_PATIENCE_SECONDS: Final = 2.0
"""How long to wait for another git to finish."""
_PATHS_AT_A_TIME: Final = 500
"""How many paths one call of git is given: macOS allows 1 MB of arguments."""


class Blob(NamedTuple):
    """A file as git stores it."""

    mode: str
    id: str

    @property
    def is_file(self) -> bool:
        """Whether it is a file, not a link or a submodule."""
        return self.mode.startswith("100")


class IndexLock:
    """A `with` block in which no other git changes the index or commits; raises GitFailed.

    The lock is git's own, the file `index.lock`: git respects no other.
    """

    def __init__(self, index: Path) -> None:
        """Take the path of the index, which may not exist yet."""
        self._index = index
        self._lock = index.with_name(f"{index.name}.lock")
        self._descriptor = -1

    def __enter__(self) -> Self:
        """Take the lock, waiting at most two seconds for another git."""
        limit = time.monotonic() + _PATIENCE_SECONDS
        while self._descriptor < 0:
            try:
                self._descriptor = os.open(
                    self._lock, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666
                )
            except FileExistsError as error:
                if time.monotonic() > limit:
                    raise GitFailed(f"another git is at work, or was killed and left {self._lock}") from error
                time.sleep(0.05)
            except OSError as error:
                raise GitFailed(f"{self._lock} cannot be made: {said(error)}") from error
        return self

    def put(self, draft: Path) -> None:
        """Replace the index by a draft; raises OSError."""
        write_all(self._descriptor, draft.read_bytes())
        if self._index.exists():
            shutil.copymode(self._index, self._lock)
        flush(self._descriptor)
        self._lock.replace(self._index)
        os.close(self._descriptor)
        self._descriptor = -1

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Release the lock."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            with suppress(FileNotFoundError):
                self._lock.unlink()


def in_head(git: Git, paths: list[str]) -> dict[str, Blob]:
    """The blobs in HEAD at these paths; raises GitFailed."""
    found = {}
    for chunk in _chunks(paths):
        for entry in _entries(
            git.run("--literal-pathspecs", "ls-tree", "-z", "--full-tree", "HEAD", "--", *chunk)
        ):
            (mode, _, id_), path = entry[0].split(), entry[1]
            found[path] = Blob(mode, id_)
    return found


def in_index(git: Git, paths: list[str], index: Path | None = None) -> tuple[dict[str, Blob], set[str]]:
    """The blobs in the index, or in another one, at these paths; raises GitFailed.

    Also the paths that git was told to assume unchanged.
    """
    found, taken = {}, set()
    for chunk in _chunks(paths):
        printed = git.run("--literal-pathspecs", "ls-files", "-z", "-v", "--stage", "--", *chunk, index=index)
        for said_first, path in _entries(printed):
            tag, mode, id_, _ = said_first.split()
            found[path] = Blob(mode, id_)
            if tag.islower():
                taken.add(path)
    return found, taken


def record(blobs: dict[str, Blob]) -> bytes:
    """The input of `git update-index -z --index-info` that puts blobs into an index."""
    return b"".join(
        f"{blob.mode} {blob.id} 0\t".encode() + os.fsencode(path) + b"\0" for path, blob in blobs.items()
    )


def _chunks(paths: list[str]) -> list[list[str]]:
    return [paths[start : start + _PATHS_AT_A_TIME] for start in range(0, len(paths), _PATHS_AT_A_TIME)]


def _entries(printed: bytes) -> list[tuple[str, str]]:
    """Each entry of a list that git printed with `-z`: the facts before the tab, and the path."""
    return [
        (first.decode("ascii"), os.fsdecode(path))
        for first, _, path in (entry.partition(b"\t") for entry in printed.split(b"\0") if entry)
    ]
