"""Events of the system about folders."""

import sys
from collections.abc import Collection
from typing import Final

from triage.core.vault_changes import Stop

_BURST_MILLISECONDS = 200
"""A burst of events is told after this time at the latest."""
_QUIET_MILLISECONDS = 50
"""A burst of events is over once this time has passed without one."""
_FULL: Final = "the system's limit of watched files (fs.inotify.max_user_watches or max_user_instances)"


class NoEvents(Exception):
    """The system gives no events for these folders; the message is the reason."""


class FolderEvents:
    """Events of folders; on Linux each is watched by itself, so that no hidden or excluded one is."""

    def __init__(self, folders: Collection[str]) -> None:
        """Begin to listen; raises FileNotFoundError or PermissionError if a folder is gone, and NoEvents."""
        from watchfiles import (
            _rust_notify as rust,
        )  # documented; 33 ms to import, so not before the first row is shown

        self._error = rust.WatchfilesRustInternalError
        named = [folder for folder in folders if _is_named(folder)]
        # FSEvents of macOS takes whole trees, and follows no links; inotify would follow them
        takes_trees = sys.platform == "darwin"
        if takes_trees:
            named = _tops(named)
        try:
            self._notify = rust.RustNotify(named, False, False, 0, takes_trees, False)
        except (FileNotFoundError, PermissionError):
            raise
        except (OSError, RuntimeError) as error:
            raise NoEvents(_reason(error)) from error

    def wait(self, seconds: float, stop: Stop) -> frozenset[str] | None:
        """The paths of the events within so many seconds; None if events were lost."""
        try:
            told = self._notify.watch(
                _BURST_MILLISECONDS, _QUIET_MILLISECONDS, max(1, int(1000 * seconds)), stop
            )
        except (self._error, OSError):  # by a name that is no UTF-8, or a full queue
            return None
        return frozenset() if isinstance(told, str) else frozenset(path for _, path in told)

    def close(self) -> None:
        """Stop listening."""
        self._notify.close()


def _is_named(folder: str) -> bool:
    """Whether the folder's name can be encoded in UTF-8."""
    try:
        folder.encode()
    except UnicodeEncodeError:
        return False
    return True


def _tops(folders: Collection[str]) -> list[str]:
    """The folders that lie in no other of these folders."""
    tops: list[str] = []
    for folder in sorted(folders, key=lambda folder: f"{folder}/"):
        if not tops or not folder.startswith(f"{tops[-1]}/"):
            tops.append(folder)
    return tops


def _reason(error: OSError | RuntimeError) -> str:
    text = str(error)
    is_full = "limit" in text or "os error 24" in text or "os error 28" in text
    return f"{_FULL} is reached" if is_full else text
