"""The views as tabs: what each counts, and how one goes from one to another."""

import pytest

from apps import Hand, app_over, at_work
from fakes import FakeStore, note, proposal_line
from triage.core.config import Config

NOTE = "2026-11-20 Minutes.md"
OLD = "_archive/2025-03-02 Old minutes.md"
LATE, SOON = "2026-11-02", "2026-12-02"


def store() -> FakeStore:
    """Six proposals: three are mine, two overdue, one is in the archive. Two more lack tags."""
    return FakeStore(
        {
            NOTE: note(
                "# Harbour",
                proposal_line("Order the wool", due=LATE),
                proposal_line("Call the ferry office", owner="Ada Quill", due=LATE),
                proposal_line("Oil the winch", due=SOON),
                proposal_line("Paint the mast", owner="Ada Quill"),
                proposal_line("Sweep the loft", owner=""),
                "- [?] Count the buoys @Myself #task",
                "- [?] Rig the lamp @Ada Quill 📅 2026-11-02 #proposed",
            ),
            OLD: note(proposal_line("File the tide tables")),
        }
    )


ALL = {"all": 6, "mine": 3, "others": 2, "overdue": 2, "archive": 1}


async def settle_in(hand: Hand) -> None:
    """Wait until nothing moves any more by itself."""
    await hand.compared()
    assert hand.counts == ALL


async def test_every_tab_says_how_many_its_view_has_to_decide() -> None:
    async with at_work(app_over(store()), size=(120, 30)) as hand:
        await settle_in(hand)
        for text in (" 1 All 6 ", " 2 Mine 3 ", " 3 Others 2 ", " 4 Overdue 2 ", " 8 Archive 1 "):
            assert text in hand.tabs
        assert "Twins" not in hand.tabs, "an empty view takes no room"


@pytest.mark.parametrize("key", ["a", "s", "D", "x", "="])
async def test_a_verdict_leaves_every_view_and_undo_and_redo_follow(key: str) -> None:
    vault = store()
    async with at_work(app_over(vault), size=(120, 30)) as hand:
        await settle_in(hand)
        await hand.press(key)
        assert b"[?] Order the wool" not in vault.notes[NOTE]
        decided = {"all": 5, "mine": 2, "others": 2, "overdue": 1, "archive": 1}
        assert hand.counts == decided
        assert " 1 All 5 " in hand.tabs
        await hand.press("u")
        assert hand.counts == ALL
        assert " 1 All 6 " in hand.tabs
        await hand.press("U")
        assert hand.counts == decided


async def test_a_change_moves_a_row_from_view_to_view() -> None:
    async with at_work(app_over(store()), size=(120, 30)) as hand:
        await settle_in(hand)
        await hand.press("j", "m")
        assert hand.counts == {**ALL, "mine": 4, "others": 1}
        await hand.press("d", *"+3d", "enter")
        assert hand.counts == {**ALL, "mine": 4, "others": 1, "overdue": 1}
        await hand.press("u", "u")
        assert hand.counts == ALL


async def test_a_snooze_takes_a_row_out_of_every_view_but_its_own() -> None:
    async with at_work(app_over(store()), size=(120, 30)) as hand:
        await settle_in(hand)
        await hand.press("z", "t")
        assert hand.counts == {"all": 5, "mine": 2, "others": 2, "overdue": 1, "archive": 1, "snoozed": 1}
        await hand.press("u")
        assert hand.counts == ALL


async def test_what_the_tags_leave_out_counts_only_where_it_is_included() -> None:
    async with at_work(app_over(store()), size=(120, 30)) as hand:
        await settle_in(hand)
        await hand.press("i")
        assert hand.counts == {"all": 8, "mine": 4, "others": 3, "overdue": 3, "archive": 1}
        await hand.press("i")
        assert hand.counts == ALL


