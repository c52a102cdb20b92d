"""Offering to go on with what the user has decided alike."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from triage.core.errors import TriageError
from triage.session.day import Day
from triage.session.offers_made import OffersMade
from triage.session.store import Store
from triage.session.tally import Tally

if TYPE_CHECKING:
    from triage.core.history.rule import Offer
    from triage.session.record import Record

_EVERY = 5
"""After so many decisions it is looked again."""


class Offering:
    """Finds what may be offered, and remembers what was: each offer is made once."""

    def __init__(self, store: Store, tally: Tally, record: "Callable[[], Record]", day: Day) -> None:
        """Look at what `record` holds, once the vault was read; the store remembers the offers."""
        self._tally = tally
        self._record = record
        self._day = day
        self._made = OffersMade(store)
        self._looked_at = -_EVERY
        self._is_read = False

    def look(self) -> "Offer | None":
        """The offer to make now, None for none; looks only where enough was decided since."""
        if abs(self._tally.decided - self._looked_at) < _EVERY:
            return None
        self._looked_at = self._tally.decided
        from triage.core.history.rule import offers  # not needed to show the first row

        try:
            record = self._record()
        except TriageError:  # a journal that cannot be read is a problem that was told
            return None
        if not self._is_read:
            self._made.read()
            self._is_read = True
        found = offers(record.decided(), record.open_rows(), self._made.ids, self._day.today)
        return found[0] if found else None

    def rows(self, offer: "Offer") -> list[int]:
        """The rows of now that an offer is about."""
        from triage.core.history.rule import slices

        rows = self._record().open_rows()
        return [row.key for row in rows if offer.slice in slices(row.origin, self._day.today)]

    def made(self, offer: "Offer") -> None:
        """Do not make it again; raises NotKept where that will not be remembered."""
        self._made.add(offer)
