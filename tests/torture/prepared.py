"""Running the command without its start-up: in a child of a process that has loaded it."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Self

from torture.prepared_process import GATE
from torture.scene import MODES, VERBS, Scene

_TESTS: Final = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Ran:
    """How the command ended; a negative code is the signal that killed it."""

    code: int
    out: str
    err: str

    @property
    def outcome(self) -> str:
        """What became of the one line, as `--json` says; "" where nothing was said."""
        try:
            return str(json.loads(self.out)["outcome"])
        except ValueError:
            return ""


class Child:
    """The command while it runs, or waits to be let in."""

    def __init__(self, pid: int, prepared: "Prepared", folder: Path) -> None:
        self.pid = pid
        self._prepared = prepared
        self._folder = folder

    def let_in(self) -> None:
        """Let a command begin that was told to wait."""
        os.kill(self.pid, GATE)

    def signal(self, number: int) -> None:
        """Send it a signal; its id is its own until the next command begins."""
        os.kill(self.pid, number)

    def end(self) -> Ran:
        """Wait for its end."""
        code = self._prepared.answer()["code"]
        texts = [
            (self._folder / name).read_text(errors="replace") if (self._folder / name).exists() else ""
            for name in ("out", "err")
        ]
        return Ran(int(code), *texts)


class Prepared:
    """A process that has triage loaded; one command at a time."""

    def __init__(self, folder: Path) -> None:
        """Start and warm it over scenes in the folder."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "torture.prepared_process"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={
                **os.environ,
                "PYTHONPATH": os.pathsep.join([str(_TESTS), os.environ.get("PYTHONPATH", "")]),
            },
            text=True,
        )
        for mode in MODES:
            for verb in VERBS:
                scene = Scene(folder / "warm", mode, verb, 0).make()
                for arguments in (scene.decision, *AFTERWARDS):
                    self._order(scene, arguments, warm=True)
                    self.answer()

    def __enter__(self) -> Self:
        """Use it."""
        return self

    def __exit__(self, *_: object) -> None:
        """End it, and whatever it still runs."""
        assert self._process.stdin
        self._process.stdin.close()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def run(self, scene: Scene, *arguments: str, **options: Any) -> Ran:
        """Run a command over a scene to its end."""
        return self.start(scene, *arguments, **options).end()

    def start(self, scene: Scene, *arguments: str, **options: Any) -> Child:
        """Begin a command; `gate=True` has it wait until it is let in."""
        self._order(scene, arguments, **options)
        return Child(self.answer()["pid"], self, scene.desk)

    def answer(self) -> dict[str, int]:
        """The next thing that the process says."""
        assert self._process.stdout
        line = self._process.stdout.readline()
        if not line:
            raise ChildProcessError("the process that has triage loaded is gone")
        said: dict[str, int] = json.loads(line)
        return said

    def _order(self, scene: Scene, arguments: tuple[str, ...], **options: Any) -> None:
        order = {
            "folder": str(scene.desk),
            "environment": scene.environment,
            "arguments": list(arguments if "--vault" in arguments else (*arguments, *scene.at)),
            **options,
        }
        assert self._process.stdin
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()


AFTERWARDS: Final = (("list", "--count"), ("log", "--json", "-n", "0"), ("undo",))
"""The commands that the next start is asked for."""
