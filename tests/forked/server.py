"""A process that has loaded triage and Textual, and that becomes a program in a child for each order."""

import atexit
import fcntl
import gc
import os
import pickle
import pkgutil
import runpy
import signal
import socket
import sys
import termios
import threading
from contextlib import suppress
from importlib import import_module
from typing import Final, TextIO

import triage
from forked.order import Order
from triage.cli.main import run

ANSWER_BYTES: Final = 12
"""The length of each number that is told of a program: its process, then its exit code."""
_WANTED: Final = 4
"""Descriptors of an order: stdin, stdout, stderr, and the line to whoever gave it."""
_LATE: Final = (
    "concurrent.futures.thread",
    "encodings.utf_8_sig",
    "frontmatter",
    "regex",
    "ruamel.yaml.mergevalue",
    "textual.drivers.linux_driver",
    "textual.layouts.factory",
    "textual.pilot",
    "textual.scrollbar",
    "textual.widgets._static",
    "watchfiles",
)
"""The modules that triage imports only when it needs them."""


def serve() -> Order:
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


def _keep(descriptors: list[int]) -> Order:
    """Read the order, fork the program, and tell its id and its end; returns only in the program."""
    *streams, talk = descriptors
    with socket.socket(fileno=talk) as answers:
        with answers.makefile("rb") as asked:
            order: Order = pickle.load(asked)
        if pid := os.fork():
            for descriptor in (0, 1, 2, *streams):
                os.close(descriptor)
            answers.sendall(b"%*d" % (ANSWER_BYTES, pid))
            answers.sendall(b"%*d" % (ANSWER_BYTES, _ended(pid)))
            answers.recv(1)  # until the code was read its id is its own, and a late signal hits nothing else
            with suppress(ChildProcessError):
                os.waitpid(pid, 0)
            os._exit(0)
        _stand(order, streams)
        for prepare in order.before:
            prepare()
        if order.is_gated:
            answers.recv(1)
    return order


def _ended(pid: int) -> int:
    """The exit code of a child, or the signal that killed it, below zero, once it has ended."""
    if sys.platform == "darwin":  # whose Python 3.11 has no waitid
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    ended = os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
    assert ended
    return ended.si_status if ended.si_code == os.CLD_EXITED else -ended.si_status


def _stand(order: Order, streams: list[int]) -> None:
    """Give this process what a new one has: a session, three streams, a folder and an environment."""
    os.setsid()
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's job in the background ignores it
    for number, descriptor in enumerate(streams):
        os.dup2(descriptor, number)
        os.close(descriptor)
    if order.is_controlled:
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    os.chdir(order.folder)
    os.umask(order.umask)
    os.environ.clear()
    os.environ.update(order.environment)
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        stream = _stream(number)
        if number in order.closed:
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
    gc.freeze()  # no child has to look through what is loaded here


def become(order: Order) -> None:
    """Run the program of the order as the main one, and end as it does."""
    sys.argv[:] = [str(order.script or "triage"), *order.arguments]
    code = 0
    try:
        if order.script:
            runpy.run_path(str(order.script), run_name="__main__")
        else:
            run()
    except SystemExit as leaving:
        if not isinstance(leaving.code, int | None):
            raise
        code = leaving.code or 0
    threading._shutdown()  # type: ignore[attr-defined]  # what Python itself calls before it ends
    atexit._run_exitfuncs()
    if sys.stdout:
        sys.stdout.flush()
    os._exit(code & 0xFF)  # without taking apart, as Python would, all that was loaded


if __name__ == "__main__":
    load()
    become(serve())
