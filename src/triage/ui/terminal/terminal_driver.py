"""Textual's driver, with the input put in order, and with stops from which the app comes back."""

import os
import selectors
import signal
import termios
import tty
from time import monotonic
from typing import Final

from textual.constants import ESCAPE_DELAY
from textual.drivers.linux_driver import LinuxDriver

from triage.ui.terminal.event_parser import EventParser
from triage.ui.terminal.terminal_input import ESCAPE_SECONDS, TerminalInput

_LOOK_SECONDS: Final = 0.1
"""How often to see whether the app leaves."""
_TAKE: Final = (
    "\x1b[?1049h\x1b[?25l"  # alternate screen, no cursor
    "\x1b[?1004h\x1b[?2004h\x1b[?7l"  # reports of focus and pastes, no line wrap
    "\x1b[=25u"  # kitty's keyboard: what Textual asks for, with nothing put on the terminal's stack
)
"""Switches on what Textual's LinuxDriver switches on."""


class TerminalDriver(LinuxDriver):
    """Reads and draws on the terminal; a fault while reading is the app's own."""

    def run_input_thread(self) -> None:
        """Turn input into events until the app leaves."""
        escape_seconds = ESCAPE_DELAY if "ESCDELAY" in os.environ else ESCAPE_SECONDS
        ordered = TerminalInput(escape_seconds)
        parser = EventParser(self._debug)
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                due = ordered.due
                seconds = _LOOK_SECONDS if due is None else min(_LOOK_SECONDS, max(0, due - monotonic()))
                if selector.select(seconds):
                    tokens = ordered.feed(self._read(), monotonic())
                else:
                    tokens = ordered.wait(monotonic())
                for token in tokens:
                    for event in parser.events(token):
                        self.process_message(event)

    def _read(self) -> bytes:
        """The bytes that have come; of the input's end, the lifeline takes care."""
        try:
            data = os.read(self.fileno, 4096)
        except OSError:
            data = b""
        if not data:
            self.exit_event.wait(_LOOK_SECONDS)
        return data

    def _run_input_thread(self) -> None:
        try:
            self.run_input_thread()
        except Exception as error:  # noqa: BLE001 (Textual would print it and leave as if nothing were wrong)
            self._app.call_later(self._app._handle_exception, error)

    # Stopping and coming back

    @property
    def _has_terminal(self) -> bool:
        """Whether the app draws on the terminal, and has not given it back for a stop or an editor."""
        return self._writer_thread is not None and self._writer_thread.is_alive()

    def _sigtstp_application(self, *_: object) -> None:
        """Give the terminal back and stop; a process that no shell could wake up comes back at once.

        Textual sends SIGSTOP, which would stop such a process for ever; the system ignores SIGTSTP for it.
        """
        if self._auto_restart and self._has_terminal:
            self.suspend_application_mode()
            self._must_signal_resume = True
        before = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGTSTP)
        signal.signal(signal.SIGTSTP, before)
        if not self._has_terminal:
            signal.raise_signal(signal.SIGCONT)  # its handler knows whether the app may come back

    def _sigcont_application(self, *_: object) -> None:
        """Take the terminal, also after a SIGSTOP, which sends no signal first."""
        if not self._auto_restart:
            return
        if not self._has_terminal:
            self.resume_application_mode()
        elif self._is_in_foreground():
            self._take_again()

    def _is_in_foreground(self) -> bool:
        try:
            return os.tcgetpgrp(self.fileno) == os.getpgrp()
        except OSError:
            return False

    def _take_again(self) -> None:
        """Set the modes that a shell may have changed, and draw everything again."""
        try:
            modes = termios.tcgetattr(self.fileno)
            modes[tty.LFLAG] = self._patch_lflag(modes[tty.LFLAG])
            modes[tty.IFLAG] = self._patch_iflag(modes[tty.IFLAG])
            modes[tty.CC][termios.VMIN] = 1
            termios.tcsetattr(self.fileno, termios.TCSANOW, modes)
        except termios.error:
            return
        self.write(_TAKE)
        self._enable_mouse_support()
        if self._in_band_window_resize:
            self._enable_in_band_window_resize()
        self.flush()
        self.send_message(self.SignalResume())
