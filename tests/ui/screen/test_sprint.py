"""A sitting as the command line asked for it: a view, a filter, so many proposals, so many minutes."""

from types import SimpleNamespace

import pytest

from apps import TODAY, app_over, at_work
from fakes import FakeStore, note, proposal_line
from triage.core.filtering.filter import Filter
from triage.session.view import View, views_of
from triage.ui.screen import sprint
from triage.ui.start import Beginning

NOTE, OTHER = "2026-11-20 Minutes.md", "2026-11-10 Loft.md"


def store() -> FakeStore:
    """Two notes of four proposals."""
    return FakeStore(
        {
            NOTE: note(*(proposal_line(f"Berth {number}") for number in range(4))),
            OTHER: note(*(proposal_line(f"Crate {number}", owner="Ada Quill") for number in range(4))),
        }
    )


def named(name: str) -> View:
    """The view of that name."""
    return next(view for view in views_of({}, TODAY) if view.name == name)


async def test_a_sprint_shows_so_many_and_says_how_far_it_is() -> None:
    vault = store()
    async with at_work(app_over(vault, start=Beginning(limit=6)), size=(100, 24)) as hand:
        await hand.compared()
        assert hand.words == ["Berth 0", "Berth 1", "Berth 2", "Berth 3", "Crate 0", "Crate 1"]
        assert "sprint: 0 of 6" in hand.header
        assert "8 left" in hand.footer
        await hand.press("a", "a", "x")
        assert "sprint: 3 of 6" in hand.header
        assert len(hand.words) == 6, "nothing moves up"
        await hand.press("u")
        assert "sprint: 2 of 6" in hand.header


async def test_the_end_of_a_sprint_is_said_and_undo_still_works() -> None:
    vault = store()
    async with at_work(app_over(vault, start=Beginning(limit=2)), size=(140, 40)) as hand:
        await hand.compared()
        await hand.press("a", "a")
        await hand.until(lambda: "6 proposals left to decide" in hand.pane)
        await hand.until(lambda: "still undoes" in hand.pane)
        await hand.press("u")
        assert vault.notes[NOTE].count(b"[ ]") == 1
        await hand.until(lambda: "Berth 1" in hand.pane)


async def test_marking_all_of_a_sprint_marks_no_more_than_it_shows() -> None:
    vault = store()
    async with at_work(app_over(vault, start=Beginning(limit=5))) as hand:
        await hand.compared()
        await hand.press("*", "x")
        assert sum(data.count(b"[-]") for data in vault.notes.values()) == 5


async def test_a_limit_above_all_there_is_shows_all() -> None:
    async with at_work(app_over(store(), start=Beginning(limit=50))) as hand:
        await hand.compared()
        assert len(hand.words) == 8
        assert "sprint: 0 of 8" in hand.header


async def test_the_view_and_the_filter_that_were_asked_for_are_shown() -> None:
    vault = store()
    start = Beginning(named("others"), Filter.of("(crate) type:none", TODAY), limit=2)
    async with at_work(app_over(vault, start=start), size=(100, 24)) as hand:
        await hand.compared()
        assert hand.view == "others"
        assert hand.words == ["Crate 0", "Crate 1"]
        assert "/(crate) type:none shows 2" in hand.header
        assert hand.screen.filter_bar.value == "(crate) type:none"
        await hand.press("escape")
        assert not hand.screen.listing.arrangement.typed
        assert not hand.screen.filter_bar.display


async def test_the_vault_is_read_once() -> None:
    """Textual calls what every class of a screen has for a message; none may call its base's as well."""
    vault = store()
    reads: list[str] = []
    read = vault.read

    def counted(note: str) -> bytes:
        reads.append(note)
        return read(note)

    found = vault.find
    finds: list[int] = []

    def counted_find() -> object:
        finds.append(1)
        return found()

    vault.read, vault.find = counted, counted_find  # type: ignore[method-assign, assignment]
    async with at_work(app_over(vault)) as hand:
        await hand.compared()
        assert len(finds) == 1
        assert sorted(reads) == sorted([NOTE, OTHER] * 2), "once by the scan, once by the comparison"


async def test_the_time_that_is_left_is_shown_and_its_end_is_said_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = [1000.0]
    monkeypatch.setattr(sprint, "time", SimpleNamespace(monotonic=lambda: now[0]))
    vault = store()
    async with at_work(app_over(vault, start=Beginning(minutes=5)), size=(120, 24)) as hand:
        screen = hand.screen
        screen.sprint.tick()
        assert screen.key_bar.sprint == "5:00"
        now[0] += 61
        screen.sprint.tick()
        assert screen.key_bar.sprint == "3:59"
        now[0] += 600
        screen.sprint.tick()
        screen.sprint.tick()
        await hand.settled()
        assert hand.notices == ["5 minutes are over: 0 proposals decided. Go on, or q leaves."]
        assert screen.key_bar.sprint == "0:00"
        assert hand.app.is_running, "nothing ends by itself"


async def test_the_view_that_was_asked_for_goes_before_the_one_that_was_left() -> None:
    vault = store()
    vault.remember("view", "mine")
    async with at_work(app_over(vault, start=Beginning(named("all")))) as hand:
        assert hand.view == "all"
    async with at_work(app_over(vault, number=2)) as hand:
        assert hand.view == "mine"


@pytest.mark.parametrize("kept", ["no such view", 7, None, ["mine"]])
async def test_a_view_that_was_left_and_is_no_more_is_forgotten(kept: object) -> None:
    vault = store()
    vault.remember("view", kept)
    async with at_work(app_over(vault)) as hand:
        assert hand.view == "all"
        assert len(hand.words) == 8


async def test_a_view_that_cannot_be_remembered_does_not_keep_anybody_from_leaving() -> None:
    vault = store()
    async with at_work(app_over(vault)) as hand:
        vault.forgets = "the disk is full"
        await hand.press("2", "q")
        await hand.until(lambda: not hand.app.is_running)
    assert hand.app.return_code in {None, 0}
