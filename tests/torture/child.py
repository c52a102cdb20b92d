"""The command over a scene, run without its start-up."""

import json
import os
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from forked.process import Forked
from torture.scene import Scene

Before = Sequence[Callable[[], object]]
"""What the process of the command calls first: `circumstances`."""
_AT_MOST: Final = 240.0
"""Seconds after which a command hangs: strace makes it slow, and so does a busy machine."""
_POLL_SECONDS: Final = 0.001


@dataclass(frozen=True, slots=True)
class Ran:
    """How the command ended; a negative code is the signal that killed it."""

    code: int
    out: str
    err: str

    @property
    def outcome(self) -> str:
        """The outcome of the one line, as `--json` says; "" if nothing was said."""
        try:
            return str(json.loads(self.out)["outcome"])
        except ValueError:
            return ""


class Child(Forked):
    """The command while it runs, or waits to be let in; what it says is kept on the desk of the scene."""

    def __init__(self, scene: Scene, *arguments: str, gate: bool = False, before: Before = ()) -> None:
        self._said = [scene.desk / name for name in ("out", "err")]
        with ExitStack() as stack:
            files = [stack.enter_context(file.open("wb")) for file in self._said]
            nothing = stack.enter_context(Path(os.devnull).open("rb"))
            super().__init__(
                arguments if "--vault" in arguments else (*arguments, *scene.at),
                [file.fileno() for file in (nothing, *files)],
                {**os.environ, **scene.environment},
                folder=scene.desk,
                gate=gate,
                before=before,
            )

    def end(self) -> Ran:
        """Wait for its end."""
        return Ran(end_of(self), *(file.read_text(errors="replace") for file in self._said))


def end_of(process: Forked) -> int:
    """Wait for the end of a process; its exit code. Raises ChildProcessError after four minutes."""
    end = time.monotonic() + _AT_MOST
    while (code := process.poll()) is None:
        if time.monotonic() > end:
            raise ChildProcessError(f"process {process.pid} does not end")
        time.sleep(_POLL_SECONDS)
    return code


def ran_over(scene: Scene, *arguments: str, before: Before = ()) -> Ran:
    """Run a command over a scene to its end."""
    return Child(scene, *arguments, before=before).end()
