"""Verdicts by key: what is written, where the cursor goes, and what is shown."""

import threading

import pytest

from apps import app_over, at_work
from fakes import FakeStore, note, proposal_line
from triage.session.plan import Plan
from waiting import LIMIT_SECONDS

NOTE = "2026-11-20 Minutes.md"


def minutes(*words: str) -> FakeStore:
    """A vault of one note with one proposal for each of these words."""
    return FakeStore({NOTE: note("# Minutes", *(proposal_line(each) for each in words))})


def numbered(count: int) -> FakeStore:
    """A vault of one note with so many proposals."""
    return minutes(*(f"Task {number}" for number in range(count)))


def wait(go_on: threading.Semaphore) -> None:
    """Be as slow as a disk in trouble."""
    assert go_on.acquire(timeout=LIMIT_SECONDS)


def symbols(store: FakeStore, path: str = NOTE) -> str:
    """What stands in the boxes of a note, in order."""
    return "".join(
        line[line.index("[") + 1] for line in store.notes[path].decode().splitlines() if "[" in line
    )


@pytest.mark.parametrize(
    "key, symbol, verdict",
    [
        ("a", " ", "accepted"),
        ("s", "/", "started"),
        ("D", "x", "done"),
        ("x", "-", "rejected"),
        ("=", "-", "rejected"),
    ],
)
async def test_a_verdict_is_written_and_shown_in_place(key: str, symbol: str, verdict: str) -> None:
    store = minutes("One", "Two", "Three")
    async with at_work(app_over(store)) as hand:
        await hand.press(key)
        assert symbols(store) == f"{symbol}??"
        assert hand.words == ["One", "Two", "Three"]
        assert hand.at == "Two"
        assert verdict in hand.drawn("One")
        assert " 1 All 2 " in hand.tabs
        assert "1 decided  2 left" in hand.footer


async def test_decided_rows_are_dimmed() -> None:
    async with at_work(app_over(minutes("One", "Two", "Three"))) as hand:
        await hand.press("a", "j")
        _, one, _two, three = (hand.screen.task_list.render_line(y) for y in range(4))
        colours = [
            {str(part.style.color) for part in strip if part.style and part.text.strip()}
            for strip in (one, three)
        ]
        faded = hand.screen.task_list.get_component_rich_style("task-list--decided").color
        assert colours[0] == {str(faded)}
        assert str(faded) not in colours[1]


async def test_the_cursor_goes_to_the_next_that_is_to_be_decided() -> None:
    store = minutes("One", "Two", "Three", "Four")
    async with at_work(app_over(store)) as hand:
        await hand.press("j", "a", "a", "k", "k", "k")
        assert hand.at == "One"
        await hand.press("x")
        assert symbols(store) == "-  ?"
        assert hand.at == "Four"


async def test_from_the_last_row_the_cursor_goes_to_the_first_that_is_left_and_says_so() -> None:
    store = minutes("One", "Two", "Three")
    async with at_work(app_over(store)) as hand:
        await hand.press("a", "G", "a")
        assert symbols(store) == " ? "
        assert hand.at == "Two"
        assert "From the top again" in hand.footer


async def test_the_last_one_says_that_nothing_is_left() -> None:
    store = minutes("One", "Two")
    async with at_work(app_over(store)) as hand:
        await hand.press("a", "a")
        assert symbols(store) == "  "
        assert hand.at == "Two"
        assert "Nothing is left to decide" in hand.footer
        assert not hand.counts
        await hand.press("a", "x")
        assert symbols(store) == " -"


async def test_a_verb_on_a_decided_row_changes_the_verdict() -> None:
    store = minutes("One", "Two")
    async with at_work(app_over(store)) as hand:
        await hand.press("a", "k", "x")
        assert symbols(store) == "-?"
        assert "rejected" in hand.drawn("One")
        assert hand.at == "Two"
        assert "1 decided  1 left" in hand.footer


async def test_a_verdict_that_stands_already_writes_nothing() -> None:
    store = minutes("One", "Two")
    async with at_work(app_over(store)) as hand:
        await hand.press("a", "k", "a")
        assert len(store.journal) == 1
        assert "Nothing to change" in hand.footer


@pytest.mark.parametrize("count", [5, 50])
async def test_a_burst_decides_exactly_so_many_in_order(count: int) -> None:
    store = numbered(60)
    async with at_work(app_over(store)) as hand:
        hand.send(*"a" * count)
        await hand.settled()
        assert symbols(store) == " " * count + "?" * (60 - count)
        assert [outcomes[0].edit.place.number - 2 for _, _, outcomes in store.journal] == list(range(count))
        assert hand.at == f"Task {count}"
        assert f"{count} decided  {60 - count} left" in hand.footer


async def test_a_mixed_burst_takes_every_key_in_turn() -> None:
    store = numbered(10)
    async with at_work(app_over(store)) as hand:
        hand.send(*"ajxkkx", "u", *"sjjD")
        await hand.settled()
        assert symbols(store) == " /-??x????"


async def test_a_key_that_is_held_moves_by_as_many_rows() -> None:
    async with at_work(app_over(numbered(300))) as hand:
        hand.send(*"j" * 120)
        await hand.settled()
        assert hand.at == "Task 120"
        hand.send(*"k" * 20)
        await hand.settled()
        assert hand.at == "Task 100"
        assert hand.drawn("Task 100").startswith("▌")


