"""A gesture that was cut off is asked about once the vault is read; what was overwritten is offered again."""

import pytest

from apps import Hand, app_over, at_work
from fakes import FakeStore, note, proposal_line, session_over
from triage.core.task.decision import Accept, Reject
from triage.core.vault_changes import Changes
from triage.ui.dialogs.bulk_dialog import BulkDialog
from triage.ui.dialogs.choice_dialog import ChoiceDialog
from triage.ui.screen import background

NAMES = "abcdef"
BEFORE = {f"2026-11-0{number} {name}.md": note(proposal_line(name)) for number, name in enumerate(NAMES, 1)}


def cut_off(notes: int = 2) -> FakeStore:
    """A vault in which a run rejected everything and died after so many notes."""
    store = FakeStore(BEFORE)
    session = session_over(store)
    plan = session.plan(list(session.rows), Reject())
    session.save(plan, lambda done: done < notes, lambda: False)
    return store


def rejected(store: FakeStore) -> int:
    return sum(data.count(b"[-]") for data in store.notes.values())


async def asked(hand: Hand) -> None:
    """Wait for the question."""
    await hand.until(lambda: isinstance(hand.app.screen, ChoiceDialog))
    await hand.settled()


async def test_it_says_how_far_it_came_and_leaves_it_at_that() -> None:
    store = cut_off()
    async with at_work(app_over(store, number=2), size=(100, 30)) as hand:
        await asked(hand)
        await hand.sees("Rejecting 6 lines was cut off on")
        await hand.sees(": 2 of 6 are done.")
        await hand.press("escape")
        assert rejected(store) == 2
        await hand.press("ctrl+r")
        await hand.scanned()
        await hand.settled()
        assert len(hand.app.screen_stack) == 1, "it is asked once"
        await hand.press("u", "y")
        assert rejected(store) == 0, "undo takes it back"


async def test_it_goes_on_and_one_undo_takes_all_back() -> None:
    store = cut_off()
    async with at_work(app_over(store, number=2), size=(100, 30)) as hand:
        await asked(hand)
        await hand.press("y")
        assert rejected(store) == 6
        assert "6 of 6 lines rejected; u undoes all of it" in hand.footer
        await hand.press("u", "y")
        assert store.notes == BEFORE
        assert sorted(hand.words) == [*NAMES]


async def test_it_is_taken_back() -> None:
    store = cut_off()
    async with at_work(app_over(store, number=2), size=(100, 30)) as hand:
        await asked(hand)
        await hand.press("u")
        assert store.notes == BEFORE
        assert sorted(hand.words) == [*NAMES]


async def test_enter_leaves_it_for_it_may_be_meant_for_a_row() -> None:
    store = cut_off()
    async with at_work(app_over(store, number=2), size=(100, 30)) as hand:
        await asked(hand)
        await hand.press("enter")
        assert rejected(store) == 2


@pytest.mark.parametrize("size", [(60, 16), (140, 40)])
async def test_nothing_done_cannot_be_taken_back(size: tuple[int, int]) -> None:
    store = FakeStore(BEFORE)
    session = session_over(store)
    plan = session.plan(list(session.rows), Reject())
    store.begin(plan.gesture, {path: [step.edit for step in steps] for path, steps in plan.steps.items()})
    async with at_work(app_over(store, number=2), size=size) as hand:
        await asked(hand)
        await hand.sees("0 of 6")
        assert "undo the " not in hand.text
        await hand.press("u")
        assert store.notes == BEFORE
        await hand.press("y")
        assert rejected(store) == 6


async def test_without_one_nothing_is_asked() -> None:
    async with at_work(app_over(FakeStore(BEFORE))) as hand:
        await hand.compared()
        assert len(hand.app.screen_stack) == 1


def overwritten() -> FakeStore:
    """A vault in which three decisions were overwritten."""
    store = FakeStore(BEFORE)
    session = session_over(store)
    keys = list(session.rows)
    session.decide(keys[:2], Accept())
    session.decide(keys[2:4], Reject())
    stale = [path for path in store.notes if store.notes[path] != BEFORE[path]][:3]
    store.notes.update({path: BEFORE[path] + b"typed\n" for path in stale})
    return store


async def test_what_was_overwritten_is_told_and_marked() -> None:
    async with at_work(app_over(overwritten(), number=2), size=(120, 30)) as hand:
        await hand.sees("3 decisions were overwritten by another program; + applies them again")
        assert "3 overwritten (+)" in hand.header
        hand.app.clear_notifications()
        await hand.settled()
        badged = [line for line in hand.drawn_rows if "↺" in line]
        assert len(badged) == 3
        assert all("accepted 3 Dec" in line or "rejected 3 Dec" in line for line in badged)


