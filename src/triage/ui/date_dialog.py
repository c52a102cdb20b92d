"""Changing or clearing the due date."""

from collections.abc import Iterator

from textual.widget import Widget

from triage.core.day_words import day_of
from triage.core.decision import Decision, Redate
from triage.ui.dialog import DecisionDialog
from triage.ui.line_input import LineInput

_CLEAR = frozenset({"none", "clear", "-"})


class DateDialog(DecisionDialog):
    """Takes words for a day and shows the date they mean while they are typed."""

    title_text = "Due"
    hint = "fri · +3d · next week · 3 dec · 2026-12-01 · none clears it · enter writes it, esc leaves it"

    def question(self) -> Iterator[Widget]:
        """One input for the words."""
        yield LineInput(placeholder="when? fri, +3d, next week, 3 dec, none", id="when", compact=True)

    def read(self, typed: str) -> tuple[Decision | None, str]:
        """The day that the words mean."""
        said = typed.strip().lower()
        if not said:
            return None, ""
        if said in _CLEAR:
            return Redate(None), "no due date"
        if day := day_of(said, self._session.today):
            return Redate(day), f"{day:%A} {day.day} {day:%B %Y}  ({day.isoformat()})"
        return None, "not a day yet"
