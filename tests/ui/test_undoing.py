"""Undo and redo: bytes, rows and cursor, in this run and the next."""

from apps import app_over, at_work
from fakes import FakeStore, note, proposal_line

NOTE = "2026-11-20 Minutes.md"
THREE = note(proposal_line("One"), proposal_line("Two"), proposal_line("Three"))


async def test_an_undo_gives_back_bytes_row_and_cursor() -> None:
    store = FakeStore({NOTE: THREE})
    async with at_work(app_over(store)) as hand:
        await hand.press("a", "G", "u")
        assert store.notes[NOTE] == THREE
        assert hand.at == "One"
        assert "accepted" not in hand.drawn("One")
        assert "Undone: accepted 1 line" in hand.footer
        assert " 1 All 3 " in hand.tabs
        assert "0 decided  3 left" in hand.footer


async def test_a_redo_does_it_again() -> None:
    store = FakeStore({NOTE: THREE})
    async with at_work(app_over(store)) as hand:
        await hand.press("x", "u")
        await hand.press("U")
        assert store.notes[NOTE] == note(
            proposal_line("One", symbol="-"), proposal_line("Two"), proposal_line("Three")
        )
        assert "rejected" in hand.drawn("One")
        assert "Redone: rejected 1 line" in hand.footer
        await hand.press("U")
        assert "Nothing to redo" in hand.footer


async def test_a_burst_of_undos_takes_back_as_many() -> None:
    store = FakeStore({NOTE: note(*(proposal_line(f"Task {number}") for number in range(9)))})
    before = store.notes[NOTE]
    async with at_work(app_over(store)) as hand:
        hand.send(*"aaaaaxxxx", *"uuuuuuuuu")
        await hand.settled()
        assert store.notes[NOTE] == before
        assert hand.at == "Task 0"
        hand.send(*"UUUU", "u")
        await hand.settled()
        assert [line[3] for line in store.notes[NOTE].decode().splitlines()] == [*"   ??????"]


async def test_nothing_to_take_back_is_said() -> None:
    store = FakeStore({NOTE: THREE})
    async with at_work(app_over(store)) as hand:
        await hand.press("u")
        assert "Nothing to undo" in hand.footer
        assert not store.journal


async def test_undo_works_when_all_is_decided() -> None:
    store = FakeStore({NOTE: THREE})
    async with at_work(app_over(store)) as hand:
        await hand.press("a", "a", "a", "u")
        assert store.notes[NOTE] == note(
            *(proposal_line(w, symbol=" ") for w in ("One", "Two")), proposal_line("Three")
        )
        assert hand.at == "Three"


async def test_undo_works_on_an_empty_screen() -> None:
    store = FakeStore({NOTE: THREE})
    async with at_work(app_over(store)) as hand:
        await hand.press("a", "a", "a", "ctrl+r")
        await hand.scanned()
        assert hand.words == []
        await hand.press("u")
        assert store.notes[NOTE].endswith(note(proposal_line("Three")))
        assert hand.at == "Three"
        await hand.press("u", "u")
        assert store.notes[NOTE] == THREE
        assert hand.words == ["One", "Two", "Three"]


async def test_the_undo_of_a_change_shows_the_old_line_again() -> None:
    store = FakeStore({NOTE: THREE})
    async with at_work(app_over(store)) as hand:
        hand.send("e", "!", "enter", "d", *"fri", "enter", "j", "j")
        await hand.settled()
        assert "Fri" in hand.drawn("One!")
        await hand.press("u")
        assert "Fri" not in hand.drawn("One!")
        assert hand.at == "One!"
        await hand.press("u")
        assert store.notes[NOTE] == THREE
        assert hand.words == ["One", "Two", "Three"]


async def test_an_undo_beyond_a_filter_is_done_and_said() -> None:
    store = FakeStore({NOTE: THREE})
    async with at_work(app_over(store)) as hand:
        hand.send("a", "/", *"three", "enter")
        await hand.settled()
        await hand.press("u")
        assert store.notes[NOTE] == THREE
        assert hand.words == ["Three"]
        assert "Undone: accepted 1 line" in hand.footer


async def test_an_earlier_run_is_taken_back_only_once_it_was_asked() -> None:
    store = FakeStore({NOTE: THREE})
    async with at_work(app_over(store)) as hand:
        await hand.press("a", "x")
    decided = store.notes[NOTE]
    async with at_work(app_over(store, number=2)) as hand:
        await hand.press("u")
        await hand.sees("rejected 1 line on 22 Nov at 09:0")
        await hand.sees("- [-] Two")
        assert store.notes[NOTE] == decided
        await hand.press("y")
        assert store.notes[NOTE] == note(
            proposal_line("One", symbol=" "), proposal_line("Two"), proposal_line("Three")
        )
        assert "Two" in hand.words
        assert hand.at == "Two"
        await hand.press("u")
        assert len(hand.app.screen_stack) == 1, "one question for an earlier run is enough"
        assert store.notes[NOTE] == THREE


async def test_whoever_says_no_is_asked_again() -> None:
    store = FakeStore({NOTE: THREE})
    async with at_work(app_over(store)) as hand:
        await hand.press("a")
    decided = store.notes[NOTE]
    async with at_work(app_over(store, number=2)) as hand:
        await hand.press("u", "escape", "u")
        assert store.notes[NOTE] == decided
        assert len(hand.app.screen_stack) == 2


async def test_own_gestures_are_taken_back_first_and_without_a_question() -> None:
    store = FakeStore({NOTE: THREE})
    async with at_work(app_over(store)) as hand:
        await hand.press("a")
    async with at_work(app_over(store, number=2)) as hand:
        await hand.press("x", "u")
        assert len(hand.app.screen_stack) == 1
        assert store.notes[NOTE] == note(
            proposal_line("One", symbol=" "), proposal_line("Two"), proposal_line("Three")
        )


async def test_a_line_that_changed_since_is_not_taken_back() -> None:
    store = FakeStore({NOTE: THREE})
    async with at_work(app_over(store)) as hand:
        await hand.press("a")
        store.notes[NOTE] = store.notes[NOTE].replace(b"One", b"Uno")
        changed = store.notes[NOTE]
        await hand.press("u")
        assert store.notes[NOTE] == changed
        await hand.sees("no longer in the note")


async def test_the_decided_count_follows_the_undo() -> None:
    async with at_work(app_over(FakeStore({NOTE: THREE}))) as hand:
        hand.send(*"axDuu")
        await hand.settled()
        assert "1 decided  2 left" in hand.footer or "Undone" in hand.footer
        assert hand.session.tally.decided == 1
        assert hand.screen.key_bar.decided == 1
