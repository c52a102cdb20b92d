"""What the user is offered: to go on with what was decided alike, cut off or overwritten."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.timer import Timer

from triage.core.errors import NotKept, TriageError
from triage.core.history.gesture import Interrupted
from triage.core.task.decision import SIMPLE
from triage.session.plan import Settled
from triage.ui.dialogs import choices
from triage.ui.dialogs.choice_dialog import Choice
from triage.ui.keys.keymap import shown_key
from triage.ui.screen.base import BaseScreen
from triage.ui.screen.deciding import Deciding, Repeatable
from triage.ui.screen.listing import Listing
from triage.words import gesture_words

if TYPE_CHECKING:
    from triage.core.history.rule import Offer

_IDLE_SECONDS = 1.5
"""Seconds without a decision before it is looked for something to offer."""
_WAIT_SECONDS = 0.1
"""Seconds until the journal is asked again, where a save was under way."""


class Offers:
    """Offers in the header, or asks once; nothing is ever decided by itself."""

    def __init__(self, screen: BaseScreen, listing: Listing, deciding: Deciding) -> None:
        """Begin without an offer."""
        self._screen = screen
        self._session = screen.session
        self._listing = listing
        self._deciding = deciding
        self._offer: Offer | None = None
        self._idle: Timer | None = None
        self._told_overwritten = 0
        self._asked_about = ""
        """The gesture that was cut off and asked about already."""

    async def take_up(self) -> None:
        """Go on with what is offered; what was overwritten goes before what is like what was decided."""
        if self._session.overwriting.found():
            await self._apply_again()
        elif self._offer:
            await self._decide_alike(self._offer)
        else:
            self._screen.say("There is no offer: one comes once you have decided twenty of a kind alike")

    # What is like what was decided

    def look_once_idle(self) -> None:
        """Look, once the hands have been still for a while, whether there is something to offer."""
        if self._idle:
            self._idle.stop()
        if self._screen.config.offers:
            self._idle = self._screen.set_timer(_IDLE_SECONDS, self._make_offer)

    def follow_day(self) -> None:
        """Offer the rows that are late or old enough today; an offer without any goes."""
        if self._offer is None:
            return
        try:
            keys = tuple(self._session.offering.rows(self._offer))
        except TriageError:  # the journal cannot be read, which was told
            keys = ()
        self.show(replace(self._offer, keys=keys) if keys else None)

    def show(self, offer: "Offer | None") -> None:
        """Let an offer stand in the header until it is taken up or another one comes."""
        self._offer = offer
        key = shown_key("offer", self._screen.keys)
        self._screen.header.offer = f"{offer.sentence()} ({key})" if offer else ""

    def _make_offer(self) -> None:
        if self._screen.header.is_scanning or (offer := self._session.offering.look()) is None:
            return
        self.show(offer)
        try:
            self._session.offering.made(offer)
        except NotKept as problem:
            self._screen.complain(str(problem))

    async def _decide_alike(self, offer: "Offer") -> None:
        """Mark what is like what was decided alike, and show what deciding it so would write."""
        keys = self._session.offering.rows(offer)
        marked = self._mark(keys)

        def leave() -> None:
            self._mark(marked)
            self.show(offer)

        verb = Repeatable(lambda targets: self._session.plan(targets, SIMPLE[offer.verb]))
        self.show(None)
        await self._deciding.ask_first(verb, verb.plan(keys), leave)

    def _mark(self, keys: Iterable[int]) -> Collection[int]:
        """Mark these rows and no others; those that were marked before."""
        before = self._session.marks.replace(keys)
        self._screen.task_list.update()
        self._listing.count_marks()
        return before

    # What was cut off

    async def ask_about_cut_off(self) -> None:
        """Ask once what to do about a gesture whose run died before it was over."""
        interrupted = self._session.interrupted
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
                    await self._take_back(interrupted)
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

        if plan := self._session.plan_rest():
            await self._deciding.write(plan, then)
        else:
            self._screen.say(gesture_words.SETTLED_ELSEWHERE)

    async def _take_back(self, interrupted: Interrupted) -> None:
        try:
            self._session.read_journal(1)
        except TriageError as problem:
            self._screen.complain(str(problem))
            return
        if not await self._deciding.reverse_gesture(interrupted.gesture.id, False, lambda settled: None):
            self._screen.say(gesture_words.SETTLED_ELSEWHERE)

    async def _leave_it(self) -> None:
        if await self._screen.writer.aside(self._session.leave_rest):
            self._session.forget_rest()
        else:
            self._screen.complain("The journal could not be told so; the next start asks again")

    # What was overwritten

    def look_for_overwritten(self) -> None:
        """Show what is overwritten; where another run of triage may have done it, ask the journal first."""
        if self._session.overwriting.is_in_doubt:
            self._screen.run_worker(self._ask_journal(), group="journal")
        else:
            self._show_overwritten()

    def look_after(self, settled: Settled) -> None:
        """Show how many are still overwritten after a gesture, or are again after an undo."""
        if self._told_overwritten or settled.gesture.concerns:
            self.look_for_overwritten()

    async def _ask_journal(self) -> None:
        doubts = self._session.overwriting.doubts
        try:
            entries = await self._screen.writer.aside(self._session.overwriting.read)
        except TriageError:  # as long as it is in doubt, nothing is said to be overwritten
            return
        if self._screen.is_gone:
            return
        if entries is None:  # a save is under way, and its gesture not yet known
            self._screen.set_timer(_WAIT_SECONDS, self.look_for_overwritten)
            return
        self._session.overwriting.take(entries, doubts)
        self._show_overwritten()
        self._screen.task_list.refresh()

    def _show_overwritten(self) -> None:
        """Say in the header how many decisions another program has overwritten, and once in a notice."""
        number = len(self._session.overwriting.found())
        key = shown_key("offer", self._screen.keys)
        self._screen.header.overwritten = f"{number:,} overwritten ({key})" if number else ""
        if number > self._told_overwritten:
            self._screen.notify(
                gesture_words.overwritten(number, key), severity="warning", markup=False, timeout=8
            )
        self._told_overwritten = number

    async def _apply_again(self) -> None:
        """Show what would be applied again, and write it once another key says so."""
        verb = Repeatable(self._session.plan_again)
        await self._deciding.ask_first(verb, verb.plan(self._session.overwriting.found()))
