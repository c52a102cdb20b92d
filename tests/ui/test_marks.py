"""Marks: how rows are marked, and that every verb works on all that are."""

import pytest

from apps import app_over, at_work
from fakes import note, proposal_line
from marked import LOFT, LOFT_WORDS, NOTE, WORDS, store, symbols
from triage.core.config import Config

# Marking


async def test_space_marks_and_unmarks_and_goes_on() -> None:
    async with at_work(app_over(store())) as hand:
        await hand.press("space", "space")
        assert hand.marked == {"Order the wool", "Call the ferry office"}
        assert hand.at == "Oil the winch"
        assert "2 marked" in hand.footer
        assert hand.drawn("Order the wool").lstrip("▌ ").startswith("●")
        await hand.press("g", "space")
        assert hand.marked == {"Call the ferry office"}
        assert "●" not in hand.drawn("Order the wool")
        assert "1 marked" in hand.footer


async def test_marking_writes_nothing() -> None:
    vault = store()
    before = dict(vault.notes)
    async with at_work(app_over(vault)) as hand:
        await hand.press("space", "v", "j", "v", "*", "I", "c", "N", "M", "*")
    assert vault.notes == before
    assert not vault.journal


@pytest.mark.parametrize("keys", [("g", "j", "v", "j", "j", "v"), ("g", "j", "j", "j", "v", "k", "k", "v")])
async def test_a_range_marks_both_ends_and_all_between_in_either_direction(keys: tuple[str, ...]) -> None:
    async with at_work(app_over(store())) as hand:
        await hand.press(*keys)
        assert hand.marked == {"Call the ferry office", "Oil the winch", "Sweep the attic"}
        assert "3 marked" in hand.footer


async def test_an_open_range_is_drawn_and_counted_while_it_grows_and_shrinks() -> None:
    async with at_work(app_over(store())) as hand:
        await hand.press("v", "j", "j")
        assert "3 marked" in hand.footer
        assert [line.lstrip("▌ ")[:1] for line in hand.drawn_rows[1:4]] == ["●"] * 3
        await hand.press("k", "k")
        assert "1 marked" in hand.footer
        assert "●" not in hand.drawn("Call the ferry office")
        assert not hand.marked, "an open range is no mark yet"


async def test_escape_drops_an_open_range_and_leaves_the_marks() -> None:
    vault = store()
    async with at_work(app_over(vault)) as hand:
        await hand.press("G", "space", "g", "v", "j", "escape")
        assert hand.marked == {"Count the buoys"}
        assert "1 marked" in hand.footer
        await hand.press("x")
        assert symbols(vault) == "?????-"


async def test_a_verb_works_on_an_open_range() -> None:
    vault = store()
    async with at_work(app_over(vault)) as hand:
        await hand.press("j", "v", "j", "x")
        assert symbols(vault) == "?--???"
        assert hand.screen.task_list.range_start is None
        assert len(vault.journal) == 1
        await hand.press("u")
        assert symbols(vault) == "??????"


async def test_a_range_leaves_out_what_is_decided() -> None:
    vault = store()
    async with at_work(app_over(vault)) as hand:
        await hand.press("j", "a", "g", "v", "j", "j")
        assert "2 marked" in hand.footer
        await hand.press("x")
    assert symbols(vault) == "- -???"


async def test_escape_ends_the_range_then_the_filter_then_the_marks() -> None:
    async with at_work(app_over(store())) as hand:
        hand.send("space", "/", *"order", "enter", "v", "j")
        await hand.settled()
        assert hand.screen.task_list.range_start is not None
        await hand.press("escape")
        assert hand.screen.task_list.range_start is None
        assert len(hand.words) == 2
        await hand.press("escape")
        assert len(hand.words) == 6
        assert hand.marked == {"Order the wool"}
        await hand.press("escape")
        assert not hand.marked
        assert "1 mark cleared" in hand.footer
        assert " marked" not in hand.footer


async def test_all_shown_are_marked_and_unmarked_by_one_key_but_not_what_is_decided() -> None:
    async with at_work(app_over(store())) as hand:
        await hand.press("a", "*")
        assert hand.marked == {*WORDS[1:], *LOFT_WORDS}
        assert "5 marked" in hand.footer
        await hand.press("*")
        assert not hand.marked
        await hand.press("space", "*")
        assert len(hand.marked) == 5, "where some are marked, all are"


