"""Snoozed proposals: hidden until a day, which is remembered outside the vault, never in a note."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date

from triage.core.errors import NotKept
from triage.core.task.proposal import Proposal
from triage.session.store import Store
from triage.session.today import Today

_NAME = "snoozes"


class Snoozes:
    """The days until which proposals are snoozed, by fingerprint; on that day they come back.

    A past day is dropped only when the others are written: the clock may be set back.
    """

    def __init__(self, store: Store, day: Today) -> None:
        """Begin with none; `read` takes in what was remembered."""
        self._store = store
        self._day = day
        self._days: dict[str, date] = {}
        self._not_kept: dict[str, date | None] = {}
        """The changes that could not be remembered yet; None wakes a proposal."""

    def read(self) -> None:
        """Take in what was remembered."""
        self._days = self._remembered(tells=True)

    def until(self, proposal: Proposal) -> date | None:
        """The day until which a proposal is snoozed, None if it is not snoozed."""
        until = self._days.get(proposal.fingerprint) if self._days else None
        return until if until and until > self._day.today else None

    def set(self, changes: Iterable[tuple[Proposal, date | None]]) -> None:
        """Snooze proposals until a day, or wake them (None); raises NotKept if that is not remembered."""
        self._not_kept.update((proposal.fingerprint, until) for proposal, until in changes)
        kept = self._remembered()  # another run may have snoozed some
        for days in (self._days, kept):
            for fingerprint, until in self._not_kept.items():
                if until:
                    days[fingerprint] = until
                else:
                    days.pop(fingerprint, None)
        self._keep(kept)
        self._not_kept.clear()

    def _remembered(self, *, tells: bool = False) -> dict[str, date]:
        """The days that were remembered; if this `tells`, damaged entries are set aside and reported."""
        days: dict[str, date] = {}
        held = self._store.recall(_NAME)
        damaged = int(not isinstance(held, dict | None))
        for fingerprint, day in held.items() if isinstance(held, dict) else ():
            try:
                days[fingerprint] = date.fromisoformat(day)
            except (TypeError, ValueError):
                damaged += 1
                continue
        if damaged and tells:
            self._store.tell_damaged(_NAME, damaged)
            with suppress(NotKept):
                self._keep(days)
        return days

    def _keep(self, days: Mapping[str, date]) -> None:
        today = self._day.today
        self._store.remember(_NAME, {name: day.isoformat() for name, day in days.items() if day > today})
