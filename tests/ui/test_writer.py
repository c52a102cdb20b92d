import asyncio
import threading
from contextlib import suppress

from triage.ui.writer import Writer


async def test_a_save_of_many_notes_is_stopped_and_what_it_came_to_is_not_lost() -> None:
    writer, stopped, begun = Writer(), threading.Event(), threading.Event()

    def save() -> str:
        begun.set()
        stopped.wait(5)
        return "so far"

    waiting = asyncio.ensure_future(writer.run(save, stopped.set))
    await asyncio.to_thread(begun.wait, 5)
    waiting.cancel()  # as the screen is, when the app ends
    with suppress(asyncio.CancelledError):
        await waiting
    assert writer.untaken is None
    writer.finish(5)
    assert writer.untaken == "so far"


async def test_what_the_screen_has_taken_is_not_taken_twice() -> None:
    writer = Writer()
    assert await writer.run(lambda: "saved") == "saved"
    writer.finish(1)
    assert writer.untaken is None
