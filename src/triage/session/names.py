"""The people of a vault: who owns a proposal, and which names are mine."""

from collections.abc import Iterable, Mapping, Sequence

from triage.core.people.owners import Owner, read_owners
from triage.core.people.people import People
from triage.core.people.person_note import KnownPerson
from triage.core.row import Row
from triage.core.task.proposal import Proposal
from triage.session.queue import Queue


class Names:
    """Everybody who is known by name, and the owners of proposals as these let them be read."""

    def __init__(self, aliases: Mapping[str, Sequence[str]], mine: Sequence[str], queue: Queue) -> None:
        """Begin with what the config says; the rows of the queue are counted anew once names change."""
        self.people = People(aliases, mine)
        self.mine = tuple(mine)
        """The names that mean me; the first is the one that is written."""
        self._queue = queue

    def owners(self, proposal: Proposal) -> tuple[Owner, ...]:
        """The proposal's owners, as the people known by now let them be read."""
        return read_owners(proposal.task, self.people)

    def owner_names(self, proposal: Proposal) -> tuple[str, ...]:
        """The names of its owners, each person under one."""
        return tuple(dict.fromkeys(self.people.canonical(owner.name) for owner in self.owners(proposal)))

    def is_mine(self, proposal: Proposal) -> bool:
        """Whether one of its owners is me."""
        return any(map(self.people.is_mine, self.owner_names(proposal)))

    def call_me(self, names: Sequence[str]) -> None:
        """Let other names mean me from now on; the first is the one that is written."""
        self.mine = tuple(names)
        self.people.call_me(names)
        self._queue.change_all()

    def fold(self, person: str, other: str) -> None:
        """Let a name be another name of a person from now on."""
        self.people.fold(person, other)
        self._queue.change_all()

    def learn(self, people: Iterable[KnownPerson]) -> None:
        """Know people by their notes; names may end elsewhere then."""
        for person in people:
            self.people.learn(person.name, person.aliases)
        self._queue.change_all()

    def add_owners(self, rows: Iterable[Row], *, is_scanned: bool) -> None:
        """Learn the names of the owners of these rows, as far as they are clear.

        Once the vault `is_scanned`, every row is counted anew for a new name, since others may end elsewhere.
        """
        for row in rows:
            for owner in self.owners(row.proposal):
                if owner.is_clear:
                    if is_scanned and not self.people.knows(owner.name):
                        self._queue.change_all()
                    self.people.add(owner.name)
