"""The screen's part that comes back to what was cut off or overwritten before."""

from triage.core.errors import TriageError
from triage.core.gesture import Interrupted
from triage.session.plan import Settled
from triage.ui import choices
from triage.ui.choice_dialog import Choice
from triage.ui.decide_screen import Repeatable
from triage.ui.keymap import shown_key
from triage.ui.live_screen import LiveScreen
from triage.words import gesture_words

_WAIT = 0.1
"""Seconds until the journal is asked again, where a save was under way."""


class CutOffScreen(LiveScreen):
    """Once the vault is read, asks about a gesture that was cut off, and tells what was overwritten."""

    _asked_about = ""
    """The gesture that was cut off and asked about already."""
    _told_overwritten = 0

    def scanned(self) -> None:
        """It is known what stands in the notes."""
        super().scanned()
        self._look_for_overwritten()
        self.call_later(self._ask_about_cut_off)

    # Cut off

    async def _ask_about_cut_off(self) -> None:
        interrupted = self.session.interrupted
        if interrupted is None or interrupted.gesture.id == self._asked_about:
            return
        self._asked_about = interrupted.gesture.id

        async def answer(choice: Choice[choices.CutOff] | None) -> None:
            match choice.value if choice else choices.CutOff.NOT_NOW:
                case choices.CutOff.NOT_NOW:
                    pass
                case choices.CutOff.GO_ON:
                    await self._go_on_with(interrupted)
                case choices.CutOff.TAKE_BACK:
                    await self._take_back(interrupted)
                case choices.CutOff.LEAVE:
                    await self._leave_it()

        await self.ask(choices.what_of_cut_off(interrupted), answer)

    async def _go_on_with(self, interrupted: Interrupted) -> None:
        def then(settled: Settled) -> None:
            self.fill()
            self.task_list.refresh()
            self.say(gesture_words.gone_on(settled, interrupted))

        if plan := self.session.plan_rest():
            await self.write(plan, then)
        else:
            self.say(gesture_words.SETTLED_ELSEWHERE)

    async def _take_back(self, interrupted: Interrupted) -> None:
        try:
            self.session.read_journal(1)
        except TriageError as problem:
            self.complain(str(problem))
            return
        if not await self.reverse_gesture(interrupted.gesture.id, False, lambda settled: None):
            self.say(gesture_words.SETTLED_ELSEWHERE)

    async def _leave_it(self) -> None:
        if await self._writer.aside(self.session.leave_rest):
            self.session.forget_rest()
        else:
            self.complain("The journal could not be told so; the next start asks again")

    # Overwritten

    def _look_for_overwritten(self) -> None:
        """Show what is overwritten; where another run of triage may have done it, ask the journal first."""
        if self.session.overwriting.is_in_doubt:
            self.run_worker(self._ask_journal(), group="journal")
        else:
            self.show_overwritten()

    async def _ask_journal(self) -> None:
        doubts = self.session.overwriting.doubts
        try:
            entries = await self._writer.aside(self.session.overwriting.read)
        except TriageError:  # as long as it is in doubt, nothing is said to be overwritten
            return
        if entries is None:  # a save is under way, and its gesture not yet known
            self.set_timer(_WAIT, self._look_for_overwritten)
            return
        self.session.overwriting.take(entries, doubts)
        self.show_overwritten()
        self.task_list.refresh()

    def show_overwritten(self) -> None:
        """Say in the header how many decisions another program has overwritten, and once in a notice."""
        number = len(self.session.overwriting.found())
        key = shown_key("offer", self.keys)
        self.header.overwritten = f"{number:,} overwritten ({key})" if number else ""
        if number > self._told_overwritten:
            self.notify(gesture_words.overwritten(number, key), severity="warning", markup=False, timeout=8)
        self._told_overwritten = number

    def followed(self) -> None:
        """Another program may have overwritten something just now."""
        super().followed()
        self._look_for_overwritten()

    def show_settled(self, settled: Settled) -> Settled:
        """Show also how many are still overwritten, or are again once this was taken back."""
        super().show_settled(settled)
        if self._told_overwritten or settled.gesture.concerns:
            self._look_for_overwritten()
        return settled

    async def action_offer(self) -> None:
        """Show what would be applied again, and write it once another key says so."""
        verb = Repeatable(self.session.plan_again)
        await self.ask_first(verb, verb.plan(self.session.overwriting.found()))
