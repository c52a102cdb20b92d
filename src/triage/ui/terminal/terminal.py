"""The terminal: whether the app can start in it, whether it still exists, and how to give it back."""

import errno
import fcntl
import io
import os
import select
import signal
import sys
import termios
from contextlib import suppress
from time import sleep
from typing import Any, Final

IN: Final = 0
OUT: Final = 1
DRAWN: Final = 2
"""Textual reads the keys from stdin, asks stdout for the window's size, and draws on stderr."""

Line = list[Any]
"""What `tcgetattr` returns."""

RESTORE: Final = (
    b"\x18"  # CAN ends a sequence that was cut in half
    b"\x1b[?2026l\x1b[0m"  # synchronized update, colours
    b"\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l"  # mouse
    b"\x1b[?2004l\x1b[?2048l\x1b[?1004l"  # reports of pastes, sizes and focus
    b"\x1b[?7h\x1b[<u"  # line wrap; kitty's keyboard, which has to go before the alternate screen
    b"\x1b[?1049l\x1b[?25h"  # alternate screen, cursor
)
"""What switches off all that Textual's LinuxDriver switches on."""


def unfit() -> str | None:
    """Say why the app cannot start in this terminal, and what to do instead; None when it can."""
    for descriptor, name in ((IN, "stdin"), (OUT, "stdout"), (DRAWN, "stderr")):
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
    """Write UTF-8 to stdout and stderr even if the locale says otherwise: terminals read it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower() not in ("utf-8", "utf8"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def line() -> Line | None:
    """The terminal's settings for what is typed; None if stdin is no terminal."""
    try:
        return termios.tcgetattr(IN)
    except termios.error:
        return None


def set_line(before: Line | None) -> None:
    """Give the terminal its settings back; nothing if they are not known."""
    if before is not None:
        with suppress(termios.error):
            termios.tcsetattr(IN, termios.TCSANOW, before)


def is_gone() -> bool:
    """Whether no key can come from stdin any more: the terminal has hung up, or the input is at its end."""
    try:
        cooked = termios.tcgetattr(IN)[3] & termios.ICANON
    except termios.error as error:
        if error.args[0] != errno.ENOTTY:
            return True
    else:
        if cooked:  # another program has the terminal, and a ctrl+d it has not read yet looks like the end
            return False
    for _ in range(5):  # the app may have read the keys between the two questions
        if not _is_at_end():
            return False
        sleep(0.02)
    return True


def _is_at_end() -> bool:
    """Whether stdin has something to read that is zero bytes long."""
    readable, _, _ = select.select([IN], [], [], 0)
    if not readable:
        return False
    try:
        waiting = fcntl.ioctl(IN, termios.FIONREAD, bytes(4))
    except OSError:  # /dev/null cannot say
        return True
    return waiting == bytes(4)


def let_go() -> None:
    """Send all that is drawn from now on to nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, OUT)
    os.dup2(nowhere, DRAWN)


def let_go_if_gone() -> None:
    """Send what is drawn to nowhere if the terminal has hung up, so that writing does not fail."""
    if not os.isatty(DRAWN):
        let_go()


def listen_no_more_if_gone() -> None:
    """If no key can come, read from a terminal that stays silent: an end would be read again and again."""
    if is_gone():
        with suppress(OSError, termios.error):
            _, silent = os.openpty()  # its other end stays open
            modes = termios.tcgetattr(silent)
            modes[3] &= ~termios.ICANON
            modes[6][termios.VMIN] = modes[6][termios.VTIME] = 0  # who is about to read does not wait
            termios.tcsetattr(silent, termios.TCSANOW, modes)
            os.dup2(silent, IN)


def take_back(before: Line | None, writer: int) -> None:
    """Give the terminal back as it was before, without waiting for it or for the thread that writes to it.

    All that the process draws later goes nowhere. `writer` is the thread's `ident`.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTTOU})  # it stops a process in the background
    set_line(before)
    with suppress(OSError, termios.error):
        # Non-blocking through an opening of our own: the inherited one is shared with the shell.
        own = os.open(os.ttyname(DRAWN), os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK)
        let_go()
        rest, is_again = RESTORE, False
        for _ in range(20):
            try:
                rest = rest[os.write(own, rest) :]
            except BlockingIOError:
                termios.tcflush(own, termios.TCOFLUSH)
                signal.pthread_kill(
                    writer, signal.SIGTERM
                )  # its write waits for room, and keeps others from writing
            if not rest and is_again:
                break
            if not rest:  # the thread may write once more after it
                rest, is_again = RESTORE, True
            sleep(0.01)
