"""Snoozing: out of sight until a day, kept beside the vault; no note ever changes by it."""

from datetime import date

import pytest

from apps import app_over, at_work
from fakes import FakeStore, note, proposal_line

NOTE = "2026-11-20 Minutes.md"
WORDS = ("Order the wool", "Call the ferry office", "Oil the winch", "Sweep the loft")


def store() -> FakeStore:
    return FakeStore({NOTE: note("# Harbour", *(proposal_line(each) for each in WORDS))})


def snoozed(vault: FakeStore) -> list[str]:
    """The days that are remembered, sorted."""
    held = vault.recall("snoozes")
    return sorted(held.values()) if isinstance(held, dict) else []


@pytest.mark.parametrize(
    ("keys", "until"),
    [
        ("t", "2026-11-23"),
        ("w", "2026-11-23"),
        ("f", "2026-12-06"),
        ("m", "2026-12-01"),
        ("q", "2027-02-21"),
        (("d", *"3 dec", "enter"), "2026-12-03"),
        (("d", *"2027-01-31", "enter"), "2027-01-31"),
    ],
)
async def test_a_proposal_sleeps_until_the_day_that_is_chosen(keys: tuple[str, ...], until: str) -> None:
    vault = store()
    before = dict(vault.notes)
    async with at_work(app_over(vault)) as hand:
        hand.send("z", *keys)
        await hand.settled()
        assert snoozed(vault) == [until]
        assert vault.notes == before
        assert hand.at == "Call the ferry office"
        assert hand.counts["all"] == 3
        assert hand.counts["snoozed"] == 1
        day = date.fromisoformat(until)
        assert f"z {day.day} {day:%b} " in hand.drawn("Order the wool")


@pytest.mark.parametrize("typed", ["today", "yesterday", "2026-11-22", "", "soon"])
async def test_a_day_that_is_not_to_come_is_none_to_sleep_until(typed: str) -> None:
    vault = store()
    async with at_work(app_over(vault)) as hand:
        hand.send("z", "d", *typed, "enter")
        await hand.settled()
        assert len(hand.app.screen_stack) == 2
        assert not vault.journal
        await hand.press("escape")
        assert snoozed(vault) == []


async def test_the_last_day_is_taken_again_by_the_same_key_twice() -> None:
    vault = store()
    async with at_work(app_over(vault)) as hand:
        await hand.press("z", "z")
        assert len(hand.app.screen_stack) == 2, "there was no last time yet"
        await hand.press("escape", "z", "f", "z", "z")
        assert snoozed(vault) == ["2026-12-06"] * 2
        hand.send("z", "d", *"3 dec", "enter", "g", "z", "z")
        await hand.settled()
        assert snoozed(vault) == ["2026-12-03", "2026-12-03", "2026-12-06"]


async def test_escape_puts_nothing_to_sleep() -> None:
    vault = store()
    async with at_work(app_over(vault)) as hand:
        await hand.press("z", "escape")
        assert not vault.journal
        assert hand.at == "Order the wool"


async def test_what_sleeps_is_dimmed_passed_over_and_counted_nowhere_else() -> None:
    vault = store()
    async with at_work(app_over(vault)) as hand:
        await hand.press("j", "z", "t", "g")
        row = hand.screen.task_list.render_line(2)
        faded = hand.screen.task_list.get_component_rich_style("task-list--decided").color
        assert {str(part.style.color) for part in row if part.style and part.text.strip()} == {str(faded)}
        assert "3 left" in hand.footer
        await hand.press("a")
        assert hand.at == "Oil the winch", "what sleeps is passed over"
        await hand.press("*")
        assert hand.marked == {"Oil the winch", "Sweep the loft"}


async def test_what_sleeps_is_gone_once_another_view_is_shown() -> None:
    async with at_work(app_over(store())) as hand:
        await hand.press("z", "t", "2", "1")
        assert "Order the wool" not in hand.words


