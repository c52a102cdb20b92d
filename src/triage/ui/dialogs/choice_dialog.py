"""One question with a few answers, each with a key of its own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from triage.ui.dialogs.dialog import SHORT
from triage.ui.keys.key_name import normal_keys
from triage.words import day_words

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Choice(Generic[Value]):
    """One answer; its text must be clean."""

    key: str
    text: str
    value: Value


class ChoiceDialog(ModalScreen[Choice[Value] | None]):
    """Asks; a key or enter answers, escape leaves all as it is."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Cancel", priority=True),
        Binding("enter", "choose_highlighted", "Choose", priority=True),
        Binding("down", "move(1)", "Next", priority=True),
        Binding("up", "move(-1)", "Previous", priority=True),
    ]

    VERTICAL_BREAKPOINTS = SHORT

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice[Value]],
        detail: Content | str = "",
        *,
        again: Callable[[], Sequence[Choice[Value]]] | None = None,
    ) -> None:
        """Ask `title`, with more to read in `detail`; both must be clean.

        If the answers depend on today, `again` gives them for a new day.
        """
        super().__init__()
        self._title = title
        self._choices = list(choices)
        self._detail = detail
        self._again = again
        self._keys = {choice.key for choice in self._choices}
        for choice in self._choices:
            (key,) = normal_keys(choice.key)
            self._bindings.bind(key, f"press({choice.key!r})", choice.text, show=False, priority=True)

    def compose(self) -> ComposeResult:
        """Put the answers under the question."""
        with Vertical(id="dialog"):
            yield Static(self._title, id="dialog-title", markup=False)
            if self._detail:
                yield Static(self._detail, id="detail", markup=False)
            yield OptionList(*self._options(), id="choices", markup=False)
            yield Static("press a key, or ↑ ↓ and enter; esc leaves it as it is", id="hint", markup=False)

    def _options(self) -> list[Option]:
        return [
            Option(Content.assemble((f" {c.key} ", "bold $text-accent"), f" {c.text}")) for c in self._choices
        ]

    def follow_day(self) -> bool:
        """Offer the answers of today; True if they have changed."""
        choices = [each for each in self._again() if each.key in self._keys] if self._again else self._choices
        if choices == self._choices:
            return False
        options = self.query_one(OptionList)
        at = options.highlighted or 0
        key = self._choices[at].key
        self._choices = choices
        options.clear_options()
        options.add_options(self._options())
        options.highlighted = next((at for at, each in enumerate(choices) if each.key == key), 0)
        self.query_one("#hint", Static).update(day_words.LOOK_AGAIN)
        return True

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self.action_choose(event.option_index)

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        options = self.query_one(OptionList)
        options.highlighted = ((options.highlighted or 0) + by) % options.option_count

    def action_choose_highlighted(self) -> None:
        """Answer with the choice under the cursor."""
        self.action_choose(self.query_one(OptionList).highlighted or 0)

    def action_press(self, key: str) -> None:
        """Answer with the choice of a key, if it is still there."""
        for number, choice in enumerate(self._choices):
            if choice.key == key:
                self.action_choose(number)

    def action_choose(self, number: int) -> None:
        """Answer with a choice."""
        self.dismiss(self._choices[number])

    def action_cancel(self) -> None:
        """Leave everything as it is."""
        self.dismiss(None)
