"""A process that has loaded triage and Textual, and that becomes a program for each order it is given."""

import atexit
import fcntl
import gc
import json
import os
import pkgutil
import runpy
import socket
import sys
import termios
import threading
from contextlib import suppress
from importlib import import_module
from typing import Any, Final, TextIO

import triage

_WANTED: Final = 4
"""Descriptors of an order: stdin, stdout, stderr, and the line to whoever gave it."""
_LATE: Final = (
    "concurrent.futures.thread",
    "textual.drivers.linux_driver",
    "textual.layouts.factory",
    "textual.scrollbar",
    "textual.widgets._static",
)
"""What an app loads only as it starts."""


def serve() -> dict[str, Any]:
    """Take orders until nobody can give one; returns only in a child, which is to do what its order says."""
    line = socket.socket(fileno=os.dup(0))
    while True:
        data, descriptors, _, _ = socket.recv_fds(line, 1, _WANTED)
        with suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        if not data:
            os._exit(0)
        if os.fork() == 0:
            line.close()
            return _keep(descriptors)
        for descriptor in descriptors:
            os.close(descriptor)


def _keep(descriptors: list[int]) -> dict[str, Any]:
    """Read the order, tell the process that does it, and then how that ended; returns only in that one.

    What is told are numbers of twelve characters.
    """
    *streams, talk = descriptors
    with socket.socket(fileno=talk) as answers:
        order: dict[str, Any] = json.loads(answers.makefile().readline())
        pid = os.fork()
        if pid:
            for descriptor in (0, 1, 2, *streams):
                os.close(descriptor)
            answers.sendall(b"%12d" % pid)
            code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
            answers.sendall(b"%12d" % code)
            os._exit(0)
    _stand(order, streams)
    return order


def _stand(order: dict[str, Any], streams: list[int]) -> None:
    """Give this process what a new one has: a session, three streams, a folder and an environment."""
    os.setsid()
    for number, descriptor in enumerate(streams):
        os.dup2(descriptor, number)
        os.close(descriptor)
    if order["terminal"]:
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    os.chdir(order["folder"])
    os.umask(order["umask"])
    os.environ.clear()
    os.environ.update(order["environment"])
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        stream = _stream(number)
        if number in order["closed"]:
            os.close(number)
            stream = None
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)


def _stream(number: int) -> TextIO | None:
    """The stream that Python makes of one of the first three descriptors."""
    return open(
        number,
        "w" if number else "r",
        buffering=1 if number == 2 else -1,
        encoding="utf-8",
        errors="backslashreplace" if number == 2 else "strict",
        closefd=False,
    )


def load() -> None:
    """Import what the command and the app need, and leave all of it to the children as it is."""
    for module in pkgutil.walk_packages(triage.__path__, "triage."):
        if module.name != "triage.__main__":
            import_module(module.name)
    for name in _LATE:
        import_module(name)
    gc.collect()
    gc.freeze()


def become(order: dict[str, Any]) -> None:
    """Run the program of the order as the main one, and end as it does."""
    sys.argv[1:] = order["arguments"]
    code = 0
    try:
        if order["module"].endswith(".py"):
            runpy.run_path(order["module"], run_name="__main__")
        else:
            runpy.run_module(order["module"], run_name="__main__", alter_sys=True)
    except SystemExit as leaving:
        if not isinstance(leaving.code, int | None):
            raise
        code = leaving.code or 0
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    if sys.stdout:
        sys.stdout.flush()
    os._exit(code & 0xFF)  # without taking apart, as Python would, all that was loaded


if __name__ == "__main__":
    load()
    become(serve())
