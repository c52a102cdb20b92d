"""The screen of the journal: gestures, their lines, and each can be undone or redone there."""

import pytest

from apps import Hand, app_over, at_work
from fakes import FakeStore, key_of, note, proposal_line, session_over
from triage.core.errors import TriageError
from triage.core.task.decision import Reject
from triage.ui.screen.history_screen import HistoryScreen

NOTE = "2026-11-20 Minutes.md"
BEFORE = note(*map(proposal_line, ("One", "Two", "Three")))


def store() -> FakeStore:
    return FakeStore({NOTE: BEFORE})


def boxes(vault: FakeStore) -> str:
    return "".join(line[3] for line in vault.notes[NOTE].decode().splitlines())


def history(hand: Hand) -> HistoryScreen:
    screen = hand.app.screen
    assert isinstance(screen, HistoryScreen)
    return screen


async def test_it_lists_the_gestures_and_shows_the_lines_of_the_one_under_the_cursor() -> None:
    async with at_work(app_over(store()), size=(100, 30)) as hand:
        await hand.press("a", "x", "H")
        await hand.sees("1 line rejected")
        await hand.sees("[?] → [-] Two")
        assert "[?] → [ ] One" not in hand.text
        await hand.press("j")
        await hand.sees("[?] → [ ] One")
        await hand.press("escape")
        assert len(hand.app.screen_stack) == 1


async def test_the_lines_fill_the_screen_and_leave_it_again() -> None:
    vault = FakeStore({NOTE: note(*(proposal_line(f"Task {number}") for number in range(60)))})
    async with at_work(app_over(vault), size=(100, 24)) as hand:
        await hand.press("*", "a", "y", "H")
        await hand.sees("60 lines accepted")
        assert "Task 11" not in hand.text
        await hand.press("enter")
        assert "60 lines accepted" not in hand.text
        assert "Task 9 " in hand.text
        await hand.press("G")
        assert "Task 59 " in hand.text
        await hand.press("left")
        assert "60 lines accepted" in hand.text
        await hand.press("right", "H")
        assert len(hand.app.screen_stack) == 1


async def test_an_older_gesture_is_taken_back_and_done_again_where_it_stands() -> None:
    vault = store()
    async with at_work(app_over(vault), size=(100, 30)) as hand:
        await hand.press("a", "x", "D", "H", "j", "u")
        assert boxes(vault) == " ?x"
        await hand.sees("Undone: rejected 1 line")
        await hand.sees("1 line rejected  (undone)")
        assert history(hand).gestures.highlighted == 2, "the cursor stays on it"
        await hand.press("u")
        assert boxes(vault) == " ?x"
        await hand.sees("Already undone")
        await hand.press("U")
        assert boxes(vault) == " -x"
        await hand.sees("Redone: rejected 1 line")
        await hand.press("U")
        await hand.sees("Not undone")
        await hand.press("escape")
        assert "rejected" in hand.drawn("Two")


async def test_a_gesture_of_an_earlier_run_is_taken_back_without_being_asked_again() -> None:
    vault = store()
    async with at_work(app_over(vault)) as hand:
        await hand.press("a", "x")
    async with at_work(app_over(vault, number=2), size=(100, 30)) as hand:
        await hand.press("H", "j", "u")
        assert boxes(vault) == "?-?"
        await hand.press("escape")
        assert hand.at == "One"


async def test_lines_that_changed_since_are_named_with_what_stands_there_now() -> None:
    vault = store()
    async with at_work(app_over(vault), size=(140, 30)) as hand:
        await hand.press("*", "x", "H")
        await hand.sees("3 lines rejected")
        vault.notes[NOTE] = vault.notes[NOTE].replace(b"[-] Two", b"[x] Two [/b] \x1b[31m")
        await hand.press("u")
        assert boxes(vault) == "?x?"
        await hand.sees("2 lines; 1 line changed since and stayed")
        await hand.sees(f"{NOTE}:2")
        await hand.sees("now: - [x] Two [/b] ␛[31m")


async def test_a_redo_of_an_older_gesture_is_possible_after_another_decision() -> None:
    vault = store()
    async with at_work(app_over(vault), size=(100, 30)) as hand:
        await hand.press("x", "u", "G", "a", "U")
        assert boxes(vault) == "?? "
        await hand.press("H", "G", "U")
        assert boxes(vault) == "-? "


async def test_what_another_run_did_meanwhile_is_taken_back_from_here() -> None:
    vault = store()
    async with at_work(app_over(vault), size=(100, 30)) as hand:
        await hand.press("a")
        other = session_over(vault)
        other.decide([key_of(other, "Three")], Reject())
        assert boxes(vault) == " ?-"
        await hand.press("H")
        await hand.sees("1 line rejected")
        await hand.press("u")
        assert boxes(vault) == " ??"
        await hand.sees("1 line rejected  (undone)")


async def test_what_is_taken_back_in_part_or_done_again_is_not_marked_as_taken_back() -> None:
    vault = store()
    async with at_work(app_over(vault), size=(140, 30)) as hand:
        await hand.press("*", "x", "H")
        kept = vault.notes[NOTE]
        vault.notes[NOTE] = kept.replace(b"[-] Two", b"[x] Two")
        await hand.press("u")
        await hand.sees("2 lines; 1 line changed since and stayed")
        assert "(undone)" not in hand.text
        vault.notes[NOTE] = vault.notes[NOTE].replace(b"[x] Two", b"[-] Two")
        await hand.press("u")
        assert vault.notes[NOTE] == BEFORE
        await hand.sees("3 lines rejected  (undone)")
        await hand.press("U")
        await hand.sees("Redone")
        await hand.until(lambda: "3 lines rejected  (undone)" not in hand.text)


async def test_a_gesture_that_was_cut_off_says_so() -> None:
    vault = FakeStore({f"{name}.md": note(proposal_line(name)) for name in "abc"})
    session = session_over(vault)
    session.save(session.plan(list(session.rows), Reject()), lambda done: done < 2, lambda: False)
    async with at_work(app_over(vault, number=2), size=(100, 30)) as hand:
        await hand.press("escape", "H")
        await hand.sees("2 lines rejected  (cut off)")


async def test_a_journal_that_cannot_be_read_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    vault = store()

    def fail() -> None:
        raise TriageError("The journal is a folder [/b]")

    async with at_work(app_over(vault), size=(100, 30)) as hand:
        with monkeypatch.context() as patch:
            patch.setattr(vault, "entries", fail)
            await hand.press("H")
            await hand.sees("The journal is a folder [/b]")
            assert len(hand.app.screen_stack) == 1


async def test_a_burst_of_keys_is_all_taken() -> None:
    vault = store()
    async with at_work(app_over(vault), size=(100, 30)) as hand:
        hand.send("a", "x", "D", "H", "j", "j", "u", "escape", "u")
        await hand.settled()
        assert boxes(vault) == "?-?"
