"""A gesture that was cut off: its run died before all of it was written."""

from triage.core.errors import TriageError
from triage.core.history.gesture import Interrupted
from triage.session.plan import Settled
from triage.ui.dialogs import choices
from triage.ui.dialogs.choice_dialog import Choice
from triage.ui.keys.key_name import shown_key
from triage.ui.screen.base import BaseScreen
from triage.ui.screen.calls import Reverse, Write
from triage.ui.screen.listing import Listing
from triage.words import gesture_words


class Interruption:
    """Asks once what to do about it: go on, undo, or leave it."""

    def __init__(self, screen: BaseScreen, listing: Listing, write: Write, reverse: Reverse) -> None:
        """Ask nothing yet."""
        self._screen = screen
        self._session = screen.session
        self._listing = listing
        self._write = write
        self._reverse = reverse
        self._asked_about = ""
        """The id of the gesture that was asked about already."""

    async def ask(self) -> None:
        """Ask about the gesture, if there is one and it was not asked about."""
        interrupted = self._session.past.interrupted
        if interrupted is None or interrupted.gesture.id == self._asked_about:
            return
        self._asked_about = interrupted.gesture.id

        async def answer(choice: Choice[choices.CutOff] | None) -> None:
            match choice.value if choice else choices.CutOff.NOT_NOW:
                case choices.CutOff.NOT_NOW:
                    pass
                case choices.CutOff.GO_ON:
                    await self._go_on_with(interrupted)
                case choices.CutOff.UNDO:
                    await self._undo(interrupted)
                case choices.CutOff.LEAVE:
                    await self._leave_it()

        await self._screen.ask(choices.what_of_cut_off(interrupted), answer)

    async def _go_on_with(self, interrupted: Interrupted) -> None:
        def then(settled: Settled) -> None:
            self._listing.fill()
            self._screen.task_list.refresh()
            self._screen.say(
                gesture_words.gone_on(settled, interrupted, shown_key("undo", self._screen.keys))
            )

        if plan := self._session.planner.rest():
            await self._write(plan, then)
        else:
            self._screen.say(gesture_words.SETTLED_ELSEWHERE)

    async def _undo(self, interrupted: Interrupted) -> None:
        try:
            self._session.past.read(1)
        except TriageError as problem:
            self._screen.complain(str(problem))
            return
        if not await self._reverse(interrupted.gesture.id, False, lambda settled: None):
            self._screen.say(gesture_words.SETTLED_ELSEWHERE)

    async def _leave_it(self) -> None:
        if await self._screen.writer.aside(self._session.past.leave_rest):
            self._session.past.forget_rest()
        else:
            self._screen.complain("The journal could not keep that; the next start asks again")
