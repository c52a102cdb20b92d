"""Once nothing is left: what was decided, and that everything can still be taken back; the history."""

from apps import app_over, at_work
from fakes import FakeStore, note, proposal_line

NOTE = "2026-11-20 Minutes.md"


def store(*words: str) -> FakeStore:
    return FakeStore({NOTE: note("# Harbour", *(proposal_line(each) for each in words or ("One", "Two")))})


async def test_the_figures_stand_in_the_pane_once_nothing_is_left() -> None:
    vault = store()
    async with at_work(app_over(vault), size=(140, 40)) as hand:
        await hand.press("a")
        assert "Nothing left to decide" not in hand.pane
        await hand.press("x")
        await hand.until(lambda: "Nothing left to decide" in hand.pane)
        assert "u still undoes the last action" in hand.pane
        assert "1 accepted" in hand.pane
        assert "1 rejected" in hand.pane
        assert "Nothing is left to decide" in hand.footer


async def test_undo_works_there_and_brings_the_proposal_back_to_the_pane() -> None:
    vault = store()
    before = dict(vault.notes)
    async with at_work(app_over(vault), size=(140, 40)) as hand:
        await hand.press("a", "x")
        await hand.until(lambda: "Nothing left to decide" in hand.pane)
        await hand.press("u")
        assert vault.notes[NOTE].count(b"[?]") == 1
        await hand.until(lambda: "[?]" in hand.pane and "Two" in hand.pane)
        await hand.press("u")
        assert vault.notes == before
        assert hand.at == "One"


async def test_undo_works_on_a_list_without_rows() -> None:
    vault = store()
    before = dict(vault.notes)
    async with at_work(app_over(vault), size=(140, 40)) as hand:
        await hand.press("a", "x", "ctrl+r")
        await hand.compared()
        assert hand.words == []
        await hand.until(lambda: "Nothing left to decide" in hand.pane)
        await hand.press("u", "u")
        assert vault.notes == before
        assert hand.counts["all"] == 2


async def test_an_earlier_run_is_taken_back_from_an_empty_list() -> None:
    vault = store()
    before = dict(vault.notes)
    async with at_work(app_over(vault)) as hand:
        await hand.press("a", "x")
    async with at_work(app_over(vault, number=2), size=(140, 40)) as hand:
        await hand.until(lambda: "Nothing left to decide" in hand.pane)
        await hand.press("u", "y", "u")
        assert vault.notes == before


async def test_a_vault_in_which_nothing_was_ever_decided_has_no_figures() -> None:
    async with at_work(app_over(FakeStore({"Empty.md": b"# Nothing\n"})), size=(140, 40)) as hand:
        await hand.compared()
        await hand.until(lambda: "Nothing left to decide" in hand.pane)
        assert "undoes" not in hand.pane
        assert "Nothing to decide in 1 note" in hand.text


async def test_what_was_decided_today_can_be_asked_for_at_any_time() -> None:
    async with at_work(app_over(store("One", "Two", "Three")), size=(140, 40)) as hand:
        await hand.press("a", "x", "t")
        await hand.sees("1 proposal left to decide")
        await hand.sees("1 accepted")
        await hand.press("escape")
        assert len(hand.app.screen_stack) == 1


async def test_what_is_taken_back_is_no_longer_counted() -> None:
    async with at_work(app_over(store("One", "Two", "Three")), size=(140, 40)) as hand:
        await hand.press("a", "x", "u", "t")
        await hand.sees("2 proposals left to decide")
        await hand.sees("1 accepted")
        assert "1 rejected" not in hand.text


async def test_the_history_names_every_gesture_the_latest_first() -> None:
    async with at_work(app_over(store("One", "Two", "Three")), size=(120, 40)) as hand:
        await hand.press("H")
        await hand.sees("Nothing was decided in this vault yet.")
        await hand.press("escape", "a", "v", "j", "x", "u")
        hand.app.clear_notifications()
        await hand.press("H")
        await hand.sees("2 lines rejected")
        text = hand.text
        assert text.index("2 lines undone: rejected") < text.index("2 lines rejected")
        assert text.index("2 lines rejected") < text.index("1 line accepted")
        assert "(undone)" in text
        await hand.sees(f"{NOTE}:3")


async def test_a_reason_is_in_the_journal_and_not_in_the_note() -> None:
    vault = store()
    async with at_work(app_over(vault), size=(120, 30)) as hand:
        hand.send("R", *"the loft is  sold ", "enter")
        await hand.settled()
        assert vault.notes[NOTE] == note("# Harbour", proposal_line("One", symbol="-"), proposal_line("Two"))
        ((gesture, _, _),) = vault.journal
        assert (gesture.verb, gesture.detail) == ("reject", "the loft is sold")
        assert hand.at == "Two"
        await hand.press("H")
        await hand.sees("1 line rejected: the loft is sold")
        await hand.press("escape", "u")
        assert vault.notes == store().notes


async def test_without_a_reason_nothing_is_rejected() -> None:
    vault = store()
    async with at_work(app_over(vault)) as hand:
        await hand.press("R", "enter")
        assert len(hand.app.screen_stack) == 2
        await hand.press(" ", "enter", "escape")
        assert not vault.journal
        assert hand.at == "One"


async def test_a_reason_is_repeated_with_its_verb() -> None:
    vault = store()
    async with at_work(app_over(vault)) as hand:
        hand.send("R", *"sold", "enter", ".")
        await hand.settled()
        assert [gesture.detail for gesture, _, _ in vault.journal] == ["sold", "sold"]
