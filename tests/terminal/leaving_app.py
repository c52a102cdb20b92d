"""A throw-away app under a `Lifeline`; test_lifeline.py starts it."""

import fcntl
import os
import signal
import sys
import termios
import threading
import time
from pathlib import Path

from textual.app import App, ComposeResult
from textual.widgets import Static

from triage.ui.lifeline import Lifeline

SAVING = 0.5


class Writer(threading.Thread):
    """Saves a file slowly, as a disk in trouble would."""

    def __init__(self, note: Path) -> None:
        super().__init__(daemon=True)
        self.note = note

    def run(self) -> None:
        self.note.write_text("half")
        time.sleep(SAVING)
        self.note.write_text("whole")


class LeavingApp(App[None]):
    """Is busy in one of several ways until it is made to leave."""

    def __init__(self, folder: Path, busy: str) -> None:
        super().__init__()
        self.folder = folder
        self.busy = busy
        self.writer = Writer(folder / "note")
        self.frames = 0

    def compose(self) -> ComposeResult:
        yield Static()

    def on_ready(self) -> None:
        match self.busy:
            case "saving":
                self.writer.start()
            case "drawing":
                self.set_interval(0.005, self.draw)
            case "thinking":
                self.call_later(lambda: time.sleep(60))
        (self.folder / "ready").touch()

    def draw(self) -> None:
        """Fill the screen anew, and count it."""
        self.frames += 1
        self.query_one(Static).update(f"[{self.frames}] " * 400)
        (self.folder / "frames").write_text(str(self.frames))

    def on_unmount(self) -> None:
        (self.folder / "unmounted").touch()

    def finish(self, seconds: float) -> None:
        """Wait for the save in progress."""
        if self.writer.ident is not None:
            self.writer.join(seconds)


if __name__ == "__main__":
    folder, busy, life = sys.argv[1:]
    if life == "nohup":
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
    if life != "detached" and os.isatty(0):
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    app = LeavingApp(Path(folder), busy)
    with Lifeline(app, app.finish):
        app.run()
