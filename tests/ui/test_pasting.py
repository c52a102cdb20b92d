"""Pastes outside of inputs, and pastes whose end never comes."""

from apps import app_over, at_work
from fakes import FakeStore, note, proposal_line
from triage.ui.terminal.event_parser import PasteCutOff

NOTE = "2026-11-20 Minutes.md"


async def test_a_paste_over_the_queue_runs_nothing_and_one_cut_off_is_said() -> None:
    store = FakeStore({NOTE: note(proposal_line("One"), proposal_line("Two"))})
    async with at_work(app_over(store)) as hand:
        await hand.paste("Dax\nx")
        await hand.until(lambda: "pasted here does nothing" in hand.footer)
        hand.app.post_message(PasteCutOff())
        await hand.until(lambda: any("never came" in notice for notice in hand.notices))
        await hand.press("ctrl+z")
        assert not store.journal
