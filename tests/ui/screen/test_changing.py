"""The dialogs: what they show while one types, what they write, and that they write nothing else."""

import pytest

from apps import Hand, app_over, at_work
from fakes import FakeStore, note, proposal_line
from hostile import about
from triage.core.task.settings import Settings
from triage.core.task.vocabulary import vocabulary_of

NOTE = "2026-11-20 Minutes.md"


def vault(*lines: str) -> FakeStore:
    return FakeStore({NOTE: note(*lines)})


def over(hand: Hand) -> bool:
    """Whether no dialog is open."""
    return len(hand.app.screen_stack) == 1


async def test_a_change_leaves_the_cursor_and_the_row_where_they_are() -> None:
    store = vault(proposal_line("One"), proposal_line("Two"))
    async with at_work(app_over(store)) as hand:
        await hand.press("d")
        await hand.type("fri")
        await hand.press("enter")
        assert store.notes[NOTE] == note(proposal_line("One", due="2026-11-27"), proposal_line("Two"))
        assert hand.at == "One"
        assert "Fri" in hand.drawn("One")
        assert "2 left" in hand.footer
        await hand.until(lambda: "Fri 27 Nov 2026" in hand.pane)


async def test_escape_leaves_everything_as_it_is() -> None:
    line = proposal_line("One", due="2026-11-25", priority="high")
    store = vault(line)
    async with at_work(app_over(store)) as hand:
        for key in ("e", "r", "d", "p"):
            with about(key):
                await hand.press(key)
                assert not over(hand)
                await hand.type("x")
                await hand.press("escape")
                assert over(hand)
                assert store.notes[NOTE] == note(line)
                assert not store.journal


async def test_the_day_that_the_words_mean_is_shown_while_typing() -> None:
    days = [
        ("fri", "Friday 27 November 2026", "2026-11-27"),
        ("+3d", "Wednesday 25 November 2026", "2026-11-25"),
        ("next week", "Sunday 29 November 2026", "2026-11-29"),
        ("3 dec", "Thursday 3 December 2026", "2026-12-03"),
        ("TOMORROW", "Monday 23 November 2026", "2026-11-23"),
        ("2027-01-31", "Sunday 31 January 2027", "2027-01-31"),
    ]
    store = vault(proposal_line("One", due="2026-11-10"))
    async with at_work(app_over(store)) as hand:
        for typed, shown, due in days:
            with about(typed):
                hand.send("d", *typed)
                await hand.settled()
                await hand.sees(shown)
                await hand.sees(f"+ [?] One @Myself 📅 {due}")
                await hand.press("enter")
                assert store.notes[NOTE] == note(proposal_line("One", due=due))


async def test_what_is_no_day_is_not_written() -> None:
    store = vault(proposal_line("One", due="2026-11-10"))
    async with at_work(app_over(store)) as hand:
        for typed in ("", "someday", "2026-02-30", "3/12", "17", "dec", "10:30"):
            with about(typed):
                hand.send("d", *typed, "enter")
                await hand.settled()
                assert not over(hand)
                assert not store.journal
                if typed:
                    await hand.sees("not a day yet")
                await hand.press("escape")


async def test_the_due_date_is_cleared() -> None:
    before = note(proposal_line("One", due="2026-11-10"))
    store = FakeStore({NOTE: before})
    async with at_work(app_over(store)) as hand:
        for typed in ("none", "clear", "-"):
            with about(typed):
                hand.send("d", *typed, "enter")
                await hand.settled()
                assert store.notes[NOTE] == note(proposal_line("One"))
                await hand.press("u")
                assert store.notes[NOTE] == before


async def test_the_line_before_and_after_is_shown_while_typing() -> None:
    async with at_work(app_over(vault(proposal_line("One", due="2026-11-10")))) as hand:
        await hand.press("d")
        await hand.type("fri")
        await hand.sees("- [?] One @Myself 📅 2026-11-10")
        await hand.sees("+ [?] One @Myself 📅 2026-11-27")
        await hand.type("x")
        await hand.until(lambda: "+ [?] One" not in hand.text)


async def test_an_edit_that_would_harm_a_field_is_refused_while_typing() -> None:
    line = proposal_line("One", owner="", due="2026-11-10")
    store = vault(line)
    async with at_work(app_over(store)) as hand:
        await hand.press("e")
        await hand.type(" 📅 2026-01-01")
        await hand.sees("Tasks would read another due")
        await hand.press("enter")
        assert not over(hand)
        assert store.notes[NOTE] == note(line)


async def test_the_raw_line_begins_with_its_end_under_the_cursor() -> None:
    store = vault(proposal_line("One"))
    async with at_work(app_over(store)) as hand:
        await hand.press("e", "ctrl+e")
        await hand.sees("Edit the raw line")
        await hand.type(" #more")
        await hand.press("enter")
        assert store.notes[NOTE] == note(proposal_line("One") + " #more")


