"""Offers: what was decided alike is offered once to be gone on with, and nothing is ever done by itself."""

import pytest

from apps import Hand, app_over, at_work
from fakes import FakeStore, note, proposal_line
from triage.core.config import Config
from triage.ui.dialogs.bulk_dialog import BulkDialog
from triage.ui.screen import offers
from triage.ui.screen.triage_screen import TriageScreen


@pytest.fixture(autouse=True)
def _hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hands that are still for a moment only."""
    monkeypatch.setattr(offers, "_IDLE_SECONDS", 0.01)


def store() -> FakeStore:
    """Thirty proposals of one folder in six notes, and four of another."""
    notes = {
        f"Calls/2026-10-{day:02} Call.md": note(
            *(proposal_line(f"Ring berth {day}x{number}", owner="") for number in range(5))
        )
        for day in range(1, 7)
    }
    notes["2026-09-01 Loft.md"] = note(*(proposal_line(f"Crate {number}", owner="") for number in range(4)))
    return FakeStore(notes)


def rejected(vault: FakeStore) -> int:
    return sum(data.count(b"[-]") for data in vault.notes.values())


async def reject(hand: Hand, number: int) -> None:
    """Reject some proposals, one by one."""
    await hand.compared()
    hand.send(*"x" * number)
    await hand.settled()


async def offered(hand: Hand) -> None:
    """Wait for the offer."""
    await hand.sees("You rejected 20 of 20 under `Calls`. Preview the other 10?")


async def test_twenty_decisions_alike_bring_one_notice_and_write_nothing() -> None:
    vault = store()
    async with at_work(app_over(vault)) as hand:
        await reject(hand, 20)
        await offered(hand)
        assert "(+)" in hand.header
        assert rejected(vault) == 20
        assert not hand.marked
        assert len(hand.app.screen_stack) == 1


async def test_the_offer_marks_its_rows_and_asks_and_only_then_writes_one_gesture() -> None:
    vault = store()
    async with at_work(app_over(vault)) as hand:
        await reject(hand, 20)
        await offered(hand)
        await hand.press("+")
        assert isinstance(hand.app.screen, BulkDialog)
        await hand.sees("Reject 10 proposals?")
        assert len(hand.marked) == 10
        assert all(words.startswith("Ring berth") for words in hand.marked)
        assert rejected(vault) == 20
        gestures = {gesture.id for gesture, _, _ in vault.journal}
        await hand.press("y")
        assert rejected(vault) == 30
        assert b"[-]" not in vault.notes["2026-09-01 Loft.md"]
        assert len({gesture.id for gesture, _, _ in vault.journal} - gestures) == 1
        await hand.press("u")
        assert rejected(vault) == 20


async def test_an_offer_that_is_left_stands_and_the_marks_are_as_they_were() -> None:
    vault = store()
    async with at_work(app_over(vault)) as hand:
        await reject(hand, 20)
        await offered(hand)
        await hand.press("space", "+", "escape")
        assert rejected(vault) == 20
        assert len(hand.marked) == 1
        await hand.press("+")
        assert isinstance(hand.app.screen, BulkDialog)
        assert len(hand.marked) == 10


async def test_an_offer_is_made_once_even_in_another_run() -> None:
    vault = store()
    async with at_work(app_over(vault)) as hand:
        await reject(hand, 20)
        await offered(hand)
        hand.app.clear_notifications()
        hand.send(*"xxxxx")
        await hand.settled()
        assert hand.session.offering.look() is None
    async with at_work(app_over(vault, number=2)) as hand:
        await hand.compared()
        assert hand.session.offering.look() is None


async def test_what_was_decided_since_is_not_among_the_rows() -> None:
    vault = store()
    async with at_work(app_over(vault)) as hand:
        await reject(hand, 20)
        await offered(hand)
        await hand.press("a", "a", "a", "+")
        await hand.sees("Reject 7 proposals?")
        assert len(hand.marked) == 7
        await hand.press("y")
        assert rejected(vault) == 27
        assert sum(data.count(b"[ ]") for data in vault.notes.values()) == 3


async def test_there_are_no_offers_where_the_config_wants_none() -> None:
    vault = store()
    async with at_work(app_over(vault, config=Config(offers=False))) as hand:
        await reject(hand, 20)
        assert hand.screen.offers._idle is None
        await hand.press("+")
        assert "There is no offer" in hand.footer
        assert not hand.notices
        assert rejected(vault) == 20


async def test_nineteen_are_no_habit() -> None:
    async with at_work(app_over(store())) as hand:
        await reject(hand, 19)
        await hand.until(lambda: hand.session.offering._looked_at == 19, "it was looked")
        assert not hand.notices


async def test_an_offer_that_cannot_be_remembered_is_said_and_still_made() -> None:
    vault = store()
    async with at_work(app_over(vault)) as hand:
        vault.forgets = "the disk is full"
        await reject(hand, 20)
        await hand.sees("under `Calls`")
        await hand.press("+")
        assert isinstance(hand.app.screen, BulkDialog)


async def test_what_the_journal_says_after_the_end_is_for_nobody() -> None:
    app = app_over(FakeStore({"a.md": note(proposal_line("Wool"))}))
    async with app.run_test() as pilot:
        await Hand(app, pilot).scanned()
        screen = app.screen_stack[0]
        assert isinstance(screen, TriageScreen)
    assert screen.is_gone
    await screen.offers._ask_journal()
