"""Which proposals were there the last time."""

from collections.abc import Iterable
from contextlib import suppress

from triage.core.errors import NotKept
from triage.core.task.proposal import Proposal
from triage.session.store import Store

_NAME = "seen"


class Seen:
    """The fingerprints of the proposals that the last sitting ended with."""

    def __init__(self, store: Store) -> None:
        """Begin without a last time: then nothing is new."""
        self._store = store
        self._fingerprints: frozenset[str] | None = None

    def read(self) -> None:
        """Take in what was remembered."""
        held = self._store.recall(_NAME)
        self._fingerprints = None
        if isinstance(held, list):
            self._fingerprints = frozenset(each for each in held if isinstance(each, str))
            damaged = sum(not isinstance(each, str) for each in held)
        else:
            damaged = int(held is not None)
        if damaged:
            self._store.tell_damaged(_NAME, damaged)
            with suppress(NotKept):
                self._store.remember(
                    _NAME, None if self._fingerprints is None else sorted(self._fingerprints)
                )

    def is_new(self, proposal: Proposal) -> bool:
        """Whether it was not there the last time."""
        return self._fingerprints is not None and proposal.fingerprint not in self._fingerprints

    def follow(self, before: Proposal, after: Proposal) -> None:
        """Let a proposal be as new as it was under the fingerprint that it had."""
        if self._fingerprints is not None and not self.is_new(before):
            self._fingerprints |= {after.fingerprint}

    def keep(self, proposals: Iterable[Proposal]) -> None:
        """Remember what is there now, for the next time; raises NotKept."""
        self._store.remember(_NAME, sorted({proposal.fingerprint for proposal in proposals}))
