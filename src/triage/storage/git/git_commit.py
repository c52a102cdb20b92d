"""One commit in one repository, of the decided notes and nothing else."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

from triage.core.merging import Versions, merge
from triage.storage.git.git import Git, GitFailed
from triage.storage.git.git_blobs import Cleaner, read_blobs, write_blobs
from triage.storage.git.git_index import Blob, IndexLock, in_head, in_index, record
from triage.storage.git.git_state import Repository


@dataclass(frozen=True, slots=True)
class Changed:
    """A note to commit."""

    note: str
    """The note's path in the vault."""
    path: Path
    """The note's file, without links in its path."""
    before: bytes
    """The note's bytes without the lines to commit."""
    after: bytes
    """The note's bytes as they are."""


@dataclass(frozen=True, slots=True)
class Committed:
    """The outcome of one commit."""

    id: str
    """The commit's short name, "" if there was nothing to commit."""
    branch: str | None
    """The branch of the commit, None if HEAD is detached."""
    notes: tuple[str, ...]
    left_out: tuple[tuple[str, str], ...]
    """The changed notes that are not in the commit, with the reason."""


@dataclass(frozen=True, slots=True)
class _Version:
    """The bytes that a note gets in the commit and in the index."""

    mode: str
    head: bytes
    index: bytes


def commit_notes(
    repository: Repository, changes: Sequence[Changed], message: Callable[[frozenset[str]], str]
) -> Committed:
    """Commit what was decided in these notes; `message` is given the notes that are in the commit.

    If a note had other uncommitted changes, only its decided lines are committed; if these cannot be told
    apart, the whole note is. Everything else that is staged stays staged. Raises GitFailed and OSError with
    nothing committed, and the index as it was.
    """
    with TemporaryDirectory(prefix="triage-git-") as temporary, IndexLock(repository.index) as lock:
        repository.check()
        drafts = Path(temporary)
        head = repository.head
        paths = {each.path.relative_to(repository.top).as_posix(): each for each in changes}
        versions, left_out = _versions(repository, head, paths, drafts)
        if not versions:
            return Committed("", None, (), left_out)
        git = repository.git
        ids = write_blobs(
            git, [data for each in versions.values() for data in (each.head, each.index)], drafts
        )
        in_commit = {path: Blob(each.mode, ids[each.head]) for path, each in versions.items()}
        in_next = {path: Blob(each.mode, ids[each.index]) for path, each in versions.items()}
        only, following = drafts / "only", drafts / "following"
        for draft in (only, following):
            if repository.index.exists():
                copyfile(repository.index, draft)
        if head is not None:
            git.run("read-tree", "-i", "-m", head, index=only)  # as `git commit --only` does
        elif only.exists():
            git.run("read-tree", "--empty", index=only)
        git.run("update-index", "--add", "-z", "--index-info", given=record(in_commit), index=only)
        git.run("update-index", "--add", "-z", "--index-info", given=record(in_next), index=following)
        notes = tuple(paths[path].note for path in in_commit)
        text = drafts / "message"
        text.write_text(message(frozenset(notes)), "utf-8", "surrogateescape")
        try:
            git.run("commit", "--quiet", "--cleanup=whitespace", f"--file={text}", index=only)
        except GitFailed:
            if repository.head == head:
                raise
        finally:
            if repository.head != head:  # the commit was made, even if a later hook failed
                lock.put(following)
        return Committed(git.text("rev-parse", "--short", "HEAD"), repository.branch, notes, left_out)


def _versions(
    repository: Repository, head: str | None, paths: dict[str, Changed], drafts: Path
) -> tuple[dict[str, _Version], tuple[tuple[str, str], ...]]:
    """The new version of each of these notes, and the notes left out, with the reason."""
    git = repository.git
    committed = in_head(git, list(paths)) if head is not None else {}
    indexed, taken = in_index(git, list(paths))
    ignored = _ignored(git, [path for path in paths if path not in committed and path not in indexed])
    reasons = {
        path: reason
        for path in paths
        if (reason := _reason(path, committed.get(path), indexed.get(path), path in taken, path in ignored))
    }
    kept = {path: changed for path, changed in paths.items() if path not in reasons}
    cleaner = Cleaner(repository, head, kept, drafts)
    before = cleaner.cleaned({path: changed.before for path, changed in kept.items()})
    after = cleaner.cleaned({path: changed.after for path, changed in kept.items()})
    known = {each for path in kept for each in (committed.get(path), indexed.get(path)) if each}
    data = read_blobs(git, {blob.id for blob in known})
    versions = {}
    for path, changed in kept.items():
        was, staged = committed.get(path), indexed.get(path)
        new = _with_lines(before[path], after[path], data[was.id] if was else None)
        mode = was.mode if was else staged.mode if staged else _mode(git, changed.path)
        in_next = new
        if (
            staged and data[staged.id] and (was is None or staged.id != was.id)
        ):  # else `git add --intent-to-add`
            in_next = Versions(before[path], after[path], data[staged.id]).settled().theirs
        if was is None or new != data[was.id]:
            versions[path] = _Version(mode, new, in_next)
    return versions, tuple((paths[path].note, reason) for path, reason in reasons.items())


def _with_lines(before: bytes, after: bytes, committed: bytes | None) -> bytes:
    """The committed bytes of a note: only its decided lines if they can be told apart, else all of it."""
    merged = None if committed is None else merge(before, after, committed)
    return after if merged is None else merged


def _reason(path: str, was: Blob | None, staged: Blob | None, is_taken: bool, is_ignored: bool) -> str:
    """Why a note is left out, "" if it is not."""
    if is_ignored:
        return "git ignores it"
    if any(blob and not blob.is_file for blob in (was, staged)):
        return "it is no file in git"
    if was and not staged:
        return "its removal from git is staged"
    return "git was told to take it for unchanged" if is_taken else ""


def _ignored(git: Git, paths: Sequence[str]) -> set[str]:
    given = b"".join(os.fsencode(path) + b"\0" for path in paths)
    if not paths:
        return set()
    ended = git.ended("check-ignore", "-z", "--stdin", given=given)
    if ended.code > 1:  # 1 is none of them
        raise GitFailed(ended.complaint)
    return {os.fsdecode(path) for path in ended.printed.split(b"\0")}


def _mode(git: Git, path: Path) -> str:
    """The mode of a note that git does not know yet."""
    if not os.access(path, os.X_OK) or git.asked("config", "--type=bool", "core.fileMode") == "false":
        return "100644"
    return "100755"
