"""Leaving in good order when the terminal goes away or the system asks the app to end.

By itself, Textual 8.2 dies at once from SIGTERM and SIGHUP, and lives on for ever, at full speed, when its
terminal is gone and no signal says so.
"""

import os
import select
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from math import inf
from time import monotonic, sleep
from types import FrameType, TracebackType
from typing import Any, Final, Self

from textual.app import App

from triage.ui.terminal import terminal

SAVING_SECONDS: Final = 1.9
"""Seconds that the save in progress has."""

LEAVING_SECONDS: Final = 1.0
"""Seconds from the first sign of the end until the terminal is taken from an app that still has it."""

ENDING_SECONDS: Final = 1.6
"""Seconds from the first sign of the end until the process is ended."""

AFTER_SAVING_SECONDS: Final = 0.15
"""Seconds for each of the two steps, once a long save has used up the time."""

_STOP: Final = 0
_SIGNALS: Final = (signal.SIGTERM, signal.SIGHUP)


class Lifeline:
    """Watches the signals and the terminal while an app runs in its `with` block, in the main thread.

    At the first sign of the end, a thread calls `finish` and then makes the app exit; a process that is
    still there a little later is ended by that thread. `finish` is called again when the block ends,
    however it ends. It lets no new save begin, waits at most the given seconds for the one in progress, and
    may be called from two threads. `pause` waits so for the save in progress before the app is stopped.
    After a signal the block raises `SystemExit(128 + signal)`; a terminal that is gone counts as SIGHUP.
    """

    def __init__(
        self, app: App[Any], finish: Callable[[float], object], pause: Callable[[float], object]
    ) -> None:
        self._app = app
        self._finish = finish
        self._pause = pause
        self._cause: int | None = None
        self._saved_by = inf
        self._thread = threading.Thread(target=self._watch, name="lifeline", daemon=True)
        self._terminal = threading.Lock()
        """Held by whoever gives the terminal back: the thread, or the app that leaves in good order."""

    @property
    def leaving(self) -> bool:
        """Whether the end has come, so that nothing new should be begun."""
        return self._cause is not None

    def __enter__(self) -> Self:
        self._line = terminal.line()
        self._ear, self._mouth = os.pipe()
        os.set_blocking(self._mouth, False)
        # Unlike a handler in Python, this hears a signal while the main thread is stuck.
        self._wakeup_fd = signal.set_wakeup_fd(self._mouth, warn_on_full_buffer=False)
        self._handlers = {
            number: signal.signal(number, _hear)
            for number in _SIGNALS
            if signal.getsignal(number) != signal.SIG_IGN  # as nohup asked
        }
        self._thread.start()
        self._app.call_later(self._guard_terminal)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._finish(max(min(SAVING_SECONDS, self._saved_by - monotonic()), 0))
        if not self.leaving:
            self._stop()
        terminal.let_go_if_gone()
        if terminal.is_gone():
            self._cause = self._cause or signal.SIGHUP
        if self._cause is not None:
            self._terminal.acquire(timeout=ENDING_SECONDS)  # the thread has to end what it has begun
            raise SystemExit(128 + self._cause)

    def _stop(self) -> None:
        """Stop watching, and set the handlers that were there before."""
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._wakeup_fd)
        os.write(self._mouth, bytes([_STOP]))
        while self._thread.is_alive():
            if self.leaving:  # the end has come meanwhile
                return
            self._thread.join(0.02)
        os.close(self._ear)
        os.close(self._mouth)

    def _guard_terminal(self) -> None:
        """Keep a stop from the driver until the save is over, and a SIGCONT if there is no way back."""
        stop = signal.getsignal(signal.SIGTSTP)
        resume = signal.getsignal(signal.SIGCONT)

        def pause(number: int, frame: FrameType | None) -> None:
            self._pause(SAVING_SECONDS)
            if callable(stop) and not self.leaving:
                stop(number, frame)

        def wake(number: int, frame: FrameType | None) -> None:
            if callable(resume) and not (self.leaving or terminal.is_gone()):
                resume(number, frame)

        signal.signal(signal.SIGTSTP, pause)
        signal.signal(signal.SIGCONT, wake)

    def _watch(self) -> None:
        """Wait until the process or the block ends."""
        poller = select.poll()
        poller.register(self._ear, select.POLLIN)
        poller.register(terminal.IN, 0)  # a hang-up is reported unasked
        while True:
            reported = [descriptor for descriptor, _ in poller.poll(500)]
            if self._ear in reported:
                heard = os.read(self._ear, 512)
                for number in heard:
                    if number in _SIGNALS:
                        self._leave(number)
                if _STOP in heard:
                    return
            elif terminal.is_gone():
                self._leave(signal.SIGHUP)
            elif terminal.IN in reported:
                # macOS cannot poll every terminal; asking twice a second will do.
                poller.unregister(terminal.IN)

    def _leave(self, cause: int) -> None:
        """Let the save end and the app exit; end the process if it is still there after that."""
        began = monotonic()
        self._saved_by = began + SAVING_SECONDS
        self._cause = cause
        try:
            terminal.let_go_if_gone()
            terminal.listen_no_more_if_gone()
            self._finish(SAVING_SECONDS)
            with suppress(RuntimeError):  # its loop has just ended
                self._app.exit(return_code=128 + cause)
            _sleep_until(began + LEAVING_SECONDS)
            if self._terminal.acquire(timeout=AFTER_SAVING_SECONDS):
                for writer in _output_threads():
                    terminal.take_back(self._line, writer)
                self._terminal.release()
            _sleep_until(began + ENDING_SECONDS)
        finally:
            os._exit(128 + cause)


def _sleep_until(moment: float) -> None:
    sleep(max(moment - monotonic(), AFTER_SAVING_SECONDS))


def _hear(number: int, frame: FrameType | None) -> None:
    """Replace the default, which ends the process; the wake-up descriptor tells the thread."""
    signal.signal(signal.SIGCONT, _pass_over)  # shells and systemd send it next
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)  # it would stop a process in the background that leaves


def _pass_over(number: int, frame: FrameType | None) -> None:
    """Do nothing; unlike SIG_IGN, this may take the place of a handler whose signal is already there."""


def _output_threads() -> list[int]:
    """Return the idents of Textual's output threads: one, from taking the terminal until giving it back."""
    return [
        thread.ident for thread in threading.enumerate() if thread.name == "textual-output" and thread.ident
    ]