async def test_every_number_shows_its_view_and_nothing_else() -> None:
    async with at_work(app_over(store()), size=(120, 30)) as hand:
        await settle_in(hand)
        words: dict[str, list[str]] = {}
        for number in "23456789":
            await hand.press(number)
            words[hand.view] = hand.words
        assert words == {
            "mine": ["Order the wool", "Oil the winch", "File the tide tables"],
            "others": ["Call the ferry office", "Paint the mast"],
            "overdue": ["Order the wool", "Call the ferry office"],
            "duplicates": [],
            "already": [],
            "new": [],
            "archive": ["File the tide tables"],
            "snoozed": [],
        }
        assert "Nothing in Snoozed" in hand.text
        await hand.press("1")
        assert len(hand.words) == 6


async def test_tab_and_shift_tab_go_round_and_pass_over_what_is_empty() -> None:
    async with at_work(app_over(store()), size=(120, 30)) as hand:
        await settle_in(hand)
        seen = []
        for _ in range(5):
            await hand.press("tab")
            seen.append(hand.view)
        assert seen == ["mine", "others", "overdue", "archive", "all"]
        await hand.press("shift+tab", "shift+tab")
        assert hand.view == "overdue"


async def test_tab_leaves_a_view_that_is_empty() -> None:
    async with at_work(app_over(store()), size=(120, 30)) as hand:
        await settle_in(hand)
        await hand.press("5", "tab")
        assert hand.view == "archive"
        await hand.press("5", "shift+tab")
        assert hand.view == "overdue"


async def test_a_burst_of_tabs_goes_as_many_views_far() -> None:
    async with at_work(app_over(store()), size=(120, 30)) as hand:
        await settle_in(hand)
        hand.send(*["tab"] * 7)
        await hand.settled()
        assert hand.view == "others"
        hand.send("4", "tab", "shift+tab", "x")
        await hand.settled()
        assert hand.view == "overdue"
        assert hand.rows[0].verdict == "rejected"


@pytest.mark.parametrize("width", [60, 80, 140])
async def test_the_tab_that_is_shown_can_be_seen_at_every_width(width: int) -> None:
    saved = {f"Saved view {number}": f"wool {number}" for number in range(8)}
    async with at_work(app_over(store(), config=Config(views=saved)), size=(width, 20)) as hand:
        await hand.compared()
        for view in hand.session.tabs.views:
            await hand.screen.viewing.show_view(view)
            await hand.until(lambda: view.title in hand.tabs, view.title)  # noqa: B023


async def test_a_click_on_a_tab_shows_its_view() -> None:
    async with at_work(app_over(store()), size=(120, 30)) as hand:
        await settle_in(hand)
        for name, title in (("others", "3 Others"), ("archive", "8 Archive"), ("all", "1 All")):
            for at in (0, len(title) - 1):
                await hand.pilot.click(offset=(hand.tabs.index(title) + at, 1))
                await hand.until(lambda: hand.view == name, name)  # noqa: B023
            await hand.settled()
        await hand.pilot.click(offset=(118, 1))
        await hand.settled()
        assert hand.view == "all"


async def test_a_click_counts_from_the_first_tab_that_is_drawn() -> None:
    saved = {f"Saved view {number}": "wool" for number in range(8)}
    async with at_work(app_over(store(), config=Config(views=saved)), size=(60, 20)) as hand:
        await hand.compared()
        await hand.screen.viewing.show_view(hand.session.tabs.views[-1])
        await hand.sees("Saved view 7 1")
        assert hand.tabs.startswith("‹")
        await hand.pilot.click(offset=(hand.tabs.index("Saved view 6"), 1))
        await hand.until(lambda: hand.view == "Saved view 6")


async def test_saved_views_of_the_config_have_tabs_of_their_own() -> None:
    vault = store()
    config = Config(views={"Ada, late": "owner:ada due:overdue", "Winches": "winch"})
    async with at_work(app_over(vault, config=config), size=(140, 30)) as hand:
        await hand.compared()
        assert hand.counts == {**ALL, "Ada, late": 1, "Winches": 1}
        assert " Winches 1 " in hand.tabs
        await hand.press("shift+tab", "x")
        assert hand.view == "Winches"
        assert b"[-] Oil the winch" in vault.notes[NOTE]
        assert hand.counts == {**ALL, "Ada, late": 1, "all": 5, "mine": 2}