async def test_turning_back_from_the_raw_line_gives_the_words() -> None:
    store = vault(proposal_line("One"))
    async with at_work(app_over(store)) as hand:
        await hand.press("e", "ctrl+e", "ctrl+e", "end")
        await hand.type("!")
        await hand.press("enter")
        assert store.notes[NOTE] == note(proposal_line("One!"))


async def test_a_raw_line_that_is_no_task_is_refused() -> None:
    store = vault(proposal_line("One"))
    async with at_work(app_over(store)) as hand:
        await hand.press("e", "ctrl+e", "end", "ctrl+u")
        await hand.type("no task")
        await hand.sees("That is no task")
        await hand.press("enter")
        assert not over(hand)
        assert not store.journal


async def test_a_paste_with_line_breaks_stays_one_line() -> None:
    store = vault(proposal_line("One"), proposal_line("Two"))
    async with at_work(app_over(store)) as hand:
        await hand.press("e")
        await hand.paste(" more\n- [x] not this")
        await hand.press("enter")
        assert store.notes[NOTE] == note(proposal_line("One more"), proposal_line("Two"))


PEOPLE = note(
    "---",
    "participants: [Zita Abel, Ada Quill]",
    "---",
    proposal_line("One"),
    proposal_line("Two", owner="Bo Tarn"),
    proposal_line("Three", owner="Bo Tarn"),
    proposal_line("Four", owner="Cleo Marsh"),
)


async def test_the_likeliest_people_come_first() -> None:
    async with at_work(app_over(FakeStore({NOTE: PEOPLE}))) as hand:
        await hand.press("j", "r")
        await hand.sees("Zita Abel")
        lines = [line.strip("│▌ ") for line in hand.lines]
        places = [
            next(at for at, line in enumerate(lines) if name in line)
            for name in ("Myself", "Zita Abel", "Ada Quill")
        ]
        assert places == sorted(places)


async def test_an_owner_is_chosen_or_typed_in_one_burst() -> None:
    chosen = [
        ([*"quil", "enter"], "Ada Quill"),
        ([*"bo", "enter"], "Bo Tarn"),
        ([*"@Cleo", "enter"], "Cleo Marsh"),
        (["down", "enter"], "Zita Abel"),
        (["down", "down", "up", "enter"], "Zita Abel"),
        ([*"Zitta", "backspace", "backspace", "a", "enter"], "Zita Abel"),
        (["ctrl+x"], ""),
        ([*"Bo", "down", "enter"], "Bo"),
        ([*"Ines van der Moor", "enter"], "Ines van der Moor"),
        ([*"Jo Marsh", "enter"], "Jo Marsh"),
    ]
    store = FakeStore({NOTE: PEOPLE})
    async with at_work(app_over(store)) as hand:
        for keys, owner in chosen:
            with about(" ".join(keys)):
                hand.send("r", *keys)
                await hand.settled()
                assert over(hand)
                assert store.notes[NOTE] == PEOPLE.replace(
                    proposal_line("One").encode(), proposal_line("One", owner=owner).encode()
                )
                await hand.press("u")
                assert store.notes[NOTE] == PEOPLE


async def test_what_is_no_name_is_not_written() -> None:
    store = FakeStore({NOTE: PEOPLE})
    async with at_work(app_over(store)) as hand:
        await hand.press("r")
        await hand.type("Five words are too many")
        await hand.sees("one to four words")
        await hand.press("enter")
        assert not over(hand)
        assert not store.journal


async def test_moving_through_the_people_and_typing_on_never_fails() -> None:
    lines = [proposal_line(f"Task {n}", owner=f"Ada Quill{letter}") for n, letter in enumerate("abcdefghij")]
    store = vault(proposal_line("One"), *lines)
    async with at_work(app_over(store)) as hand:
        hand.send("r", *["down"] * 9, *"zzzqx", *["backspace"] * 5, *["up"] * 3, *"new", "enter")
        await hand.settled()
        assert over(hand)
        assert store.notes[NOTE].startswith(proposal_line("One", owner="new").encode())


async def test_the_dialog_says_which_of_several_owners_it_replaces() -> None:
    store = vault(proposal_line("One", owner="Ada Quill @Bo Tarn"))
    async with at_work(app_over(store)) as hand:
        await hand.press("r")
        await hand.sees("Which owner?")
        await hand.press("2")
        await hand.sees("Reassign to whom instead of Bo Tarn?")
        hand.send(*"Cleo", "enter")
        await hand.settled()
        assert store.notes[NOTE] == note(proposal_line("One", owner="Ada Quill @Cleo"))


async def test_how_far_an_unknown_name_goes_is_asked() -> None:
    store = vault("- [?] Ask @Perla Vint to call #task #proposed #auto")
    async with at_work(app_over(store)) as hand:
        await hand.press("m")
        await hand.sees("@Perla Vint to call")
        await hand.press("enter")
        assert store.notes[NOTE] == note("- [?] Ask @Myself to call #task #proposed #auto")


