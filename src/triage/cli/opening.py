"""Running the app over a session."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from triage.cli.committing import Commit
from triage.cli.exit_code import Exit
from triage.cli.output import complain, say
from triage.core.config import Config
from triage.core.errors import NotKept
from triage.session.session import Session
from triage.storage.config.config import set_value, unset_value

if TYPE_CHECKING:
    from triage.ui.start import Beginning

_MARK = ".obsidian"
_UNDO = "triage undo"


class NotePlaces:
    """Where the notes of a vault are, for an editor and for Obsidian."""

    def __init__(self, root: Path, config: Path) -> None:
        """Take the vault's folder and the user's config file."""
        self._root = root
        self._config = config

    def path(self, note: str) -> Path:
        """A note's absolute path."""
        return self._root / note

    def keep(self, path: Sequence[str], value: object) -> None:
        """Write a value, beneath the keys of its path, into the user's config; None takes it out.

        Raises BadConfig, with the file as it was.
        """
        if value is None:
            unset_value(self._config, path)
        else:
            set_value(self._config, path, value)

    def obsidian_place(self, note: str) -> tuple[str, str]:
        """The Obsidian vault that a note belongs to, and its path within that one."""
        path = self.path(note)
        for folder in path.parents:
            if (folder / _MARK).is_dir():
                return folder.name, path.relative_to(folder).as_posix()
        return self._root.name, note


def terminal_problem() -> str | None:
    """Why the app cannot start here; None if it can."""
    from triage.ui.terminal.terminal import unfit

    return unfit()


def open_app(
    session: Session,
    outside: NotePlaces,
    config: Config,
    undo: str,
    start: "Beginning | None" = None,
    commit: Commit | None = None,
) -> int:
    """Run the app until its user leaves, commit, and print its summary; the exit code. Raises BadConfig.

    `undo` is the command that takes back what was decided, "" if nothing stays to be taken back.
    """
    if problem := terminal_problem():
        complain(problem)
        return Exit.USAGE
    from triage.ui.app import TriageApp
    from triage.ui.terminal.lifeline import Lifeline

    app = TriageApp(session, outside, config, start)
    with Lifeline(app, app.writer.finish, app.writer.pause):
        app.run()
    for saved in app.writer.untaken:
        session.settle(saved)
    if not app.writer.is_working:  # else the next start looks after what is left
        for sentence in session.tidy(is_last=True):
            complain(sentence)
    if app.fault:
        raise app.fault
    if session.notes:  # else the vault was not read to its end
        try:
            session.keep_seen()
        except NotKept as problem:
            complain(str(problem))
    for line in app.summary:
        if undo or _UNDO not in line:
            say(line.replace(_UNDO, undo))
    committed = commit.make() if commit else Exit.DONE
    return app.return_code or committed
