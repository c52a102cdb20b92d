"""Every verb on marks: all of them at once, as one gesture, with the reasons where one could not be done."""

import pytest

from apps import Hand, app_over, at_work
from fakes import FakeStore, note, proposal_line
from marked import LOFT, LOFT_WORDS, NOTE, WORDS, store, symbols


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
        assert "Nothing to change" in hand.footer


async def test_the_last_verb_is_repeated_on_marks() -> None:
    vault = store()
    async with at_work(app_over(vault)) as hand:
        await hand.press("x", "space", "space", ".")
        assert symbols(vault) == "---???"
        assert len(vault.journal) == 2


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


async def test_a_dialog_over_many_is_not_judged_by_the_first_alone() -> None:
    vault = FakeStore({NOTE: note(proposal_line("Undated"), proposal_line("Dated", due="2026-12-01"))})
    async with at_work(app_over(vault)) as hand:
        await hand.press("*", "d")
        await hand.type("by 1w")
        await hand.sees("this one stays")
        await hand.press("enter")
        assert b"2026-12-08" in vault.notes[NOTE]
        assert hand.marked == {"Undated"}