async def test_keys_that_are_pressed_while_a_save_is_slow_are_not_lost() -> None:
    store = numbered(6)
    go_on = threading.Semaphore(0)
    store.before_save = lambda _: wait(go_on)
    async with at_work(app_over(store)) as hand:
        hand.send("a", "a", "x", "j", "D", "k")
        await hand.until(lambda: hand.at == "Task 1")  # before anything is on the disk
        assert symbols(store) == "??????"
        for _ in range(4):
            go_on.release()
        await hand.settled()
        assert symbols(store) == "  -?x?"
        assert hand.at == "Task 4"


async def test_the_screen_is_alive_while_a_save_is_slow() -> None:
    store = numbered(6)
    go_on = threading.Semaphore(0)
    store.before_save = lambda _: wait(go_on)
    async with at_work(app_over(store)) as hand:
        hand.send("a")
        await hand.until(lambda: hand.drawn("Task 1").startswith("▌"))
        await hand.until(lambda: "Task 1" in hand.pane)
        go_on.release()
        await hand.settled()
        assert symbols(store) == " ?????"


async def test_a_burst_through_a_dialog_loses_no_key() -> None:
    store = minutes("One", "Two")
    async with at_work(app_over(store)) as hand:
        hand.send("d", "f", "r", "i", "enter", "a", "a")
        await hand.settled()
        assert store.notes[NOTE] == note(
            "# Minutes", proposal_line("One", due="2026-11-27", symbol=" "), proposal_line("Two", symbol=" ")
        )


async def test_a_burst_through_every_dialog_loses_no_key() -> None:
    store = minutes("One", "Two", "Three")
    async with at_work(app_over(store)) as hand:
        hand.send(
            "p",
            "2",
            "r",
            *"Bo Tarn",
            "enter",
            "e",
            *", too",
            "enter",
            "a",
            "/",
            *"three",
            "enter",
            "x",
            "escape",
        )
        await hand.settled()
        assert store.notes[NOTE] == note(
            "# Minutes",
            proposal_line("One, too", owner="Bo Tarn", symbol=" ").replace("@Bo Tarn", "@Bo Tarn ⏫"),
            proposal_line("Two"),
            proposal_line("Three", symbol="-"),
        )
        assert hand.words == ["One, too", "Two", "Three"]


async def test_keys_after_escape_are_for_the_queue_again() -> None:
    store = minutes("One", "Two")
    async with at_work(app_over(store)) as hand:
        hand.send(
            "d", "f", "escape", "e", "x", "escape", "p", "escape", "r", "escape", "?", "escape", "P", "q", "a"
        )
        await hand.settled()
        assert store.notes[NOTE] == note("# Minutes", proposal_line("One", symbol=" "), proposal_line("Two"))


FAMILY = note(
    "# Family",
    proposal_line("Parent"),
    "    " + proposal_line("Child"),
    "        " + proposal_line("Grandchild"),
    "    " + proposal_line("Second child"),
    proposal_line("Next"),
    "    " + proposal_line("Its child"),
)


async def test_those_beneath_are_rejected_with_it_and_the_cursor_goes_past_them() -> None:
    store = FakeStore({NOTE: FAMILY})
    async with at_work(app_over(store)) as hand:
        await hand.until(lambda: "3 proposals indented beneath" in hand.pane)
        await hand.press("X")
        assert symbols(store) == "----??"
        assert hand.at == "Next"
        assert "4 lines rejected" in hand.footer
        assert len(store.journal) == 1


async def test_the_undo_of_several_lines_returns_to_the_row_that_the_verb_was_on() -> None:
    store = FakeStore({NOTE: FAMILY})
    async with at_work(app_over(store)) as hand:
        await hand.press("X", "u")
        assert store.notes[NOTE] == FAMILY
        assert hand.at == "Parent"


async def test_repeat_does_the_last_verb_again() -> None:
    store = numbered(4)
    async with at_work(app_over(store)) as hand:
        await hand.press("x", ".", ".")
        assert symbols(store) == "---?"
        await hand.press("d", *"fri", "enter", "k", ".")
        assert store.notes[NOTE].count("📅 2026-11-27".encode()) == 2


async def test_repeat_never_writes_the_words_of_one_task_over_another() -> None:
    store = minutes("One", "Two")
    async with at_work(app_over(store)) as hand:
        await hand.press("e", "!", "enter", "j", ".")
        assert store.notes[NOTE] == note("# Minutes", proposal_line("One!"), proposal_line("Two"))


async def test_a_row_whose_line_is_gone_is_not_decided_again() -> None:
    store = minutes("One", "Two")
    async with at_work(app_over(store)) as hand:
        store.notes[NOTE] = note("# Minutes", proposal_line("Two"))
        await hand.press("a")
        assert "gone" in hand.drawn("One")
        await hand.press("k", "x")
        assert store.notes[NOTE] == note("# Minutes", proposal_line("Two"))
        assert "no longer in the note" in hand.footer


async def test_the_journal_has_the_intent_before_the_app_goes_on() -> None:
    """What is decided is planned from the rows as the key found them, not as they are when it is saved."""
    store = numbered(3)
    plans: list[Plan] = []
    app = app_over(store)
    save = app.session.save

    def watched(plan: Plan) -> object:
        plans.append(plan)
        return save(plan)

    app.session.save = watched  # type: ignore[method-assign, assignment]
    async with at_work(app) as hand:
        hand.send("a", "a", "a")
        await hand.settled()
    assert [next(iter(plan.steps.values()))[0].key for plan in plans] == [0, 1, 2]