async def test_a_name_once_given_is_known_from_then_on() -> None:
    store = vault(proposal_line("One"), "- [?] Ask @Perla Vint to call #task #proposed #auto")
    async with at_work(app_over(store)) as hand:
        hand.send("r", *"Perla Vint", "enter", "j", "m")
        await hand.settled()
        assert over(hand)
        assert store.notes[NOTE].endswith(b"- [?] Ask @Myself to call #task #proposed #auto\n")


async def test_a_priority_is_one_key() -> None:
    store = vault(proposal_line("One", owner=""))
    async with at_work(app_over(store)) as hand:
        for key, priority in enumerate(("highest", "high", "medium", "low", "lowest"), 1):
            with about(priority):
                await hand.press("p", str(key))
                assert over(hand)
                assert store.notes[NOTE] == note(proposal_line("One", owner="", priority=priority))
                assert hand.at == "One"


async def test_a_priority_is_chosen_with_the_arrows() -> None:
    store = vault(proposal_line("One", priority="low"))
    async with at_work(app_over(store)) as hand:
        hand.send("p", "down", "down", "up", "enter")
        await hand.settled()
        assert store.notes[NOTE] == note(proposal_line("One", priority="high"))


NO_CANCELLED = vocabulary_of(
    Settings.from_data(
        {
            "statusSettings": {
                "coreStatuses": [
                    {"symbol": " ", "name": "Todo", "type": "TODO"},
                    {"symbol": "x", "name": "Done", "type": "DONE"},
                    {"symbol": "R", "name": "Refused", "type": "NON_TASK"},
                ]
            }
        }
    )
)


@pytest.mark.parametrize("key, symbol", [("-", "-"), ("2", "R"), ("enter", "-")])
async def test_the_first_reject_asks_where_tasks_has_no_cancelled_status(key: str, symbol: str) -> None:
    store = vault(proposal_line("One"), proposal_line("Two"), proposal_line("Three"))
    store.vocabularies[NOTE] = NO_CANCELLED
    async with at_work(app_over(store)) as hand:
        await hand.press("x")
        await hand.sees("no cancelled status")
        assert not store.journal
        await hand.press(key)
        await hand.press("x")
        assert over(hand)
        assert [line[3] for line in store.notes[NOTE].decode().splitlines()] == [symbol, symbol, "?"]
        assert hand.at == "Three"
        assert "rejected" in hand.drawn("One")
        assert "rejected" in hand.drawn("Two")


async def test_a_field_that_tasks_cannot_see_is_marked_explained_and_mended() -> None:
    store = vault("- [?] Sweep 📅 2026-11-25 the loft #task #proposed #auto", proposal_line("Two"))
    async with at_work(app_over(store)) as hand:
        assert "! " in hand.drawn("the loft")
        await hand.until(lambda: "Tasks does not see 📅" in hand.pane)
        await hand.press("!")
        assert store.notes[NOTE].startswith("- [?] Sweep the loft 📅 2026-11-25 #task".encode())
        assert "! " not in hand.drawn("the loft")
        assert hand.at == "Sweep the loft"


async def test_a_refusal_says_why() -> None:
    store = vault("- [?] Water 🔁 every week #task #proposed #auto", proposal_line("Two"))
    store.vocabularies[NOTE] = vocabulary_of(Settings())
    async with at_work(app_over(store)) as hand:
        await hand.press("D")
        assert not store.journal
        assert hand.at.startswith("Water")
        await hand.sees("It recurs")


async def test_the_row_of_an_open_dialog_is_the_one_that_is_changed() -> None:
    """Whatever comes and goes in the list meanwhile."""
    store = vault(proposal_line("One"), proposal_line("Two"))
    async with at_work(app_over(store)) as hand:
        await hand.press("j", "d")
        store.notes[NOTE] = note(
            "- [?] New above #task #proposed #auto", proposal_line("One"), proposal_line("Two")
        )
        hand.session.read_again(NOTE)
        hand.screen.listing.fill()
        await hand.type("fri")
        await hand.press("enter")
        assert store.notes[NOTE] == note(
            "- [?] New above #task #proposed #auto",
            proposal_line("One"),
            proposal_line("Two", due="2026-11-27"),
        )


async def test_a_row_whose_line_went_while_its_dialog_was_open_says_so() -> None:
    store = vault(proposal_line("One"), proposal_line("Two"))
    async with at_work(app_over(store)) as hand:
        await hand.press("d")
        await hand.type("fri")
        store.notes[NOTE] = note(proposal_line("Two"))
        await hand.press("enter")
        assert store.notes[NOTE] == note(proposal_line("Two"))
        await hand.sees("was not written")
        assert "gone" in hand.drawn("One")
