"""The screen's part that offers to go on with what the user has decided alike."""

from dataclasses import replace
from typing import TYPE_CHECKING

from textual.timer import Timer

from triage.core.config import Config
from triage.core.decision import SIMPLE
from triage.core.errors import NotKept, TriageError
from triage.session.plan import Settled
from triage.session.session import Session
from triage.ui.cut_off_screen import CutOffScreen
from triage.ui.decide_screen import Repeatable
from triage.ui.keymap import Keymap, shown_key
from triage.ui.outside import Outside
from triage.ui.writer import Writer

if TYPE_CHECKING:
    from triage.core.rule import Offer

_IDLE = 1.5
"""Seconds without a decision before it is looked for something to offer."""


class OfferScreen(CutOffScreen):
    """Offers once, quietly, in the header; nothing is ever decided by itself."""

    def __init__(
        self, session: Session, outside: Outside, writer: Writer, keys: Keymap, config: Config
    ) -> None:
        """Begin without an offer."""
        super().__init__(session, outside, writer, keys, config)
        self._offer: Offer | None = None
        self._idle: Timer | None = None

    def show_settled(self, settled: Settled) -> Settled:
        """Look, once the hands have been still for a while, whether there is something to offer."""
        if self._idle:
            self._idle.stop()
        if self._config.offers:
            self._idle = self.set_timer(_IDLE, self._make_offer)
        return super().show_settled(settled)

    async def action_offer(self) -> None:
        """Mark what is like what was decided alike, and show what deciding it so would write."""
        if self.session.overwriting.found():
            await super().action_offer()
            return
        if (offer := self._offer) is None:
            self.say("There is no offer: one comes once you have decided twenty of a kind alike")
            return
        keys = self.session.offering.rows(offer)
        marked = self.session.marks.replace(keys)
        self.task_list.update()
        self.count_marks()

        def leave() -> None:
            self.session.marks.replace(marked)
            self.task_list.update()
            self.count_marks()
            self._show_offer(offer)

        verb = Repeatable(lambda targets: self.session.plan(targets, SIMPLE[offer.verb]))
        self._show_offer(None)
        await self.ask_first(verb, verb.plan(keys), leave)

    def _make_offer(self) -> None:
        if self.header.is_scanning or (offer := self.session.offering.look()) is None:
            return
        self._show_offer(offer)
        try:
            self.session.offering.made(offer)
        except NotKept as problem:
            self.complain(str(problem))

    def follow_offer(self) -> None:
        """Offer the rows that are late or old enough today; an offer without any goes."""
        if self._offer is None:
            return
        try:
            keys = tuple(self.session.offering.rows(self._offer))
        except TriageError:  # the journal cannot be read, which was told
            keys = ()
        self._show_offer(replace(self._offer, keys=keys) if keys else None)

    def _show_offer(self, offer: "Offer | None") -> None:
        """Let the offer stand in the header until it is taken up or another one comes."""
        self._offer = offer
        self.header.offer = f"{offer.sentence()} ({shown_key('offer', self.keys)})" if offer else ""
