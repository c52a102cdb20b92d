"""Changing the words of a task, or its raw line."""

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input

from triage.core.plain import plain_with_offsets, retyped
from triage.core.task.decision import Decision, Edit, EditRaw, shown_line
from triage.core.task.proposal import Proposal
from triage.session.session import Session
from triage.ui.dialogs.dialog import DecisionDialog
from triage.ui.terminal.line_input import LineInput
from triage.ui.terminal.type_ahead import caught_up


class EditDialog(DecisionDialog):
    """Edits the words in one line; `ctrl+e` turns to the raw line and back."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+e", "raw", "Raw line", priority=True)]

    title_text = "Edit the words"
    hint = "enter writes it, esc leaves it as it is, ctrl+e edits the raw line"

    def __init__(self, session: Session, proposal: Proposal) -> None:
        """Begin with the words."""
        super().__init__(session, proposal)
        self._is_raw = False

    @property
    def _before(self) -> str:
        return shown_line(self._proposal.task.text) if self._is_raw else self._proposal.words

    def question(self) -> Iterator[Widget]:
        """One input that holds what there is now."""
        yield LineInput(plain_with_offsets(self._before)[0], id="words", select_on_focus=False, compact=True)

    def read(self, typed: str) -> tuple[Decision | None, str]:
        """What is typed, as an edit of the words or of the line."""
        after = retyped(self._before, typed)
        if after != self._before:
            after = after.rstrip()
        return (EditRaw(after) if self._is_raw else Edit(after)), ""

    async def action_raw(self) -> None:
        """Turn to the raw line, or back to the words."""
        await caught_up(self.query_one(Input))
        self._is_raw = not self._is_raw
        self.query_one("#dialog-title").update(  # type: ignore[attr-defined]
            "Edit the raw line" if self._is_raw else self.title_text
        )
        typed = self.query_one(Input)
        typed.value = plain_with_offsets(self._before)[0]
        typed.cursor_position = len(typed.value)