async def test_the_marks_are_inverted() -> None:
    async with at_work(app_over(store())) as hand:
        await hand.press("space", "space", "I")
        assert hand.marked == {"Oil the winch", *LOFT_WORDS}


async def test_inverting_leaves_alone_what_is_hidden() -> None:
    async with at_work(app_over(store())) as hand:
        hand.send("G", "space", "/", *"order", "enter", "g", "space", "I")
        await hand.settled()
        assert hand.marked == {"Count the buoys", "Order a broom"}


async def test_the_group_is_marked_and_unmarked() -> None:
    async with at_work(app_over(store())) as hand:
        await hand.press("J", "j", "N")
        assert hand.marked == set(LOFT_WORDS)
        await hand.press("N")
        assert not hand.marked
        await hand.press("a", "N")
        assert hand.marked == {"Sweep the attic", "Count the buoys"}


async def test_the_card_is_marked() -> None:
    vault = store()
    vault.notes["2026-11-12 Shed.md"] = note(
        proposal_line("Paint the shed"), proposal_line("Please order the wool soon")
    )
    async with at_work(app_over(vault)) as hand:
        await hand.compared()
        await hand.press("g", "c")
        assert hand.marked == {"Order the wool", "Please order the wool soon"}
        await hand.press("c", "j", "c")
        assert hand.marked == {"Call the ferry office"}, "a row without duplicates is its own card"


async def test_what_the_last_verb_on_marks_has_covered_is_marked_again() -> None:
    vault = store()
    async with at_work(app_over(vault)) as hand:
        await hand.press("M")
        assert "No verb has worked on marks yet" in hand.footer
        await hand.press("space", "j", "space", "p", "1")
        assert not hand.marked
        await hand.press("G", "x", "M")
        assert hand.marked == {"Order the wool", "Oil the winch"}
        await hand.press("a")
        assert symbols(vault) == " ? ??-"


# Surviving


async def test_marks_survive_filters_and_views_and_what_is_hidden_is_counted() -> None:
    vault = store()
    vault.notes[LOFT] += note(proposal_line("Feed the gulls", owner="Ada Quill"))
    async with at_work(app_over(vault)) as hand:
        await hand.compared()
        hand.send("space", "space", "/", *"order", "enter")
        await hand.settled()
        assert "2 marked (1 hidden)" in hand.footer
        await hand.press("escape", "3")
        assert hand.view == "others"
        assert "2 marked (2 hidden)" in hand.footer
        await hand.press("space")
        assert "3 marked (2 hidden)" in hand.footer
        await hand.press("1")
        assert "3 marked " in hand.footer
        assert "hidden" not in hand.footer
        assert hand.marked == {"Order the wool", "Call the ferry office", "Feed the gulls"}


async def test_a_verb_reaches_hidden_marks_and_leaves_the_row_under_the_cursor() -> None:
    vault = store()
    async with at_work(app_over(vault)) as hand:
        hand.send("space", "space", "/", *"winch", "enter", "x")
        await hand.settled()
        assert symbols(vault) == "--????"
        assert hand.at == "Oil the winch"
        assert not hand.marked


async def test_the_bulk_screen_counts_what_is_hidden() -> None:
    async with at_work(app_over(store(), config=Config(bulk_limit=2))) as hand:
        hand.send("*", "/", *"winch", "enter", "x")
        await hand.settled()
        assert "Reject 6 proposals (5 hidden)?" in hand.text


async def test_grouping_and_sorting_leave_the_marks() -> None:
    async with at_work(app_over(store())) as hand:
        await hand.press("space", "L", "o", "S", "w")
        assert hand.marked == {"Order the wool"}
        assert "1 marked" in hand.footer


async def test_a_mark_whose_line_is_gone_is_refused_and_the_others_are_done() -> None:
    vault = store()
    async with at_work(app_over(vault)) as hand:
        await hand.press("*")
        vault.notes[NOTE] = vault.notes[NOTE].replace(proposal_line(WORDS[1]).encode() + b"\n", b"")
        await hand.press("x")
        assert symbols(vault) == "-----"
        assert hand.marked == {WORDS[1]}
