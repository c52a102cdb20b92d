from datetime import date
from random import Random

from table import each_row
from triage.core.duplicates.index import Index
from triage.core.duplicates.rarity import Rarity
from triage.core.duplicates.statement import Statement, says_the_same
from triage.core.duplicates.wording import Wording
from weighing import rarity_of, statements

VERBS, KINDS, THINGS, WHOM = (
    words.split()
    for words in (
        "Send Share Review Draft Order Buy Print Sign Scan Mail Copy Sell Find Lend Mark Fold",
        "signed guest winter boat safety price spare brass garden tide paper copper linen travel",
        "lease list menu key film cart sheet pump lamp crate kiln loom mast oven plan quilt rope sail tent",
        "Ada Bram Cleo Dorrit Edda Falk Gero Hanna Ines Jonte Kerstin Liv Marit Nils Oda Pia Runa Sven",
    )
)


def invented(number: int, seed: int) -> list[Statement]:
    rng = Random(seed)
    texts = [
        f"{rng.choice(VERBS)} the {rng.choice(KINDS)} {rng.choice(THINGS)} to {rng.choice(WHOM)} "
        f"{rng.choice(['', 'for the fair', 'before Friday', f'with the {rng.choice(THINGS)}', '3'])}"
        for _ in range(number)
    ]
    days = [date(2026, 5, rng.randint(1, 3)) for _ in texts]
    return [
        Statement(said.text, said.note, day)
        for said, day in zip(statements(texts).values(), days, strict=True)
    ]


@each_row("seed", range(5))
def test_finds_what_comparing_with_each_finds(seed: int) -> None:
    every = invented(360, seed)
    held = dict(enumerate(every[:300]))
    index = Index()
    for key, statement in held.items():
        index.add(key, statement)
    rng = Random(seed)
    for key in rng.sample(sorted(held), 100):
        index.discard(key)
        del held[key]
    assert len(index) == len(held) == 200
    for asked in every[300:]:
        found = {key for key, _ in index.nearest(asked, 1000)}
        assert found == {key for key, statement in held.items() if says_the_same(asked, statement)}


def one(text: str, rarity: Rarity) -> Statement:
    return Statement(rarity.weigh(Wording(text)))


def test_the_closest_come_first_and_no_more_than_asked_for() -> None:
    texts = (
        "Send the signed lease to the landlord before the end of the month",
        "The signed lease is to be sent to the landlord",
        "Send the signed lease to the landlord",
        "Water the plants",
    )
    rarity = rarity_of(texts)
    index = Index()
    for key, text in zip((4, 2, 9, 1), texts, strict=True):
        index.add(key, one(text, rarity))
    found = index.nearest(one("Send the signed lease to the landlord", rarity))
    assert found[0][0] == 9
    assert [near for _, near in found] == sorted((near for _, near in found), reverse=True)
    assert 1 not in [key for key, _ in found]
    assert index.nearest(one("Send the signed lease to the landlord", rarity), 1) == found[:1]


def test_equal_statements_are_each_found_and_each_forgotten() -> None:
    bread = one("Buy bread", rarity_of(["Buy bread"]))
    index = Index()
    for key in (5, 3, 8):
        index.add(key, bread)
    index.discard(5)
    index.discard(5)
    assert [key for key, _ in index.nearest(bread)] == [3, 8]
    assert 5 not in index
    index.discard(3)
    index.discard(8)
    assert index.nearest(bread) == []
    assert len(index) == 0


def test_a_key_holds_its_last_statement() -> None:
    rarity = rarity_of(["Buy bread", "Water the plants"])
    index = Index()
    index.add(1, one("Buy bread", rarity))
    index.add(1, one("Water the plants", rarity))
    assert index.nearest(one("Buy bread", rarity)) == []
    assert [key for key, _ in index.nearest(one("Water the plants", rarity))] == [1]


def test_what_says_the_same_is_found_among_thousands() -> None:
    texts = [f"Send the price list of place{key % 1500} to person{key}" for key in range(6000)]
    rarity = rarity_of([*texts, "Repair the dripping tap in the guest bathroom"])
    index = Index(effort=500)
    for key, text in enumerate(texts):
        index.add(key, one(text, rarity))
    index.add(9000, one("Repair the dripping tap in the guest bathroom", rarity))
    assert [key for key, _ in index.nearest(one("The dripping guest bathroom tap: repair it", rarity))] == [
        9000
    ]
    assert index.nearest(one("Send the price list of place31 to person1531", rarity), 1)[0][0] == 1531
