"""Whether the app can start in the terminal it was given."""

import io
import os
import sys


def unfit() -> str | None:
    """Say why this is no terminal for the app, and what to do instead; None when it is one.

    Textual reads the keys from stdin, draws on stderr and asks stdout for the window's size.
    """
    for descriptor, name in enumerate(("stdin", "stdout", "stderr")):
        if not os.isatty(descriptor):
            return f"The app needs a terminal, and {name} is none: start it in one, or use `triage list`."
    match os.environ.get("TERM", ""):
        case "":
            return "The app needs to know the terminal: set TERM (xterm-256color), or use `triage list`."
        case "dumb" | "unknown" as term:
            return f"The app cannot draw on a terminal with TERM={term}: set another, or use `triage list`."
        case _:
            return None


def write_utf8() -> None:
    """Write UTF-8 to stdout and stderr where the locale says otherwise: terminals have moved on."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower() not in ("utf-8", "utf8"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
