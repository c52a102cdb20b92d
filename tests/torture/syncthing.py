"""Two Syncthing nodes on this machine that share one folder each, and nothing with the world."""

import json
import os
import re
import shutil
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Self

from torture.machine import tree
from torture.ssh_server import free_port

_PATIENCE: Final = 90.0
_KEY: Final = "torture"
_ID: Final = re.compile(r'<device id="([A-Z0-9-]{63})"')
STAGE: Final = ".triage"
"""The folder of a vault for drafts, used if the same mount has no other."""
_OWN: Final = (".stfolder", ".stversions", ".stignore")
_EVENTS: Final = "ItemStarted,ItemFinished"


@dataclass(slots=True)
class Node:
    """One Syncthing with its own home, and the folder that it shares."""

    home: Path
    vault: Path
    port: int = field(default_factory=free_port)
    gui: int = field(default_factory=free_port)
    id: str = ""

    def make(self) -> None:
        """Make its keys, by which the others know it."""
        _quietly("generate", f"--home={self.home}", "--no-default-folder")
        found = _ID.search((self.home / "config.xml").read_text())
        if not found:
            raise OSError("syncthing has made no identity")
        self.id = found[1]

    def know(self, others: list["Node"]) -> None:
        """Write its config: these nodes alone, over the loopback, and no talk with anybody else."""
        devices = "".join(
            f'<device id="{each.id}" name="{each.home.name}" compression="never">'
            f"<address>tcp://127.0.0.1:{each.port}</address></device>"
            for each in others
        )
        shared = "".join(f'<device id="{each.id}"></device>' for each in others)
        (self.home / "config.xml").write_text(
            f'<configuration version="35"><folder id="vault" label="vault" path="{self.vault}" '
            'type="sendreceive" rescanIntervalS="3600" fsWatcherEnabled="true" fsWatcherDelayS="1" '
            f'ignorePerms="false" autoNormalize="true"><filesystemType>basic</filesystemType>{shared}'
            '<minDiskFree unit="%">0</minDiskFree><maxConflicts>-1</maxConflicts></folder>'
            f"{devices}"
            f'<gui enabled="true" tls="false"><address>127.0.0.1:{self.gui}</address>'
            f"<apikey>{_KEY}</apikey></gui><options>"
            f"<listenAddress>tcp://127.0.0.1:{self.port}</listenAddress>"
            "<globalAnnounceEnabled>false</globalAnnounceEnabled>"
            "<localAnnounceEnabled>false</localAnnounceEnabled><relaysEnabled>false</relaysEnabled>"
            "<natEnabled>false</natEnabled><urAccepted>-1</urAccepted><urSeen>9999</urSeen>"
            "<crashReportingEnabled>false</crashReportingEnabled><startBrowser>false</startBrowser>"
            "<autoUpgradeIntervalH>0</autoUpgradeIntervalH><reconnectionIntervalS>1</reconnectionIntervalS>"
            "<stunKeepaliveStartS>0</stunKeepaliveStartS>"
            "</options></configuration>"
        )

    def ask(self, path: str) -> Any:
        """What its REST interface says; raises OSError."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.gui}/rest/{path}", headers={"X-API-Key": _KEY}
        )
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.load(answer)

    @property
    def is_idle(self) -> bool:
        """Whether it has all that it knows of, and every other node has it too."""
        try:
            status = self.ask("db/status?folder=vault")
            completion = self.ask("db/completion?folder=vault")
        except OSError:
            return False
        return status["state"] == "idle" and not status["needTotalItems"] and completion["completion"] == 100

    @property
    def is_connected(self) -> bool:
        """Whether another node talks to it."""
        try:
            return any(each["connected"] for each in self.ask("system/connections")["connections"].values())
        except OSError:
            return False

    @property
    def transferred(self) -> set[str]:
        """The names of all files that it has ever begun to copy from the other node."""
        events = self.ask(f"events?since=0&timeout=1&limit=100000&events={_EVENTS}")
        return {str(event["data"]["item"]) for event in events}

    @property
    def tree(self) -> dict[str, bytes]:
        """What it shares, byte for byte."""
        return {
            path: data
            for path, data in tree(self.vault).items()
            if not path.startswith((*_OWN, STAGE)) and ".syncthing." not in path
        }


class Pair:
    """Two nodes that run and know each other."""

    def __init__(self, folder: Path, one: Path, other: Path) -> None:
        """Share two folders; the nodes' homes are made beneath `folder`."""
        self.nodes = Node(folder / "one", one), Node(folder / "other", other)
        self._processes: list[subprocess.Popen[bytes]] = []
        for node in self.nodes:
            node.make()
        for node in self.nodes:
            node.know(list(self.nodes))
            (node.vault / ".stfolder").mkdir(exist_ok=True)

    def __enter__(self) -> Self:
        for node in self.nodes:
            self._processes.append(
                subprocess.Popen(
                    [
                        _found(),
                        "serve",
                        f"--home={node.home}",
                        "--no-browser",
                        "--no-restart",
                        "--no-upgrade",
                    ],
                    stdin=subprocess.DEVNULL,
                    stdout=(node.home / "log").open("wb"),
                    stderr=subprocess.STDOUT,
                    env=_environment(node.home),
                    start_new_session=True,
                )
            )
        try:
            self._until(lambda: all(node.is_connected for node in self.nodes), "connected")
            for node in self.nodes:
                node.transferred  # noqa: B018 (a node keeps these events once it was asked for them)
        except OSError:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._processes:
            process.terminate()
        for process in self._processes:
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def settle(self) -> float:
        """Wait until both have the same files and are idle; how many seconds that took. Raises OSError."""
        began = time.monotonic()
        one, other = self.nodes

        def is_settled() -> bool:
            return one.is_idle and other.is_idle and one.tree == other.tree

        calm = 0
        while calm < 4:
            self._until(is_settled, "in sync")
            time.sleep(0.5)  # the watchers of the nodes wait a second before they look
            calm = calm + 1 if is_settled() else 0
        return time.monotonic() - began

    def _until(self, condition: Any, what: str) -> None:
        end = time.monotonic() + _PATIENCE
        while not condition():
            if time.monotonic() > end:
                raise OSError(f"the two nodes were never {what}: {self._said()}")
            time.sleep(0.1)

    def _said(self) -> str:
        """How the folders differ, and what the nodes said last."""
        one, other = (node.tree for node in self.nodes)
        different = sorted(path for path in {*one, *other} if one.get(path) != other.get(path))
        logs = " / ".join((node.home / "log").read_text("utf-8", "replace")[-300:] for node in self.nodes)
        return f"{different[:5]} differ; {logs}"


