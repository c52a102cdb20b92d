"""The people of a vault: who owns a proposal, and which names are mine."""

from collections.abc import Iterable, Mapping, Sequence

from triage.core.people.owners import Owner, read_owners
from triage.core.people.people import People
from triage.core.people.person_note import KnownPerson
from triage.core.row import Row
from triage.core.task.proposal import Proposal
from triage.session.queue import Queue


class Names:
    """Everybody who is known by name; which owners a proposal has depends on them."""

    def __init__(self, aliases: Mapping[str, Sequence[str]], mine: Sequence[str], queue: Queue) -> None:
        """Begin with the names in the config; once names change, every row of the queue is counted again."""
        self.people = People(aliases, mine)
        self.mine = tuple(mine)
        """The names that mean me; the first one is written into notes."""
        self._queue = queue

    def owners(self, proposal: Proposal) -> tuple[Owner, ...]:
        """The proposal's owners, read with the people who are known now."""
        return read_owners(proposal.task, self.people)

    def owner_names(self, proposal: Proposal) -> tuple[str, ...]:
        """The names of its owners, each person under one."""
        return tuple(dict.fromkeys(self.people.canonical(owner.name) for owner in self.owners(proposal)))

    def is_mine(self, proposal: Proposal) -> bool:
        """Whether one of its owners is me."""
        return any(map(self.people.is_mine, self.owner_names(proposal)))

    def call_me(self, names: Sequence[str]) -> None:
        """Use these names for me from now on; the first one is written into notes."""
        self.mine = tuple(names)
        self.people.call_me(names)
        self._queue.change_all()

    def fold(self, person: str, other: str) -> None:
        """Count `other` as another name of `person` from now on."""
        self.people.fold(person, other)
        self._queue.change_all()

    def learn(self, people: Iterable[KnownPerson]) -> None:
        """Add people whom notes are about; an owner's name in a task may then be longer or shorter."""
        for person in people:
            self.people.learn(person.name, person.aliases)
        self._queue.change_all()

    def add_owners(self, rows: Iterable[Row], *, is_scanned: bool) -> None:
        """Learn the names of the owners of these rows, as far as they are clear.

        Once the vault `is_scanned`, a new name has every row counted again, since it may change other owners.
        """
        for row in rows:
            for owner in self.owners(row.proposal):
                if owner.is_clear:
                    if is_scanned and not self.people.knows(owner.name):
                        self._queue.change_all()
                    self.people.add(owner.name)
