"""Keys typed at once, faster than any screen opens: none is lost, and each finds what those before it did."""

import pytest

from apps import Hand, app_over, at_work
from fakes import FakeStore, note, proposal_line

NOTE, OTHER = "2026-11-20 Minutes.md", "2026-11-10 Loft.md"
WOOL, MORE_WOOL = "Order the blue wool for the loft", "Order blue wool for the loft"


def store(number: int = 12) -> FakeStore:
    """A note of `number` proposals, and a note with a duplicate of one and two more."""
    return FakeStore(
        {
            NOTE: note(*(proposal_line(f"Berth {at}") for at in range(number)), proposal_line(WOOL)),
            OTHER: note(
                proposal_line(MORE_WOOL, owner="Ada Quill"),
                proposal_line("Paint the mast", owner="Ada Quill", due="2026-11-02"),
            ),
        }
    )


def boxes(vault: FakeStore) -> str:
    return "".join(line[3] for path in (NOTE, OTHER) for line in vault.notes[path].decode().splitlines())


ALL = 15
BURSTS = [
    ("*x", "?" * ALL, 0),
    ("*xy", "-" * ALL, 1),
    ("*xyu", "?" * ALL, 2),
    ("*xyuU", "-" * ALL, 3),
    ("*xn", "?" * ALL, 0),
    ("*xya", " " + "-" * (ALL - 1), 2),
    (("*", "x", "escape", "escape", "x"), "-" + "?" * (ALL - 1), 1),
    (("/", *"mast", "enter", "*", "x"), "?" * (ALL - 1) + "-", 1),
    (("/", *"mast", "enter", *"*xu"), "?" * ALL, 2),
    (("/", *"berth", "enter", *"*xy", "escape", "G", "a"), "-" * 12 + "?? ", 2),
    (("/", *"mast", "enter", *"*x", "escape", "g", "a"), " " + "?" * 13 + "-", 2),
    ("4xu1a", "?" * 14 + " ", 3),
    (("v", *"jjj", "D", "g", "u"), "?" * ALL, 2),
    (("v", *"jjj", "v", "G", "space", "D"), "xxxx" + "?" * 10 + "x", 1),
    (("space", "space", "d", *"+3d", "enter", "x"), "??-" + "?" * 12, 2),
    (("space", "space", "R", *"axu", "enter", "a"), "-- " + "?" * 12, 2),
    (("space", "space", "z", "t", "x"), "??-" + "?" * 12, 2),
    (("L", "o", "S", "w", "g", "x"), "-" + "?" * 14, 1),
    (("H", "escape", "t", "escape", "enter", "escape", "?", "escape", "x"), "-" + "?" * 14, 1),
    (("ctrl+s", "x"), "-" + "?" * 14, 1),
    (("/", *"mast", "enter", "ctrl+s", *"xa", "enter", "x"), "?" * 14 + "-", 1),
    (("tab", "tab", "x", "shift+tab", "x"), "-" + "?" * 12 + "-?", 2),
]


@pytest.mark.parametrize(("keys", "after", "gestures"), BURSTS, ids=[" ".join(keys) for keys, _, _ in BURSTS])
async def test_a_burst_does_exactly_what_it_says(keys: tuple[str, ...], after: str, gestures: int) -> None:
    vault = store()
    async with at_work(app_over(vault)) as hand:
        await hand.compared()
        hand.send(*keys)
        await hand.settled()
        assert boxes(vault) == after
        assert len({gesture.id for gesture, _, _ in vault.journal}) == gestures


async def test_a_burst_into_the_duplicates_keeps_the_best_of_a_card() -> None:
    vault = store()
    async with at_work(app_over(vault)) as hand:
        await hand.compared()
        hand.send(*"5bu", *"5gTTbU")
        await hand.settled()
        assert boxes(vault) == "?" * 12 + " -?"
        await hand.press("u")
        assert boxes(vault) == "?" * ALL


async def test_a_burst_of_the_same_bulk_verb_and_its_undo_ends_where_it_began() -> None:
    vault = store()
    before = dict(vault.notes)
    async with at_work(app_over(vault)) as hand:
        hand.send(*("*xyu" * 5))
        await hand.settled()
        assert vault.notes == before
        assert len({gesture.id for gesture, _, _ in vault.journal}) == 10


async def test_a_burst_before_anything_is_read_marks_nothing() -> None:
    vault = store()
    before = dict(vault.notes)
    app = app_over(vault)
    async with app.run_test(size=(80, 24)) as pilot:
        hand = Hand(app, pilot)
        hand.send("v", "v", "I", "c", "N", "M", "T", "B", "enter", "escape", "+", "`")
        await hand.settled()
        await hand.compared()
    assert vault.notes == before
    assert not vault.journal
