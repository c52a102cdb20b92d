"""What stays in a view: decided rows, and rows that have left it by a change, until it is shown anew."""

from apps import app_over, at_work
from fakes import FakeStore, note, proposal_line

NOTE = "2026-11-20 Minutes.md"
LATE = "2026-11-02"


def store() -> FakeStore:
    """Five proposals, of which three are overdue and two of these mine."""
    return FakeStore(
        {
            NOTE: note(
                "# Harbour",
                proposal_line("Order the wool", due=LATE),
                proposal_line("Call the ferry office", owner="Ada Quill", due=LATE),
                proposal_line("Oil the winch", due=LATE),
                proposal_line("Paint the mast", owner="Ada Quill"),
                proposal_line("Sweep the loft", owner=""),
            )
        }
    )


async def test_a_decided_row_stays_until_another_view_is_shown() -> None:
    async with at_work(app_over(store())) as hand:
        await hand.compared()
        await hand.press("4", "a", "x")
        assert hand.words == ["Order the wool", "Call the ferry office", "Oil the winch"]
        assert "accepted" in hand.drawn("Order the wool")
        await hand.press("1")
        assert hand.words == ["Oil the winch", "Paint the mast", "Sweep the loft"]
        await hand.press("4")
        assert hand.words == ["Oil the winch"]


async def test_a_decided_row_stays_when_rows_are_grouped_or_sorted_or_included() -> None:
    async with at_work(app_over(store())) as hand:
        await hand.compared()
        await hand.press("a", "L", "o", "S", "w", "i", "i")
        assert len(hand.words) == 5
        assert "Order the wool" in hand.words


async def test_showing_the_same_view_again_drops_what_is_decided() -> None:
    async with at_work(app_over(store())) as hand:
        await hand.compared()
        await hand.press("a", "1")
        assert "Order the wool" not in hand.words
        assert hand.at == "Call the ferry office"


async def test_a_refresh_drops_what_is_decided() -> None:
    async with at_work(app_over(store())) as hand:
        await hand.compared()
        await hand.press("4", "a", "ctrl+r")
        await hand.compared()
        assert hand.view == "overdue"
        assert hand.words == ["Call the ferry office", "Oil the winch"]


async def test_a_row_that_a_change_takes_out_of_its_view_stays_until_it_is_shown_again() -> None:
    vault = store()
    async with at_work(app_over(vault)) as hand:
        await hand.compared()
        hand.send("4", "d", *"+3d", "enter")
        await hand.settled()
        assert hand.words == ["Order the wool", "Call the ferry office", "Oil the winch"]
        assert hand.counts["overdue"] == 2
        assert hand.at == "Order the wool"
        await hand.press("a")
        assert b"- [ ] Order the wool @Myself \xf0\x9f\x93\x85 2026-11-25" in vault.notes[NOTE]
        assert hand.words[0] == "Order the wool"
        await hand.press("u", "4")
        assert hand.words == ["Call the ferry office", "Oil the winch"]


async def test_it_stays_when_proposals_arrive() -> None:
    vault = store()
    async with at_work(app_over(vault)) as hand:
        await hand.compared()
        hand.send("4", "d", *"+3d", "enter")
        await hand.settled()
        vault.notes[NOTE] += note(proposal_line("Feed the gulls", due=LATE), proposal_line("Not late"))
        await hand.press("j", "a")
        assert hand.words == ["Order the wool", "Call the ferry office", "Oil the winch", "Feed the gulls"]


async def test_a_row_that_is_given_away_stays_in_mine_until_then() -> None:
    async with at_work(app_over(store())) as hand:
        await hand.compared()
        hand.send("2", "r", *"Bo Tarn", "enter")
        await hand.settled()
        assert hand.words == ["Order the wool", "Oil the winch"]
        assert hand.counts["mine"] == 1
        await hand.press("tab", "shift+tab")
        assert hand.view == "mine"
        assert hand.words == ["Oil the winch"]


