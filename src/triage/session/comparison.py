"""Comparing proposals with each other and with every other task of the vault, beside the screen."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from triage.core.errors import NoteUnreadable
from triage.core.people.person_note import KnownPerson
from triage.core.task.proposal import Proposal, find_tasks
from triage.core.task.vocabulary import Role
from triage.session.likenesses import Match
from triage.session.store import Store

if TYPE_CHECKING:
    from triage.core.twins.idea import Idea

_MOST = 3
"""How many tasks elsewhere are kept for one proposal."""
_BATCH = 400
"""How many proposals are compared before it is said what was found."""
_ALIKE = 50
"""How many rows are looked at again for one task that came or went elsewhere."""
_KEPT = 40_000
"""Of how many proposals it is kept what they say; if there are more, nothing is compared again."""


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
    reworded: tuple[int, ...] = ()
    """Rows that say something else than before: what they were grouped with is no longer true."""


class Comparison:
    """What the proposals and tasks of a vault say, kept so that a change costs what it concerns.

    Touches nothing but the store, so it may work in a thread of its own. `pause` is called every few moments,
    and may raise to end the work for good.
    """

    def __init__(self, store: Store, pause: Callable[[], None]) -> None:
        """Begin with nothing known."""
        from triage.core.twins.ideas import Ideas

        self._store = store
        self.pause = pause
        self._said: dict[str, Idea] = {}
        """By words: many say the same word for word."""
        self._rows: dict[int, Idea] = {}
        self._index = Ideas()
        """Of the rows, once some are compared again."""
        self._tasks: dict[int, Match] = {}
        """Every task that is no proposal."""
        self._task_index = Ideas()
        self._in_note: defaultdict[str, list[int]] = defaultdict(list)
        self._matched: dict[int, tuple[int, ...]] = {}
        self._next_task = 0

    def all(self, notes: Sequence[str], proposals: Mapping[int, Proposal]) -> Iterator[Compared]:
        """Compare proposals by key with each other and with the tasks of all these notes."""
        from triage.core.twins.cards import cards_of

        if people := tuple(self._store.people(notes)):
            yield Compared(people=people)
        for key, proposal in proposals.items():
            self._rows[key] = self._idea(proposal.words)
            self.pause()
        own = {(proposal.note, proposal.place.number) for proposal in proposals.values()}
        for note in notes:
            for match, words in self._tasks_of(note, own):
                self._add_task(match, words)
        keys = list(self._rows)
        for start in range(0, len(keys), _BATCH):
            chunk = keys[start : start + _BATCH]
            found = {key: matches for key in chunk if (matches := self._matches(key))}
            if found:
                yield Compared(found, looked_at=tuple(chunk))
        groups = tuple(tuple(group) for group in cards_of(self._rows, self.pause))
        yield Compared(groups=groups, looked_at=tuple(key for group in groups for key in group))

    def again(
        self, notes: Iterable[str], keys: Collection[int], proposals: Mapping[int, Proposal]
    ) -> Iterator[Compared]:
        """Compare what came, went or was reworded in some notes, after all was compared.

        `keys` are the rows that came or say something else, `proposals` every row that is not gone.
        """
        if len(self._rows) > _KEPT:
            return
        if not len(self._index):
            for key, idea in self._rows.items():
                self._index.add(key, idea)
                self.pause()
        before = {key for key in keys if key in self._rows}
        for key in keys:
            if key in proposals:
                self._rows[key] = self._idea(proposals[key].words)
                self._index.add(key, self._rows[key])
        affected = {*keys, *self._replace_tasks(set(notes), proposals)}.intersection(proposals)
        yield Compared({key: self._matches(key) for key in affected}, looked_at=tuple(affected))
        groups = [pair for key in sorted(affected.intersection(keys)) if (pair := self._pair(key, proposals))]
        looked_at = tuple({*before, *(key for pair in groups for key in pair)})
        yield Compared(groups=tuple(groups), looked_at=looked_at, reworded=tuple(sorted(before)))

    def _replace_tasks(self, notes: Collection[str], proposals: Mapping[int, Proposal]) -> set[int]:
        """Know what tasks these notes have now; the rows that what came, went or moved is alike to."""
        own = {(row.note, row.place.number) for row in proposals.values() if row.note in notes}
        other: set[int] = set()
        affected: set[int] = set()
        for note in notes:
            stood: defaultdict[str, list[int]] = defaultdict(list)
            for number in self._in_note.pop(note, ()):
                stood[self._tasks[number].line].append(number)
            for match, words in self._tasks_of(note, own):
                if same := stood[match.line]:  # a burst leaves most lines as they were
                    number = same.pop(0)
                    if self._tasks[number] != match:
                        other.add(number)
                    self._tasks[number] = match
                    self._in_note[note].append(number)
                else:
                    idea = self._add_task(match, words)
                    affected.update(key for key, _ in self._index.nearest(idea, _ALIKE))
            for number in chain.from_iterable(stood.values()):
                other.add(number)
                self._task_index.discard(number)
                del self._tasks[number]
        return affected.union(key for key, matched in self._matched.items() if not other.isdisjoint(matched))

    def _pair(self, key: int, proposals: Mapping[int, Proposal]) -> tuple[int, int] | None:
        """A row, with the one that is most alike to it."""
        near = (other for other, _ in self._index.nearest(self._rows[key], _ALIKE))
        other = next((other for other in near if other != key and other in proposals), None)
        return None if other is None else (other, key)

    def _matches(self, key: int) -> tuple[Match, ...]:
        """The tasks elsewhere that say what a row says."""
        self.pause()
        numbers = tuple(number for number, _ in self._task_index.nearest(self._rows[key], _MOST))
        self._matched[key] = numbers
        return tuple(self._tasks[number] for number in numbers)

    def _tasks_of(self, note: str, own: Collection[tuple[str, int]]) -> Iterator[tuple[Match, str]]:
        """Every task of a note that is no proposal, with its words.

        What stands on one of the rows' `own` lines is none, even if it was decided meanwhile.
        """
        self.pause()
        try:
            data = self._store.read(note)
        except NoteUnreadable:  # the scan has said so
            return
        for task in find_tasks(note, data, self._store.vocabulary(note)):
            is_other = task.role is not Role.PROPOSED and (note, task.place.number) not in own
            if is_other and task.words.strip():
                yield Match(note, task.place.number, task.place.line, task.role), task.words

    def _add_task(self, match: Match, words: str) -> "Idea":
        """Know one task more; what it says."""
        number, self._next_task = self._next_task, self._next_task + 1
        idea = self._idea(words)
        self._tasks[number] = match
        self._in_note[match.note].append(number)
        self._task_index.add(number, idea)
        return idea

    def _idea(self, words: str) -> "Idea":
        from triage.core.twins.idea import idea_of

        if words not in self._said:
            self._said[words] = idea_of(words)
        return self._said[words]
