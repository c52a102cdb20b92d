"""The bytes that git stores of a file: those on the disk, or converted by filters and line ends."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from shutil import copyfile, rmtree
from typing import Final

from triage.storage.git.git import Git
from triage.storage.git.git_index import in_index
from triage.storage.git.git_state import Repository

_CONVERTING: Final = ("text", "crlf", "eol", "filter", "ident", "working-tree-encoding")
"""The attributes that make git store other bytes (gitattributes(5))."""
_ATTRIBUTES: Final = ".gitattributes"


def read_blobs(git: Git, ids: Iterable[str]) -> dict[str, bytes]:
    """The bytes of blobs by id; raises GitFailed."""
    wanted = list(ids)
    printed = git.run("cat-file", "--batch", given="".join(f"{id_}\n" for id_ in wanted).encode())
    found = {}
    at = 0
    for id_ in wanted:
        head, _, _ = printed[at : at + 200].partition(b"\n")
        start = at + len(head) + 1
        at = start + int(head.split()[-1]) + 1
        found[id_] = printed[start : at - 1]
    return found


def write_blobs(git: Git, contents: Iterable[bytes], drafts: Path) -> dict[bytes, str]:
    """Write blobs into the repository; their ids by their bytes. Raises GitFailed and OSError."""
    wanted = list(dict.fromkeys(contents))
    folder = drafts / "blobs"
    folder.mkdir()
    files = [folder / str(number) for number in range(len(wanted))]
    for file, data in zip(files, wanted, strict=True):
        file.write_bytes(data)
    given = "".join(f"{file}\n" for file in files)
    printed = git.run("hash-object", "-w", "--no-filters", "--stdin-paths", given=os.fsencode(given))
    return dict(zip(wanted, printed.decode("ascii").split(), strict=True))


class Cleaner:
    """Converts notes to the bytes that git stores, by git itself if the repository converts any of them."""

    def __init__(self, repository: Repository, head: str | None, paths: Iterable[str], drafts: Path) -> None:
        """Ask git whether it converts any of these paths of the work tree; raises GitFailed."""
        self._repository = repository
        self._head = head
        self._drafts = drafts
        given = b"".join(os.fsencode(path) + b"\0" for path in paths)
        self._converts = self._is_asked_for(given)

    def cleaned(self, notes: Mapping[str, bytes]) -> Mapping[str, bytes]:
        """The bytes that git stores of these notes, by path; raises GitFailed and OSError."""
        if not self._converts or not notes:
            return notes
        git = self._repository.git
        tree, index = self._drafts / "tree", self._drafts / "cleaned"
        for path, data in notes.items():
            file = tree / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        for folder in {parent for path in notes for parent in Path(path).parents}:
            attributes = self._repository.top / folder / _ATTRIBUTES
            if attributes.is_file():
                copyfile(attributes, tree / folder / _ATTRIBUTES)
        # with an index, since git does not convert line ends of a file that is in the index with them
        git.run("-c", "core.sparseCheckout=false", "read-tree", self._head or "--empty", index=index)
        options = (f"--git-dir={self._repository.folder}", f"--work-tree={tree}")
        given = b"".join(os.fsencode(path) + b"\0" for path in notes)
        git.run(*options, "update-index", "--add", "-z", "--stdin", given=given, index=index)
        blobs, _ = in_index(git, list(notes), index)
        data_of = read_blobs(git, {blob.id for blob in blobs.values()})
        rmtree(tree)
        index.unlink()
        return {path: data_of[blobs[path].id] for path in notes}

    def _is_asked_for(self, given: bytes) -> bool:
        git = self._repository.git
        if git.asked("config", "--get", "core.autocrlf") not in {None, "false"}:
            return True
        printed = git.run("check-attr", "-z", "--stdin", *_CONVERTING, given=given)
        return bool(set(printed.split(b"\0")[2::3]) - {b"unspecified", b"unset"})
