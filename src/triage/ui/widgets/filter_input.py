"""The input of a filter."""

from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType

from triage.ui.terminal.line_input import LineInput


class FilterInput(LineInput):
    """An input whose candidates have keys, which count where they stand among the letters."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "take", "Take the candidate"),
        Binding("down,ctrl+n", "move(1)", "Next candidate"),
        Binding("up,ctrl+p,shift+tab", "move(-1)", "Candidate before"),
    ]

    def __init__(self, take: Callable[[], None], move: Callable[[int], None]) -> None:
        """Call these for its keys."""
        super().__init__(
            placeholder="words · owner: due: is: … · tab takes · enter keeps · esc clears",
            compact=True,
            select_on_focus=False,
        )
        self._take = take
        self._move = move

    def action_take(self) -> None:
        """Go on with the highlighted candidate."""
        self._take()

    def action_move(self, by: int) -> None:
        """Highlight another candidate."""
        self._move(by)
