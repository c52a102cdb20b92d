"""Offering to go on with what the user has decided alike."""

from typing import TYPE_CHECKING

from triage.core.errors import TriageError
from triage.session.offers_made import OffersMade

if TYPE_CHECKING:
    from triage.core.rule import Offer
    from triage.session.session import Session

_EVERY = 5
"""After so many decisions it is looked again."""


class Offering:
    """Finds what may be offered, and remembers what was: each offer is made once."""

    def __init__(self, session: "Session") -> None:
        """Look at a session, once it has read its vault."""
        self._session = session
        self._made = OffersMade(session.store)
        self._looked_at = -_EVERY
        self._is_read = False

    def look(self) -> "Offer | None":
        """The offer to make now, None for none; looks only where enough was decided since."""
        session = self._session
        if abs(session.tally.decided - self._looked_at) < _EVERY:
            return None
        self._looked_at = session.tally.decided
        from triage.core.rule import offers  # not needed to show the first row

        try:
            record = session.record()
        except TriageError:  # a journal that cannot be read is a problem that was told
            return None
        if not self._is_read:
            self._made.read()
            self._is_read = True
        found = offers(record.decided(), record.open_rows(), self._made.ids, session.today)
        return found[0] if found else None

    def rows(self, offer: "Offer") -> list[int]:
        """The rows of now that an offer is about."""
        from triage.core.rule import slices

        rows = self._session.record().open_rows()
        return [row.key for row in rows if offer.slice in slices(row.origin, self._session.today)]

    def made(self, offer: "Offer") -> None:
        """Do not make it again; raises NotKept where that will not be remembered."""
        self._made.add(offer)
