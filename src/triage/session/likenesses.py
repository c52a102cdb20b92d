"""Which rows say the same as others, and as tasks that were decided already."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from triage.core.task.vocabulary import Role
from triage.session.names import Names
from triage.session.queue import Queue
from triage.session.today import Today


@dataclass(frozen=True, slots=True)
class Card:
    """One idea."""

    members: tuple[int, ...]
    """The rows that say it, in the order of the queue, those that were taken out among them."""
    taken_out: frozenset[int] = frozenset()
    """The rows that the user made ideas of their own."""
    chosen: int | None = None
    """The row that the user called the best, None if the rule says which it is."""

    @property
    def keys(self) -> tuple[int, ...]:
        """The rows that are in it."""
        return tuple(key for key in self.members if key not in self.taken_out)

    @property
    def size(self) -> int:
        """How many rows are in it."""
        return len(self.members) - len(self.taken_out)

    def without(self, key: int) -> "Card":
        """The card once a row is left to another one for good."""
        members = tuple(member for member in self.members if member != key)
        return Card(members, self.taken_out - {key}, None if self.chosen == key else self.chosen)

    def with_taken_out(self, key: int) -> "Card":
        """The card once a row is an idea of its own."""
        return replace(self, taken_out=self.taken_out | {key})

    def with_put_back(self, key: int) -> "Card":
        """The card once a row that was taken out is in it again."""
        return replace(self, taken_out=self.taken_out - {key})


@dataclass(frozen=True, slots=True)
class BestRow:
    """The row of a card to keep, and the step of the rule that says so."""

    key: int
    why: str


@dataclass(frozen=True, slots=True)
class Match:
    """A task elsewhere in the vault, no proposal, that says nearly the same."""

    note: str
    number: int
    line: str
    """The whole line, raw."""
    role: Role | None

    @property
    def place(self) -> str:
        """What the journal calls it."""
        return f"{self.note}:{self.number}"


@dataclass(frozen=True, slots=True)
class _Told:
    moment: tuple[int, bool]
    """How many rows had been put, and whether those that the tags leave out counted."""
    open_keys: tuple[int, ...]
    decided_keys: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CardState:
    """The cards of some rows as they were at one moment."""

    card_of: Mapping[int, int | None]
    """The number of the card that each row was in, None for none."""
    out_of: Mapping[int, int | None]
    """The number of the card that each row was taken out of, None for none."""
    cards: Mapping[int, Card]
    """All these cards by number."""


class Likenesses:
    """What a comparison found, and what the user makes of it."""

    def __init__(self, queue: Queue, names: Names, day: Today) -> None:
        """Begin with nothing alike; which row is the best depends on who is me, and on the day."""
        self._queue = queue
        self._names = names
        self._day = day
        self._matches: dict[int, tuple[Match, ...]] = {}
        self._cards: dict[int, Card] = {}
        """By a number of their own, which stays while the rows of a card change."""
        self._card_of: dict[int, int] = {}
        """The number of the card that a row is in."""
        self._out_of: dict[int, int] = {}
        """The number of the card that a row was taken out of."""
        self._next_card = 0
        self._duplicates: set[int] = set()
        self._told: dict[int, _Told] = {}
        """By the number of the card."""

    def clear(self) -> None:
        """Forget all of it."""
        self._told.clear()
        self._matches.clear()
        self._cards.clear()
        self._card_of.clear()
        self._out_of.clear()
        self._duplicates.clear()

    def add(self, matches: Mapping[int, tuple[Match, ...]], groups: Iterable[Sequence[int]]) -> None:
        """Take in what a comparison found: tasks elsewhere by row, and rows that say the same."""
        self._told.clear()
        self._matches.update(matches)
        for group in groups:
            keys = [key for key in group if key not in self._out_of]
            new = [key for key in keys if key not in self._card_of]
            joined = {self._card_of[key] for key in keys if key in self._card_of}
            if len(joined) == 1:  # the user was quicker: what is found joins it
                (number,) = joined
                members = tuple(sorted({*self._cards[number].members, *new}))
                self._cards[number] = replace(self._cards[number], members=members)
                self._card_of.update(dict.fromkeys(new, number))
            elif new:
                self._hold(Card(tuple(new)))

    def forget_cards(self, keys: Iterable[int]) -> None:
        """Let rows be in no card, since they say something else now."""
        self._told.clear()
        for key in keys:
            self._leave(key)

    def state(self, keys: Iterable[int]) -> CardState:
        """The cards of these rows as they are now, for `bring_back`."""
        keys = tuple(keys)
        card_of = {key: self._card_of.get(key) for key in keys}
        out_of = {key: self._out_of.get(key) for key in keys}
        numbers = {number for number in (*card_of.values(), *out_of.values()) if number is not None}
        return CardState(card_of, out_of, {number: self._cards[number] for number in numbers})

    def bring_back(self, before: CardState) -> None:
        """Let the cards of some rows be as they were."""
        self._told.clear()
        self._cards.update(before.cards)
        for held, numbers in ((self._card_of, before.card_of), (self._out_of, before.out_of)):
            for key, number in numbers.items():
                if number is None:
                    held.pop(key, None)
                else:
                    held[key] = number
        self._queue.change(
            [*before.card_of, *(key for card in before.cards.values() for key in card.members)]
        )

    def card(self, key: int) -> Card | None:
        """The card that a row is in, None if it never had a twin."""
        number = self._card_of.get(key)
        return None if number is None else self._cards[number]

    def matches(self, key: int) -> tuple[Match, ...]:
        """The tasks elsewhere that say the same, the likest first; also twins that were decided by now."""
        return (*self._decided_twins(key), *self._matches.get(key, ()))

    def open_keys(self, key: int) -> tuple[int, ...]:
        """The rows of a row's card that are still to decide, those that the tags leave out only if shown."""
        told = self._told_of(key)
        return told.open_keys if told else ()

    def twins(self, key: int) -> int:
        """How many other rows that are still to decide say the same."""
        return max(0, len(self.open_keys(key)) - 1) if self._is_open(key) else 0

    def best(self, key: int) -> BestRow | None:
        """Which open row of a row's card to keep; None if fewer than two are open."""
        card, keys = self.card(key), self.open_keys(key)
        if card is None or len(keys) < 2:
            return None
        if card.chosen in keys:
            return BestRow(card.chosen, "your choice")
        from triage.core.twins.best import Candidate, best_of  # only if there are twins

        candidates = []
        for member in keys:
            proposal = self._queue.rows[member].proposal
            day = self._queue.notes[proposal.note].day
            candidates.append(Candidate(self._names.is_mine(proposal), proposal.due, day, proposal.words))
        best = best_of(candidates, self._day.today)
        return BestRow(keys[best.index], best.why)

    def choose(self, key: int) -> bool:
        """Call a row the best of its card; False if it has no twin."""
        card = self.card(key)
        if card is None or self.twins(key) == 0:
            return False
        self._cards[self._card_of[key]] = replace(card, chosen=key)
        self._queue.change(card.keys)
        return True

    def join(self, keys: Iterable[int]) -> None:
        """Let rows be one idea, whatever cards they were in."""
        self._told.clear()
        members = tuple(sorted(keys))
        for key in members:
            self._leave(key)
        self._hold(Card(members))
        self._queue.change(members)

    def take_out(self, key: int) -> bool | None:
        """Let a row be an idea of its own, or put it back; whether it is out now, None without a card."""
        self._told.clear()
        is_back = key in self._out_of
        now, then = (self._card_of, self._out_of) if is_back else (self._out_of, self._card_of)
        if (number := then.pop(key, None)) is None:
            return None
        now[key] = number
        card = self._cards[number]
        card = card.with_put_back(key) if is_back else card.with_taken_out(key)
        self._cards[number] = card
        self._queue.change(card.keys if is_back else card.members)
        return not is_back

    def decided(self, key: int, *, as_duplicate: bool) -> None:
        """Know that a row was decided, or taken back; one that was a duplicate decides no twin's fate."""
        self._told.clear()
        if as_duplicate:
            self._duplicates.add(key)
        else:
            self._duplicates.discard(key)

    def with_twins(self, keys: Collection[int]) -> set[int]:
        """These rows, and the twins of each."""
        numbers = {self._card_of[key] for key in keys if key in self._card_of}
        return {*keys, *(key for number in numbers for key in self._cards[number].keys)}

    def _hold(self, card: Card) -> None:
        """Let the rows of a new card be in it."""
        self._cards[self._next_card] = card
        self._card_of.update(dict.fromkeys(card.members, self._next_card))
        self._next_card += 1

    def _leave(self, key: int) -> None:
        """Let a row be in no card, nor taken out of one."""
        numbers = self._out_of if key in self._out_of else self._card_of
        if (number := numbers.pop(key, None)) is not None:
            card = self._cards[number] = self._cards[number].without(key)
            self._queue.change(card.keys)

    def _is_open(self, key: int) -> bool:
        row = self._queue.rows[key]
        return row.is_open and (self._queue.includes_left_out or not row.proposal.is_left_out)

    def _decided_twins(self, key: int) -> Iterable[Match]:
        told = self._told_of(key)
        for other in told.decided_keys if told else ():
            row = self._queue.rows[other]
            if other != key and row.verdict:
                place = row.proposal.place
                yield Match(row.proposal.note, place.number, place.line, row.verdict)

    def _told_of(self, key: int) -> _Told | None:
        """What the rows of a row's card are by now, found once for all of them: there may be thousands."""
        number = self._card_of.get(key)
        if number is None:
            return None
        moment = self._queue.puts, self._queue.includes_left_out
        held = self._told.get(number)
        if held is None or held.moment != moment:
            rows, keys = self._queue.rows, self._cards[number].keys
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
