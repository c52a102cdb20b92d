"""The screen of the journal: every gesture, the latest first, each can be undone or redone."""

from collections.abc import Awaitable, Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.getters import query_one
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from triage.core.errors import NoteUnreadable, TriageError
from triage.core.history.gesture import Entry
from triage.core.plain import plain
from triage.core.task.note import some_lines
from triage.session.plan import Settled
from triage.session.session import Session
from triage.ui.widgets.log_text import failed_text, gesture_line, lines_text
from triage.words import outcome_words

_MOST = 300
"""How many gestures are listed."""
_KEYS = (("u", "undo"), ("U", "redo"), ("enter", "its lines"), ("esc", "back"))

Reverse = Callable[[str, bool, Callable[[Settled], None]], Awaitable[bool]]
"""Undoes or redoes a gesture by its id, and tells its outcome; False if there is nothing to write."""


class HistoryScreen(ModalScreen[None]):
    """Lists gestures; what one did to its lines stands beneath, and fills the screen on enter."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,left,h", "back", "Back", priority=True),
        Binding("q,H", "leave", "Back", priority=True),
        Binding("enter,right,l", "open", "Its lines", priority=True),
        Binding("u", "reverse(False)", "Undo", priority=True),
        Binding("U", "reverse(True)", "Redo", priority=True),
        Binding("down,j", "move('cursor_down', 1)", "Next", priority=True),
        Binding("up,k", "move('cursor_up', -1)", "Previous", priority=True),
        Binding("pagedown,ctrl+f", "move('page_down', 10)", "Page down", priority=True),
        Binding("pageup,ctrl+b", "move('page_up', -10)", "Page up", priority=True),
        Binding("home,g", "move('first', -100000)", "First", priority=True),
        Binding("end,G", "move('last', 100000)", "Last", priority=True),
    ]

    gestures = query_one(OptionList)
    lines = query_one(VerticalScroll)

    def __init__(self, session: Session, reverse: Reverse) -> None:
        """Show what the journal of a session holds; `reverse` writes."""
        super().__init__()
        self._session = session
        self._reverse = reverse
        self._entries: list[Entry] = []

    def compose(self) -> ComposeResult:
        """The gestures, the lines of the one under the cursor, what was done, and the keys."""
        yield Static(Content.styled(" History ", "bold reverse"), id="history-title", markup=False)
        yield OptionList(id="gestures", markup=False)
        with VerticalScroll(id="gesture-lines", can_focus=False):
            yield Static(id="gesture-text", markup=False)
        yield Static(id="history-said", markup=False)
        keys = [part for key, what in _KEYS for part in ((f" {key} ", "bold $text-accent"), f"{what}  ")]
        yield Static(Content.assemble(*keys), id="history-keys", markup=False)

    def on_mount(self) -> None:
        """Begin at the latest gesture."""
        self._fill("")
        self.gestures.focus()

    def _fill(self, at: str) -> None:
        """List the gestures, the cursor on the one with this id, else on the first."""
        try:
            entries = self._session.read_journal(_MOST)
        except TriageError as problem:
            self._say(plain(str(problem), 300), "$text-error")
            return
        self._entries = [entry for entry in reversed(entries) if entry.written][:_MOST]
        self._list(at)

    def _list(self, at: str) -> None:
        standing = self._session.history.standing
        interrupted = self._session.interrupted
        cut_off = interrupted.gesture.id if interrupted else ""
        options = [
            Option(
                gesture_line(
                    entry,
                    is_undone=entry.gesture.id not in standing,
                    is_cut_off=entry.gesture.id == cut_off,
                )
            )
            for entry in self._entries
        ]
        self.gestures.clear_options()
        self.gestures.add_options(options)
        ids = [entry.gesture.id for entry in self._entries]
        if ids:
            self.gestures.highlighted = ids.index(at) if at in ids else 0
        else:
            self._show(Content("Nothing was decided in this vault yet."))

    def follow_day(self) -> bool:
        """Say the times of day as they are in the local zone of now."""
        entry = self._entry
        self._list(entry.gesture.id if entry else "")
        return False

    @property
    def _entry(self) -> Entry | None:
        at = self.gestures.highlighted
        return None if at is None or at >= len(self._entries) else self._entries[at]

    @on(OptionList.OptionHighlighted)
    def _show_lines(self) -> None:
        if entry := self._entry:
            self._show(lines_text(entry, self.app.size.width - 4))

    def _show(self, text: Content) -> None:
        self.query_one("#gesture-text", Static).update(text)
        self.lines.scroll_home(animate=False, immediate=True)

    def _say(self, said: str, style: str = "$text-accent") -> None:
        self.query_one("#history-said", Static).update(Content.styled(said, style))

    # Moving

    def action_move(self, where: str, lines: int) -> None:
        """To another gesture; where the lines fill the screen, on in these."""
        if self.gestures.display:
            getattr(self.gestures, f"action_{where}")()
        else:
            self.lines.scroll_relative(y=lines, animate=False, immediate=True)

    def action_open(self) -> None:
        """Let the lines fill the screen."""
        self.gestures.display = self._entry is None

    @on(OptionList.OptionSelected)
    def _clicked(self) -> None:
        self.action_open()

    def action_back(self) -> None:
        """From the lines to the gestures, from these to the queue."""
        if self.gestures.display:
            self.dismiss(None)
        else:
            self.gestures.display = True
            self.gestures.focus()

    def action_leave(self) -> None:
        """Back to the queue."""
        self.dismiss(None)

    # Reversing

    async def action_reverse(self, is_redo: bool) -> None:
        """Undo or redo the gesture under the cursor, whatever came after it."""
        if (entry := self._entry) is None:
            return
        id_ = entry.gesture.id

        def then(settled: Settled) -> None:
            self._fill(id_)
            colour = "$text-error" if settled.failed else "$text-accent"
            self._say(outcome_words.reversed_gesture(settled), colour)
            if settled.failed:
                self.call_after_refresh(self._show, failed_text(settled.failed, self._standing))

        if not await self._reverse(id_, is_redo, then):
            what = "Not undone" if is_redo else "Already undone"
            self._say(f"{what}, or its lines have changed since")

    def _standing(self, note: str, number: int) -> str:
        """What stands on a line of a note now."""
        try:
            lines: Sequence[str] = some_lines(self._session.read_note(note))
        except NoteUnreadable as problem:
            return str(problem)
        return lines[number - 1] if number <= len(lines) else "the note is shorter now"
