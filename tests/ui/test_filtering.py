"""Which rows are shown: the filter, the lines left out, reading again."""

import threading

from apps import app_over, at_work
from fakes import FakeStore, note, proposal_line
from waiting import LIMIT_SECONDS

NOTE = "2026-11-20 Minutes.md"
OTHER = "2026-11-10 Loft.md"


def store() -> FakeStore:
    """Two notes, the newer with three proposals."""
    return FakeStore(
        {
            NOTE: note(
                "# Harbour",
                *(proposal_line(each) for each in ("Order the wool", "Call Ada", "Oil the winch")),
            ),
            OTHER: note("# Loft", proposal_line("Sweep the loft"), proposal_line("Order a broom")),
        }
    )


async def test_rows_are_filtered_while_typing() -> None:
    async with at_work(app_over(store())) as hand:
        await hand.press("/")
        await hand.type("or")
        assert hand.words == ["Order the wool", "Order a broom"]
        await hand.type("der br")
        assert hand.words == ["Order a broom"]
        assert "/order br shows 1" in hand.header
        await hand.press("backspace")
        await hand.press("backspace")
        await hand.press("backspace")
        assert hand.words == ["Order the wool", "Order a broom"]


async def test_a_filter_looks_into_notes_and_headings_and_takes_case_as_nothing() -> None:
    async with at_work(app_over(store())) as hand:
        hand.send("/", *"LOFT broom", "enter")
        await hand.settled()
        assert hand.words == ["Order a broom"]


async def test_enter_keeps_the_filter_and_escape_clears_it() -> None:
    vault = store()
    async with at_work(app_over(vault)) as hand:
        hand.send("/", *"order", "enter")
        await hand.settled()
        await hand.press("j", "x")
        assert hand.words == ["Order the wool", "Order a broom"]
        assert proposal_line("Order a broom", symbol="-").encode() in vault.notes[OTHER]
        await hand.press("escape")
        assert len(hand.words) == 5
        assert "shows" not in hand.header


async def test_escape_while_typing_clears_it() -> None:
    async with at_work(app_over(store())) as hand:
        hand.send("/", *"order", "escape", "j", "j", "j")
        await hand.settled()
        assert len(hand.words) == 5
        assert hand.at == "Sweep the loft"
        assert not hand.screen.filter_bar.display


async def test_letters_are_no_commands_while_a_filter_is_typed() -> None:
    vault = store()
    before = dict(vault.notes)
    async with at_work(app_over(vault)) as hand:
        hand.send("/", *"axDsq?uX=.")
        await hand.settled()
        assert vault.notes == before
        assert hand.words == []
        assert hand.screen.filter_bar.value == "axDsq?uX=."
        await hand.press("escape")
        assert len(hand.words) == 5


async def test_the_cursor_stays_on_its_proposal_or_the_next_one_below_that_matches() -> None:
    async with at_work(app_over(store())) as hand:
        await hand.press("j", "j", "/")
        await hand.type("order")
        assert hand.at == "Order a broom"
        await hand.press("escape")
        assert hand.at == "Order a broom"
        await hand.press("g", "/")
        await hand.type("order")
        assert hand.at == "Order the wool"


async def test_a_verb_never_reaches_what_is_filtered_out() -> None:
    vault = store()
    async with at_work(app_over(vault)) as hand:
        hand.send("/", *"winch", "enter", "x", "x", "x")
        await hand.settled()
        assert [line[3] for line in vault.notes[NOTE].decode().splitlines()[1:]] == ["?", "?", "-"]
        assert vault.notes[OTHER].count(b"[?]") == 2


async def test_nothing_happens_where_nothing_matches() -> None:
    vault = store()
    before = dict(vault.notes)
    async with at_work(app_over(vault)) as hand:
        hand.send(
            "/", *"nobody knows", "enter", *"axsD=X.jkJKgGn", "e", "d", "r", "p", "m", "!", "o", "O", "y"
        )
        await hand.settled()
        assert hand.words == []
        assert len(hand.app.screen_stack) == 1
        assert vault.notes == before
        await hand.press("escape")
        assert len(hand.words) == 5
        assert hand.screen.listing.row is not None


async def test_the_filter_is_text_and_no_pattern() -> None:
    vault = store()
    vault.notes[OTHER] += note(proposal_line("Fix [red](x) .* \\d"))
    async with at_work(app_over(vault)) as hand:
        for typed in ("[red]", ".*", "\\d", "(x)"):
            hand.send("/", *typed, "enter")
            await hand.settled()
            assert [words for words in hand.words if "Fix" in words] == ["Fix [red](x) .* \\d"]
            assert typed in hand.header
            await hand.press("escape")


async def test_rows_that_arrive_do_not_clear_the_filter() -> None:
    vault = store()
    async with at_work(app_over(vault)) as hand:
        hand.send("/", *"order", "enter")
        await hand.settled()
        vault.notes[NOTE] += note(proposal_line("Order tea"), proposal_line("Drink tea"))
        await hand.press("x")
        assert hand.words == ["Order the wool", "Order a broom", "Order tea"]
        assert "1 new proposal" not in hand.header
        assert hand.at == "Order a broom"
        assert hand.screen.filter_bar.value == "order"
        await hand.press("ctrl+r")
        await hand.scanned()
        assert sorted(hand.words) == ["Order a broom", "Order tea"]


