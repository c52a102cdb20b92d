"""Proposals that are out of sight until a day; remembered beside the vault, never in a note."""

from collections.abc import Iterable
from datetime import date

from triage.core.proposal import Proposal
from triage.session.day import Day
from triage.session.store import Store

_NAME = "snoozes"


class Snoozes:
    """The days until which proposals sleep, by fingerprint; on that day they are back by themselves.

    A day that has come is forgotten only where the others are remembered: the clock may be set back.
    """

    def __init__(self, store: Store, day: Day) -> None:
        """Begin with none; `read` takes in what was remembered."""
        self._store = store
        self._day = day
        self._days: dict[str, date] = {}
        self._not_kept: dict[str, date | None] = {}
        """What was changed and could not be remembered yet."""

    def read(self) -> None:
        """Take in what was remembered."""
        self._days = self._remembered()

    def until(self, proposal: Proposal) -> date | None:
        """The day until which a proposal sleeps, None while it is awake."""
        until = self._days.get(proposal.fingerprint) if self._days else None
        return until if until and until > self._day.today else None

    def set(self, changes: Iterable[tuple[Proposal, date | None]]) -> None:
        """Let proposals sleep until a day, or wake them; raises NotKept where that will not be remembered."""
        self._not_kept.update((proposal.fingerprint, until) for proposal, until in changes)
        kept = self._remembered()  # another run may have put some to sleep
        for days in (self._days, kept):
            for fingerprint, until in self._not_kept.items():
                if until:
                    days[fingerprint] = until
                else:
                    days.pop(fingerprint, None)
        today = self._day.today
        self._store.remember(_NAME, {name: day.isoformat() for name, day in kept.items() if day > today})
        self._not_kept.clear()

    def _remembered(self) -> dict[str, date]:
        days: dict[str, date] = {}
        held = self._store.recall(_NAME)
        for fingerprint, day in held.items() if isinstance(held, dict) else ():
            try:
                days[fingerprint] = date.fromisoformat(day)
            except (TypeError, ValueError):
                continue
        return days
