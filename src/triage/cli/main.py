"""The entry point: one command, and an exit code for whatever becomes of it."""

import os
import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from triage.cli.exit_code import Exit
from triage.cli.failing import Guard
from triage.cli.group import triage
from triage.cli.output import complain, flush, let_go
from triage.cli.wrong_filter import WrongFilter
from triage.core.errors import BadConfig, NoVault, TriageError
from triage.ui.terminal.terminal import write_utf8


def run() -> NoReturn:
    """Run the command of this process, and end it."""
    _name_files_in_utf8()
    if "_TRIAGE_COMPLETE" in os.environ:  # a shell asks how a word could go on
        triage.main(prog_name="triage")
    sys.exit(main(sys.argv[1:]))


def _name_files_in_utf8() -> None:
    """Start the process again if the locale would read the names of notes as Latin-1."""
    if sys.getfilesystemencoding() != "utf-8" and not sys.flags.utf8_mode:
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])


def main(arguments: Sequence[str]) -> int:
    """Run a command; its exit code. One sentence says what went wrong, never a traceback."""
    write_utf8()
    with Guard() as guard:
        return _delivered(_run(arguments))
    return guard.code


def _run(arguments: Sequence[str]) -> int:
    try:
        with triage.make_context("triage", list(arguments)) as context:
            return int(triage.invoke(context) or Exit.DONE)
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.UsageError as error:
        complain(f"{error.format_message()}{_where_to_look(error)}")
        for line in error.picture if isinstance(error, WrongFilter) else ():
            complain(line)
        return Exit.USAGE
    except (NoVault, BadConfig) as error:
        complain(str(error))
        return Exit.USAGE
    except TriageError as error:
        complain(str(error))
        return Exit.FAILED
    except (KeyboardInterrupt, click.Abort):
        return Exit.INTERRUPTED
    except BrokenPipeError:
        return Exit.UNREAD
    except OSError as error:
        complain(_unwritten(error))
        return Exit.FAILED


def _delivered(code: int) -> int:
    """Flush what was printed; the exit code, which tells if that failed."""
    try:
        flush()
    except BrokenPipeError:
        let_go()
        return code or Exit.UNREAD
    except OSError as error:
        complain(_unwritten(error))
        let_go()
        return Exit.FAILED
    return code


def _unwritten(error: OSError) -> str:
    return f"{error.filename or 'The output'} cannot be read or written: {error.strerror or error}"


def _where_to_look(error: click.UsageError) -> str:
    return f" (see `{error.ctx.command_path} --help`)" if error.ctx else ""
