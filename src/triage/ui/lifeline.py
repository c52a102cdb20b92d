"""Leaving in good order when the terminal goes away or the system asks the app to end.

By itself, Textual 8.2 dies at once from SIGTERM and SIGHUP, and lives on for ever, at full speed, when its
terminal is gone and no signal says so.
"""

import errno
import fcntl
import os
import select
import signal
import struct
import termios
import threading
from collections.abc import Callable
from contextlib import suppress
from time import monotonic, sleep
from types import FrameType, TracebackType
from typing import Any, Final, Self

from textual.app import App

SAVING: Final = 2.0
"""Seconds that the save in progress has."""

LEAVING: Final = 1.5
"""Seconds from the signal until an app that has not left is left by hand."""

LEAVING_AFTER_SAVING: Final = 0.3
"""Seconds that the app has, however long the save took."""

SIGNALS: Final = (signal.SIGTERM, signal.SIGHUP)

RESTORE: Final = (
    b"\x18"  # CAN ends a sequence that was cut in half
    b"\x1b[?2026l\x1b[0m"  # synchronized update, colours
    b"\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l"  # mouse
    b"\x1b[?2004l\x1b[?2048l\x1b[?1004l"  # reports of pastes, sizes and focus
    b"\x1b[?7h\x1b[<u"  # line wrap; kitty's keyboard, which has to go before the alternate screen
    b"\x1b[?1049l\x1b[?25h"  # alternate screen, cursor
)
"""What undoes all that Textual's LinuxDriver switches on."""


class Lifeline:
    """Watches the signals and the terminal while an app runs in its `with` block.

    When the end comes, `finish` is called in another thread than the app's with the seconds that it may wait
    for the save in progress. Then the app exits and the block raises `SystemExit(128 + signal)`, with SIGHUP
    for a terminal that is gone; a process that is then still there soon ends by itself. The block belongs into
    the main thread.
    """

    def __init__(self, app: App[Any], finish: Callable[[float], object]) -> None:
        self._app = app
        self._finish = finish
        self._cause: int | None = None
        self._thread = threading.Thread(target=self._watch, name="lifeline", daemon=True)

    @property
    def leaving(self) -> bool:
        """Whether the end has come, so that nothing new should be begun."""
        return self._cause is not None

    def __enter__(self) -> Self:
        self._before = termios.tcgetattr(0) if os.isatty(0) else None
        self._wake, self._waker = os.pipe()
        os.set_blocking(self._waker, False)
        # The descriptor hears of a signal even while the main thread is stuck, where no Python handler runs.
        self._wakeup_fd = signal.set_wakeup_fd(self._waker, warn_on_full_buffer=False)
        ignored = signal.SIG_IGN  # nohup asked for it
        self._handlers = {s: signal.signal(s, _noted) for s in SIGNALS if signal.getsignal(s) is not ignored}
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._cause is not None:
            raise SystemExit(128 + self._cause)
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._wakeup_fd)
        os.write(self._waker, bytes([0]))
        self._thread.join()
        os.close(self._wake)
        os.close(self._waker)

    def _watch(self) -> None:
        """Wait for a signal, for the terminal's end, or for the end of the block."""
        poller = select.poll()
        poller.register(self._wake, select.POLLIN)
        poller.register(0, 0)  # a hang-up is always reported
        while True:
            reported = [descriptor for descriptor, _ in poller.poll(500)]
            if self._wake in reported:
                woken = os.read(self._wake, 512)
                if not woken.strip(b"...")
