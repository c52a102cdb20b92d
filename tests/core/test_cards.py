from collections.abc import Iterable
from itertools import combinations, permutations
from random import Random

import pytest

from triage.core.twins.cards import cards_of
from triage.core.twins.idea import Idea, idea_of
from triage.core.twins.likeness import are_alike

LEASE = (
    "Send the signed lease to the landlord.",
    "Please forward the signed lease to the landlord before the end of the month.",
    "Sending the signed lease to the landlord",
)
TAP = ("Fix the leaking tap in the guest bathroom.", "Repair the dripping tap in the guest bathroom.")
SWEEP = (
    "Call the chimney sweep",
    "Call the chimney sweep about the new stove.",
    "Call the chimney sweep about the blocked flue.",
)
ALONE = ("Buy bread", "Order 40 chairs for the concert", "Order 60 chairs for the concert")


def ideas(words: Iterable[str]) -> dict[int, Idea]:
    return {key: idea_of(text) for key, text in enumerate(words)}


def test_those_that_say_the_same_are_one_card() -> None:
    assert cards_of(ideas((*LEASE, *TAP, *ALONE))) == [(0, 1, 2), (3, 4)]


def test_equal_words_are_one_card_however_many() -> None:
    assert cards_of(ideas(["Buy bread"] * 3000 + ["Buy milk"])) == [tuple(range(3000))]


def test_nothing_said_is_no_card() -> None:
    assert cards_of(ideas(["", "", "🎉", "🎉"])) == []
    assert cards_of({}) == []


def test_the_order_of_the_ideas_does_not_matter() -> None:
    held = ideas((*SWEEP, *LEASE))
    wanted = cards_of(held)
    for order in permutations(held):
        assert cards_of({key: held[key] for key in order}) == wanted


def test_the_keys_do_not_matter() -> None:
    words = [*SWEEP, *LEASE, *TAP, *ALONE]
    wanted = {frozenset(words[key] for key in card) for card in cards_of(ideas(words))}
    rng = Random(7)
    for _ in range(20):
        rng.shuffle(words)
        assert {frozenset(words[key] for key in card) for card in cards_of(ideas(words))} == wanted


def test_no_chain_pulls_different_ideas_together() -> None:
    bare = "Call the chimney sweep"
    about = ["about the new stove", "about the blocked flue", "about the unpaid bill", "about the ladder"]
    held = ideas([bare, *(f"{bare} {what}." for what in about)])
    assert all(are_alike(held[0], held[key]) for key in range(1, 5))
    assert not any(are_alike(a, b) for a, b in combinations(list(held.values())[1:], 2))

    cards = cards_of(held)

    assert len(cards) == 1
    assert len(cards[0]) == 2
    assert 0 in cards[0]


def test_a_newcomer_is_alike_to_most_of_its_card() -> None:
    """One that gathers the details of two does not bring them together when they differ."""
    both = "Ask Ada about the lease of the barn and about the roof of the shed before Friday"
    lease, roof = "Ask Ada about the lease of the barn", "Ask Ada about the roof of the shed"
    held = ideas([both, lease, roof])
    assert are_alike(held[0], held[1])
    assert are_alike(held[0], held[2])
    assert not are_alike(held[1], held[2])

    (card,) = cards_of(held)

    assert len(card) == 2


def test_every_key_is_in_one_card_at_most() -> None:
    rng = Random(3)
    things = ["roof", "lease", "price list", "winter menu", "boat shed", "tide table"]
    verbs = ["Send", "Share", "Review", "Check", "Draft", "Write", "Please send", "Order"]
    held = ideas(
        f"{rng.choice(verbs)} the {rng.choice(things)} for {rng.choice(['Ada', 'Bram'])}" for _ in range(400)
    )
    cards = cards_of(held)
    keys = [key for card in cards for key in card]
    assert len(keys) == len(set(keys))
    assert all(card == tuple(sorted(card)) and len(card) > 1 for card in cards)
    assert cards == sorted(cards)


class Stopped(Exception):
    pass


def test_pauses_often_and_stops_when_told() -> None:
    held = ideas(f"Send the list of guests to person{number} at noon" for number in range(500))
    pauses = 0

    def pause() -> None:
        nonlocal pauses
        pauses += 1
        if pauses == 5:
            raise Stopped

    with pytest.raises(Stopped):
        cards_of(held, pause)
    assert pauses == 5