async def test_it_is_previewed_and_applied_again_as_one_gesture() -> None:
    store = overwritten()
    before = dict(store.notes)
    async with at_work(app_over(store, number=2), size=(120, 30)) as hand:
        hand.app.clear_notifications()
        await hand.press("+")
        assert isinstance(hand.app.screen, BulkDialog)
        await hand.sees("Apply again")
        assert store.notes == before
        await hand.press("escape")
        assert store.notes == before
        await hand.press("+", "y")
        assert sum(b"[?]" in data for data in store.notes.values()) == 2
        assert sum(data.endswith(b"typed\n") for data in store.notes.values()) == 3
        assert "overwritten" not in hand.header
        assert not [line for line in hand.drawn_rows if "↺" in line]
        await hand.press("u")
        assert store.notes == before
        assert "3 overwritten (+)" in hand.header


async def test_a_decision_of_one_s_own_is_as_good() -> None:
    store = overwritten()
    async with at_work(app_over(store, number=2), size=(120, 30)) as hand:
        hand.app.clear_notifications()
        await hand.settled()
        hand.screen.task_list.move_to(hand.session.overwriting.found()[0])
        await hand.press("x")
        assert "2 overwritten (+)" in hand.header


async def test_what_is_overwritten_while_one_sits_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background, "_SHOWING_SECONDS", 0.01)
    store = FakeStore(BEFORE)
    store.is_watched = True
    async with at_work(app_over(store), size=(120, 30)) as hand:
        await hand.press("x")
        (path,) = [path for path, data in store.notes.items() if data != BEFORE[path]]
        store.notes[path] = BEFORE[path] + b"typed\n"
        store.happened.put(Changes(changed=(path,)))
        await hand.sees("1 decision was overwritten by another program; + applies it again")
        await hand.until(lambda: "1 overwritten (+)" in hand.header)
        hand.app.clear_notifications()
        await hand.press("+", "y")
        assert store.notes[path] == BEFORE[path].replace(b"[?]", b"[-]") + b"typed\n"


async def test_it_is_asked_though_something_was_decided_before_all_was_read() -> None:
    store = cut_off()
    app = app_over(store, number=2)
    first = next(iter(sorted(BEFORE, reverse=True)))
    begin = app.session.begin

    def decide() -> None:
        begin()
        app.session.read_again(first)
        app.session.decide(list(app.session.rows), Accept())

    app.session.begin = decide  # type: ignore[method-assign]
    async with at_work(app, size=(100, 30)) as hand:
        await asked(hand)
        await hand.sees(": 2 of 6 are done.")
        await hand.press("y")
        assert b"[ ]" in store.notes[first] or rejected(store) == 6
        assert b"[?]" not in b"".join(store.notes.values())


async def test_what_is_to_be_left_is_not_asked_about_again() -> None:
    store = cut_off()
    async with at_work(app_over(store, number=2), size=(100, 30)) as hand:
        await asked(hand)
        await hand.press("l")
        assert rejected(store) == 2
    async with at_work(app_over(store, number=3)) as hand:
        await hand.compared()
        assert len(hand.app.screen_stack) == 1


@pytest.mark.parametrize("key", ["y", "u"])
async def test_what_another_run_took_back_meanwhile_is_neither_gone_on_with_nor_taken_back(key: str) -> None:
    store = cut_off()
    async with at_work(app_over(store, number=2), size=(100, 30)) as hand:
        await asked(hand)
        other = session_over(store)
        plan = other.plan_undo()
        assert plan
        other.settle(other.save(plan))
        await hand.press(key)
        await hand.sees("Another run has gone on with it, undone it or left it")
        assert store.notes == BEFORE


async def test_what_another_run_takes_back_while_one_sits_is_not_overwritten(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(background, "_SHOWING_SECONDS", 0.01)
    store = FakeStore(BEFORE)
    store.is_watched = True
    async with at_work(app_over(store), size=(120, 30)) as hand:
        await hand.press("x")
        await hand.press("x")
        first, second = (path for path, data in store.notes.items() if data != BEFORE[path])
        other = session_over(store)
        plan = other.plan_undo()
        assert plan
        other.settle(other.save(plan))
        taken_back = first if store.notes[first] == BEFORE[first] else second
        kept = second if taken_back == first else first
        store.happened.put(Changes(changed=(taken_back,)))
        await hand.until(lambda: sum(row.is_open for row in hand.rows) == 5)
        store.notes[kept] = BEFORE[kept]
        store.happened.put(Changes(changed=(kept,)))
        await hand.until(lambda: "1 overwritten (+)" in hand.header)
        hand.app.clear_notifications()
