"""What is remembered of earlier sittings: their view, their proposals, an answer of the user."""

from collections.abc import Iterable
from contextlib import suppress

from triage.core.errors import NotKept
from triage.core.task.proposal import Proposal
from triage.session.store import Store

_SEEN = "seen"
_VIEW = "view"
_DECLINED = "asked-who-i-am"


class Remembered:
    """What the store holds of earlier sittings; without an earlier one, no proposal is new."""

    def __init__(self, store: Store) -> None:
        """Begin with nothing; `read` takes in which proposals there were."""
        self._store = store
        self._fingerprints: frozenset[str] | None = None
        """The fingerprints at the end of the last sitting; None if there was no sitting before."""

    def read(self) -> None:
        """Take in the proposals that the last sitting ended with."""
        held = self._store.recall(_SEEN)
        self._fingerprints = None
        if isinstance(held, list):
            self._fingerprints = frozenset(each for each in held if isinstance(each, str))
            damaged = sum(not isinstance(each, str) for each in held)
        else:
            damaged = int(held is not None)
        if damaged:
            self._store.tell_damaged(_SEEN, damaged)
            with suppress(NotKept):
                self._store.remember(
                    _SEEN, None if self._fingerprints is None else sorted(self._fingerprints)
                )

    def is_new(self, proposal: Proposal) -> bool:
        """Whether a proposal was not there at the end of the last sitting."""
        return self._fingerprints is not None and proposal.fingerprint not in self._fingerprints

    def follow(self, before: Proposal, after: Proposal) -> None:
        """Keep a proposal as new, or as old, as it was under its earlier fingerprint."""
        if self._fingerprints is not None and not self.is_new(before):
            self._fingerprints |= {after.fingerprint}

    def keep_proposals(self, proposals: Iterable[Proposal]) -> None:
        """Remember which proposals there are, so that the next sitting knows what is new; raises NotKept."""
        self._store.remember(_SEEN, sorted({proposal.fingerprint for proposal in proposals}))

    @property
    def view_name(self) -> str:
        """The name of the view that the last sitting ended with, "" for none."""
        name = self._store.recall(_VIEW)
        return name if isinstance(name, str) else ""

    def keep_view(self, name: str) -> None:
        """Remember the name of the view for the next sitting; raises NotKept."""
        self._store.remember(_VIEW, name)

    @property
    def has_declined_names(self) -> bool:
        """Whether the user was asked for their names before, and wants none."""
        return bool(self._store.recall(_DECLINED))

    def decline_names(self) -> None:
        """Remember that the user wants no names of their own; raises NotKept."""
        self._store.remember(_DECLINED, value=True)
