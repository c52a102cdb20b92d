"""The app."""

import gc
import os
import signal
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import App
from textual.command import Provider
from textual.driver import Driver
from textual.events import Event, Key, MouseDown, Paste
from textual.filter import LineFilter

from triage.core import renamed
from triage.core.config import Config
from triage.session.session import Session
from triage.ui.keys.key_choice import LEAVES, Keymap, read_choice
from triage.ui.keys.key_dialog import KeyDialog
from triage.ui.outside import Outside
from triage.ui.palette import Commands
from triage.ui.screen.triage_screen import TriageScreen
from triage.ui.start import Beginning
from triage.ui.terminal.event_parser import PasteCutOff
from triage.ui.terminal.shield import Shield
from triage.ui.terminal.terminal_driver import TerminalDriver
from triage.ui.theme import read_theme
from triage.ui.workers.writer import Writer
from triage.words import outcome_words

_SELDOM = (10_000, 20, 1_000)
"""After how many new objects Python looks for garbage in each generation; the third holds every row."""

_PASTE_CUT_OFF = (
    "The end of the paste never came: it is dropped, with the keys pressed since. Paste it again."
)


class TriageApp(App[None]):
    """Shows one session until the user leaves."""

    TITLE = "triage"
    CSS_PATH = Path(__file__).with_name("app.tcss")  # a relative path breaks in a subclass
    COMMANDS: ClassVar[set[type[Provider]]] = {Commands}  # type: ignore[assignment]
    ENABLE_COMMAND_PALETTE = False  # Textual binds its own key for it; the screen has a command

    def __init__(
        self, session: Session, outside: Outside, config: Config | None = None, start: Beginning | None = None
    ) -> None:
        """Show a session with the config's keys, theme and editor; raises BadConfig for a wrong value."""
        config = config or Config()
        self._keys = Keymap(read_choice(config.keys, config.places))
        super().__init__(driver_class=TerminalDriver)
        self.use_command_palette = True
        self.session = session
        self.writer = Writer()
        self._outside = outside
        self._config = config
        self._start = start or Beginning()
        self._shield = Shield()
        self.theme = read_theme(config.theme, config.places) or self.theme

    @property
    def summary(self) -> Sequence[str]:
        """What to say on leaving, a sentence a line."""
        return outcome_words.summary(self.session.tally.verbs, self.session.queue.open)

    def on_load(self) -> None:
        """Look for garbage seldom: with a hundred thousand rows it takes a second."""
        gc.set_threshold(*_SELDOM)

    def on_mount(self) -> None:
        """Say which commands the config calls by an earlier name."""
        for old in sorted(renamed.COMMANDS.keys() & self._config.keys.keys()):
            self.notify(f"keys.{old} in the config is called keys.{renamed.COMMANDS[old]} now", markup=False)

    def get_default_screen(self) -> TriageScreen:
        """Begin with the queue."""
        return TriageScreen(self.session, self._outside, self.writer, self._keys, self._config, self._start)

    @property
    def fault(self) -> Exception | None:
        """The error that ended the app, if one did."""
        return self._exception

    def _fatal_error(self) -> None:
        """Leave after a fault; Textual would print it with the words of notes in it, raw."""
        self._close_messages_no_wait()

    def action_suspend_process(self) -> None:
        """Stop with the whole job: a program that started this one would run on and keep the shell."""
        if self._driver is not None and self._driver.can_suspend:
            os.kill(0, signal.SIGTSTP)

    @on(Driver.SignalResume)
    def draw_again(self) -> None:
        """Draw everything after a stop, since the terminal shows something else."""
        self.refresh(layout=True)

    @on(PasteCutOff)
    def say_cut_off(self) -> None:
        """Say that what was pasted is lost, with the keys after it."""
        self.notify(_PASTE_CUT_OFF, severity="warning", markup=False, timeout=8)

    async def on_event(self, event: Event) -> None:
        """Give a dialog that waits for a key every key but the one that always leaves."""
        if isinstance(event, Key | MouseDown | Paste) and self._is_no_answer(event):
            return
        top = self.screen_stack[-1] if self.screen_stack else None
        if isinstance(event, Key) and event.key != LEAVES and isinstance(top, KeyDialog):
            top.take(event.key)
        else:
            await super().on_event(event)

    def _is_no_answer(self, event: Event) -> bool:
        """Show what is true today before a key is handled; True if an open dialog asked something else."""
        queue = self.screen_stack[0] if self.screen_stack else None
        has_moved_on = isinstance(queue, TriageScreen) and queue.is_mounted and queue.follow_day()
        return has_moved_on and not (isinstance(event, Key) and event.key == LEAVES)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Remove everything that a terminal could read as a command."""
        return [*super().get_line_filters(), self._shield]
