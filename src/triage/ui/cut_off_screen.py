"""The screen's part that comes back to what was cut off or overwritten before."""

from triage.core.gesture import Interrupted
from triage.session.plan import Settled
from triage.ui import choices, gesture_words
from triage.ui.choice_dialog import Choice
from triage.ui.decide_screen import Verb
from triage.ui.keymap import shown_key
from triage.ui.live_screen import LiveScreen


class CutOffScreen(LiveScreen):
    """Once the vault is read, asks about a gesture that was cut off, and tells what was overwritten."""

    _asked_about = ""
    """The gesture that was cut off and asked about already."""
    _told_overwritten = 0

    def scanned(self) -> None:
        """It is known what stands in the notes."""
        super().scanned()
        self.show_overwritten()
        self.call_later(self._ask_about_cut_off)

    # Cut off

    async def _ask_about_cut_off(self) -> None:
        interrupted = self.session.interrupted
        if interrupted is None or interrupted.gesture.id == self._asked_about:
            return
        self._asked_about = interrupted.gesture.id

        async def answer(choice: Choice[choices.CutOff] | None) -> None:
            match choice.value if choice else choices.CutOff.LEAVE:
                case choices.CutOff.LEAVE:
                    pass
                case choices.CutOff.GO_ON:
                    await self._go_on_with(interrupted)
                case choices.CutOff.TAKE_BACK:
                    await self.reverse_gesture(interrupted.gesture.id, False, lambda settled: None)

        await self.ask(choices.what_of_cut_off(interrupted), answer)

    async def _go_on_with(self, interrupted: Interrupted) -> None:
        def then(settled: Settled) -> None:
            self.fill()
            self.task_list.refresh()
            self.say(gesture_words.gone_on(settled, interrupted))

        if plan := self.session.plan_rest():
            await self.write(plan, then)

    # Overwritten

    def show_overwritten(self) -> None:
        """Say in the header how many decisions another program has overwritten, and once in a notice."""
        number = len(self.session.overwriting.found())
        key = shown_key("offer", self._keys)
        self.header.overwritten = f"{number:,} overwritten ({key})" if number else ""
        if number > self._told_overwritten:
            self.task_list.update()
            self.notify(gesture_words.overwritten(number, key), severity="warning", markup=False, timeout=8)
        self._told_overwritten = number

    def followed(self) -> None:
        """Another program may have overwritten something just now."""
        super().followed()
        self.show_overwritten()

    def show_settled(self, settled: Settled) -> Settled:
        """Show also how many are still overwritten, or are again once this was taken back."""
        super().show_settled(settled)
        if self._told_overwritten or settled.gesture.concerns:
            self.show_overwritten()
        return settled

    async def action_offer(self) -> None:
        """Show what would be applied again, and write it once another key says so."""
        verb = Verb(self.session.plan_again)
        await self.ask_first(verb, verb.plan(self.session.overwriting.found()))
