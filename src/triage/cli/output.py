"""What goes to stdout and stderr."""

import json
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from typing import TextIO

from triage.core.plain import plain


def say(text: str = "") -> None:
    """Print one line for people, cleaned."""
    _write(sys.stdout, plain(text))


def complain(text: str) -> None:
    """Print one line to stderr, cleaned."""
    with suppress(OSError):  # there is nobody to tell
        _write(sys.stderr, plain(text))


def say_json(data: Mapping[str, object]) -> None:
    """Print one JSON object in ASCII, so that no text of a note reaches a terminal as it is."""
    _write(sys.stdout, json.dumps(data))


def write_over(text: str) -> None:
    """Replace the text on stderr's current line by another, which must not be shorter."""
    _show(f"\r{plain(text)}")


def wipe(text: str) -> None:
    """Take away what `write_over` has put on stderr's line, if there is any."""
    if text:
        _show(f"\r{' ' * len(text)}\r")


def flush() -> None:
    """Flush stdout; raises OSError, which is BrokenPipeError if the reader has gone."""
    if sys.stdout:
        sys.stdout.flush()


def let_go() -> None:
    """Discard all further output, so that the exit does not fail because the reader has gone."""
    with suppress(OSError, ValueError):  # a test's stdout has no descriptor
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _show(text: str) -> None:
    with suppress(OSError):  # there is nobody to tell
        if sys.stderr:
            sys.stderr.write(text)
            sys.stderr.flush()


def _write(stream: TextIO | None, line: str) -> None:
    if stream:  # None when it was closed from the start, as with `>&-`
        stream.write(f"{line}\n")
