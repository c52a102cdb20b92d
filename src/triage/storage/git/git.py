"""Running git so that it asks nothing, shows nothing and ends in time."""

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
"""How long git may take to remove its lock files once it was told to end."""
_KEPT: Final = (
    "GIT_AUTHOR_",
    "GIT_COMMITTER_",
    "GIT_CONFIG_GLOBAL",
    "GIT_CONFIG_NOSYSTEM",
    "GIT_CONFIG_SYSTEM",
    "GIT_EXEC_PATH",
    "GIT_SSH",
)
"""The variables that are kept: they say who commits and where git is, not which repository is meant."""
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
    "gc.auto=0",  # it would run on in the background, and may be killed with git
    "maintenance.auto=false",
    "i18n.commitEncoding=UTF-8",
    "user.useConfigOnly=true",  # else git makes a name out of the machine's
)


class GitFailed(TriageError):
    """Git failed; the message is the first line of git or of a hook, cleaned."""


class Ended(NamedTuple):
    """How a git ended."""

    code: int
    printed: bytes
    complaint: str
    """The first line that git or a hook said if it failed, cleaned."""


class Git:
    """Runs git in one folder, in a process group of its own without a terminal."""

    def __init__(self, folder: Path) -> None:
        """Take the folder to run in."""
        self._folder = folder

    def run(self, *arguments: str, given: bytes = b"", index: Path | None = None) -> bytes:
        """What git printed; `index` is used instead of the repository's own.

        Raises GitFailed, also after 30 seconds.
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
                # files, not pipes: a program that a hook left running would keep a pipe open
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
    """The exit code; if the waiting ends before git, git and its hooks are ended."""
    try:
        return process.wait(_LIMIT_SECONDS)
    except subprocess.TimeoutExpired as error:
        raise GitFailed(f"git, or a hook, had not ended after {_LIMIT_SECONDS:.0f} seconds") from error
    finally:
        if process.returncode is None:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End git and its hooks, then kill those that are still running."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError, PermissionError):  # macOS raises the latter for a zombie
            os.killpg(process.pid, number)
        with suppress(subprocess.TimeoutExpired):
            process.wait(_LAST_WORDS_SECONDS)


def _first_line(printed: bytes) -> str:
    lines = (line.strip() for line in os.fsdecode(printed).split("\n"))
    first = next((line for line in lines if line and not line.startswith(("hint:", "warning:"))), "")
    return plain(first.removeprefix("fatal: ").removeprefix("error: "), 300).rstrip(".")
