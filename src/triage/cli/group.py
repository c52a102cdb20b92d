"""The command `triage` itself: it loads a command when it is called, and takes a folder for the app."""

import os
from importlib import import_module

import click

from triage.cli.choices import choosing
from triage.cli.exit_code import Exit
from triage.cli.registry import APP, BY_NAME, COMMANDS, CommandEntry
from triage.core.nearest import nearest

_HELP = """Decide the tasks that machines proposed in your Markdown notes.

\b
    triage ~/Notes             the app; `triage . --help` shows its options
    triage --limit 30          the app as a sprint: thirty proposals
    triage list invoice        the proposals that contain a word
    triage accept 3f9a inbox.md:12
    triage undo

DIR is the folder of notes: else $TRIAGE_VAULT, `vault:` in the config, or the nearest parent folder with
.obsidian. Only the lines that you decide are changed, and `triage undo` restores them byte for byte.
"""
_EXIT_CODES = (
    "Exit codes: 0 done, or nothing to do; 1 refused in part; 2 wrong usage, nothing written; "
    "3 a note has changed since; 4 reading or writing failed."
)


class Triage(click.Group):
    """A group whose commands are modules, and whose default command is the app."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command, in the order of the help."""
        return list(BY_NAME)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load the command of that name."""
        return _load(BY_NAME[cmd_name]) if cmd_name in BY_NAME else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that the first word names; a word that names a folder calls the app."""
        word = args[0]
        if word in BY_NAME:
            return super().resolve_command(ctx, args)
        if word.startswith("-"):  # an option of the app's, without a folder
            return APP.name, _load(APP), args
        if os.path.lexists(word) or os.sep in word:
            return APP.name, _load(APP), args
        near = nearest(word, BY_NAME)
        asked = f"; did you mean {near}?" if near else ""
        raise click.UsageError(f"There is no such command or folder: {word!r}{asked}", ctx)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write every command with its line of help, without loading any."""
        for title, entries in COMMANDS.items():
            with formatter.section(title):
                formatter.write_dl([(entry.name, entry.help) for entry in entries])

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the exit codes."""
        formatter.write_paragraph()
        formatter.write_text(_EXIT_CODES)


def _load(entry: CommandEntry) -> click.Command:
    command = import_module(f"triage.cli.commands.{entry.module}").command
    if entry.verb:
        command = command(entry.verb)
    assert isinstance(command, click.Command)
    return command


@click.group(
    "triage",
    cls=Triage,
    help=_HELP,
    invoke_without_command=True,
    subcommand_metavar="[DIR] | COMMAND [ARGS]...",
    context_settings={
        "help_option_names": ["-h", "--help"],
        "max_content_width": 100,
        "ignore_unknown_options": True,
    },
)
@choosing
@click.version_option(package_name="vault-triage", prog_name="triage", message="%(prog)s %(version)s")
@click.pass_context
def triage(context: click.Context) -> int:
    """Open the app if no command is named."""
    if context.invoked_subcommand is not None:
        return Exit.DONE
    app = _load(APP)
    with app.make_context(APP.name, [], parent=context) as own:
        return int(app.invoke(own))
