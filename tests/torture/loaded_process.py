"""A process that has loaded all of triage, and that becomes the command in a child for each order.

Run as `python -m torture.loaded_process`. Each line of its input is an order, or the id of a child. Each
line of its output answers one: the id of the new child, or the exit code of that child, null while it runs.
"""

import fcntl
import gc
import io
import json
import os
import pkgutil
import signal
import sys
import termios
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import triage.cli.main
from torture.slow_disk import slow_down

_LATE: Final = ("frontmatter", "regex", "ruamel.yaml", "textual.pilot", "textual.scrollbar", "watchfiles")
"""What is loaded once it is first used."""


def main() -> None:
    """Serve until the input ends; a child leaves by `SystemExit`, as the installed command does."""
    _load()
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    for line in sys.stdin:
        order = json.loads(line)
        if isinstance(order, int):
            pid, status = os.waitpid(order, os.WNOHANG)
            answer = os.waitstatus_to_exitcode(status) if pid else None
        elif (answer := os.fork()) == 0:
            answers.close()
            _become_the_command(order)
        answers.write(f"{json.dumps(answer)}\n")


def _load() -> None:
    for module in pkgutil.walk_packages(triage.__path__, "triage."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    for name in _LATE:
        import_module(name)
    gc.collect()
    gc.freeze()  # no child has to look through what is loaded here


def _become_the_command(order: dict[str, Any]) -> None:
    os.environ.clear()
    os.environ.update(order["environment"])
    if order["is_sitting"]:
        os.setsid()
    for number, path in enumerate(order["streams"]):
        descriptor = os.open(path, os.O_RDWR | os.O_NOCTTY)
        os.dup2(descriptor, number)
        os.close(descriptor)
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        _open_anew(number, name)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if order["ignores_hang_up"]:
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
    if order["is_controlled"]:
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    if order["slow"]:
        slow_down(order["slow"], Path(order["mark"]))
    sys.argv[:] = ["triage", *order["arguments"]]
    triage.cli.main.run()


def _open_anew(number: int, name: str) -> None:
    """Give Python the stream that the descriptor now is, as at its start."""
    before = getattr(sys, name)
    mode = "rb" if number == 0 else "wb"
    stream = io.TextIOWrapper(
        open(number, mode, closefd=False),  # noqa: SIM115
        encoding=before.encoding,
        errors=before.errors,
        newline=None if number == 0 else "\n",
        line_buffering=number == 2 or (number == 1 and os.isatty(number)),
    )
    setattr(sys, name, stream)
    setattr(sys, f"__{name}__", stream)


if __name__ == "__main__":
    main()
