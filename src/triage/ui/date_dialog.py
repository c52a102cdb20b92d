"""Changing or clearing the due date."""

from collections.abc import Iterator

from textual import on
from textual.widget import Widget
from textual.widgets import Input

from triage.core.day_words import day_of
from triage.core.decision import Redate
from triage.ui.dialog import DecisionDialog

_CLEAR = frozenset({"none", "clear", "-"})


class DateDialog(DecisionDialog):
    """Takes words for a day and shows the date they mean while they are typed."""

    title_text = "Due"
    hint = "fri · +3d · next week · 3 dec · 2026-12-01 · none clears it · enter writes it, esc leaves it"

    def question(self) -> Iterator[Widget]:
        """One input for the words."""
        yield Input(placeholder="when? fri, +3d, next week, 3 dec, none", id="when", compact=True)

    @on(Input.Changed, "#when")
    def _show(self, event: Input.Changed) -> None:
        said = event.value.strip().lower()
        if not said:
            self.propose(None)
        elif said in _CLEAR:
            self.propose(Redate(None), "no due date")
        elif day := day_of(said, self._session.today):
            self.propose(Redate(day), f"{day:%A} {day.day} {day:%B %Y}  ({day.isoformat()})")
        else:
            self.propose(None, "not a day yet")
