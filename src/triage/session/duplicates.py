"""Which rows say the same as others, and as tasks that were decided already."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from triage.session.duplicate_set import DuplicateSet, FoundSet, KeeperRow, KnownDuplicates, Match, SetState
from triage.session.names import Names
from triage.session.queue import Queue
from triage.session.today import Today


@dataclass(frozen=True, slots=True)
class _Told:
    moment: tuple[int, bool]
    """How many rows had been put, and whether those without a queue tag counted."""
    open_keys: tuple[int, ...]
    decided_keys: tuple[int, ...]


class Duplicates:
    """What a comparison found, and what the user makes of it."""

    def __init__(self, queue: Queue, names: Names, day: Today) -> None:
        """Begin with no sets; which row is the keeper depends on who is me, and on the day."""
        self._queue = queue
        self._names = names
        self._day = day
        self._matches: dict[int, tuple[Match, ...]] = {}
        self._sets: dict[int, DuplicateSet] = {}
        """By a number of their own, which stays while the rows of a set change."""
        self._set_of: dict[int, int] = {}
        """The number of the set that a row is in."""
        self._out_of: dict[int, int] = {}
        """The number of the set that a row was taken out of."""
        self._next_set = 0
        self._duplicates: set[int] = set()
        self._told: dict[int, _Told] = {}
        """By the number of the set."""
        self._more: dict[tuple[str, str], bool] = {}
        """By the words of a keeper and of another whether the other says more."""

    def clear(self) -> None:
        """Forget all of it."""
        self._told.clear()
        self._matches.clear()
        self._sets.clear()
        self._set_of.clear()
        self._out_of.clear()
        self._duplicates.clear()
        self._more.clear()

    def add(self, matches: Mapping[int, tuple[Match, ...]], sets: Iterable[FoundSet]) -> None:
        """Take in what a comparison found: tasks elsewhere by row, and rows that say the same."""
        self._told.clear()
        self._matches.update(matches)
        for found in sets:
            keys = [key for key in found.members if key not in self._out_of]
            new = [key for key in keys if key not in self._set_of]
            joined = {self._set_of[key] for key in keys if key in self._set_of}
            if len(joined) == 1:  # the user was quicker: what is found joins it
                (number,) = joined
                self._sets[number] = self._sets[number].with_found(found, new)
                self._set_of.update(dict.fromkeys(new, number))
            elif new:
                self._hold(DuplicateSet(tuple(new), keepers=found.keepers))

    def forget_found(self) -> None:
        """Forget the sets that the user did not change: all are about to be told again."""
        for found in [found for found in self._sets.values() if not found.is_by_user and not found.chosen]:
            self.forget_sets(found.members)

    def forget_sets(self, keys: Iterable[int]) -> None:
        """Put rows into no set, since they say something else now."""
        self._told.clear()
        for key in keys:
            self._leave(key)

    def state(self, keys: Iterable[int]) -> SetState:
        """The sets of these rows as they are now, for `bring_back`."""
        keys = tuple(keys)
        set_of = {key: self._set_of.get(key) for key in keys}
        out_of = {key: self._out_of.get(key) for key in keys}
        numbers = {number for number in (*set_of.values(), *out_of.values()) if number is not None}
        return SetState(set_of, out_of, {number: self._sets[number] for number in numbers})

    def bring_back(self, before: SetState) -> None:
        """Put rows back into the sets in which they were."""
        self._told.clear()
        self._sets.update(before.sets)
        for held, numbers in ((self._set_of, before.set_of), (self._out_of, before.out_of)):
            for key, number in numbers.items():
                if number is None:
                    held.pop(key, None)
                else:
                    held[key] = number
        self._queue.change(
            [*before.set_of, *(key for found in before.sets.values() for key in found.members)]
        )

    def set_of(self, key: int) -> DuplicateSet | None:
        """The set that a row is in, None if nothing ever said the same."""
        number = self._set_of.get(key)
        return None if number is None else self._sets[number]

    def matches(self, key: int) -> tuple[Match, ...]:
        """The tasks elsewhere that say the same, the closest first; first of all members decided now."""
        return (*self._decided_members(key), *self._matches.get(key, ()))

    def open_members(self, key: int) -> tuple[int, ...]:
        """The rows of a row's set that are still to decide, those without a queue tag only if shown."""
        told = self._told_of(key)
        return told.open_keys if told else ()

    def also_proposed(self, key: int) -> tuple[int, ...]:
        """The rows that say the same and that are not shown, since they lack a queue tag."""
        found = self.set_of(key)
        if found is None or self._queue.includes_left_out:
            return ()
        rows = self._queue.rows
        return tuple(
            other
            for other in found.keys
            if other != key and rows[other].is_open and rows[other].proposal.is_left_out
        )

    def others(self, key: int) -> int:
        """How many other rows that are still to decide say the same."""
        return max(0, len(self.open_members(key)) - 1) if self._is_open(key) else 0

    def keeper(self, key: int) -> KeeperRow | None:
        """Which open row of a row's set to keep; None if fewer than two are open."""
        found, keys = self.set_of(key), self.open_members(key)
        if found is None or len(keys) < 2:
            return None
        if found.chosen in keys:
            return KeeperRow(found.chosen, "your choice")
        from triage.core.duplicates.keeper import Candidate, keeper_of  # only if there are sets

        keys = tuple(member for member in keys if member in found.keepers) or keys
        candidates = []
        for member in keys:
            proposal = self._queue.rows[member].proposal
            day = self._queue.notes[proposal.note].day
            candidates.append(Candidate(self._names.is_mine(proposal), proposal.due, day, proposal.words))
        keeper = keeper_of(candidates, self._day.today)
        return KeeperRow(keys[keeper.index], keeper.why)

    def say_more(self, key: int) -> tuple[int, ...]:
        """The open rows of a row's set that say something that its keeper does not: the set is uncertain."""
        if (keeper := self.keeper(key)) is None:
            return ()
        words = self._queue.rows[keeper.key].proposal.words
        return tuple(
            member
            for member in self.open_members(key)
            if member != keeper.key and self._says_more(words, self._queue.rows[member].proposal.words)
        )

    def lost(self, key: int) -> tuple[str, ...]:
        """What the rows of a set that say more than its keeper say besides, as pieces of their words."""
        from triage.core.duplicates.contrast import unsaid  # only if there are sets

        if (keeper := self.keeper(key)) is None:
            return ()
        kept = self._queue.rows[keeper.key].proposal.words
        said = (self._queue.rows[member].proposal.words for member in self.say_more(key))
        return tuple(" … ".join(words[start:end] for start, end in unsaid(kept, words)) for words in said)

    def asks_for_more(self, key: int, match: Match) -> bool:
        """Whether a row says something that a task elsewhere does not."""
        return self._says_more(match.words, self._queue.rows[key].proposal.words)

    def make_keeper(self, key: int) -> bool:
        """Make a row the keeper of its set; False if nothing else says the same."""
        found = self.set_of(key)
        if found is None or self.others(key) == 0:
            return False
        self._sets[self._set_of[key]] = replace(found, chosen=key)
        self._queue.change(found.keys)
        return True

    def join(self, keys: Iterable[int]) -> None:
        """Put rows into one set, whatever sets they were in."""
        self._told.clear()
        members = tuple(sorted(keys))
        for key in members:
            self._leave(key)
        self._hold(DuplicateSet(members, keepers=frozenset(members), is_by_user=True))
        self._queue.change(members)

    def take_out(self, key: int) -> bool | None:
        """Make a row an idea of its own, or put it back; whether it is out now, None if it has no set."""
        self._told.clear()
        is_back = key in self._out_of
        now, then = (self._set_of, self._out_of) if is_back else (self._out_of, self._set_of)
        if (number := then.pop(key, None)) is None:
            return None
        now[key] = number
        found = self._sets[number]
        found = found.with_put_back(key) if is_back else found.with_taken_out(key)
        self._sets[number] = found
        self._queue.change(found.keys if is_back else found.members)
        return not is_back

    def decided(self, key: int, *, as_duplicate: bool) -> None:
        """Know that a row was decided, or undone; one that was a duplicate decides nothing for the others."""
        self._told.clear()
        if as_duplicate:
            self._duplicates.add(key)
        else:
            self._duplicates.discard(key)

    def with_sets(self, keys: Collection[int]) -> set[int]:
        """These rows, and the other members of their sets."""
        numbers = {self._set_of[key] for key in keys if key in self._set_of}
        return {*keys, *(key for number in numbers for key in self._sets[number].keys)}

    def remembered(self) -> KnownDuplicates:
        """What is known, by what will still name the rows once the vault was read again."""
        rows = self._queue.rows
        name = {key: (row.proposal.note, row.proposal.place.line) for key, row in rows.items()}
        matches = {name[key]: found for key, found in self._matches.items() if key in name}
        sets = [found for found in self._sets.values() if found.size > 1]
        named = [tuple(name[key] for key in found.keys if key in name) for found in sets]
        return KnownDuplicates(matches, tuple(named))

    def recall(self, before: KnownDuplicates) -> None:
        """Let what was known before the vault was read again stand until it is compared."""
        keys: dict[tuple[str, str], int] = {}
        for key, row in self._queue.rows.items():
            keys.setdefault((row.proposal.note, row.proposal.place.line), key)
        matches = {keys[name]: found for name, found in before.matches.items() if name in keys}
        found = [tuple(sorted(keys[name] for name in names if name in keys)) for names in before.sets]
        self.add(matches, [FoundSet(members, frozenset(members)) for members in found if len(members) > 1])

    def _says_more(self, keeper: str, words: str) -> bool:
        if (keeper, words) not in self._more:
            from triage.core.duplicates.contrast import says_more  # only if something says the same

            self._more[keeper, words] = keeper != words and says_more(keeper, words)
        return self._more[keeper, words]

    def _hold(self, found: DuplicateSet) -> None:
        """Put the rows of a new set into it."""
        self._sets[self._next_set] = found
        self._set_of.update(dict.fromkeys(found.members, self._next_set))
        self._next_set += 1

    def _leave(self, key: int) -> None:
        """Put a row into no set, nor let it be taken out of one."""
        numbers = self._out_of if key in self._out_of else self._set_of
        if (number := numbers.pop(key, None)) is not None:
            found = self._sets[number] = self._sets[number].without(key)
            self._queue.change(found.keys)

    def _is_open(self, key: int) -> bool:
        row = self._queue.rows[key]
        return row.is_open and (self._queue.includes_left_out or not row.proposal.is_left_out)

    def _decided_members(self, key: int) -> Iterable[Match]:
        told = self._told_of(key)
        for other in told.decided_keys if told else ():
            row = self._queue.rows[other]
            if other != key and row.verdict:
                place = row.proposal.place
                yield Match(row.proposal.note, place.number, place.line, row.verdict, row.proposal.words)

    def _told_of(self, key: int) -> _Told | None:
        """What the rows of a row's set are now, found once for all of them: there may be thousands."""
        number = self._set_of.get(key)
        if number is None:
            return None
        moment = self._queue.puts, self._queue.includes_left_out
        held = self._told.get(number)
        if held is None or held.moment != moment:
            rows, keys = self._queue.rows, self._sets[number].keys
            held = self._told[number] = _Told(
                moment,
                tuple(key for key in keys if self._is_open(key)),
                tuple(
                    key
                    for key in keys
                    if not rows[key].is_gone and rows[key].verdict and key not in self._duplicates
                ),
            )
        return held