async def test_what_the_queue_tags_leave_out_is_counted_and_included_by_a_key() -> None:
    vault = store()
    vault.notes[NOTE] += note("- [?] Not tagged", "- [?] Half tagged #proposed")
    async with at_work(app_over(vault)) as hand:
        assert " 1 All 5 " in hand.tabs
        assert "2 " in hand.header
        assert "(i)" in hand.header
        await hand.press("i")
        assert "Not tagged" in hand.words
        assert " 1 All 7 " in hand.tabs
        assert "7 left" in hand.footer
        await hand.press("j", "j", "j", "a")
        assert b"- [ ] Not tagged" in vault.notes[NOTE]
        assert hand.at == "Half tagged"
        await hand.press("i")
        assert len(hand.words) == 5
        assert " 1 All 5 " in hand.tabs


async def test_reading_anew_drops_what_is_decided_and_keeps_the_cursor() -> None:
    vault = store()
    async with at_work(app_over(vault)) as hand:
        await hand.press("a", "j", "x")
        assert hand.at == "Sweep the loft"
        await hand.press("ctrl+r")
        await hand.scanned()
        assert hand.words == ["Call Ada", "Sweep the loft", "Order a broom"]
        assert hand.at == "Sweep the loft"
        assert "2 decided  3 left" in hand.footer


async def test_reading_anew_on_a_decided_row_goes_to_the_next_one() -> None:
    async with at_work(app_over(store())) as hand:
        await hand.press("a", "k", "ctrl+r")
        await hand.scanned()
        assert hand.at == "Call Ada"


async def test_reading_anew_keeps_the_cursor_on_the_right_one_of_two_that_are_alike() -> None:
    vault = FakeStore({NOTE: note(*[proposal_line("Twin")] * 3, proposal_line("Other"))})
    async with at_work(app_over(vault)) as hand:
        for place in range(3):
            await hand.press("ctrl+r")
            await hand.scanned()
            assert hand.row.proposal.place.ordinal == place
            await hand.press("j")


async def test_reading_anew_shows_what_another_program_did() -> None:
    vault = store()
    async with at_work(app_over(vault)) as hand:
        vault.notes[NOTE] = (
            vault.notes[NOTE].replace(b"[?] Call", b"[x] Call").replace(b"the winch", b"both winches")
        )
        vault.notes["2026-11-21 New.md"] = note(proposal_line("Brand new"))
        del vault.notes[OTHER]
        await hand.press("ctrl+r")
        await hand.scanned()
        assert hand.words == ["Brand new", "Order the wool", "Oil both winches"]
        assert hand.at == "Order the wool"


async def test_a_key_right_after_reading_anew_never_hits_another_row() -> None:
    """The row that the user looks at is not there yet: the key waits for it, or does nothing."""
    vault = FakeStore(
        {
            f"2026-10-{day:02} Note.md": note(*[proposal_line(f"Task {day}.{n}") for n in range(12)])
            for day in range(1, 29)
        }
    )
    before = dict(vault.notes)
    async with at_work(app_over(vault)) as hand:
        await hand.press("G")
        assert hand.at == "Task 1.11"
        hand.send("ctrl+r", "a")
        await hand.settled()
        await hand.scanned()
        await hand.until(lambda: len(hand.words) > 300)
        await hand.settled()
        changed = {path for path in before if vault.notes[path] != before[path]}
        assert changed <= {"2026-10-01 Note.md"}
        if changed:
            assert proposal_line("Task 1.11", symbol=" ").encode() in vault.notes["2026-10-01 Note.md"]
        else:
            assert hand.at == "Task 1.11"


async def test_the_user_may_move_while_the_vault_is_read_anew() -> None:
    """The cursor goes back to its proposal once; from then on it is the user's."""
    vault = FakeStore(
        {
            f"2026-10-{day:02} Note.md": note(*[proposal_line(f"Task {day}.{n}") for n in range(25)])
            for day in range(1, 9)
        }
    )
    read = vault.read
    gate = threading.Event()
    gate.set()

    def slow(path: str) -> bytes:
        if threading.current_thread() is not threading.main_thread() and path < "2026-10-05":
            gate.wait(LIMIT_SECONDS)
        return read(path)

    vault.read = slow  # type: ignore[method-assign, assignment]
    async with at_work(app_over(vault)) as hand:
        await hand.press("j")
        assert hand.at == "Task 8.1"
        gate.clear()
        await hand.press("ctrl+r")
        await hand.until(
            lambda: hand.screen.listing.row is not None and hand.at == "Task 8.1", "the proposal is back"
        )
        await hand.press("j", "j")
        assert hand.at == "Task 8.3"
        gate.set()
        await hand.scanned()
        await hand.settled()
        assert hand.at == "Task 8.3"
