"""Asking for a few words, such as a name or a reason."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from triage.ui.dialogs.dialog import SHORT
from triage.ui.terminal.line_input import LineInput
from triage.ui.terminal.type_ahead import caught_up


class NameDialog(ModalScreen[str | None]):
    """Takes one line; enter answers with it, escape leaves all as it is."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Cancel", priority=True),
        Binding("enter", "submit", "Keep", priority=True),
    ]

    VERTICAL_BREAKPOINTS = SHORT

    def __init__(self, title: str, detail: str, bad: Callable[[str], str] = lambda text: "") -> None:
        """Ask `title`, with more in `detail`, both clean; `bad` says why a text cannot be used, or ""."""
        super().__init__()
        self._title = title
        self._detail = detail
        self._bad = bad

    def compose(self) -> ComposeResult:
        """One input beneath the question."""
        with Vertical(id="dialog"):
            yield Static(self._title, id="dialog-title", markup=False)
            yield Static(self._detail, id="detail", markup=False)
            yield LineInput(id="name", compact=True, max_length=200)
            yield Static(id="answer", markup=False)
            yield Static("enter keeps it, esc leaves it as it is", id="hint", markup=False)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        self.query_one("#answer", Static).update(self._bad(event.value.strip()))

    async def action_submit(self) -> None:
        """Answer with what is typed."""
        typed = self.query_one(Input)
        await caught_up(typed)
        text = " ".join(typed.value.split())
        if text and not self._bad(text):
            self.dismiss(text)

    def action_cancel(self) -> None:
        """Leave everything as it is."""
        self.dismiss(None)
