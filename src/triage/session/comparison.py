"""Comparing proposals with each other and with every other task of the vault, beside the screen."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from triage.core.duplicates.index import Index
from triage.core.duplicates.rarity import Rarity, Weighed
from triage.core.duplicates.sets import DuplicateSets
from triage.core.duplicates.statement import Statement
from triage.core.duplicates.wording import Wording
from triage.core.errors import NoteUnreadable
from triage.core.people.person_note import KnownPerson
from triage.core.task.file_date import day_in_name
from triage.core.task.proposal import Proposal, find_tasks
from triage.core.task.vocabulary import Role
from triage.session.duplicate_set import FoundSet, Match
from triage.session.store import Store

_MOST = 3
"""How many tasks elsewhere are kept for one proposal."""
_BATCH = 400
"""How many proposals are compared before it is said what was found."""
_CLOSE = 50
"""How many rows are looked at again for one task that came or went elsewhere."""
_KEPT = 40_000
"""Of how many proposals it is kept what they say; if there are more, nothing is compared again."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What a comparison found since the last one."""

    matches: Mapping[int, tuple[Match, ...]] = field(default_factory=dict)
    """The tasks elsewhere that say the same, by row, the closest first."""
    sets: tuple[FoundSet, ...] = ()
    """Rows that say the same as each other."""
    has_all_sets: bool = False
    """Whether there are no other sets than these."""
    people: tuple[KnownPerson, ...] = ()
    """Everybody with a note of their own."""
    looked_at: tuple[int, ...] = ()
    """The rows that it is about."""
    reworded: tuple[int, ...] = ()
    """Rows that say something else than before: the sets that they were in are no longer true."""