async def test_undo_brings_back_what_was_dropped_and_goes_to_it() -> None:
    vault = store()
    before = dict(vault.notes)
    async with at_work(app_over(vault)) as hand:
        await hand.compared()
        await hand.press("4", "x", "1", "G")
        assert hand.at == "Sweep the loft"
        assert "Order the wool" not in hand.words
        await hand.press("u")
        assert vault.notes == before
        assert hand.at == "Order the wool"
        assert hand.words[0] == "Order the wool"
        await hand.press("U")
        assert "rejected" in hand.drawn("Order the wool")


async def test_undo_goes_to_a_row_that_the_view_does_not_take_unless_a_filter_is_typed() -> None:
    vault = store()
    before = dict(vault.notes)
    async with at_work(app_over(vault)) as hand:
        await hand.compared()
        await hand.press("x", "3", "j", "u")
        assert vault.notes == before
        assert hand.view == "others"
        assert hand.words == ["Order the wool", "Call the ferry office", "Paint the mast"]
        assert hand.at == "Order the wool"
        assert hand.counts["others"] == 2
        assert "Undone" in hand.footer
        hand.send("U", "3", "/", *"mast", "enter", "u")
        await hand.settled()
        assert vault.notes == before
        assert hand.words == ["Paint the mast"]


async def test_undo_of_marks_that_were_dropped_brings_all_back() -> None:
    vault = store()
    before = dict(vault.notes)
    async with at_work(app_over(vault)) as hand:
        await hand.compared()
        await hand.press("4", "*", "x", "1", "u")
        assert vault.notes == before
        assert len(hand.words) == 5
        assert hand.at == "Order the wool"


async def test_the_cursor_stays_on_its_row_from_view_to_view() -> None:
    async with at_work(app_over(store())) as hand:
        await hand.compared()
        await hand.press("j", "j", "4")
        assert hand.at == "Oil the winch"
        await hand.press("2", "1")
        assert hand.at == "Oil the winch"


async def test_the_last_decided_row_is_found_again_and_nothing_is_undone() -> None:
    vault = store()
    async with at_work(app_over(vault)) as hand:
        await hand.press("`")
        assert "Nothing that is shown was decided yet" in hand.footer
        await hand.press("j", "x", "G", "`")
        assert hand.at == "Call the ferry office"
        assert vault.notes[NOTE].count(b"[-]") == 1
        await hand.press("a")
        assert vault.notes[NOTE].count(b"[-]") == 0


async def test_a_filter_over_a_view_holds_for_both() -> None:
    async with at_work(app_over(store())) as hand:
        await hand.compared()
        hand.send("/", *"wool OR mast", "enter", "4")
        await hand.settled()
        assert hand.words == ["Order the wool"]
        await hand.press("1")
        assert hand.words == ["Order the wool", "Paint the mast"]
        await hand.press("escape")
        assert len(hand.words) == 5


async def test_what_is_new_since_the_last_time_has_a_view() -> None:
    vault = store()
    async with at_work(app_over(vault)) as hand:
        hand.session.keep_seen()
    vault.notes[NOTE] += note(proposal_line("Feed the gulls"))
    async with at_work(app_over(vault, number=2)) as hand:
        await hand.compared()
        assert hand.counts["new"] == 1
        assert "new " in hand.drawn("Feed the gulls")
        assert "new " not in hand.drawn("Order the wool")
        await hand.press("7")
        assert hand.words == ["Feed the gulls"]


async def test_the_first_time_nothing_is_new() -> None:
    async with at_work(app_over(store())) as hand:
        await hand.compared()
        assert "new" not in hand.counts


async def test_rows_that_arrive_count_in_their_views_and_stand_at_the_end() -> None:
    vault = store()
    async with at_work(app_over(vault)) as hand:
        await hand.compared()
        vault.notes[NOTE] = note(proposal_line("Feed the gulls", due=LATE)) + vault.notes[NOTE]
        await hand.press("4", "a")
        assert hand.counts["overdue"] == 3
        assert hand.words[-1] == "Feed the gulls"
        assert "1 new proposal" in hand.footer
