"""The one thread that writes notes, in order."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, wait
from queue import SimpleQueue
from threading import Thread
from typing import Any, TypeVar

Value = TypeVar("Value")


def _go_on() -> None:
    """Do not stop a save that is one."""


class Writer:
    """Runs one save after the other, off the event loop.

    Its thread is a daemon: the process may end while a save hangs on a dead disk, which an executor's thread
    would not let it do.
    """

    def __init__(self) -> None:
        """Start no thread until there is something to write."""
        self._saves: SimpleQueue[tuple[Future[Any], Callable[[], Any]]] = SimpleQueue()
        self._thread: Thread | None = None
        self._last: Future[Any] | None = None
        self._is_closed = False
        self._stop: Callable[[], None] = _go_on
        self._is_taken = True

    async def run(self, save: Callable[[], Value], stop: Callable[[], None] | None = None) -> Value:
        """Run a save and wait for it, the event loop free meanwhile; raises CancelledError once closed.

        `stop` lets a save of many notes end after the one in progress: it is called where the process leaves.
        """
        if self._is_closed:
            raise asyncio.CancelledError
        if self._thread is None:
            self._thread = Thread(target=self._work, name="writer", daemon=True)
            self._thread.start()
        future: Future[Value] = Future()
        self._last, self._stop, self._is_taken = future, stop or _go_on, False
        self._saves.put((future, save))
        value = await asyncio.wrap_future(future)
        self._is_taken = True
        return value

    def finish(self, seconds: float) -> None:
        """Let no save begin, stop one of many notes, and wait at most so long for what is in progress."""
        self._is_closed = True
        self._stop()
        if self._last:
            wait([self._last], timeout=seconds)

    @property
    def is_busy(self) -> bool:
        """Whether a save is under way, or over and not yet taken in."""
        return not self._is_taken

    @property
    def untaken(self) -> Any:
        """What the last save came to, where it was over only after the screen had gone; else None."""
        last = self._last
        if last is None or self._is_taken or not last.done() or last.cancelled() or last.exception():
            return None
        return last.result()

    def _work(self) -> None:
        while True:
            future, save = self._saves.get()
            if self._is_closed or not future.set_running_or_notify_cancel():
                future.cancel()
                continue
            try:
                value = save()
            except BaseException as error:  # noqa: BLE001 (it belongs to whoever waits for the save)
                future.set_exception(error)
            else:
                future.set_result(value)
