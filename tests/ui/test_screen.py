"""The screen at every size: header, rows, proposal, footer."""

import pytest

from apps import app_over, at_work
from fakes import FakeStore, note, proposal_line
from hostile import about
from triage.core.config import Config
from triage.core.errors import BadConfig

NOTE = "Meetings/2026-11-20 Minutes of the harbour board.md"
SIZES = [(60, 16), (80, 24), (109, 30), (110, 30), (140, 40), (200, 60)]
LONG = "Write to every mooring holder about the new rates " * 5


def store() -> FakeStore:
    lines = [
        "---",
        "title: Harbour board",
        "date: 2026-11-20",
        "participants: [Ada Quill, Bo Tarn]",
        "source: transcript",
        "---",
        "# Harbour board",
        "## Decisions",
        "We talked about wool.",
        proposal_line(LONG.strip(), due="2026-11-10", priority="high"),
        proposal_line("Order the wool", owner="Ada Quill", due="2026-11-22"),
        *(proposal_line(f"Task {number}", owner="", priority="low") for number in range(30)),
    ]
    return FakeStore({NOTE: note(*lines)})


@pytest.mark.parametrize("size", SIZES)
async def test_everything_is_there_at_every_size_and_the_whole_proposal_can_be_read(
    size: tuple[int, int],
) -> None:
    async with at_work(app_over(store()), size=size) as hand:
        hand.screen.show_proposal()  # as it is once the cursor rests
        await hand.until(lambda: " ".join(LONG.split()) in " ".join(hand.pane.split()))
        assert " 1 All 32 " in hand.tabs
        assert "0 decided  32 left" in hand.footer
        assert "a accept" in hand.footer
        assert hand.drawn("12d late").startswith("▌")
        assert "Write to" in hand.drawn("12d late")
        assert "Ada Quill" in hand.drawn("Order the wool")
        assert "today" in hand.drawn("Order the wool")
        await hand.press("j")
        await hand.until(lambda: "[?]" in hand.pane and "[ ] Order the wool" in hand.pane)


async def test_the_note_around_the_proposal_is_shown() -> None:
    async with at_work(app_over(store()), size=(140, 40)) as hand:
        for text in (
            "Harbour board",
            "2026-11-20",
            "Ada Quill, Bo Tarn",
            "transcript",
            "§ Decisions",
            "We talked about wool.",
        ):
            await hand.until(lambda: text in hand.pane, text)  # noqa: B023
        await hand.press("j")
        await hand.until(lambda: "Sun 22 Nov 2026, today" in hand.pane)
        await hand.until(lambda: "Order the wool" in hand.pane)


async def test_the_pane_scrolls_by_keys_and_begins_at_its_top_for_every_row() -> None:
    async with at_work(app_over(store()), size=(60, 16)) as hand:
        await hand.until(lambda: "Write to" in hand.pane)
        await hand.press("ctrl+d", "ctrl+d", "ctrl+d")
        await hand.until(lambda: hand.screen.pane.scroll_offset.y > 0)
        await hand.press("ctrl+u")
        await hand.press("j")
        await hand.until(lambda: "Order the wool" in hand.pane)
        assert hand.screen.pane.scroll_offset.y == 0


async def test_resizing_keeps_the_cursor_in_sight() -> None:
    async with at_work(app_over(store()), size=(140, 40)) as hand:
        hand.send(*"j" * 25)
        await hand.settled()
        for width, height in [(60, 16), (200, 60), (80, 24), (60, 16), (109, 16), (110, 16), (140, 40)]:
            await hand.pilot.resize_terminal(width, height)
            await hand.until(
                lambda: any(line.startswith("▌") and "Task 23" in line for line in hand.drawn_rows)
            )
            assert hand.at == "Task 23"
            await hand.until(lambda: hand.drawn_rows == hand.true_rows)
            await hand.until(lambda: "Task 23" in hand.pane)


async def test_a_screen_that_is_too_small_fails_nothing() -> None:
    vault = store()
    before = vault.notes[NOTE]
    async with at_work(app_over(vault), size=(80, 24)) as hand:
        for size in ((20, 5), (10, 3), (300, 4), (25, 80)):
            with about(f"{size}"):
                await hand.pilot.resize_terminal(*size)
                await hand.settled()
                await hand.press(
                    "j", "e", "escape", "r", "escape", "d", "escape", "p", "escape", "?", "escape"
                )
                await hand.press("G", "k", "g", "a")
                assert vault.notes[NOTE].count(b"[ ]") == 1
                await hand.pilot.resize_terminal(80, 24)
                await hand.settled()
                await hand.press("k")
                assert "accepted" in hand.text
                await hand.press("u")
                assert vault.notes[NOTE] == before


