from random import Random

from table import each_row
from triage.core.twins.idea import Idea, idea_of
from triage.core.twins.ideas import Ideas
from triage.core.twins.likeness import ENOUGH, likeness

VERBS = (
    "Send",
    "Share",
    "Please forward",
    "Review",
    "Check",
    "Draft",
    "Order",
    "Buy",
    "Cancel",
    "Do not send",
)
THINGS = ("signed lease", "price list", "guest list", "winter menu", "boat shed key", "safety film", "lease")
WHOM = (
    "to Ada",
    "to Bram Tamm",
    "for the fair",
    "before Friday",
    "to the landlord, with a note on the roof",
    "",
)


def invented(number: int, seed: int) -> list[Idea]:
    rng = Random(seed)
    return [
        idea_of(
            f"{rng.choice(VERBS)} the {rng.choice(THINGS)} {rng.choice(WHOM)} {rng.choice(['', '3', '4'])}"
        )
        for _ in range(number)
    ]


def by_hand(held: dict[int, Idea], idea: Idea) -> list[tuple[int, float]]:
    found = [(key, likeness(idea, other)) for key, other in held.items()]
    return sorted(
        ((key, near) for key, near in found if near >= ENOUGH), key=lambda pair: (-pair[1], pair[0])
    )


@each_row("seed", range(5))
def test_finds_what_comparing_with_each_finds(seed: int) -> None:
    held = dict(enumerate(invented(300, seed)))
    index = Ideas()
    for key, idea in held.items():
        index.add(key, idea)
    rng = Random(seed)
    for key in rng.sample(sorted(held), 100):
        index.discard(key)
        del held[key]
    assert len(index) == len(held) == 200
    for idea in invented(60, seed + 100):
        assert index.nearest(idea, 1000) == by_hand(held, idea)


def test_the_most_alike_come_first_and_no_more_than_asked_for() -> None:
    index = Ideas()
    index.add(4, idea_of("Send the signed lease to the landlord before the end of the month"))
    index.add(2, idea_of("Forward the signed lease to the landlord"))
    index.add(9, idea_of("Send the signed lease to the landlord"))
    index.add(1, idea_of("Water the plants"))
    found = index.nearest(idea_of("Send the signed lease to the landlord"))
    assert [key for key, _ in found] == [9, 2, 4]
    assert found[0][1] == 1
    assert index.nearest(idea_of("Send the signed lease to the landlord"), 1) == found[:1]


def test_equal_ideas_are_each_found_and_each_forgotten() -> None:
    index = Ideas()
    for key in (5, 3, 8):
        index.add(key, idea_of("Buy bread"))
    index.discard(5)
    index.discard(5)
    assert [key for key, _ in index.nearest(idea_of("Buy bread"))] == [3, 8]
    assert 5 not in index
    index.discard(3)
    index.discard(8)
    assert index.nearest(idea_of("Buy bread")) == []
    assert len(index) == 0


def test_a_key_holds_its_last_idea() -> None:
    index = Ideas()
    index.add(1, idea_of("Buy bread"))
    index.add(1, idea_of("Water the plants"))
    assert index.nearest(idea_of("Buy bread")) == []
    assert index.nearest(idea_of("Water the plants")) == [(1, 1.0)]


def test_twins_are_found_among_thousands() -> None:
    index = Ideas()
    for key in range(6000):
        index.add(key, idea_of(f"Send the price list of place{key % 1500} to person{key}"))
    index.add(9000, idea_of("Repair the dripping tap in the guest bathroom of place77"))
    assert index.nearest(idea_of("Fix the leaking tap in the guest bathroom of place77"))[0][0] == 9000
    assert [key for key, _ in index.nearest(idea_of("Share the price list of place31 with person1531"))] == [
        1531
    ]
