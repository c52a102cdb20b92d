"""Dialogs for a day: the due date, accepting by another date, snoozing until a day."""

from collections.abc import Iterator
from datetime import date

from textual import on
from textual.widget import Widget
from textual.widgets import Input, Static

from triage.core.errors import Refusal, Refused
from triage.core.task.decision import AcceptBy, Decision, Redate, Shift, Snooze
from triage.core.typed_day import day_of, days_in
from triage.ui.dialogs.dialog import DecisionDialog
from triage.ui.terminal.line_input import LineInput
from triage.ui.terminal.type_ahead import caught_up
from triage.words import day_words

_CLEAR = frozenset({"none", "clear", "-"})
_BY = "by"


class DateDialog(DecisionDialog):
    """Takes words for a day and shows the date they mean while they are typed."""

    title_text = "Due"
    hint = "fri · +3d · next week · 2026-12-01 · none clears · by 1w shifts · enter writes it, esc leaves it"
    placeholder = "when? fri, +3d, next week, 3 dec, none, by 1w"

    _is_to_be_seen = False
    """Whether what is typed means another day since midnight, and the user has not seen which."""
    _said = ""
    """The words that were answered."""

    def question(self) -> Iterator[Widget]:
        """One input for the words."""
        yield LineInput(placeholder=self.placeholder, id="when", compact=True)

    def read(self, typed: str) -> tuple[Decision | None, str]:
        """The decision that the words mean."""
        said = typed.strip().lower()
        if not said:
            return None, ""
        if said in _CLEAR:
            return self.cleared()
        if said.startswith(_BY) and (days := days_in(said.removeprefix(_BY))):
            return self.shifted(days)
        if day := day_of(said, self._session.today):
            return self.dated(day)
        return None, "not a day yet"

    def meant(self, decision: Decision) -> Decision:
        """What the words mean today."""
        by_now, _ = self.read(self._said)
        if by_now is None:
            raise Refused(Refusal.DAY_HAS_COME)
        return by_now

    def follow_day(self) -> bool:
        """Show which day the words mean today; if it is another one, the next enter writes nothing."""
        before = self._decision
        self.propose(*self.read(self.query_one(Input).value))
        if self._decision != before:
            self._is_to_be_seen = True
            self.query_one("#hint", Static).update(day_words.LOOK_AGAIN)
        return False

    @on(Input.Changed)
    def _typed(self) -> None:
        """What the user types now is read with the meaning of today."""
        if self._is_to_be_seen:
            self._has_been_seen()

    def _has_been_seen(self) -> None:
        self._is_to_be_seen = False
        self.query_one("#hint", Static).update(self.hint)

    async def action_submit(self) -> None:
        """Write what is typed, unless it means another day since midnight: then only show which."""
        typed = self.query_one(Input)
        await caught_up(typed)
        await caught_up(self)
        if self._is_to_be_seen:
            self._has_been_seen()
            return
        self._said = typed.value
        await super().action_submit()

    def dated(self, day: date) -> tuple[Decision | None, str]:
        """What a day means here."""
        return Redate(day), _in_full(day)

    def cleared(self) -> tuple[Decision | None, str]:
        """What no day means here."""
        return Redate(None), "no due date"

    def shifted(self, days: int) -> tuple[Decision | None, str]:
        """What a shift by some days means here."""
        return Shift(days), f"{abs(days)} days {'later' if days >= 0 else 'earlier'} than it says"


class AcceptByDialog(DateDialog):
    """Accepts by the day that is typed."""

    title_text = "Accept by"
    hint = "fri · +3d · next week · 2026-12-01 · none drops the date · enter accepts, esc leaves it"
    placeholder = "when? fri, +3d, next week, 3 dec, none"

    def dated(self, day: date) -> tuple[Decision | None, str]:
        """Accepted, due that day."""
        return AcceptBy(day), _in_full(day)

    def cleared(self) -> tuple[Decision | None, str]:
        """Accepted without a date."""
        return AcceptBy(None), "no due date"

    def shifted(self, days: int) -> tuple[Decision | None, str]:
        """Nothing: this dialog needs a day."""
        return None, "type the day itself"


class SnoozeDialog(DateDialog):
    """Puts proposals out of sight until the day that is typed."""

    title_text = "Snooze until"
    hint = "fri · +3d · next week · 3 dec · 2026-12-01 · enter snoozes, esc leaves it"
    placeholder = "until when? fri, +3d, next week, 3 dec"

    def dated(self, day: date) -> tuple[Decision | None, str]:
        """Snoozed until that day."""
        if day <= self._session.today:
            return None, "that is not after today"
        return Snooze(day), f"out of sight until {_in_full(day)}; the note stays as it is"

    def cleared(self) -> tuple[Decision | None, str]:
        """In sight again."""
        return Snooze(None), "in sight again"

    def shifted(self, days: int) -> tuple[Decision | None, str]:
        """Nothing: this dialog needs a day."""
        return None, "type the day itself"


def _in_full(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B %Y}  ({day.isoformat()})"
