"""Marks: how rows are marked, and that every verb works on all that are."""

import pytest

from apps import Hand, app_over, at_work
from fakes import FakeStore, note, proposal_line
from triage.core.config import Config

NOTE = "2026-11-20 Minutes.md"
LOFT = "2026-11-10 Loft.md"
WORDS = ("Order the wool", "Call the ferry office", "Oil the winch")
LOFT_WORDS = ("Sweep the attic", "Order a broom", "Count the buoys")


def store(**parts: str) -> FakeStore:
    """Two notes of three proposals each."""
    return FakeStore(
        {
            NOTE: note("# Harbour", *(proposal_line(each, **parts) for each in WORDS)),
            LOFT: note("# Loft", *(proposal_line(each, **parts) for each in LOFT_WORDS)),
        }
    )


def symbols(vault: FakeStore) -> str:
    """What stands in the boxes of both notes, in the order of the screen."""
    lines = [line for path in (NOTE, LOFT) for line in vault.notes[path].decode().splitlines()]
    return "".join(line[line.index("[") + 1] for line in lines if "[" in line)


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
        assert hand.marked == {"Call the ferry office"}, "a row without twins is its own card"


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


# Every verb


async def marked_first_two(hand: Hand) -> None:
    """Mark the first two rows, with the cursor on the third."""
    await hand.press("space", "space")
    assert hand.at == "Oil the winch"


VERBS = [
    (("a",), "- [ ] {} @Bo Tarn 📅 2026-11-20 #task #proposed #auto"),
    (("s",), "- [/] {} @Bo Tarn 📅 2026-11-20 #task #proposed #auto"),
    (("D",), "- [x] {} @Bo Tarn 📅 2026-11-20 #task #proposed #auto"),
    (("x",), "- [-] {} @Bo Tarn 📅 2026-11-20 #task #proposed #auto"),
    (("=",), "- [-] {} @Bo Tarn 📅 2026-11-20 #task #proposed #auto"),
    (("X",), "- [-] {} @Bo Tarn 📅 2026-11-20 #task #proposed #auto"),
    (("R", *"too late", "enter"), "- [-] {} @Bo Tarn 📅 2026-11-20 #task #proposed #auto"),
    (("A", *"+3d", "enter"), "- [ ] {} @Bo Tarn 📅 2026-11-25 #task #proposed #auto"),
    (("A", *"none", "enter"), "- [ ] {} @Bo Tarn #task #proposed #auto"),
    (("d", *"+3d", "enter"), "- [?] {} @Bo Tarn 📅 2026-11-25 #task #proposed #auto"),
    (("d", *"by 1w", "enter"), "- [?] {} @Bo Tarn 📅 2026-11-27 #task #proposed #auto"),
    (("d", *"by -2d", "enter"), "- [?] {} @Bo Tarn 📅 2026-11-18 #task #proposed #auto"),
    (("d", *"none", "enter"), "- [?] {} @Bo Tarn #task #proposed #auto"),
    (("p", "1"), "- [?] {} @Bo Tarn 🔺 📅 2026-11-20 #task #proposed #auto"),
    (("m",), "- [?] {} @Myself 📅 2026-11-20 #task #proposed #auto"),
    (("r", *"Jun Marsh", "enter"), "- [?] {} @Jun Marsh 📅 2026-11-20 #task #proposed #auto"),
]


@pytest.mark.parametrize(("keys", "after"), VERBS, ids=[" ".join(keys) for keys, _ in VERBS])
async def test_every_verb_works_on_all_marks_as_one_gesture(keys: tuple[str, ...], after: str) -> None:
    vault = store(owner="Bo Tarn", due="2026-11-20")
    before = dict(vault.notes)
    async with at_work(app_over(vault)) as hand:
        await marked_first_two(hand)
        hand.send(*keys)
        await hand.settled()
        lines = vault.notes[NOTE].decode().splitlines()
        assert lines[1:3] == [after.format(words) for words in WORDS[:2]]
        assert lines[3] == proposal_line(WORDS[2], owner="Bo Tarn", due="2026-11-20")
        assert vault.notes[LOFT] == before[LOFT]
        assert len(vault.journal) == 1
        assert not hand.marked
        await hand.press("u")
        assert vault.notes == before
        await hand.press("U")
        assert vault.notes[NOTE].decode().splitlines()[1:3] == lines[1:3]


