"""A process in which triage is loaded already, and that runs the command in a child for each order."""

import json
import os
import resource
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

GATE: Final = signal.SIGUSR1
"""What a child waits for that is told to."""
_TRACE_BY_ANYBODY: Final = (0x59616D61, -1)
"""PR_SET_PTRACER and PR_SET_PTRACER_ANY of prctl(2)."""


def serve() -> None:
    """Warm up, then run one command a line of stdin: first its process is told, then its exit code."""
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    signal.pthread_sigmask(signal.SIG_BLOCK, {GATE})
    done = 0
    for line in sys.stdin:
        order = json.loads(line)
        if done:
            with suppress(ChildProcessError):
                os.waitpid(done, 0)
            done = 0
        if order.get("warm"):
            _warm(order)
            print(json.dumps({"code": 0}), file=answers)
            continue
        pid = os.fork()
        if pid == 0:
            _be_the_command(order)
        print(json.dumps({"pid": pid}), file=answers)
        print(json.dumps({"code": _code(pid)}), file=answers)
        done = pid  # its id stays its own until the next order: signals that come late hit nobody else


def _code(pid: int) -> int:
    """The exit code of a child, or the signal that killed it, below zero, once it has ended."""
    if sys.platform == "darwin":  # whose Python 3.11 has no waitid
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    ended = os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
    assert ended
    return ended.si_status if ended.si_code == os.CLD_EXITED else -ended.si_status


def _warm(order: dict[str, Any]) -> None:
    """Run the command here, so that a child has everything loaded."""
    _stand(order)
    keep = os.dup(1), os.dup(2)
    _redirect(order)
    _main(order["arguments"])
    for number, descriptor in enumerate(keep, start=1):
        os.dup2(descriptor, number)
        os.close(descriptor)


def _be_the_command(order: dict[str, Any]) -> None:
    code = 99
    try:
        _stand(order)
        _redirect(order)
        if limit := order.get("file_limit"):
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        if user := order.get("user"):
            os.setgroups([])
            os.setgid(user)
            os.setuid(user)
        if at := order.get("kill_at"):
            _kill_at(at)
        if order.get("gate"):
            _let_anybody_trace()
            signal.sigwait({GATE})
        code = _main(order["arguments"])
    finally:
        os._exit(code)


def _stand(order: dict[str, Any]) -> None:
    os.environ.update(order["environment"])
    os.chdir(order["folder"])


def _redirect(order: dict[str, Any]) -> None:
    for number, name in ((1, "out"), (2, "err")):
        path = Path(order["folder"]) / name
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
        os.dup2(descriptor, number)
        os.close(descriptor)


def _main(arguments: list[str]) -> int:
    from triage.cli.main import main

    code = main(arguments)
    sys.stdout.flush()
    return code


def _kill_at(at: int) -> None:
    """Kill this process at an audited event of that number, from the first that names the journal on."""
    count = 0

    def step(event: str = "", arguments: tuple[Any, ...] = ()) -> None:
        nonlocal count
        if count or (event == "open" and "journal" in str(arguments[0])):
            count += 1
            if count == at:
                os.kill(os.getpid(), signal.SIGKILL)

    write, fsync = os.write, os.fsync

    def stepped_write(descriptor: int, data: bytes) -> int:
        step()
        return write(descriptor, data)

    def stepped_fsync(descriptor: int) -> None:
        step()
        fsync(descriptor)
        step()

    os.write, os.fsync = stepped_write, stepped_fsync  # type: ignore[assignment]
    sys.addaudithook(step)


def _let_anybody_trace() -> None:
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(*_TRACE_BY_ANYBODY, 0, 0, 0)  # Yama lets only a parent trace, else


if __name__ == "__main__":
    serve()
