from collections.abc import Iterable
from itertools import combinations, permutations
from random import Random

import pytest

from triage.core.duplicates.sets import DuplicateSets
from triage.core.duplicates.statement import Statement, says_the_same
from weighing import statements

LEASE = (
    "Send the signed lease to the landlord.",
    "Please send the signed lease to the landlord before the end of the month.",
    "The signed lease: send to the landlord",
)
SWEEP = (
    "Call the chimney sweep",
    "Call the chimney sweep about the new stove.",
    "Call the chimney sweep about the blocked flue.",
)
ALONE = ("Buy bread", "Order 40 chairs for the concert", "Order 60 chairs for the concert")


def sets_of(held: dict[int, Statement]) -> list[tuple[int, ...]]:
    sets = DuplicateSets(len(held))
    sets.add_all(held)
    return sets.all()


def said(held: dict[int, Statement], sets: Iterable[tuple[int, ...]]) -> set[frozenset[str]]:
    return {frozenset(held[key].text.wording.text for key in keys) for keys in sets}


def test_those_that_say_the_same_are_one_set() -> None:
    assert sets_of(statements((*LEASE, *ALONE))) == [(0, 1, 2)]


def test_equal_words_are_one_set_however_many() -> None:
    assert sets_of(statements(["Buy bread"] * 3000 + ["Buy milk"])) == [tuple(range(3000))]


def test_nothing_said_is_no_set() -> None:
    assert sets_of(statements(["", "", "🎉", "🎉"])) == []
    assert sets_of({}) == []


def test_the_order_of_the_statements_does_not_matter() -> None:
    held = statements((*SWEEP, *LEASE))
    wanted = sets_of(held)
    for order in permutations(held):
        assert sets_of({key: held[key] for key in order}) == wanted


def test_the_keys_do_not_matter() -> None:
    words = [*SWEEP, *LEASE, *ALONE]
    held = statements(words)
    wanted = said(held, sets_of(held))
    rng = Random(7)
    for _ in range(20):
        rng.shuffle(words)
        held = statements(words)
        assert said(held, sets_of(held)) == wanted


def test_no_chain_pulls_different_ideas_together() -> None:
    bare = "Call the chimney sweep"
    about = ["about the new stove", "about the blocked flue", "about the unpaid bill", "about the ladder"]
    held = statements([bare, *(f"{bare} {what}." for what in about)])
    assert all(says_the_same(held[0], held[key]) for key in range(1, 5))
    assert not any(says_the_same(a, b) for a, b in combinations(list(held.values())[1:], 2))

    sets = sets_of(held)

    assert len(sets) == 1
    assert len(sets[0]) == 2
    assert 0 in sets[0]


def test_one_of_the_keepers_is_the_same_as_every_member() -> None:
    both = "Ask Ada about the lease of the barn and about the roof of the shed"
    lease, roof = "Ask Ada about the lease of the barn", "Ask Ada about the roof of the shed"
    held = statements([both, lease, roof, both])
    assert not says_the_same(held[1], held[2])
    sets = DuplicateSets()
    sets.add_all(held)
    assert sets.keepers(0) == {0, 3}
    assert sets.keepers(1) == {0, 3}


def test_every_key_is_in_one_set_at_most() -> None:
    rng = Random(3)
    things = ["roof", "lease", "price list", "winter menu", "boat shed", "tide table"]
    verbs = ["Send", "Share", "Review", "Check", "Draft", "Write", "Please send", "Order"]
    held = statements(
        f"{rng.choice(verbs)} the {rng.choice(things)} for {rng.choice(['Ada', 'Bram'])}" for _ in range(400)
    )
    sets = sets_of(held)
    keys = [key for each in sets for key in each]
    assert len(keys) == len(set(keys))
    assert all(each == tuple(sorted(each)) and len(each) > 1 for each in sets)
    assert sets == sorted(sets)


def test_what_is_added_and_forgotten_leaves_the_sets_of_what_is_held() -> None:
    held = statements((*LEASE, *SWEEP, *ALONE, LEASE[0], "Call the chimney sweep"))
    wanted = sets_of({key: held[key] for key in held if key not in (1, 8, 9)})
    sets = DuplicateSets()
    sets.add_all(held)
    for key in (1, 8, 9, 9):
        sets.discard(key)
    assert sets.all() == wanted
    sets.add(9, held[9])
    assert sets.members(9) == sets.members(0)
    assert sets.members(8) == ()


class Stopped(Exception):
    pass


def test_pauses_often_and_stops_when_told() -> None:
    held = statements(f"Send the list of guests to person{number} at noon" for number in range(500))
    pauses = 0

    def pause() -> None:
        nonlocal pauses
        pauses += 1
        if pauses == 5:
            raise Stopped

    with pytest.raises(Stopped):
        DuplicateSets().add_all(held, pause)
    assert pauses == 5
