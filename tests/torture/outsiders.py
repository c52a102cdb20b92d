"""Other programs at work in a vault: an editor that saves in both ways, a pipeline that adds proposals."""

import os
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Final, Self

_EVERY: Final = 0.05


@dataclass(slots=True)
class Acknowledged:
    """What the other programs were told is on the disk."""

    remarks: list[tuple[Path, str]] = field(default_factory=list)
    """The lines that the editor added, by note."""
    proposals: list[tuple[Path, str]] = field(default_factory=list)
    """The words of the tasks that the pipeline proposed, by note."""
    saves: list[tuple[float, Path, bytes]] = field(default_factory=list)
    """When the editor saved which bytes, in seconds since 1970."""


class Outsiders:
    """Programs that write to notes one after the other, each reading what it changes just before.

    They are fair to one another. That the editor writes back a decision's old line, read before it was made,
    is nothing that triage can hinder: `saves` says when it did.
    """

    def __init__(self, notes: Sequence[Path], *, proposals: int, seed: int = 1) -> None:
        """Take turns over these notes; this many proposals are added in all."""
        self.acknowledged = Acknowledged()
        self._notes = list(notes)
        self._rng = Random(seed)
        self._proposals = proposals
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._number = 0

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_over.set()
        self._thread.join()

    def _work(self) -> None:
        acts: list[Callable[[Path], object]] = [self.rename, self.rewrite, self.propose]
        while not self._is_over.wait(_EVERY * self._rng.random() * 2):
            act = acts[self._number % 3]
            if act != self.propose or len(self.acknowledged.proposals) < self._proposals:
                act(self._rng.choice(self._notes))
            self._number += 1

    def rename(self, note: Path, done: str = "") -> None:
        """Save by putting a new file in the place of the old one; a task of these words is done."""
        line, data = self._remark(note, done)
        draft = note.with_name(f".{note.name}.new~")
        draft.write_bytes(data)
        draft.replace(note)
        self._saved(note, line, data)

    def rewrite(self, note: Path, done: str = "") -> None:
        """Save by emptying the file and writing it again; a task of these words is done."""
        line, data = self._remark(note, done)
        with note.open("wb") as file:
            file.write(data)
        self._saved(note, line, data)

    def propose(self, note: Path) -> str:
        """Add a proposal as a pipeline does; its words."""
        words = f"Added {len(self.acknowledged.proposals):04d} about the lamp"
        descriptor = os.open(note, os.O_WRONLY | os.O_APPEND)
        try:
            os.write(descriptor, f"- [?] {words} @Myself #task #proposed #auto\n".encode())
        finally:
            os.close(descriptor)
        self.acknowledged.proposals.append((note, words))
        return words

    def _remark(self, note: Path, done: str = "") -> tuple[str, bytes]:
        line = f"Remark {len(self.acknowledged.remarks):04d}"
        while not (data := note.read_bytes()):
            time.sleep(0.001)
        if done:
            data = data.replace(f"- [?] {done}".encode(), f"- [x] {done}".encode())
        return line, data + line.encode() + b"\n"

    def _saved(self, note: Path, line: str, data: bytes) -> None:
        self.acknowledged.saves.append((time.time(), note, data))
        self.acknowledged.remarks.append((note, line))
