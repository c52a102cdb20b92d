"""Running the command without loading it anew: in children of a process that has loaded it."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final, Self

_TESTS: Final = Path(__file__).parent.parent
_POLL_SECONDS: Final = 0.005


class Loaded:
    """That process: any number of commands at a time, from any thread."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        """Start it; the locale and the settings of Python are those of the environment for every command."""
        self._lock = threading.Lock()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "torture.loaded_process"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={
                **environment,
                "PYTHONPATH": os.pathsep.join([str(_TESTS), os.environ.get("PYTHONPATH", "")]),
            },
            text=True,
            start_new_session=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def begin(
        self,
        arguments: Sequence[str],
        environment: Mapping[str, str],
        streams: Sequence[str],
        *,
        is_sitting: bool = False,
        is_controlled: bool = False,
        ignores_hang_up: bool = False,
        slow: tuple[float, str] = (0, ""),
    ) -> "LoadedCommand":
        """Begin the command with the files of these names as stdin, stdout and stderr.

        `slow` is how many seconds each request to the disk takes, and what is there once one was made.
        """
        order = {
            "arguments": [*arguments],
            "environment": {**environment},
            "streams": [*streams],
            "is_sitting": is_sitting,
            "is_controlled": is_controlled,
            "ignores_hang_up": ignores_hang_up,
            "slow": slow[0],
            "mark": slow[1],
        }
        return LoadedCommand(self, int(self.ask(order)))

    def ask(self, order: object) -> Any:
        """What the process answers to an order."""
        assert self._process.stdin
        assert self._process.stdout
        with self._lock:
            self._process.stdin.write(f"{json.dumps(order)}\n")
            self._process.stdin.flush()
            if not (answer := self._process.stdout.readline()):
                raise ChildProcessError("the process that has loaded triage is gone")
        return json.loads(answer)


class LoadedCommand:
    """One run of the command, with as much of `subprocess.Popen` as is asked for here."""

    def __init__(self, loaded: Loaded, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._loaded = loaded

    def poll(self) -> int | None:
        """Return its exit code, or the signal that killed it, below zero; None while it runs."""
        if self.returncode is None:
            self.returncode = self._loaded.ask(self.pid)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end; raises TimeoutExpired after so many seconds."""
        began = time.monotonic()
        while (code := self.poll()) is None:
            if timeout is not None and time.monotonic() - began > timeout:
                raise subprocess.TimeoutExpired("triage", timeout)
            time.sleep(_POLL_SECONDS)
        return code

    def send_signal(self, number: int) -> None:
        """Send it a signal, if it still runs."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """Kill it."""
        self.send_signal(signal.SIGKILL)
