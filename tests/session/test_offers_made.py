"""Which offers were made."""

import json

import pytest

from fakes import FakeStore
from triage.core.errors import NotKept
from triage.core.history.rule import Offer, Slice, SliceKind
from triage.session.offering import OffersMade


def offer(folder: str) -> Offer:
    return Offer(Slice(SliceKind.FOLDER, folder), "reject", 41, 43, (1, 2, 3))


def made_in(store: FakeStore) -> OffersMade:
    made = OffersMade(store)
    made.read()
    return made


def test_an_offer_is_still_known_after_a_restart() -> None:
    store = FakeStore({})
    made_in(store).add(offer("_archive"))
    assert made_in(store).ids == (offer("_archive").id,)


def test_what_another_run_has_offered_meanwhile_stays() -> None:
    store = FakeStore({})
    first, second = made_in(store), made_in(store)
    first.add(offer("A"))
    second.add(offer("B"))
    assert set(made_in(store).ids) == {offer("A").id, offer("B").id} == set(second.ids)


def test_it_is_bounded_and_the_oldest_go_first() -> None:
    store = FakeStore({})
    store.memory["offers"] = json.dumps([f"id {number}" for number in range(5000)])
    made = made_in(store)
    made.add(offer("A"))
    assert (len(made.ids), made.ids[0], made.ids[-1]) == (1000, "id 4001", offer("A").id)


def test_an_offer_that_was_made_again_is_the_latest() -> None:
    made = made_in(FakeStore({}))
    for folder in ("A", "B", "A"):
        made.add(offer(folder))
    assert made.ids == (offer("B").id, offer("A").id)


@pytest.mark.parametrize("held", ['{"a": 1}', "[1, 2]", '"text"'])
def test_what_is_no_list_of_ids_is_none_and_a_problem(held: str) -> None:
    store = FakeStore({})
    store.memory["offers"] = held
    made = made_in(store)
    assert made.ids == ()
    assert made.problem
    made.add(offer("A"))
    assert (made_in(store).ids, made_in(store).problem) == ((offer("A").id,), "")


def test_nothing_remembered_is_no_problem() -> None:
    assert made_in(FakeStore({})).problem == ""


def test_an_offer_that_cannot_be_remembered_is_not_made_again_now() -> None:
    store = FakeStore({})
    store.forgets = "no space"
    made = made_in(store)
    for folder in ("A", "B"):
        with pytest.raises(NotKept):
            made.add(offer(folder))
    assert made.ids == (offer("A").id, offer("B").id)
