"""Undo and redo."""

from collections.abc import Callable, Iterable

from triage.core.history.gesture import Entry, Undoing
from triage.session.plan import Plan, Settled
from triage.ui.dialogs import choices
from triage.ui.dialogs.choice_dialog import Choice
from triage.ui.screen.base import BaseScreen
from triage.ui.screen.calls import Tell, Write
from triage.ui.screen.listing import Listing
from triage.words import gesture_words, outcome_words


class Reversing:
    """Undoes and redoes gestures; one of an earlier run is shown first, and asked about once."""

    def __init__(
        self,
        screen: BaseScreen,
        listing: Listing,
        write: Write,
        compare_new: Callable[[Iterable[int]], None],
    ) -> None:
        """Reverse nothing yet; `compare_new` compares rows that have not been compared."""
        self._screen = screen
        self._session = screen.session
        self._listing = listing
        self._write = write
        self._compare_new = compare_new
        self._asked: set[str] = set()
        """The earlier runs that the user agreed to undo or redo."""

    async def undo(self) -> None:
        """Undo the last gesture."""
        self._session.past.know(lambda history: history.knows(Undoing.UNDO))
        await self._reverse(self._session.past.history.undoable, self._session.planner.undo, is_redo=False)

    async def redo(self) -> None:
        """Redo the gesture that was undone last."""
        self._session.past.know(lambda history: history.knows(Undoing.REDO))
        await self._reverse(self._session.past.history.redoable, self._session.planner.redo, is_redo=True)

    async def _reverse(
        self, entries: tuple[Entry, ...], plan: Callable[[], Plan | None], *, is_redo: bool
    ) -> None:
        if not entries:
            self._screen.say(gesture_words.nothing_to(Undoing.REDO if is_redo else Undoing.UNDO))
            return
        last = entries[-1]
        if last.gesture.run in {self._session.run, *self._asked}:
            await self._write_reverse(plan())
            return

        async def answer(choice: Choice[bool] | None) -> None:
            if choice and choice.value:
                self._asked.add(last.gesture.run)
                await self._write_reverse(plan())

        said, lines = gesture_words.last_gesture(last), gesture_words.sample(last)
        await self._screen.ask(choices.really_undo(said, lines, is_redo), answer)

    async def reverse_gesture(self, id_: str, is_redo: bool, tell: Tell) -> bool:
        """Undo or redo one gesture, and tell its outcome; False if there is nothing to write."""
        plan = self._session.planner.redo(id_) if is_redo else self._session.planner.undo(id_)
        await self._write_reverse(plan, tell)
        return plan is not None

    async def _write_reverse(self, plan: Plan | None, tell: Tell = lambda settled: None) -> None:
        def then(settled: Settled) -> None:
            tell(settled)
            self._compare_new(settled.keys)
            if any(not self._screen.task_list.shows(key) for key in settled.keys):
                if (
                    not self._listing.arrangement.typed
                ):  # the cursor goes there though the view may not take it
                    self._listing.keep_shown(settled.keys[:1])
                self._listing.fill()
            if settled.keys:
                self._screen.task_list.move_to(settled.keys[0])
            self._screen.say(outcome_words.reversed_gesture(settled))

        if plan is not None and not self._screen.is_leaving:
            await self._write(plan, then)
