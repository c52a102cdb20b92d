"""The line in which a filter is typed, and the line under it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message

from triage.core.filtering.completion import Completions, Values, completions
from triage.core.filtering.error import BadFilter
from triage.core.filtering.filter import Filter
from triage.ui.terminal.line_input import LineInput
from triage.ui.terminal.type_ahead import caught_up
from triage.ui.widgets.filter_hint import FilterHint


class FilterInput(LineInput):
    """An input with keys for its candidates; they work in the order in which they are typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "take", "Take the candidate"),
        Binding("down,ctrl+n", "move(1)", "Next candidate"),
        Binding("up,ctrl+p,shift+tab", "move(-1)", "Candidate before"),
    ]

    def __init__(self, take: Callable[[], None], move: Callable[[int], None]) -> None:
        """Begin empty; `take` and `move` are called for the keys of candidates."""
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


class FilterBar(Vertical):
    """Filters while the user types; enter goes back to the queue with the filter, escape without it.

    The line under the input shows while the input has the keys.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", "Keep", priority=True),
        Binding("escape", "clear", "Clear", priority=True),
    ]

    @dataclass
    class Changed(Message):
        """The filter that is typed is another one."""

        filter: Filter

    @dataclass
    class Left(Message):
        """The user is done typing."""

        text: str
        """The text of the filter to keep, "" for none."""

    def __init__(self, values: Values, today: date) -> None:
        """Begin out of sight."""
        super().__init__()
        self.display = False
        self._values = values
        self._today = today
        self._input = FilterInput(self._take, self._move)
        self._hint = FilterHint()
        self._posted = Filter()

    @property
    def value(self) -> str:
        """What is typed."""
        return self._input.value

    @value.setter
    def value(self, text: str) -> None:
        self._input.value = text

    @property
    def is_typing(self) -> bool:
        """Whether keys are letters of the filter."""
        return self.screen.focused is self._input

    def follow_day(self, today: date) -> None:
        """Read what is typed with the meaning of today."""
        self._today = today
        self._posted = self._posted.on(today)
        self._read()

    def focus_input(self) -> None:
        """Take the keys at once, and show what may come next."""
        self._input.cursor_position = len(self.value)
        self.screen.set_focus(self._input)
        self._look()

    def compose(self) -> ComposeResult:
        """The input above the line that helps."""
        yield self._input
        yield self._hint

    def on_mount(self) -> None:
        """Follow what is typed at once, without a turn of the event loop: keys come in bursts."""
        self.watch(self._input, "value", self._read, init=False)
        self.watch(self._input, "selection", self._look, init=False)
        self.watch(self._input, "scroll_x", self._point, init=False)

    # Following

    def _read(self) -> None:
        """Filter the queue by what is typed, if that can be read."""
        error = None
        try:
            typed = Filter.typed(self.value, self._today)
        except BadFilter as bad:
            error = bad
        else:
            if typed != self._posted:
                self._posted = typed
                self.post_message(self.Changed(typed))
        self._hint.error = error
        self._look()

    def _look(self) -> None:
        """Show what may come next at the cursor."""
        self._hint.candidates = self._completions().candidates
        self._point()

    def _completions(self) -> Completions:
        return completions(self.value, self._input.cursor_position, self._values, self._today)

    def _point(self) -> None:
        """Point at what is wrong in the input."""
        if error := self._hint.error:
            self._hint.error_at = cell_len(self.value[: error.start]) - round(self._input.scroll_offset.x)

    # Keys

    def _take(self) -> None:
        """Put in the correction of what is wrong, or the highlighted candidate."""
        if error := self._hint.error:
            if error.instead:
                self._put(error.start, error.end, error.instead)
            return
        found = self._completions()
        if (candidate := self._hint.candidate) in found.candidates:
            self._put(found.start, found.end, candidate.insert)

    def _put(self, start: int, end: int, text: str) -> None:
        self.value = f"{self.value[:start]}{text}{self.value[end:]}"
        self._input.cursor_position = start + len(text)

    def _move(self, by: int) -> None:
        self._hint.highlighted += by

    async def action_keep(self) -> None:
        """Go back to the queue with the filter; stay, and say why, if it cannot be read."""
        await caught_up(self._input)
        try:
            Filter.of(self.value, self._today)
        except BadFilter as error:
            self._hint.error = error
            self._point()
            return
        await self._leave()

    async def action_clear(self) -> None:
        """Go back to the queue without a filter."""
        await caught_up(self._input)
        self.value = ""
        await self._leave()

    async def _leave(self) -> None:
        """Tell the screen, and wait until it has heard, so that no key comes before."""
        self.post_message(self.Left(self.value))
        for node in self.ancestors_with_self:
            await caught_up(node)
            if node is self.screen:
                break
