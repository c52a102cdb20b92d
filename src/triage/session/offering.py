"""Offers to decide further proposals as the user has decided others like them."""

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from triage.core.errors import NotKept, TriageError
from triage.session.store import Store
from triage.session.tally import Tally
from triage.session.today import Today

if TYPE_CHECKING:
    from triage.core.history.rule import Offer
    from triage.session.record import Record

_NAME = "offers"
_MOST_OFFERS = 1000
"""How many offers are remembered; the oldest are forgotten first."""
_EVERY_DECISIONS = 5
"""How many decisions lie between two looks for an offer."""


class OffersMade:
    """The ids of the offers that were made, remembered beside the vault."""

    def __init__(self, store: Store) -> None:
        """Begin with none; `read` takes in what was remembered."""
        self._store = store
        self.ids: tuple[str, ...] = ()
        """The offers that were made, the latest last."""
        self.problem = ""
        """Why the remembered offers cannot be read, "" if they can."""

    def read(self) -> None:
        """Take in what was remembered; if it is no list of ids, that is a problem and the list is empty."""
        held = self._store.recall(_NAME)
        ids = [each for each in held if isinstance(each, str)] if isinstance(held, list) else []
        self.ids = tuple(ids[-_MOST_OFFERS:])
        damaged = len(held) - len(ids) if isinstance(held, list) else int(held is not None)
        is_read = not damaged
        if damaged:
            self._store.tell_damaged(_NAME, damaged)
            with suppress(NotKept):
                self._store.remember(_NAME, list(self.ids))
        self.problem = "" if is_read else "It is no longer known which offers were made; they may come again"

    def add(self, offer: "Offer") -> None:
        """Remember an offer; raises NotKept if it will be made again after a restart."""
        own = self.ids
        self.read()  # another run may have made some
        others = [each for each in dict.fromkeys((*self.ids, *own)) if each != offer.id]
        self.ids = (*others, offer.id)[-_MOST_OFFERS:]
        self._store.remember(_NAME, list(self.ids))


class Offering:
    """Finds what may be offered, and remembers what was: each offer is made once."""

    def __init__(self, store: Store, tally: Tally, record: "Callable[[], Record]", day: Today) -> None:
        """Look for offers in the `record`, once the vault was read; the store remembers the offers made."""
        self._tally = tally
        self._record = record
        self._day = day
        self._made = OffersMade(store)
        self._looked_at = -_EVERY_DECISIONS
        self._is_read = False

    def look(self) -> "Offer | None":
        """The offer to make now, None for none; looks only if enough was decided since."""
        if abs(self._tally.decided - self._looked_at) < _EVERY_DECISIONS:
            return None
        self._looked_at = self._tally.decided
        from triage.core.history.rule import offers  # not needed to show the first row

        try:
            record = self._record()
        except TriageError:  # the list of problems says that the journal cannot be read
            return None
        if not self._is_read:
            self._made.read()
            self._is_read = True
        found = offers(record.decided(), record.open_rows(), self._made.ids, self._day.today)
        return found[0] if found else None

    def rows(self, offer: "Offer") -> list[int]:
        """The rows that an offer is about now."""
        from triage.core.history.rule import slices

        rows = self._record().open_rows()
        return [row.key for row in rows if offer.slice in slices(row.origin, self._day.today)]

    def made(self, offer: "Offer") -> None:
        """Do not make an offer again; raises NotKept if it will be made again after a restart."""
        self._made.add(offer)
