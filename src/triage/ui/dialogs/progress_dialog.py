"""How far a long gesture is; escape stops it between two notes."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import ProgressBar, Static

_SHOWING_SECONDS = 0.1


class Progress:
    """What the writing thread and the screen tell each other; each writes only its own attributes."""

    def __init__(self, notes: int) -> None:
        """Begin before the first note."""
        self.notes = notes
        self.done = 0
        self.is_stopped_by_user = False
        """Whether the user stopped it, so that the next start does not offer the rest."""
        self._is_cut_off = False

    def goes_on(self, done: int) -> bool:
        """Take in how many notes are written; False if no other may begin."""
        self.done = done
        return not (self.is_stopped_by_user or self._is_cut_off)

    def stop(self) -> None:
        """Let no other note begin, since the user says so."""
        self.is_stopped_by_user = True

    def cut_off(self) -> None:
        """Let no other note begin, since the process ends."""
        self._is_cut_off = True


class ProgressDialog(ModalScreen[None]):
    """Shows how far the writing is, until its opener closes the dialog."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "stop", "Stop", priority=True)]

    def __init__(self, title: str, progress: Progress) -> None:
        """Show `title`, which must be clean."""
        super().__init__()
        self._title = title
        self._progress = progress

    @property
    def notes(self) -> int:
        """How many notes are to be written."""
        return self._progress.notes

    @property
    def done(self) -> int:
        """How many of them are."""
        return self._progress.done

    def compose(self) -> ComposeResult:
        """A bar beneath the title."""
        with Vertical(id="dialog"):
            yield Static(self._title, id="dialog-title", markup=False)
            yield ProgressBar(total=self._progress.notes, show_eta=False, id="progress")
            yield Static("esc stops after a note; one undo covers what is written", id="hint", markup=False)

    def on_mount(self) -> None:
        """Follow the progress."""
        self.set_interval(_SHOWING_SECONDS, self._show)

    def action_stop(self) -> None:
        """Stop after the note that is being written."""
        self._progress.stop()
        self.query_one("#hint", Static).update("stopping after this note…")

    def _show(self) -> None:
        self.query_one(ProgressBar).update(progress=self._progress.done)
        notes = f"{self._progress.done:,} of {self._progress.notes:,} notes"
        self.query_one("#dialog-title", Static).update(f"{self._title}, {notes}")