async def test_it_comes_back_when_its_day_has_come() -> None:
    vault = store()
    async with at_work(app_over(vault)) as hand:
        await hand.press("z", "f")
        assert snoozed(vault) == ["2026-12-06"]
    async with at_work(app_over(vault, number=2)) as hand:
        assert hand.words == list(WORDS[1:])
        await hand.press("9")
        assert hand.words == ["Order the wool"]
    async with at_work(app_over(vault, number=3, today=date(2026, 12, 5))) as hand:
        assert hand.words == list(WORDS[1:])
    async with at_work(app_over(vault, number=4, today=date(2026, 12, 6))) as hand:
        assert hand.words == list(WORDS)
        assert "snoozed" not in hand.counts
        assert "z " not in hand.drawn("Order the wool")


async def test_undo_wakes_and_redo_puts_to_sleep_again() -> None:
    vault = store()
    before = dict(vault.notes)
    async with at_work(app_over(vault)) as hand:
        await hand.press("z", "f", "u")
        assert snoozed(vault) == []
        assert hand.at == "Order the wool"
        assert "z " not in hand.drawn("Order the wool")
        await hand.press("U")
        assert snoozed(vault) == ["2026-12-06"]
        assert hand.counts["snoozed"] == 1
        assert vault.notes == before
    async with at_work(app_over(vault, number=2)) as hand:
        await hand.press("u", "y")
        assert snoozed(vault) == []
        assert hand.counts == {"all": 4, "mine": 4}
        assert vault.notes == before


async def test_the_view_of_what_sleeps_shows_it_and_wakes_it() -> None:
    vault = store()
    async with at_work(app_over(vault)) as hand:
        await hand.press("z", "t", "z", "f", "9")
        assert hand.words == ["Order the wool", "Call the ferry office"]
        assert hand.counts["snoozed"] == 2
        await hand.press("g", "z", "0")
        assert snoozed(vault) == ["2026-12-06"]
        assert hand.at == "Call the ferry office"
        assert hand.words == ["Order the wool", "Call the ferry office"], (
            "it stays until another view is shown"
        )
        await hand.press("1")
        assert hand.words == ["Order the wool", "Oil the winch", "Sweep the loft"]
        await hand.press("9", "*", "z", "0")
        assert snoozed(vault) == []


async def test_what_is_awake_cannot_be_woken() -> None:
    vault = store()
    async with at_work(app_over(vault)) as hand:
        await hand.press("z", "0")
        assert len(hand.app.screen_stack) == 2
        assert "wake it now" not in hand.text


async def test_what_sleeps_can_be_decided_and_undone() -> None:
    vault = store()
    before = dict(vault.notes)
    async with at_work(app_over(vault)) as hand:
        await hand.press("z", "f", "9", "x")
        assert vault.notes[NOTE] == before[NOTE].replace(b"[?] Order", b"[-] Order")
        await hand.press("u")
        assert vault.notes == before
        assert hand.counts["snoozed"] == 1


async def test_a_proposal_sleeps_on_when_its_note_is_changed_around_it() -> None:
    vault = store()
    async with at_work(app_over(vault)) as hand:
        await hand.press("z", "f")
        vault.notes[NOTE] = b"Another line above.\n" + vault.notes[NOTE]
        await hand.press("ctrl+r")
        await hand.compared()
        assert hand.words == list(WORDS[1:])
        assert hand.counts["snoozed"] == 1


async def test_what_cannot_be_remembered_is_said_and_nothing_else_fails() -> None:
    vault = store()
    before = dict(vault.notes)
    async with at_work(app_over(vault)) as hand:
        vault.forgets = "the disk is full"
        await hand.press("z", "t")
        await hand.press("P")
        await hand.sees("The snoozes could not be kept: the disk is full")
        await hand.press("escape")
        assert vault.notes == before
        assert hand.app.is_running


async def test_another_day_for_what_sleeps_already_is_drawn_at_once() -> None:
    vault = FakeStore({NOTE: note(proposal_line("Order the wool"))})
    async with at_work(app_over(vault)) as hand:
        hand.send("z", "f", "z", "d", *"3 dec", "enter")
        await hand.settled()
        assert snoozed(vault) == ["2026-12-03"]
        assert "z 3 Dec " in hand.drawn("Order the wool")
