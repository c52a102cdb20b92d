"""Running the app over a session."""

from pathlib import Path

from triage.cli.exit_code import Exit
from triage.cli.output import complain, say
from triage.core.config import Config
from triage.session.session import Session

_MARK = ".obsidian"
_UNDO = "triage undo"


class Surroundings:
    """Where the notes of a vault are, for an editor and for Obsidian."""

    def __init__(self, root: Path) -> None:
        """Take the vault's folder."""
        self._root = root

    def path(self, note: str) -> Path:
        """A note's absolute path."""
        return self._root / note

    def obsidian_place(self, note: str) -> tuple[str, str]:
        """The Obsidian vault that a note belongs to, and its path within that one."""
        path = self.path(note)
        for folder in path.parents:
            if (folder / _MARK).is_dir():
                return folder.name, path.relative_to(folder).as_posix()
        return self._root.name, note


def terminal_problem() -> str | None:
    """Why the app cannot start here; None when it can."""
    from triage.ui.terminal import unfit

    return unfit()


def open_app(session: Session, root: Path, config: Config, undo: str) -> int:
    """Run the app until its user leaves, and print its summary; the exit code. Raises BadConfig.

    `undo` is the command that takes back what was decided, "" where nothing stays to be taken back.
    """
    if problem := terminal_problem():
        complain(problem)
        return Exit.USAGE
    from triage.ui.app import TriageApp
    from triage.ui.lifeline import Lifeline

    app = TriageApp(session, Surroundings(root), config)
    with Lifeline(app, app.writer.finish):
        app.run()
    if app.fault:
        raise app.fault
    for line in app.summary:
        if undo or _UNDO not in line:
            say(line.replace(_UNDO, undo))
    return app.return_code or Exit.DONE
