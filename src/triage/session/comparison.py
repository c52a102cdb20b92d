"""Comparing proposals with each other and with every other task of the vault, beside the screen."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from triage.core.errors import NoteUnreadable
from triage.core.person_note import KnownPerson
from triage.core.proposal import Proposal, find_tasks
from triage.core.vocabulary import Role
from triage.session.card import Match
from triage.session.store import Store

if TYPE_CHECKING:
    from triage.core.twins.idea import Idea
    from triage.core.twins.ideas import Ideas

_MOST = 3
"""How many tasks elsewhere are kept for one proposal."""
_BATCH = 400
"""How many proposals are compared before it is said what was found."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What a comparison found since the last one."""

    matches: Mapping[int, tuple[Match, ...]] = field(default_factory=dict)
    """The tasks elsewhere that say the same, by row, the likest first."""
    groups: tuple[tuple[int, ...], ...] = ()
    """Rows that say the same as each other."""
    people: tuple[KnownPerson, ...] = ()
    """Everybody with a note of their own."""
    looked_at: tuple[int, ...] = ()
    """The rows that it is about."""


def compare(
    store: Store, notes: Sequence[str], proposals: Mapping[int, Proposal], pause: Callable[[], None]
) -> Iterator[Compared]:
    """Compare proposals by key with each other and with the tasks of all these notes.

    `pause` is called every few moments, and may raise to end it.

    Touches nothing but the store, so it may run in a thread of its own.
    """
    from triage.core.twins.cards import cards_of
    from triage.core.twins.idea import idea_of

    if people := tuple(store.people(notes)):
        yield Compared(people=people)
    ideas: dict[int, Idea] = {}
    known: dict[str, Idea] = {}  # many say the same word for word
    for key, proposal in proposals.items():
        if proposal.words not in known:
            known[proposal.words] = idea_of(proposal.words)
        ideas[key] = known[proposal.words]
        pause()
    own = {(proposal.note, proposal.place.number) for proposal in proposals.values()}
    others, index = _others(store, notes, own, pause)
    keys = list(ideas)
    for start in range(0, len(keys), _BATCH):
        chunk = keys[start : start + _BATCH]
        found: dict[int, tuple[Match, ...]] = {}
        for key in chunk:
            pause()
            if matches := tuple(others[number] for number, _ in index.nearest(ideas[key], _MOST)):
                found[key] = matches
        if found:
            yield Compared(found, looked_at=tuple(chunk))
    groups = tuple(tuple(group) for group in cards_of(ideas, pause))
    yield Compared(groups=groups, looked_at=tuple(key for group in groups for key in group))


def _others(
    store: Store, notes: Iterable[str], own: Collection[tuple[str, int]], pause: Callable[[], None]
) -> tuple[Sequence[Match], "Ideas"]:
    """Every task of the notes that is no proposal, and an index of what they say.

    What stands on one of their `own` lines is none, even where it was decided meanwhile.
    """
    from triage.core.twins.idea import idea_of
    from triage.core.twins.ideas import Ideas

    others: list[Match] = []
    index = Ideas()
    for note in notes:
        pause()
        try:
            data = store.read(note)
        except NoteUnreadable:  # the scan has said so
            continue
        for task in find_tasks(note, data, store.vocabulary(note)):
            is_other = task.role is not Role.PROPOSED and (note, task.place.number) not in own
            if is_other and task.words.strip():
                index.add(len(others), idea_of(task.words))
                others.append(Match(note, task.place.number, task.place.line, task.role))
    return others, index
