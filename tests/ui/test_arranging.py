"""By what the rows are grouped, and how they are sorted within."""

import pytest

from apps import app_over, at_work
from fakes import FakeStore, note, proposal_line
from triage.core.config import Config
from triage.core.row import Grouping, Sorting

NEW, OLD = "Meetings/2026-11-20 Minutes.md", "2026-11-10 Loft.md"


def store() -> FakeStore:
    """Six proposals with owners, dates and priorities that no order has in common; two are duplicates."""
    return FakeStore(
        {
            NEW: note(
                proposal_line("Paint the mast", owner="Bo Tarn", due="2026-11-30", priority="low"),
                proposal_line("Order the blue wool for the loft", due="2026-11-02"),
                proposal_line("Call the ferry office", owner="Ada Quill", due="2026-11-22", priority="high"),
            ),
            OLD: note(
                proposal_line("Order blue wool for the loft", owner="Ada Quill", priority="highest"),
                proposal_line("Sweep the harbour steps", owner="", due="2025-01-02"),
                proposal_line("Bring the lamp oil", owner="Ada Quill", due="2026-12-24", priority="medium"),
            ),
        }
    )


MAST, WOOL, FERRY, MORE_WOOL, STEPS, LAMP = "Paint", "Order", "Call", "Order too", "Sweep", "Bring"
FIRST_WORDS = {
    "Paint the mast": MAST,
    "Order the blue wool for the loft": WOOL,
    "Call the ferry office": FERRY,
    "Order blue wool for the loft": MORE_WOOL,
    "Sweep the harbour steps": STEPS,
    "Bring the lamp oil": LAMP,
}

GROUPINGS = [
    ("n", [NEW, OLD], [MAST, WOOL, FERRY, MORE_WOOL, STEPS, LAMP]),
    ("o", ["Myself", "Ada Quill", "Bo Tarn", ""], [WOOL, FERRY, MORE_WOOL, LAMP, MAST, STEPS]),
    (
        "d",
        ["overdue by more than a year", "overdue", "today", "within a month", "later", "no due date"],
        [STEPS, WOOL, FERRY, MAST, LAMP, MORE_WOOL],
    ),
    ("f", ["", "Meetings"], [MORE_WOOL, STEPS, LAMP, MAST, WOOL, FERRY]),
    ("c", ["Order the blue wool for the loft", ""], [WOOL, MORE_WOOL, MAST, FERRY, STEPS, LAMP]),
]


@pytest.mark.parametrize(("key", "headings", "words"), GROUPINGS, ids=[key for key, _, _ in GROUPINGS])
async def test_rows_are_grouped_by_every_choice(key: str, headings: list[str], words: list[str]) -> None:
    vault = store()
    before = dict(vault.notes)
    async with at_work(app_over(vault), size=(100, 30)) as hand:
        await hand.compared()
        await hand.press("L", key)
        assert hand.headings == headings
        assert [FIRST_WORDS[each] for each in hand.words] == words
        assert hand.at == "Paint the mast", "the cursor stays on its row"
        starts = []
        await hand.press("g")
        for _ in headings:
            starts.append(FIRST_WORDS[hand.at])
            await hand.press("J")
        assert len(set(starts)) == len(headings)
        await hand.press("G", "K")
        assert FIRST_WORDS[hand.at] == starts[-2]
        await hand.press("g", "K")
        assert FIRST_WORDS[hand.at] == words[0]
        assert vault.notes == before


@pytest.mark.parametrize(
    ("key", "said"), [("n", ""), ("o", "by owner"), ("d", "by due"), ("f", "by folder"), ("c", "by set")]
)
async def test_a_grouping_that_is_not_the_usual_one_is_said(key: str, said: str) -> None:
    async with at_work(app_over(store())) as hand:
        await hand.press("L", key)
        assert (said in hand.header) if said else (" by " not in hand.header)


SORTINGS = [
    ("n", "", [MAST, WOOL, FERRY]),
    ("d", "sorted by due", [WOOL, FERRY, MAST]),
    ("p", "sorted by priority", [FERRY, WOOL, MAST]),
    ("o", "sorted by owner", [FERRY, MAST, WOOL]),
    ("w", "sorted by words", [FERRY, WOOL, MAST]),
]


@pytest.mark.parametrize(("key", "said", "words"), SORTINGS, ids=[key for key, _, _ in SORTINGS])
async def test_rows_are_sorted_within_their_groups_by_every_choice(
    key: str, said: str, words: list[str]
) -> None:
    vault = store()
    async with at_work(app_over(vault), size=(100, 30)) as hand:
        await hand.compared()
        await hand.press("S", key)
        assert hand.headings == [NEW, OLD]
        assert [FIRST_WORDS[each] for each in hand.words[:3]] == words
        assert (said in hand.header) if said else ("sorted" not in hand.header)
        await hand.press("g", "x")
        assert vault.notes[NEW].count(b"[-]") == 1
        assert [FIRST_WORDS[each] for each in hand.words[:3]] == words, "order never changes by a verb"


async def test_nobody_s_come_last_when_sorted_by_owner_and_undated_when_sorted_by_due() -> None:
    async with at_work(app_over(store())) as hand:
        await hand.press("S", "o")
        assert hand.words[-1] == "Sweep the harbour steps"
        await hand.press("S", "d")
        assert hand.words[-1] == "Order blue wool for the loft"


@pytest.mark.parametrize("keys", [("L", "escape"), ("S", "escape")])
async def test_escape_leaves_the_arrangement(keys: tuple[str, str]) -> None:
    async with at_work(app_over(store())) as hand:
        before = hand.words
        await hand.press(*keys)
        assert hand.words == before


async def test_a_change_does_not_move_its_row() -> None:
    async with at_work(app_over(store())) as hand:
        await hand.press("S", "d", "g")
        before = hand.words
        hand.send("d", *"2027-01-01", "enter")
        await hand.settled()
        assert hand.words == before
        assert hand.at == before[0]


async def test_a_grouping_that_was_asked_for_holds_in_every_view() -> None:
    async with at_work(app_over(store())) as hand:
        await hand.compared()
        await hand.press("L", "o", "4")
        assert hand.headings == ["Myself", ""]
        await hand.press("5")
        assert hand.headings == ["Myself", "Ada Quill"]


async def test_the_config_says_how_views_are_grouped_and_sorted() -> None:
    config = Config(group=Grouping.OWNER, sort=Sorting.WORDS)
    async with at_work(app_over(store(), config=config)) as hand:
        await hand.compared()
        assert "sorted by words" in hand.header
        assert "by owner" not in hand.header, "what the config says is usual"
        assert hand.headings == ["Myself", "Ada Quill", "Bo Tarn", ""]
        assert hand.words[1:4] == [
            "Bring the lamp oil",
            "Call the ferry office",
            "Order blue wool for the loft",
        ]
        await hand.press("5")
        assert len(hand.headings) == 1, "duplicates stand by card all the same"


async def test_what_arrives_stands_at_the_end_by_its_note_however_rows_are_grouped() -> None:
    vault = store()
    async with at_work(app_over(vault)) as hand:
        await hand.press("L", "o")
        vault.notes[NEW] += note(proposal_line("Feed the gulls"))
        before = hand.words
        await hand.press("G", "K")
        while hand.row.proposal.note != NEW:
            await hand.press("k")
        await hand.press("a")
        assert hand.words == [*before, "Feed the gulls"]
        assert hand.headings[-1] == NEW
