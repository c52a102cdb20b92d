"""Which offers were made, so that each is made once."""

from contextlib import suppress
from typing import TYPE_CHECKING

from triage.core.errors import NotKept
from triage.session.store import Store

if TYPE_CHECKING:
    from triage.core.history.rule import Offer

_NAME = "offers"
_MOST = 1000
"""The oldest beyond so many are forgotten."""


class OffersMade:
    """The ids of the offers that were made, remembered beside the vault."""

    def __init__(self, store: Store) -> None:
        """Begin with none; `read` takes in what was remembered."""
        self._store = store
        self.ids: tuple[str, ...] = ()
        """The offers that were made, the latest last."""
        self.problem = ""
        """Why what was remembered is not understood, "" where it is."""

    def read(self) -> None:
        """Take in what was remembered; what is no list of ids is a problem, and none."""
        held = self._store.recall(_NAME)
        ids = [each for each in held if isinstance(each, str)] if isinstance(held, list) else []
        self.ids = tuple(ids[-_MOST:])
        damaged = len(held) - len(ids) if isinstance(held, list) else int(held is not None)
        is_read = not damaged
        if damaged:
            self._store.tell_damaged(_NAME, damaged)
            with suppress(NotKept):
                self._store.remember(_NAME, list(self.ids))
        self.problem = "" if is_read else "It is no longer known which offers were made; they may come again"

    def add(self, offer: "Offer") -> None:
        """Remember an offer; raises NotKept where it will be made again after a restart."""
        own = self.ids
        self.read()  # another run may have made some
        others = [each for each in dict.fromkeys((*self.ids, *own)) if each != offer.id]
        self.ids = (*others, offer.id)[-_MOST:]
        self._store.remember(_NAME, list(self.ids))
