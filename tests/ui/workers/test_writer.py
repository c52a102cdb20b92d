import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import pytest

from apps import app_over, at_work
from fakes import FakeStore, note, proposal_line
from triage.ui.screen import writing
from triage.ui.workers.writer import Writer
from waiting import LIMIT_SECONDS


class Held:
    """Something to run that ends once it may, or is stopped."""

    def __init__(self, result: str) -> None:
        self.result = result
        self.begun, self.may_end, self.stopped = threading.Event(), threading.Event(), threading.Event()

    def __call__(self) -> str:
        self.begun.set()
        self.may_end.wait(LIMIT_SECONDS)
        return self.result

    def stop(self) -> None:
        self.stopped.set()
        self.may_end.set()


@asynccontextmanager
async def under_way(writer: Writer, save: Held) -> AsyncIterator[None]:
    """A save that has begun, and whose screen goes at the end of the block, as when the app ends."""
    waiting = asyncio.ensure_future(writer.run(save, save.stop))
    await asyncio.to_thread(save.begun.wait, LIMIT_SECONDS)
    yield
    waiting.cancel()
    with suppress(asyncio.CancelledError):
        await waiting


async def test_a_save_of_many_notes_is_stopped_and_what_it_came_to_is_not_lost() -> None:
    writer = Writer()
    async with under_way(writer, Held("so far")):
        pass
    assert writer.untaken == []
    writer.finish(LIMIT_SECONDS)
    assert writer.untaken == ["so far"]
    assert not writer.is_working


async def test_what_the_screen_has_taken_is_not_taken_twice() -> None:
    writer = Writer()
    assert await writer.run(lambda: "saved") == "saved"
    assert not writer.is_busy
    writer.finish(1)
    assert writer.untaken == []


async def test_what_is_no_save_gives_way_to_one() -> None:
    writer, save = Writer(), Held("so far")
    async with under_way(writer, save):
        assert await writer.aside(lambda: ["a sentence"]) is None
    writer.finish(LIMIT_SECONDS)
    assert save.stopped.is_set()
    assert writer.untaken == ["so far"]
    assert await writer.aside(lambda: ["a sentence"]) is None


async def test_what_is_no_save_is_run_and_told_where_there_is_none() -> None:
    assert await Writer().aside(lambda: ["a sentence"]) == ["a sentence"]


async def test_a_save_that_waits_for_what_is_none_is_under_way_and_not_lost() -> None:
    writer, tidying, save = Writer(), Held("a sentence"), Held("saved")
    told = asyncio.ensure_future(writer.aside(tidying))
    await asyncio.to_thread(tidying.begun.wait, LIMIT_SECONDS)
    assert not writer.is_busy
    saved = asyncio.ensure_future(writer.run(save))
    await asyncio.sleep(0)
    tidying.may_end.set()
    assert await told == "a sentence"
    await asyncio.to_thread(save.begun.wait, LIMIT_SECONDS)
    assert writer.is_busy
    saved.cancel()
    save.may_end.set()
    writer.finish(LIMIT_SECONDS)
    assert writer.untaken == ["saved"]


async def test_what_is_no_save_is_not_taken_for_one_when_the_screen_goes() -> None:
    writer, tidying = Writer(), Held("a sentence")
    told = asyncio.ensure_future(writer.aside(tidying))
    await asyncio.to_thread(tidying.begun.wait, LIMIT_SECONDS)
    told.cancel()
    tidying.may_end.set()
    writer.finish(LIMIT_SECONDS)
    assert writer.untaken == []


async def test_what_hangs_is_not_waited_for_beyond_the_time_and_what_comes_behind_it_is_not_begun() -> None:
    writer, hanging, behind = Writer(), Held("late"), Held("never")
    late = asyncio.ensure_future(writer.run(hanging))
    await asyncio.to_thread(hanging.begun.wait, LIMIT_SECONDS)
    never = asyncio.ensure_future(writer.run(behind))
    await asyncio.sleep(0)
    writer.finish(0.05)
    assert writer.is_working
    assert writer.untaken == []
    hanging.may_end.set()
    writer.finish(LIMIT_SECONDS)
    assert await late == "late"
    with pytest.raises(asyncio.CancelledError):
        await never
    assert not behind.begun.is_set()


class Left(FakeStore):
    """Saves have left something behind, which takes long to look after."""

    def __init__(self) -> None:
        super().__init__({"a.md": note(proposal_line("Order the wool"))})
        self.tidying = Held("What another program wrote is kept")

    def tidy(self, *, is_last: bool = False) -> list[str]:
        is_start = threading.current_thread() is threading.main_thread()
        return [] if is_start else [self.tidying()]


async def test_to_look_after_what_saves_have_left_is_no_save(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "_TIDYING_SECONDS", 0.01)
    store = Left()
    async with at_work(app_over(store)) as hand:
        await hand.until(store.tidying.begun.is_set)
        assert not hand.app.writer.is_busy
        store.tidying.may_end.set()
        await hand.sees("What another program wrote is kept")
