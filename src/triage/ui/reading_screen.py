"""The screen's reading part: scanning and comparing while the queue is shown."""

from collections.abc import Collection, Iterable

from textual import on

from triage.core.config import Config
from triage.core.edit import Place
from triage.core.plain import plain
from triage.core.row import Grouping
from triage.session.session import Session
from triage.ui.comparer import Alike, AllCompared, Comparer
from triage.ui.keymap import Keymap
from triage.ui.outside import Outside
from triage.ui.queue_screen import SETTLING, QueueScreen
from triage.ui.scanner import Ended, Found, Scanner
from triage.ui.writer import Writer
from triage.words.amount import count

_FILLING = 1.0
"""Seconds between two fillings of the list while the vault is read: each may redraw the whole screen."""


class ReadingScreen(QueueScreen):
    """Shows the queue while the vault is still being read and compared."""

    def __init__(
        self, session: Session, outside: Outside, writer: Writer, keys: Keymap, config: Config
    ) -> None:
        """Show a session; its vault is read as soon as the screen is there."""
        super().__init__(session, outside, writer, keys, config)
        self._scanner = Scanner(self, session)
        self._comparer = Comparer(self, session)
        self._compared: frozenset[int] = frozenset()
        self._marks_left: list[tuple[str, Place]] = []

    def on_mount(self) -> None:
        """Begin to read."""
        self.task_list.focus()
        self._start_scan()

    def _start_scan(self) -> None:
        self._comparer.stop()
        self.session.begin()
        self.header.is_scanning = True
        self._scanner.start()

    @on(Found)
    def _take(self, event: Found) -> None:
        self._take_in(event)
        self._scanner.took()

    def _take_in(self, event: Found) -> None:
        if not self._scanner.is_current(event):
            return
        self.session.take(event.batch)
        if not self.task_list.keys:
            self.fill()
        elif event.batch.notes and self._filling is None:
            wait = SETTLING if self.task_list.follows_top else _FILLING
            self._filling = self.set_timer(wait, self.fill)

    @on(Ended)
    def _end(self, event: Ended) -> None:
        if not self._scanner.is_current(event):
            return
        self.header.is_scanning = False
        if event.problem:
            self.complain(event.problem)
        elif self.session.problems:
            self._tell_problems()
        self.session.end_scan()
        self.fill()
        self.task_list.refresh()
        for note, place in self._marks_left:
            self.session.marks.add(key for key in self.session.queue.at(note, [place]) if key is not None)
        self._marks_left = []
        self.scanned()
        self.count_marks()
        self.start_comparing()

    def scanned(self) -> None:
        """Every note was read: what waits for it may go on."""

    def compare_new(self, keys: Iterable[int]) -> None:
        """Forget what was alike and find it anew, where some of these rows have not been compared."""
        if self._compared.issuperset(keys):
            return
        self.session.forget_likenesses()
        self.start_comparing()

    def start_comparing(self) -> None:
        """Find what is alike among the rows of now."""
        self._compared = frozenset(self.session.rows)
        self.header.is_comparing = True
        self._comparer.start()

    def compare_others(self, notes: Collection[str], keys: Collection[int]) -> None:
        """Find what is alike to what came, went or was reworded in some notes."""
        self._compared |= frozenset(keys)
        self.header.is_comparing = True
        self._comparer.again(notes, keys)

    @on(Alike)
    def _take_alike(self, event: Alike) -> None:
        if self._comparer.is_current(event):
            self.session.take_compared(event.compared)
            self.task_list.update()
            self.count()
            self.rest()

    @on(AllCompared)
    def _end_comparing(self, event: AllCompared) -> None:
        if not self._comparer.is_current(event):
            return
        self.header.is_comparing = False
        if not event.is_again:
            self.compared()
        elif self.arrangement.grouping is Grouping.CARD or self.arrangement.view.name != "all":
            self.fill()

    def compared(self) -> None:
        """Everything is known that can be: what waits for it may go on."""
        arrangement = self.arrangement
        by_card = arrangement.grouping is Grouping.CARD
        if arrangement.typed.traits:  # what was shown while this was not known is not kept
            self.show_again(arrangement)
        elif by_card or arrangement.view.name != "all":
            self.fill()

    def _tell_problems(self) -> None:
        """Say once that not everything could be read, and what came first."""
        first, *others = self.session.problems
        more = f" (and {count(len(others), 'problem')} more)" if others else ""
        self.notify(f"{plain(first, 300)}{more}", severity="warning", markup=False, timeout=8)

    def action_refresh(self) -> None:
        """Read the vault again; decided rows go, the cursor stays on its proposal."""
        if self.row and not self.row.is_open:
            self.task_list.advance()
        row = self.row
        self._return_to = (row.proposal.note, row.proposal.place) if row else None
        marked = (self.session.rows[key].proposal for key in sorted(self.session.marks.keys))
        self._marks_left = [(proposal.note, proposal.place) for proposal in marked]
        self._start_scan()
        self._kept = set()
        self.fill()
