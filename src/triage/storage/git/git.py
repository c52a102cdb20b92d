"""Running git so that it asks nobody, shows nothing and ends in time."""

import os
import signal
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryFile
from typing import Final, NamedTuple

from triage.core.errors import TriageError
from triage.core.plain import plain
from triage.storage.file import said

_LIMIT_SECONDS: Final = 30.0
_LAST_WORDS_SECONDS: Final = 1.0
"""Seconds that git has to remove its lock files once it was asked to end."""
_KEPT: Final = (
    "GIT_AUTHOR_",
    "GIT_COMMITTER_",
    "GIT_CONFIG_GLOBAL",
    "GIT_CONFIG_NOSYSTEM",
    "GIT_CONFIG_SYSTEM",
    "GIT_EXEC_PATH",
    "GIT_SSH",
)
"""What of the caller's environment says who somebody is and where git is, not which repository is meant."""
_QUIET: Final = {
    "EDITOR": "true",
    "GCM_INTERACTIVE": "never",
    "GIT_ASKPASS": "true",
    "GIT_EDITOR": "true",
    "GIT_PAGER": "cat",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
    "PAGER": "cat",
    "SSH_ASKPASS_REQUIRE": "never",
    "VISUAL": "true",
}
_CONFIG: Final = (
    "color.ui=false",
    "core.fsmonitor=false",
    "core.splitIndex=false",
    "gc.auto=0",  # it would go on in the background, in a process group that may be ended
    "maintenance.auto=false",
    "i18n.commitEncoding=UTF-8",
    "user.useConfigOnly=true",  # else git makes up a name out of the machine's
)


class GitFailed(TriageError):
    """What git, or a hook of the repository, said first, cleaned."""


class Ended(NamedTuple):
    """How a git ended."""

    code: int
    printed: bytes
    complaint: str
    """What it, or a hook, said first where it failed, cleaned."""


class Git:
    """Runs git in one folder, in a process group of its own without a terminal."""

    def __init__(self, folder: Path) -> None:
        """Take the folder to run in."""
        self._folder = folder

    def run(self, *arguments: str, given: bytes = b"", index: Path | None = None) -> bytes:
        """What git printed; `index` is used in place of the repository's own.

        Raises GitFailed, after 30 seconds too.
        """
        ended = self.ended(*arguments, given=given, index=index)
        if ended.code:
            raise GitFailed(ended.complaint)
        return ended.printed

    def ended(self, *arguments: str, given: bytes = b"", index: Path | None = None) -> Ended:
        """How git ended, for a command whose exit code is an answer.

        Raises GitFailed if it cannot be run, and after 30 seconds.
        """
        command = ["git", *(part for each in _CONFIG for part in ("-c", each)), *arguments]
        with TemporaryFile() as stdin, TemporaryFile() as out, TemporaryFile() as err:
            stdin.write(given)
            stdin.seek(0)
            try:
                # files, not pipes: a program that a hook left behind may hold on to them
                process = subprocess.Popen(
                    command,
                    cwd=self._folder,
                    env=_environment(os.environ, index),
                    stdin=stdin,
                    stdout=out,
                    stderr=err,
                    start_new_session=True,
                )
            except OSError as error:
                raise GitFailed(f"git cannot be run: {said(error)}") from error
            code = _code(process)
            out.seek(0)
            err.seek(0)
            printed = out.read()
            complaint = _first_line(err.read() + b"\n" + printed) if code else ""
            return Ended(code, printed, complaint or f"git ended with {code}")

    def text(self, *arguments: str) -> str:
        """What git printed, without the line end; raises GitFailed."""
        return os.fsdecode(self.run(*arguments)).removesuffix("\n")

    def asked(self, *arguments: str) -> str | None:
        """What git printed, without the line end; None if it has no answer."""
        try:
            return self.text(*arguments)
        except GitFailed:
            return None


def _environment(callers: Mapping[str, str], index: Path | None) -> dict[str, str]:
    kept = {
        name: value
        for name, value in callers.items()
        if name != "GPG_TTY" and (not name.startswith("GIT_") or name.startswith(_KEPT))
    }
    return kept | _QUIET | ({"GIT_INDEX_FILE": str(index)} if index else {})


def _code(process: subprocess.Popen[bytes]) -> int:
    """The exit code; whatever ends the waiting ends git and what it has started."""
    try:
        return process.wait(_LIMIT_SECONDS)
    except subprocess.TimeoutExpired as error:
        raise GitFailed(f"git, or a hook, had not ended after {_LIMIT_SECONDS:.0f} seconds") from error
    finally:
        if process.returncode is None:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End git, and after it the hooks that did not heed it."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError, PermissionError):  # macOS says the latter of a zombie
            os.killpg(process.pid, number)
        with suppress(subprocess.TimeoutExpired):
            process.wait(_LAST_WORDS_SECONDS)


def _first_line(printed: bytes) -> str:
    lines = (line.strip() for line in os.fsdecode(printed).split("\n"))
    first = next((line for line in lines if line and not line.startswith(("hint:", "warning:"))), "")
    return plain(first.removeprefix("fatal: ").removeprefix("error: "), 300).rstrip(".")
