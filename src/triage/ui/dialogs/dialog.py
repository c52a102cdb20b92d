"""What all dialogs about one proposal share: its words on top, the diff below, one decision as the answer."""

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, Static

from triage.core.errors import Refused
from triage.core.plain import plain
from triage.core.task.decision import Decision
from triage.core.task.proposal import Proposal
from triage.session.session import Session
from triage.ui.terminal.type_ahead import caught_up
from triage.ui.widgets.diff import diff
from triage.words.refusal_words import why_refused

SHORT = [(0, "-short"), (20, "-tall")]
"""From which height on a dialog has room to spare."""


class DecisionDialog(ModalScreen[Decision | None]):
    """Asks for one decision and shows live what it would write; enter decides, escape leaves all as it is."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Cancel", priority=True),
        Binding("enter", "submit", "Write", priority=True),
    ]

    VERTICAL_BREAKPOINTS = SHORT

    title_text = ""
    hint = "enter writes it, esc leaves it as it is"

    def __init__(self, session: Session, proposal: Proposal, *, others: int = 0) -> None:
        """Ask about a proposal; the answer is also for `others` more."""
        super().__init__()
        self._others = others
        self._session = session
        self._proposal = proposal
        self._decision: Decision | None = None

    def compose(self) -> ComposeResult:
        """Put the question between the words and the diff."""
        with Vertical(id="dialog"):
            others = f"  for this one and {self._others:,} more" if self._others else ""
            yield Static(f"{self.title_text}{others}", id="dialog-title", markup=False)
            yield from self.question()
            yield Static(id="answer", markup=False)
            yield Static(id="diff", markup=False)
            yield Static(self.hint, id="hint", markup=False)

    def question(self) -> Iterator[Widget]:
        """The widgets that ask; an input is among them."""
        raise NotImplementedError

    def read(self, typed: str) -> tuple[Decision | None, str]:
        """The decision that was typed, None while there is none, and what to say of it."""
        raise NotImplementedError

    def meant(self, decision: Decision) -> Decision:
        """What the answer means today; raises Refused if that is nothing any more."""
        return decision

    @on(Input.Changed)
    def _show(self, event: Input.Changed) -> None:
        self.propose(*self.read(event.input.value))  # later changes may wait behind this one

    def propose(self, decision: Decision | None, answer: str = "") -> None:
        """Show what a decision would write, or why it cannot be written; None if there is no answer yet."""
        self._decision = None
        shown = Content("")
        if decision is not None:
            try:
                after = self._session.preview(self._proposal, decision)
            except Refused as refused:
                answer = plain(why_refused(refused), 300)
                if self._others:  # the others may take it; this one stays, with the reason
                    self._decision = decision
                    answer = f"this one stays: {answer}"
            else:
                self._decision = decision
                width = max(20, self.query_one("#diff").content_size.width or 60)
                if after == self._proposal.task.text:
                    answer = answer or "no change"
                else:
                    shown = diff(self._proposal.task.text, after, width)
        self.query_one("#answer", Static).update(Content(answer))
        self.query_one("#diff", Static).update(shown)

    async def action_submit(self) -> None:
        """Write what is typed."""
        typed = self.query_one(Input)
        await caught_up(typed)
        self.propose(*self.read(typed.value))
        if self._decision is not None:
            self.dismiss(self._decision)

    def action_cancel(self) -> None:
        """Leave everything as it is."""
        self.dismiss(None)