class Comparison:
    """What the proposals and tasks of a vault say, kept so that a change costs what it concerns.

    Touches nothing but the store, so it may work in a thread of its own. `pause` is called every few moments,
    and may raise to end the work for good.
    """

    def __init__(self, store: Store, pause: Callable[[], None]) -> None:
        """Begin with nothing known."""
        self._store = store
        self.pause = pause
        self._rarity = Rarity()
        self._wordings: dict[str, Wording] = {}
        """By words: many say the same word for word."""
        self._texts: dict[str, Weighed] = {}
        self._rows: dict[int, Statement] = {}
        self._index = Index()
        """Of the rows, once some are compared again."""
        self._sets = DuplicateSets()
        self._tasks: dict[int, Match] = {}
        """Every task that is no proposal."""
        self._task_index = Index()
        self._in_note: defaultdict[str, list[int]] = defaultdict(list)
        self._matched: dict[int, tuple[int, ...]] = {}
        self._next_task = 0

    def all(self, notes: Sequence[str], proposals: Mapping[int, Proposal]) -> Iterator[Compared]:
        """Compare proposals by key with each other and with the tasks of all these notes."""
        if people := tuple(self._store.people(notes)):
            yield Compared(people=people)
        own = {(proposal.note, proposal.place.number) for proposal in proposals.values()}
        tasks = [task for note in notes for task in self._tasks_of(note, own)]
        self._count(chain(proposals.values(), tasks))
        for key, proposal in proposals.items():
            self._rows[key] = self._statement(proposal)
            self.pause()
        for task in tasks:
            self._add_task(task)
        keys = list(self._rows)
        for start in range(0, len(keys), _BATCH):
            chunk = keys[start : start + _BATCH]
            yield Compared({key: self._matches(key) for key in chunk}, looked_at=tuple(chunk))
        self._sets = DuplicateSets(len(self._rows))
        self._sets.add_all(self._rows, self.pause)
        yield replace(self._found(self._sets.all()), has_all_sets=True)

    def again(
        self, notes: Iterable[str], keys: Collection[int], proposals: Mapping[int, Proposal]
    ) -> Iterator[Compared]:
        """Compare what came, went or was reworded in some notes, after all was compared.

        `keys` are the rows that came or say something else, `proposals` every row that is not gone.
        """
        if len(self._rows) > _KEPT:
            return
        if not len(self._index):
            for key, statement in self._rows.items():
                self._index.add(key, statement)
                self.pause()
        before = {key for key in keys if key in self._rows}
        for key in keys:
            self._forget_row(key)
        came = [key for key in keys if key in proposals]
        self._count(proposals[key] for key in came)
        for key in came:
            self._rows[key] = self._statement(proposals[key])
            self._index.add(key, self._rows[key])
            self._sets.add(key, self._rows[key])
            self.pause()
        affected = {*came, *self._replace_tasks(set(notes), proposals)}.intersection(proposals)
        yield Compared({key: self._matches(key) for key in affected}, looked_at=tuple(affected))
        sets = {members for key in came if len(members := self._sets.members(key)) > 1}
        yield self._found(sorted(sets), reworded=before)

    def _found(self, sets: Iterable[tuple[int, ...]], reworded: Collection[int] = ()) -> Compared:
        """What is told of these sets."""
        found = tuple([FoundSet(members, self._sets.keepers(members[0])) for members in sets])
        looked_at = {*reworded, *(key for each in found for key in each.members)}
        return Compared(sets=found, looked_at=tuple(looked_at), reworded=tuple(sorted(reworded)))

    def _forget_row(self, key: int) -> None:
        """Know no longer what a row said."""
        if (statement := self._rows.pop(key, None)) is not None:
            self._rarity.discard(statement.text.wording)
            self._index.discard(key)
            self._sets.discard(key)

    def _replace_tasks(self, notes: Collection[str], proposals: Mapping[int, Proposal]) -> set[int]:
        """Know what tasks these notes have now; the rows that say what came, went or moved."""
        own = {(row.note, row.place.number) for row in proposals.values() if row.note in notes}
        other: set[int] = set()
        affected: set[int] = set()
        for note in notes:
            stood: defaultdict[str, list[int]] = defaultdict(list)
            for number in self._in_note.pop(note, ()):
                stood[self._tasks[number].line].append(number)
            for task in self._tasks_of(note, own):
                if same := stood[task.place.line]:  # a burst leaves most lines as they were
                    number = same.pop(0)
                    if self._tasks[number] != _match(task):
                        other.add(number)
                    self._tasks[number] = _match(task)
                    self._in_note[note].append(number)
                else:
                    self._count([task])
                    statement = self._add_task(task)
                    affected.update(key for key, _ in self._index.nearest(statement, _CLOSE))
            for number in chain.from_iterable(stood.values()):
                other.add(number)
                if gone := self._task_index.discard(number):
                    self._rarity.discard(gone.text.wording)
                del self._tasks[number]
        return affected.union(key for key, matched in self._matched.items() if not other.isdisjoint(matched))

    def _matches(self, key: int) -> tuple[Match, ...]:
        """The tasks elsewhere that say what a row says."""
        self.pause()
        numbers = tuple(number for number, _ in self._task_index.nearest(self._rows[key], _MOST))
        self._matched[key] = numbers
        return tuple(self._tasks[number] for number in numbers)

    def _tasks_of(self, note: str, own: Collection[tuple[str, int]]) -> Iterator[Proposal]:
        """Every task of a note that is no proposal.

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
                yield task

    def _count(self, tasks: Iterable[Proposal]) -> None:
        """Let the words of tasks count in how rare words are."""
        for task in tasks:
            if task.words not in self._wordings:
                self._wordings[task.words] = Wording(task.words)
            self._rarity.add(self._wordings[task.words])
            self.pause()

    def _add_task(self, task: Proposal) -> Statement:
        """Know one task more; what it says."""
        number, self._next_task = self._next_task, self._next_task + 1
        statement = self._statement(task)
        self._tasks[number] = _match(task)
        self._in_note[task.note].append(number)
        self._task_index.add(number, statement)
        return statement

    def _statement(self, task: Proposal) -> Statement:
        text = self._texts.get(task.words)
        if text is None:
            text = self._texts[task.words] = self._rarity.weigh(self._wordings[task.words])
        return Statement(text, task.note, day_in_name(task.note), task.due)


def _match(task: Proposal) -> Match:
    return Match(task.note, task.place.number, task.place.line, task.role, task.words)