@contextmanager
def watched(folders: Sequence[Path]) -> Iterator[list[set[str]]]:
    """The names of drafts that were ever seen in each of the folders while the block ran."""
    seen: list[set[str]] = [set() for _ in folders]
    is_over = threading.Event()

    def look() -> None:
        while not is_over.wait(0.002):
            for folder, names in zip(folders, seen, strict=True):
                names.update(
                    str(Path(top).relative_to(folder) / file)
                    for top, _, files in os.walk(folder)
                    for file in files
                    if is_draft(str(Path(top).relative_to(folder) / file))
                )

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    try:
        yield seen
    finally:
        is_over.set()
        thread.join()


def is_draft(path: str) -> bool:
    """Whether the name is one of triage's own, never to be seen by anybody else."""
    return path.endswith(".draft") or STAGE in Path(path).parts


def _environment(home: Path) -> dict[str, str]:
    return {**os.environ, "HOME": str(home), "STNOUPGRADE": "1", "STNODEFAULTFOLDER": "1"}


def _found() -> str:
    return shutil.which("syncthing") or "/usr/bin/syncthing"


def _quietly(*arguments: str) -> None:
    result = subprocess.run(
        [_found(), *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=_PATIENCE,
        check=False,
    )
    if result.returncode:
        raise OSError(f"syncthing {arguments[0]}: {result.stderr[-300:]}")