async def test_mend_works_on_marks_and_says_what_it_refused() -> None:
    unseen = "- [?] {} 📅 2026-11-20 and so on #task #proposed #auto"
    vault = FakeStore(
        {NOTE: note("# Harbour", unseen.format("One"), unseen.format("Two"), proposal_line("Three"))}
    )
    before = vault.notes[NOTE]
    async with at_work(app_over(vault)) as hand:
        await hand.press("v", "j", "!")
        lines = vault.notes[NOTE].decode().splitlines()
        assert [line.endswith("📅 2026-11-20 #task #proposed #auto") for line in lines[1:3]] == [True, True]
        assert len(vault.journal) == 1
        await hand.press("u")
        assert vault.notes[NOTE] == before


async def test_snooze_works_on_marks_and_writes_no_note() -> None:
    vault = store()
    before = dict(vault.notes)
    async with at_work(app_over(vault)) as hand:
        await marked_first_two(hand)
        await hand.press("z", "t")
        assert vault.notes == before
        assert hand.counts["snoozed"] == 2
        assert not hand.marked
        await hand.press("u")
        assert "snoozed" not in hand.counts


async def test_words_are_edited_one_at_a_time() -> None:
    vault = store()
    before = dict(vault.notes)
    async with at_work(app_over(vault)) as hand:
        await marked_first_two(hand)
        await hand.press("e")
        assert len(hand.app.screen_stack) == 1
        assert "2 are marked; words are changed one at a time" in hand.footer
        assert vault.notes == before
        assert len(hand.marked) == 2


async def test_one_mark_away_from_the_cursor_is_what_is_edited() -> None:
    vault = store()
    async with at_work(app_over(vault)) as hand:
        await hand.press("space", "G", "e")
        hand.send(*" at once", "enter")
        await hand.settled()
        assert proposal_line("Order the wool at once").encode() in vault.notes[NOTE]


async def test_what_cannot_be_done_to_one_of_the_marks_leaves_it_marked_with_the_reason() -> None:
    vault = FakeStore(
        {
            NOTE: note(
                proposal_line("Order the wool"),
                "- [?] Oil the winch @Myself 🔁 every week #task #proposed #auto",
                proposal_line("Sweep the attic"),
            )
        }
    )
    async with at_work(app_over(vault)) as hand:
        await hand.press("*", "D")
        assert [line[3] for line in vault.notes[NOTE].decode().splitlines()] == ["x", "?", "x"]
        assert hand.marked == {"Oil the winch"}
        assert "It recurs" in hand.footer


async def test_a_note_that_cannot_be_written_leaves_its_rows_marked_with_reasons() -> None:
    vault = store()
    vault.unwritable[LOFT] = "The note is read-only"
    async with at_work(app_over(vault)) as hand:
        await hand.press("*", "x")
        assert symbols(vault) == "---???"
        assert hand.marked == set(LOFT_WORDS)
        assert all(row.failure for row in hand.rows if row.proposal.note == LOFT)
        assert hand.drawn("Sweep the attic").lstrip("▌ ").startswith("!")
        vault.unwritable.clear()
        await hand.press("x")
        assert symbols(vault) == "------"
        assert not hand.marked


async def test_a_change_that_says_what_is_so_already_unmarks() -> None:
    vault = store(due="2026-11-25")
    async with at_work(app_over(vault)) as hand:
        await marked_first_two(hand)
        hand.send("d", *"2026-11-25", "enter")
        await hand.settled()
        assert not vault.journal
        assert "It is so already" in hand.footer


async def test_the_last_verb_is_repeated_on_marks() -> None:
    vault = store()
    async with at_work(app_over(vault)) as hand:
        await hand.press("x", "space", "space", ".")
        assert symbols(vault) == "---???"
        assert len(vault.journal) == 2


@pytest.mark.xfail(strict=True, reason="taking a gesture back unmarks its rows")
async def test_an_undo_leaves_the_marks() -> None:
    vault = store()
    async with at_work(app_over(vault)) as hand:
        await hand.press("p", "1", "space", "space", "u")
        assert vault.notes == store().notes
        assert hand.marked == {"Order the wool", "Call the ferry office"}


async def test_after_a_verb_on_marks_the_cursor_is_on_the_next_that_is_to_be_decided() -> None:
    vault = store()
    async with at_work(app_over(vault)) as hand:
        await hand.press("v", "j", "j", "x")
        assert hand.at == "Sweep the attic"
        await hand.press("a")
        assert symbols(vault) == "--- ??"
