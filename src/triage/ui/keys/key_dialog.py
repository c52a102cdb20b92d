"""The dialog that waits for a new key."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from triage.core.plain import plain
from triage.ui.dialogs.dialog import SHORT
from triage.ui.keys.commands import COMMANDS
from triage.ui.keys.key_choice import KeyChoice
from triage.ui.keys.key_name import BadKey, read_key, shown_key_name


class _Prompt(Static, can_focus=True):
    """Has the focus, so that others know when keys come here."""


class KeyDialog(ModalScreen[str | None]):
    """Answers with Textual's name of the key that was pressed; a key of another command is pressed twice.

    The app calls `take` for every key, before it looks at the next one.
    """

    VERTICAL_BREAKPOINTS = SHORT

    def __init__(self, command_id: str, choice: KeyChoice, *, is_added: bool) -> None:
        """Ask for a command's key, or for one more."""
        super().__init__()
        self._command_id = command_id
        self._choice = choice
        self._is_added = is_added
        self._taken = ""

    def compose(self) -> ComposeResult:
        """Say which command gets the key."""
        keys = "  ".join(shown_key_name(key) for key in self._choice.keys_of(self._command_id))
        wanted = "one more key" if self._is_added else "the new key"
        with Vertical(id="dialog"):
            yield Static(f"{_title(self._command_id)}: press {wanted}", id="dialog-title", markup=False)
            yield _Prompt(f"now {keys or 'without a key'}", id="answer", markup=False)
            yield Static("esc leaves it as it is", id="hint", markup=False)

    def on_mount(self) -> None:
        """Wait for a key."""
        self.query_one(_Prompt).focus()

    def take(self, pressed: str) -> None:
        """Answer with a key, by Textual's name, unless it cannot be used or is another command's."""
        if pressed == "escape":
            self.dismiss(None)
            return
        try:
            key = read_key(pressed)
        except BadKey as error:
            self._say(f"{plain(pressed, 40)} cannot be used: {error}")
            return
        other = self._choice.holder(key, besides=self._command_id)
        if other and self._taken != key:
            self._taken = key
            shown = shown_key_name(key)
            what = "take it away" if self._is_added else "swap"
            self._say(f"{shown} is {_title(other)}. Press {shown} again to {what}, another key, or esc")
        else:
            self.dismiss(key)

    def _say(self, what: str) -> None:
        self.query_one(_Prompt).update(what)


def _title(command_id: str) -> str:
    return next(command.title for command in COMMANDS if command.id == command_id)
