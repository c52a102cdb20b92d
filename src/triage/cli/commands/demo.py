"""`triage demo`."""

from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

import click

from triage.cli.choices import Choices, choices_of, choosing
from triage.cli.deciding import command_line
from triage.cli.exit_code import Exit
from triage.cli.opening import NotePlaces, open_app, terminal_problem
from triage.cli.output import complain, say
from triage.cli.sitting import new_session
from triage.core.config import Config
from triage.storage.config.config import load_config
from triage.storage.places import config_file
from triage.storage.sample import write_sample
from triage.storage.vault import Vault

_NAME = "Sample vault"
_HELP = """Try the app on a throw-away copy of the sample vault: a small company's notes, dated around today.
Nothing of yours is touched; copy and journal are gone when you leave.

\b
    triage demo
    triage demo --keep ~/sample      a copy that stays
    triage demo --path               only write a copy, and print where it is
"""


@click.command("demo", help=_HELP)
@click.option(
    "--keep",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Write the copy into a new or empty folder, and leave it there.",
)
@click.option("--path", "only_path", is_flag=True, help="Write a copy, print its path, open nothing.")
@choosing
@click.pass_context
def command(context: click.Context, keep: Path | None, only_path: bool) -> int:
    """Open the app on the sample vault."""
    choices = choices_of(context)
    if keep is not None and keep.exists() and (not keep.is_dir() or any(keep.iterdir())):
        raise click.UsageError(f"{keep} is there already, and is no empty folder", context)
    if only_path:
        folder = keep if keep is not None else Path(mkdtemp(prefix="triage-demo-")) / _NAME
        write_sample(folder, choices.today)
        say(str(folder))
        return Exit.DONE
    if problem := terminal_problem():
        complain(problem)
        return Exit.USAGE
    own = load_config(None, choices.config)
    # the rest of the config is about the user's vault
    config = Config(editor=own.editor, theme=own.theme, keys=own.keys, places=own.places)
    if keep is not None:
        write_sample(keep, choices.today)
        say(f"The sample vault is in {keep}")
        return _open(keep, None, config, choices, choices.config or config_file())
    with TemporaryDirectory(prefix="triage-demo-") as temporary:
        copy, state = Path(temporary) / _NAME, Path(temporary) / "state"
        state.mkdir(mode=0o700)
        write_sample(copy, choices.today)
        return _open(copy, state, config, choices, Path(temporary) / "config.yaml")


def _open(folder: Path, state: Path | None, config: Config, choices: Choices, file: Path) -> int:
    """Open a copy; what the screen keeps of keys and views goes into the file."""
    vault = Vault(folder, config, symbols=choices.symbols, state=state)
    choices.vault = folder
    undo = command_line("undo", choices) if state is None else ""
    session = new_session(vault, config, choices, follows_day=True)
    return open_app(session, NotePlaces(vault.root, file), config, undo)
