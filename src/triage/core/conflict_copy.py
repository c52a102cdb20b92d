"""Names that sync tools and merge tools give to the other version of a note.

Sources: Syncthing's `.sync-conflict-DATE-TIME-DEVICE`; `(… conflicted copy DATE)` of Dropbox, ownCloud,
Nextcloud and OpenCloud; Obsidian Sync's `(Conflicted copy DEVICE MINUTE)`; the early ownCloud's
`_conflict-DATE-TIME`; Seafile's `(SFConflict PERSON TIME)`; Synology Drive's `_DEVICE_TIME_…Conflict`;
OneDrive's `-DEVICE`; the four files of `git mergetool`, and the `.orig` that it leaves. Google Drive's and
iCloud's ` (1)` and ` 2` name ordinary notes too, and are none.
"""

import re
from collections.abc import Collection

_STAMP = r"(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{12})"
_ENDINGS = re.compile(
    r"(?P<stem>.+?)"
    r"(?:"
    r"\.sync-conflict-[0-9]{8}-[0-9]{6}(?:-[A-Z0-9]{7})?"
    rf"| \((?:[^()]{{0,100}} )?conflicted copy[^()]{{0,100}}\b{_STAMP}[^()]{{0,20}}\)"
    r"|_conflict-[0-9]{8}-[0-9]{6}"
    rf"| \(SFConflict [^()]{{0,100}}{_STAMP}[^()]{{0,20}}\)"
    r"|_[^_/]{1,60}_[A-Z][a-z]{2}-[0-9]{2}-[0-9]{4}-[0-9]{4}_[A-Za-z]{0,20}Conflict(?:_[0-9]+)?"
    r")(?P<suffix>\.md)",
    re.IGNORECASE | re.DOTALL,
)
_BESIDE = re.compile(
    r"(?P<stem>.+?)"
    r"(?:_(?:BACKUP|BASE|LOCAL|REMOTE)_[0-9]+|-(?:DESKTOP|LAPTOP)-[A-Z0-9]{7}(?:-[0-9]+)?)"
    r"(?P<suffix>\.md)",
    re.DOTALL,
)
"""What is a copy only if the note itself stands beside it: `git mergetool`'s files, OneDrive's devices."""
_LEFT = re.compile(r"(?P<stem>.+\.md)\.orig", re.IGNORECASE | re.DOTALL)
_SUSPECT = re.compile(r"conflict|_(?:BACKUP|BASE|LOCAL|REMOTE)_|-(?:DESKTOP|LAPTOP)-|\.orig\Z", re.IGNORECASE)
"""What every name of a copy holds; few others do, so that a walk asks no more of them."""
_UNFINISHED = ("~syncthing~", "~$")


def original_of(name: str, siblings: Collection[str]) -> str | None:
    """The name of the note that a file is another version of, None if it is a note itself.

    `siblings` are the names of all that lies in its folder.
    """
    if not _SUSPECT.search(name):
        return None
    original = None
    while match := _ENDINGS.fullmatch(original or name):  # a copy may be in conflict again
        original = match["stem"] + match["suffix"]
    if (
        original is None
        and (match := _BESIDE.fullmatch(name))
        and match["stem"] + match["suffix"] in siblings
    ):
        original = match["stem"] + match["suffix"]
    if original is None and (match := _LEFT.fullmatch(name)):
        original = match["stem"]
    return original


def is_unfinished(name: str) -> bool:
    """Whether a program is still bringing the file, or only says with it that it has another one open."""
    return name.startswith(_UNFINISHED)
