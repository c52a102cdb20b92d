"""A small app under a `Lifeline`, for test_lifeline.py."""

import fcntl
import os
import select
import signal
import sys
import termios
import threading
import time
from pathlib import Path

from textual.app import App, ComposeResult
from textual.widgets import Static

from triage.ui.terminal import lifeline
from triage.ui.terminal.lifeline import Lifeline
from triage.ui.terminal.terminal_driver import TerminalDriver

_UNHURRIED = 50.0
"""Seconds that leaving in good order may take here, since a busy machine is slow."""


class Writer(threading.Thread):
    """Saves a note slowly, as a disk in trouble would."""

    def __init__(self, note: Path) -> None:
        super().__init__(daemon=True)
        self.note = note

    def run(self) -> None:
        self.note.write_text("half")
        time.sleep(0.4)
        self.note.write_text("whole")


class LeavingApp(App[None]):
    """Is busy with one thing until it has to leave."""

    def __init__(self, folder: Path, busy: str) -> None:
        super().__init__(driver_class=TerminalDriver)
        self.folder = folder
        self.busy = busy
        self.writer = Writer(folder / "note")
        self.frames = 0

    def compose(self) -> ComposeResult:
        yield Static()

    def on_load(self) -> None:
        if self.busy == "loading":
            self.be_ready()
            time.sleep(0.3)

    def on_ready(self) -> None:
        match self.busy:
            case "saving":
                self.writer.start()
            case "drawing":
                self.set_interval(0.005, self.draw)
            case "stopping":
                self.call_later(self.action_suspend_process)
            case "thinking":
                self.call_later(lambda: time.sleep(60))
        self.be_ready()

    def be_ready(self) -> None:
        """Tell the test to go on."""
        (self.folder / "ready").touch()

    def draw(self) -> None:
        """Fill the screen again, and count it."""
        self.frames += 1
        self.query_one(Static).update(f"{self.frames} " * 1000)
        (self.folder / "frames").write_text(str(self.frames))

    def on_unmount(self) -> None:
        note = self.folder / "note"
        waker = signal.getsignal(signal.SIGCONT)
        (self.folder / "waker").write_text(getattr(waker, "__name__", str(waker)))
        (self.folder / "unmounted").write_text(note.read_text() if note.exists() else "")

    def pause(self, seconds: float) -> None:
        """Wait for the save in progress."""
        if self.writer.is_alive():
            self.writer.join(seconds)

    def finish(self, seconds: float) -> None:
        """Wait for the save in progress, and note whether there is input to read meanwhile."""
        if self.writer.is_alive():
            self.writer.join(seconds / 100)
            (self.folder / "readable").write_text(str(bool(select.select([0], [], [], 0)[0])))
            self.writer.join(seconds)


def main(folder: Path, busy: str, life: str) -> None:
    """Run the app in one of the circumstances in which its terminal may go."""
    if life == "nohup":
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
    if life != "detached" and os.isatty(0):
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    if life == "job":
        shell = ["bash", "-mc", '"$@"; kill %1; while kill -0 %1; do sleep 0.05; done', "bash"]
        os.execvp(shell[0], [*shell, sys.executable, __file__, str(folder), busy, "detached"])
    is_ended_by_hand = busy == "thinking" or (busy, life) == ("drawing", "nohup")
    if busy not in ("thinking", "drawing"):
        lifeline.SAVING_SECONDS = lifeline.LEAVING_SECONDS = _UNHURRIED  # type: ignore[misc]
    if not is_ended_by_hand:
        lifeline.ENDING_SECONDS = _UNHURRIED  # type: ignore[misc]
    app = LeavingApp(folder, busy)
    with Lifeline(app, app.finish, app.pause):
        app.run()
    handlers = {signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGHUP)}
    (folder / "handlers").write_text("default" if handlers == {signal.SIG_DFL} else str(handlers))


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
