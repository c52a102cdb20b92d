"""Which rows say the same as others, and as tasks that were decided already."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from triage.session.card import BestRow, Card, Match

if TYPE_CHECKING:
    from triage.session.session import Session


@dataclass(frozen=True, slots=True)
class _Told:
    moment: tuple[int, bool]
    """How many rows had been put, and whether those that the tags leave out counted."""
    open_keys: tuple[int, ...]
    decided_keys: tuple[int, ...]


class Likenesses:
    """What a comparison found, and what the user makes of it."""

    def __init__(self, session: "Session") -> None:
        """Begin with nothing alike."""
        self._session = session
        self._matches: dict[int, tuple[Match, ...]] = {}
        self._cards: dict[int, Card] = {}
        self._taken_out: dict[int, Card] = {}
        self._duplicates: set[int] = set()
        self._told: dict[int, _Told] = {}

    def clear(self) -> None:
        """Forget all of it."""
        self._told.clear()
        self._matches.clear()
        self._cards.clear()
        self._taken_out.clear()
        self._duplicates.clear()

    def add(self, matches: Mapping[int, tuple[Match, ...]], groups: Iterable[Sequence[int]]) -> None:
        """Take in what a comparison found: tasks elsewhere by row, and rows that say the same."""
        self._told.clear()
        self._matches.update(matches)
        for group in groups:
            keys = [key for key in group if key not in self._taken_out]
            new = [key for key in keys if key not in self._cards]
            joined = {id(held): held for key in keys if (held := self.card(key))}
            found = Card(tuple(new))
            if len(joined) == 1:  # the user was quicker: what is found joins it
                (found,) = joined.values()
                found.members = tuple(sorted({*found.members, *new}))
            self._cards.update(dict.fromkeys(new, found))

    def forget_cards(self, keys: Iterable[int]) -> None:
        """Let rows be in no card, since they say something else now."""
        self._told.clear()
        for key in keys:
            if card := self._taken_out.pop(key, None) or self._cards.pop(key, None):
                card.drop(key)
                self._session.queue.changed.update(card.keys)

    def state(self, keys: Iterable[int]) -> Callable[[], None]:
        """The cards of these rows as the user made them so far; what is returned brings them back."""
        own = {key: (self._cards.get(key), self._taken_out.get(key)) for key in keys}
        cards = {id(card): card for pair in own.values() for card in pair if card}.values()
        copies = [(card, card.members, set(card.taken_out), card.chosen) for card in cards]

        def bring_back() -> None:
            self._told.clear()
            for card, members, out, chosen in copies:
                card.members, card.taken_out, card.chosen = members, set(out), chosen
            for key, (own_card, out_of) in own.items():
                for held, before in ((self._cards, own_card), (self._taken_out, out_of)):
                    held.pop(key, None)
                    held.update({key: before} if before else {})
            changed = {*own, *(key for held in cards for key in held.members)}
            self._session.queue.changed.update(changed.intersection(self._session.rows))

        return bring_back

    def card(self, key: int) -> Card | None:
        """The card that a row is in, None where it never had a twin."""
        return self._cards.get(key)

    def matches(self, key: int) -> tuple[Match, ...]:
        """The tasks elsewhere that say the same, the likest first; also twins that were decided by now."""
        return (*self._decided_twins(key), *self._matches.get(key, ()))

    def open_keys(self, key: int) -> tuple[int, ...]:
        """The rows of a row's card that are still to decide, those that the tags leave out only if shown."""
        card = self._cards.get(key)
        return self._told_of(card).open_keys if card else ()

    def twins(self, key: int) -> int:
        """How many other rows that are still to decide say the same."""
        return max(0, len(self.open_keys(key)) - 1) if self._is_open(key) else 0

    def best(self, key: int) -> BestRow | None:
        """Which open row of a row's card to keep; None where fewer than two are open."""
        card, keys = self._cards.get(key), self.open_keys(key)
        if card is None or len(keys) < 2:
            return None
        if card.chosen in keys:
            return BestRow(card.chosen, "your choice")
        from triage.core.twins.best import Candidate, best_of  # only where there are twins

        session = self._session
        candidates = []
        for member in keys:
            proposal = session.rows[member].proposal
            day = session.queue.notes[proposal.note].day
            candidates.append(Candidate(session.is_mine(proposal), proposal.due, day, proposal.words))
        best = best_of(candidates, session.today)
        return BestRow(keys[best.index], best.why)

    def choose(self, key: int) -> bool:
        """Call a row the best of its card; False where it has no twin."""
        card = self._cards.get(key)
        if card is None or self.twins(key) == 0:
            return False
        card.chosen = key
        self._session.queue.changed.update(card.keys)
        return True

    def join(self, keys: Iterable[int]) -> None:
        """Let rows be one idea, whatever cards they were in."""
        self._told.clear()
        members = tuple(sorted(keys))
        joined = Card(members)
        for key in members:
            old = self._taken_out.pop(key, None) or self._cards.get(key)
            if old is not None:
                old.drop(key)
                self._session.queue.changed.update(old.keys)
            self._cards[key] = joined
        self._session.queue.changed.update(members)

    def take_out(self, key: int) -> bool | None:
        """Let a row be an idea of its own, or put it back; whether it is out now, None without a card."""
        self._told.clear()
        if card := self._taken_out.pop(key, None):
            card.taken_out.discard(key)
            self._cards[key] = card
            self._session.queue.changed.update(card.keys)
            return False
        if (card := self._cards.pop(key, None)) is None:
            return None
        card.taken_out.add(key)
        self._taken_out[key] = card
        self._session.queue.changed.update(card.members)
        return True

    def decided(self, key: int, *, as_duplicate: bool) -> None:
        """Know that a row was decided, or taken back; one that was a duplicate decides no twin's fate."""
        self._told.clear()
        if as_duplicate:
            self._duplicates.add(key)
        else:
            self._duplicates.discard(key)

    def with_twins(self, keys: Collection[int]) -> set[int]:
        """These rows, and the twins of each."""
        cards = {id(card): card for key in keys if (card := self._cards.get(key))}
        return {*keys, *(key for card in cards.values() for key in card.keys)}

    def _is_open(self, key: int) -> bool:
        row = self._session.rows[key]
        return row.is_open and (self._session.includes_left_out or not row.proposal.is_left_out)

    def _decided_twins(self, key: int) -> Iterable[Match]:
        card = self._cards.get(key)
        for other in self._told_of(card).decided_keys if card else ():
            row = self._session.rows[other]
            if other != key and row.verdict:
                place = row.proposal.place
                yield Match(row.proposal.note, place.number, place.line, row.verdict)

    def _told_of(self, card: Card) -> "_Told":
        """What the rows of a card are by now: found once for all of them, since they may be thousands."""
        moment = self._session.queue.puts, self._session.includes_left_out
        held = self._told.get(id(card))
        if held is None or held.moment != moment:
            rows = self._session.rows
            held = self._told[id(card)] = _Told(
                moment,
                tuple(key for key in card.keys if self._is_open(key)),
                tuple(
                    key
                    for key in card.keys
                    if not rows[key].is_gone and rows[key].verdict and key not in self._duplicates
                ),
            )
        return held
