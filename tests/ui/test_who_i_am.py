"""The view of what is mine asks once who I am, if no proposal is @Myself."""

from apps import Hand, app_over, at_work
from fakes import FakeStore, note, proposal_line
from triage.core.config import Config

NOTE = "2026-11-20 Minutes.md"


def store() -> FakeStore:
    """Three proposals of Ada's, one of Bo's, and none of @Myself."""
    owners = ("Ada Quill", "Bo Tarn", "Ada Quill", "Ada Quill")
    return FakeStore(
        {NOTE: note(*(proposal_line(f"Task {at}", owner=owner) for at, owner in enumerate(owners)))}
    )


async def at_mine(hand: Hand) -> None:
    await hand.compared()
    await hand.press("2")


async def test_it_asks_who_i_am_keeps_the_answer_and_shows_what_is_mine() -> None:
    vault = store()
    before = dict(vault.notes)
    async with at_work(app_over(vault)) as hand:
        await at_mine(hand)
        await hand.sees("Which of these is you?")
        assert hand.text.index("Ada Quill") < hand.text.index("Bo Tarn"), "who is met most often comes first"
        await hand.press("1")
        assert hand.kept == [(("mine",), ["Ada Quill", "Myself"])]
        assert hand.words == ["Task 0", "Task 2", "Task 3"]
        assert hand.counts["mine"] == 3
        assert hand.counts["others"] == 1
        assert vault.notes == before
        assert "You are Ada Quill" in hand.footer
        await hand.press("1", "j", "m")
        assert vault.notes[NOTE].count(b"@Ada Quill") == 4, "`m` writes that name from now on"


async def test_none_of_them_is_not_asked_again_in_any_run() -> None:
    vault = store()
    async with at_work(app_over(vault)) as hand:
        await at_mine(hand)
        await hand.press("0")
        assert hand.kept == []
        await hand.press("1", "2")
        assert len(hand.app.screen_stack) == 1
    async with at_work(app_over(vault, number=2)) as hand:
        await at_mine(hand)
        assert len(hand.app.screen_stack) == 1
        assert "Nothing in Mine" in hand.text


async def test_escape_declines_too() -> None:
    vault = store()
    async with at_work(app_over(vault)) as hand:
        await at_mine(hand)
        await hand.press("escape", "1", "2")
        assert len(hand.app.screen_stack) == 1
        assert hand.kept == []


async def test_it_does_not_ask_where_something_is_mine() -> None:
    vault = store()
    async with at_work(app_over(vault, config=Config(mine=("Bo Tarn",)))) as hand:
        await at_mine(hand)
        assert len(hand.app.screen_stack) == 1
        assert hand.words == ["Task 1"]


async def test_it_does_not_ask_where_nobody_is_named() -> None:
    vault = FakeStore({NOTE: note(proposal_line("Task 0", owner=""))})
    async with at_work(app_over(vault)) as hand:
        await at_mine(hand)
        assert len(hand.app.screen_stack) == 1


async def test_it_does_not_ask_where_all_is_decided() -> None:
    vault = store()
    async with at_work(app_over(vault)) as hand:
        await hand.compared()
        await hand.press("*", "x", "2")
        assert len(hand.app.screen_stack) == 1


async def test_an_answer_that_cannot_be_kept_is_said_and_does_not_count() -> None:
    app = app_over(store())
    async with at_work(app) as hand:
        app.outside.refusal = "config.yaml, line 3: no config"  # type: ignore[attr-defined]
        await at_mine(hand)
        await hand.press("1")
        await hand.sees("config.yaml, line 3: no config")
        assert hand.words == []
        assert hand.session.names.mine == ("Myself",)


async def test_a_click_on_the_tab_asks_too() -> None:
    vault = store()
    vault.notes[NOTE] += note("- [?] Mine though left out @Myself #task")
    async with at_work(app_over(vault), size=(100, 24)) as hand:
        await hand.compared()
        await hand.press("i")
        assert "2 Mine 1" in hand.tabs
        await hand.pilot.click(offset=(hand.tabs.index("2 Mine"), 1))
        await hand.until(lambda: hand.view == "mine")
        assert len(hand.app.screen_stack) == 1
        await hand.press("i")
        await hand.pilot.click(offset=(hand.tabs.index("2 Mine"), 1))
        await hand.sees("Which of these is you?")
        await hand.press("2")
        assert hand.words == ["Task 1"]
