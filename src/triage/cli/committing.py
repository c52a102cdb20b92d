"""One git commit for each run that wrote notes, if the command line or the config asks for it."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from triage.cli.choices import Choices, choices_of
from triage.cli.exit_code import Exit
from triage.cli.output import complain, say
from triage.cli.sitting import Sitting
from triage.core.errors import NotKept
from triage.words.amount import count

if TYPE_CHECKING:
    from triage.storage.git.commit import Commits, Committing
    from triage.storage.git.git_commit import Committed

Command = TypeVar("Command", bound=Callable[..., Any])

_LATER = "The notes are written, but not committed, and the next commit takes them along"


def may_commit(command: Command) -> Command:
    """Give a command the option that says whether it ends with a commit; it goes into its `Choices`."""
    return _COMMIT(command)


class Commit:
    """The commit that a command ends with, if it is to end with one."""

    def __init__(self, commits: "Commits | None" = None) -> None:
        """Take what makes it, None for no commit."""
        self._commits = commits

    @classmethod
    def wanted(cls, sitting: Sitting, choices: Choices) -> "Commit":
        """The commit of a run that is about to write.

        Raises UsageError if the command line asks for one that cannot be made; the config may ask for it
        in vaults that are in no repository.
        """
        asked = choices.commit
        if not (sitting.config.commit if asked is None else asked):
            return cls()
        from triage.storage.git.commit import Commits, why_not

        if problem := why_not(sitting.vault.root):
            if asked:
                raise click.UsageError(f"--commit: {problem}")
            return cls()
        commits = Commits(sitting.vault, sitting.session.run)
        try:
            commits.begin()
        except NotKept as error:
            complain(str(error))
        return cls(commits)

    def make(self, *, quiet: bool = False) -> Exit:
        """Commit what was written, and say so; the exit code."""
        if self._commits is None:
            return Exit.DONE
        with _ending_in_order():
            made = self._commits.make()
        return _said(made, quiet=quiet)


def _said(made: "Committing", *, quiet: bool) -> Exit:
    for each in made.commits:
        for note, reason in each.left_out:
            complain(f"{note} was not committed: {reason}")
        if each.id and not quiet:
            say(_sentence(each))
    for problem in made.problems:
        complain(f"{_LATER}: {problem}")
    return Exit.FAILED if made.problems else Exit.DONE


def _sentence(commit: "Committed") -> str:
    where = f"on {commit.branch}" if commit.branch else "on no branch: HEAD is detached"
    return f"Committed {count(len(commit.notes), 'note')} as {commit.id} {where}."


@contextmanager
def _ending_in_order() -> Iterator[None]:
    """Let a signal that ends the process first let go of the index, as git would."""

    def end(number: int, frame: FrameType | None) -> NoReturn:
        raise SystemExit(128 + number)

    before = {number: signal.signal(number, end) for number in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _chooses_commit(context: click.Context, parameter: click.Parameter, value: bool | None) -> None:
    if value is not None:
        choices_of(context).commit = value


_COMMIT = click.option(
    "--commit/--no-commit",
    default=None,
    expose_value=False,
    callback=_chooses_commit,
    help="End with a git commit of the notes written, or not, whatever `commit:` in the config says.",
)