async def test_the_filter_is_saved_as_a_view_and_in_the_config() -> None:
    async with at_work(app_over(store()), size=(140, 30)) as hand:
        await settle_in(hand)
        hand.send("/", *"owner:ada", "enter", "ctrl+s", *"Ada's", "enter")
        await hand.settled()
        assert hand.kept == [(("views", "Ada's"), "owner:ada")]
        assert hand.view == "Ada's"
        assert hand.words == ["Call the ferry office", "Paint the mast"]
        assert " Ada's 2 " in hand.tabs
        assert "Saved: Ada's shows owner:ada" in hand.footer
        assert not hand.screen.listing.arrangement.typed
        assert not hand.screen.filter_bar.display
        await hand.press("x")
        assert hand.counts["Ada's"] == 1


async def test_a_filter_over_a_view_is_saved_as_both_together() -> None:
    async with at_work(app_over(store()), size=(140, 30)) as hand:
        await settle_in(hand)
        hand.send("4", "/", *"wool OR ferry", "enter", "ctrl+s", *"Late", "enter")
        await hand.settled()
        assert hand.kept == [(("views", "Late"), "(due:overdue) (wool OR ferry)")]
        shown = hand.words
        hand.send("1", "/", *"wool OR ferry", "enter")
        await hand.settled()
        assert shown == ["Order the wool", "Call the ferry office"]
        assert hand.words == shown


async def test_without_a_filter_there_is_nothing_to_save() -> None:
    async with at_work(app_over(store())) as hand:
        await hand.press("ctrl+s")
        assert len(hand.app.screen_stack) == 1
        assert hand.kept == []
        assert "Type a filter first" in hand.footer


async def test_a_view_is_not_saved_under_a_name_that_is_taken_by_one_that_is_always_there() -> None:
    async with at_work(app_over(store()), size=(140, 30)) as hand:
        hand.send("/", *"wool", "enter", "ctrl+s", *"Mine", "enter")
        await hand.settled()
        await hand.sees("Mine is there already; choose another name")
        assert hand.kept == []
        hand.send(*" too", "enter")
        await hand.settled()
        assert hand.kept == [(("views", "Mine too"), "wool")]


async def test_a_saved_view_replaces_the_one_of_its_name() -> None:
    config = Config(views={"Ada": "owner:ada"})
    async with at_work(app_over(store(), config=config), size=(140, 30)) as hand:
        await hand.compared()
        hand.send("/", *"ferry", "enter", "ctrl+s", *"Ada", "enter")
        await hand.settled()
        assert [view.name for view in hand.session.tabs.views].count("Ada") == 1
        assert hand.words == ["Call the ferry office"]
        assert hand.counts["Ada"] == 1


async def test_a_view_that_cannot_be_kept_is_said_and_changes_nothing() -> None:
    app = app_over(store())
    async with at_work(app) as hand:
        app.outside.refusal = "config.yaml, line 3: no config"  # type: ignore[attr-defined]
        hand.send("/", *"wool", "enter", "ctrl+s", *"Wool", "enter")
        await hand.settled()
        await hand.sees("config.yaml, line 3: no config")
        assert hand.view == "all"
        assert hand.words == ["Order the wool"]
        assert hand.session.tabs.named("Wool") is None


async def test_escape_saves_no_view() -> None:
    async with at_work(app_over(store())) as hand:
        hand.send("/", *"wool", "enter", "ctrl+s", *"Wool", "escape")
        await hand.settled()
        assert hand.kept == []
        assert hand.words == ["Order the wool"]


async def test_the_last_view_is_where_the_next_run_begins() -> None:
    vault = store()
    async with at_work(app_over(vault)) as hand:
        await hand.press("4", "q")
    async with at_work(app_over(vault, number=2)) as hand:
        assert hand.view == "overdue"
        assert hand.words == ["Order the wool", "Call the ferry office"]
        await hand.press("1", "q")
    async with at_work(app_over(vault, number=3)) as hand:
        assert hand.view == "all"


async def test_a_view_that_would_be_empty_for_a_while_is_not_where_the_next_run_begins() -> None:
    vault = store()
    async with at_work(app_over(vault)) as hand:
        await hand.press("5", "q")
    async with at_work(app_over(vault, number=2)) as hand:
        assert hand.view == "all"
        assert len(hand.words) == 6
