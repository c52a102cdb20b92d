"""The merge of two versions of a note, for git to call on its own files."""

from pathlib import Path
from tempfile import TemporaryDirectory

from triage.core.merging import Versions
from triage.storage.file import replace_file
from triage.storage.git.git import Git, GitFailed

_MOST_CONFLICTS = 127
"""What `git merge-file` says of more; above that it has failed."""


def merge_files(base: Path, ours: Path, theirs: Path, marker_size: int) -> int:
    """Let the file of ours hold the changes of both, and say how many conflicts are marked in it.

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
        # in this folder, so that git finds how the repository wants conflicts to be shown
        ended = Git(Path.cwd()).ended(
            "merge-file", "--stdout", f"--marker-size={marker_size}", *labels, *files
        )
    if not 0 <= ended.code <= _MOST_CONFLICTS:
        raise GitFailed(ended.complaint)
    return ended.printed, ended.code
