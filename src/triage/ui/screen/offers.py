"""What the user is offered: to go on with what was decided alike, or to write again what was overwritten."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.timer import Timer

from triage.core.errors import NotKept, TriageError
from triage.core.task.decision import SIMPLE
from triage.session.plan import Settled
from triage.ui.keys.key_name import shown_key
from triage.ui.screen.base import BaseScreen
from triage.ui.screen.calls import AskFirst
from triage.ui.screen.listing import Listing
from triage.ui.screen.repeatable import Repeatable
from triage.words import gesture_words

if TYPE_CHECKING:
    from triage.core.history.rule import Offer

_IDLE_SECONDS = 1.5
"""Seconds without a decision before the next offer is looked for."""
_WAIT_SECONDS = 0.1
"""Seconds until the journal is read again, if a save was under way."""


class Offers:
    """Makes offers in the header; nothing is decided before the user says so."""

    def __init__(self, screen: BaseScreen, listing: Listing, ask_first: AskFirst) -> None:
        """Begin without an offer."""
        self._screen = screen
        self._session = screen.session
        self._listing = listing
        self._ask_first = ask_first
        self._offer: Offer | None = None
        self._idle: Timer | None = None
        self._told_overwritten = 0

    async def take_up(self) -> None:
        """Show what the offer would write; overwritten decisions go first."""
        if self._session.overwriting.found():
            await self._apply_again()
        elif self._offer:
            await self._decide_alike(self._offer)
        else:
            self._screen.say(
                "There is no offer: one comes once you have decided twenty of a kind the same way"
            )

    # More of what was decided alike

    def look_once_idle(self) -> None:
        """Look for an offer once no decision was made for a while."""
        if self._idle:
            self._idle.stop()
        if self._screen.config.offers:
            self._idle = self._screen.set_timer(_IDLE_SECONDS, self._make_offer)

    def follow_day(self) -> None:
        """Offer the rows that are late or old enough today; an offer without rows goes."""
        if self._offer is None:
            return
        try:
            keys = tuple(self._session.offering.rows(self._offer))
        except TriageError:  # the journal cannot be read, which was told
            keys = ()
        self.show(replace(self._offer, keys=keys) if keys else None)

    def show(self, offer: "Offer | None") -> None:
        """Show an offer in the header until it is applied or another one comes."""
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
        """Mark the rows of the offer, and show what deciding them would write."""
        keys = self._session.offering.rows(offer)
        marked = self._mark(keys)

        def leave() -> None:
            self._mark(marked)
            self.show(offer)

        verb = Repeatable(lambda targets: self._session.planner.decide(targets, SIMPLE[offer.verb]))
        self.show(None)
        await self._ask_first(verb, verb.plan(keys), leave)

    def _mark(self, keys: Iterable[int]) -> Collection[int]:
        """Mark these rows and no others; returns the rows that were marked before."""
        before = self._session.marks.replace(keys)
        self._screen.task_list.update()
        self._listing.count_marks()
        return before

    # What was overwritten

    def look_for_overwritten(self) -> None:
        """Show what is overwritten; read the journal first if another run of triage may have written it."""
        if self._session.overwriting.is_in_doubt:
            self._screen.run_worker(self._ask_journal(), group="journal")
        else:
            self._show_overwritten()

    def look_after(self, settled: Settled) -> None:
        """Show how many are overwritten after a gesture: it may end that, and an undo may bring it back."""
        if self._told_overwritten or settled.gesture.concerns:
            self.look_for_overwritten()

    async def _ask_journal(self) -> None:
        doubts = self._session.overwriting.doubts
        try:
            entries = await self._screen.writer.aside(self._session.overwriting.read)
        except TriageError:  # nothing that is in doubt is called overwritten
            return
        if self._screen.is_gone:
            return
        if entries is None:  # a save is under way, and the session does not know its gesture yet
            self._screen.set_timer(_WAIT_SECONDS, self.look_for_overwritten)
            return
        self._session.overwriting.take(entries, doubts)
        self._show_overwritten()
        self._screen.task_list.refresh()

    def _show_overwritten(self) -> None:
        """Say in the header how many decisions are overwritten, and in a notice if they are more."""
        number = len(self._session.overwriting.found())
        key = shown_key("offer", self._screen.keys)
        self._screen.header.overwritten = f"{number:,} overwritten ({key})" if number else ""
        if number > self._told_overwritten:
            self._screen.notify(
                gesture_words.overwritten(number, key), severity="warning", markup=False, timeout=8
            )
        self._told_overwritten = number

    async def _apply_again(self) -> None:
        """Show what would be written again, and write it if another key says so."""
        verb = Repeatable(self._session.planner.again)
        await self._ask_first(verb, verb.plan(self._session.overwriting.found()))
