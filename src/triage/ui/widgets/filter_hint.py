"""The line under a filter that is being typed."""

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from triage.core.filtering.completion import Completion
from triage.core.filtering.error import BadFilter

_GAP = "  "
_KEYS = "enter keeps · esc clears"
_WITH_CANDIDATES = "tab takes"


class FilterHint(Widget):
    """Shows the candidates, one highlighted; or what is wrong, and where."""

    candidates: reactive[tuple[Completion, ...]] = reactive(())
    highlighted = reactive(0)
    error: reactive[BadFilter | None] = reactive(None, always_update=True)
    error_at = reactive(0)
    """The column at which the error's place begins in the input."""

    @property
    def candidate(self) -> Completion | None:
        """The highlighted one, which tab takes."""
        return self.candidates[self.highlighted] if self.candidates else None

    def validate_highlighted(self, number: int) -> int:
        """Go from the last to the first, and back."""
        return number % len(self.candidates) if self.candidates else 0

    def watch_candidates(self) -> None:
        """Begin with the first again."""
        self.highlighted = 0

    def render(self) -> Content:
        """Fit the candidates or the error into the line."""
        width = self.size.width
        error = self.error
        shown = self._shown_candidates(width) if error is None else self._shown_error(error, width)
        return shown.truncate(width, ellipsis=True)

    def _shown_error(self, error: BadFilter, width: int) -> Content:
        """A caret under the place, the message on the side that has room."""
        at = min(max(self.error_at, 0), max(0, width - 1))
        caret = Content.styled("^", "bold $text-error")
        said = f"{error} (tab)" if error.instead else str(error)
        message = Content.styled(said, "$text-error")
        if at + 2 + message.cell_length <= width or at < width // 2:
            return Content.assemble(" " * at, caret, " ", message)
        message = message.truncate(at - 1, ellipsis=True)
        return Content.assemble(" " * (at - 1 - message.cell_length), message, " ", caret)

    def _shown_candidates(self, width: int) -> Content:
        """The candidates; the first ones are left out if the highlighted one has no room else."""
        if not self.candidates:
            return Content.styled(_KEYS, "$foreground-muted")
        first = 0
        while first < self.highlighted and self._width(first) > width:
            first += 1
        parts: list[tuple[str, str]] = []
        for number, candidate in enumerate(self.candidates[first:], first):
            style = "reverse" if number == self.highlighted else "$text-accent"
            parts += [(candidate.shown, style), (_GAP, "")]
        return Content.assemble(*parts, (_WITH_CANDIDATES, "$foreground-muted"))

    def _width(self, first: int) -> int:
        """How many cells the candidates take up to the highlighted one."""
        shown = self.candidates[first : self.highlighted + 1]
        return sum(cell_len(candidate.shown) + len(_GAP) for candidate in shown)