async def test_resizing_while_a_dialog_is_open_keeps_what_was_typed() -> None:
    vault = store()
    async with at_work(app_over(vault), size=(140, 40)) as hand:
        await hand.press("j", "e")
        await hand.type(" tomorrow")
        await hand.pilot.resize_terminal(60, 16)
        await hand.settled()
        await hand.sees("Order the wool tomorrow")
        await hand.press("enter")
        assert b"Order the wool tomorrow @Ada Quill" in vault.notes[NOTE]


async def test_page_keys_move_by_screens() -> None:
    async with at_work(app_over(store()), size=(80, 24)) as hand:
        await hand.press("pagedown")
        first = hand.screen.task_list.keys.index(hand.row.key)
        assert first > 5
        await hand.press("pagedown")
        assert hand.screen.task_list.keys.index(hand.row.key) == 2 * first
        await hand.press("pageup", "pageup")
        assert hand.screen.task_list.keys.index(hand.row.key) == 0
        await hand.press("G")
        assert hand.at == "Task 29"
        await hand.press("g")
        assert hand.screen.task_list.keys.index(hand.row.key) == 0
        assert hand.drawn_rows[0].strip().startswith("2026-11-20 Minutes"), (
            "the heading of the first row is in sight"
        )


async def test_notes_are_gone_through_by_their_keys() -> None:
    notes = {
        f"2026-11-{day} Note.md": note(proposal_line(f"{day}a"), proposal_line(f"{day}b"))
        for day in (20, 19, 18)
    }
    async with at_work(app_over(FakeStore(notes))) as hand:
        await hand.press("j", "J")
        assert hand.at == "19a"
        await hand.press("J")
        assert hand.at == "18a"
        await hand.press("J")
        assert hand.at in {"18a", "18b"}
        await hand.press("g", "J", "j", "K")
        assert hand.at == "20a"
        await hand.press("K")
        assert hand.at == "20a"


async def test_a_click_moves_the_cursor_and_writes_nothing() -> None:
    vault = store()
    before = dict(vault.notes)
    async with at_work(app_over(vault), size=(140, 40)) as hand:
        line = next(at for at, text in enumerate(hand.lines) if "Task 3 " in f"{text} ")
        await hand.pilot.click(offset=(30, line))
        await hand.until(lambda: hand.at == "Task 3")
        await hand.pilot.click(offset=(30, 2))  # a heading
        await hand.settled()
        assert hand.at == "Task 3"
        assert vault.notes == before


async def test_the_wheel_scrolls_and_leaves_the_cursor() -> None:
    async with at_work(app_over(store()), size=(80, 24)) as hand:
        hand.screen.task_list.scroll_to(y=10, animate=False)
        await hand.settled()
        assert hand.screen.task_list.keys.index(hand.row.key) == 0
        await hand.press("j")
        assert hand.drawn("Order the wool").startswith("▌")


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "ansi-dark", "nord"])
async def test_every_theme_draws_everything(theme: str) -> None:
    async with at_work(app_over(store(), config=Config(theme=theme)), size=(140, 40)) as hand:
        assert hand.app.theme == theme
        await hand.until(lambda: "Write to every" in hand.pane)
        await hand.press("a", "e", "escape", "?", "escape")
        assert "accepted" in hand.text


def test_an_unknown_theme_is_an_error_that_names_the_known_ones() -> None:
    with pytest.raises(BadConfig, match=r"'no such theme'.*textual-dark"):
        app_over(store(), config=Config(theme="no such theme"))


async def test_looking_changes_nothing() -> None:
    vault = store()
    before = dict(vault.notes)
    async with at_work(app_over(vault)) as hand:
        await hand.press(
            *"jjkkGgnJKi", "pagedown", "pageup", "ctrl+d", "ctrl+u", "?", "escape", "P", "escape", "ctrl+r"
        )
        await hand.scanned()
    assert vault.notes == before
    assert not vault.journal
