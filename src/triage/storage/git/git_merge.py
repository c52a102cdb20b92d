"""Merging two versions of a note, as a merge driver that git calls."""

from pathlib import Path
from tempfile import TemporaryDirectory

from triage.core.merging import Versions
from triage.storage.file import replace_file
from triage.storage.git.git import Git, GitFailed

_MOST_CONFLICTS = 127
"""The exit code of `git merge-file` for 127 conflicts or more; a higher one means that it failed."""


def merge_files(base: Path, ours: Path, theirs: Path, marker_size: int) -> int:
    """Write the changes of both versions into the file of ours; how many conflicts are marked in it.

    Raises GitFailed and OSError with the file as it was.
    """
    versions = Versions(base.read_bytes(), ours.read_bytes(), theirs.read_bytes())
    if versions.merged is None:
        versions = versions.settled()
    merged, conflicts = versions.merged, 0
    if merged is None:
        merged, conflicts = _by_git(versions, marker_size)
    replace_file(ours, merged)
    return conflicts


def _by_git(versions: Versions, marker_size: int) -> tuple[bytes, int]:
    with TemporaryDirectory(prefix="triage-merge-") as temporary:
        ours, base, theirs = (Path(temporary) / name for name in ("ours", "base", "theirs"))
        ours.write_bytes(versions.ours)
        base.write_bytes(versions.base)
        theirs.write_bytes(versions.theirs)
        labels = (part for file in (ours, base, theirs) for part in ("-L", file.name))
        files = (str(file) for file in (ours, base, theirs))
        # in this folder, so that git finds the repository's style for conflicts
        ended = Git(Path.cwd()).ended(
            "merge-file", "--stdout", f"--marker-size={marker_size}", *labels, *files
        )
    if not 0 <= ended.code <= _MOST_CONFLICTS:
        raise GitFailed(ended.complaint)
    return ended.printed, ended.code
