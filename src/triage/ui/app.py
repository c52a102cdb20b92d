"""The app."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual.app import App
from textual.command import Provider
from textual.filter import LineFilter

from triage.core.config import Config
from triage.core.errors import BadConfig
from triage.session.session import Session
from triage.ui import words
from triage.ui.commands import COMMANDS, bindings, keys_of, normal_keys
from triage.ui.outside import Outside
from triage.ui.palette import Commands
from triage.ui.shield import Shield
from triage.ui.triage_screen import TriageScreen
from triage.ui.writer import Writer


class TriageApp(App[None]):
    """Shows one session until the user leaves."""

    TITLE = "triage"
    CSS_PATH = Path(__file__).with_name("app.tcss")  # a relative path breaks in a subclass
    COMMANDS: ClassVar[set[type[Provider]]] = {Commands}  # type: ignore[assignment]
    ENABLE_COMMAND_PALETTE = True

    def __init__(self, session: Session, outside: Outside, config: Config | None = None) -> None:
        """Show a session with the config's keys, theme and editor; raises BadConfig for a wrong one."""
        config = config or Config()
        bindings(config.keys)
        (palette,) = (command for command in COMMANDS if command.id == "palette")
        self.COMMAND_PALETTE_BINDING = normal_keys(  # type: ignore[misc]  # Textual binds it by itself
            keys_of(palette, config.keys)
        )[0]
        super().__init__()
        self.session = session
        self.writer = Writer()
        self._outside = outside
        self._config = config
        self._shield = Shield()
        if config.keys:  # Textual applies a keymap anew at every key
            self.set_keymap({command.id: keys_of(command, config.keys) for command in COMMANDS})
        if config.theme and config.theme not in self.available_themes:
            raise BadConfig(
                f"theme: there is no {config.theme!r}; there are {', '.join(self.available_themes)}"
            )
        self.theme = config.theme or self.theme

    @property
    def summary(self) -> Sequence[str]:
        """What to say on leaving, a sentence a line."""
        return words.summary(self.session.tally, self.session.queue.open)

    def get_default_screen(self) -> TriageScreen:
        """Begin with the queue."""
        return TriageScreen(
            self.session, self._outside, self.writer, dict(self._config.keys), self._config.editor
        )

    @property
    def fault(self) -> Exception | None:
        """What ended the app against its will."""
        return self._exception

    def _fatal_error(self) -> None:
        """Leave after a fault; Textual would print it with the words of notes in it, raw."""
        self._close_messages_no_wait()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Let nothing through that a terminal could take for a command."""
        return [*super().get_line_filters(), self._shield]
