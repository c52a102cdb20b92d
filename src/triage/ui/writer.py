"""The one thread that writes notes, in order."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, wait
from queue import SimpleQueue
from threading import Thread
from typing import Any, TypeVar

Value = TypeVar("Value")


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

    async def run(self, save: Callable[[], Value]) -> Value:
        """Run a save and wait for it, the event loop free meanwhile; raises CancelledError once closed."""
        if self._is_closed:
            raise asyncio.CancelledError
        if self._thread is None:
            self._thread = Thread(target=self._work, name="writer", daemon=True)
            self._thread.start()
        future: Future[Value] = Future()
        self._last = future
        self._saves.put((future, save))
        return await asyncio.wrap_future(future)

    def finish(self, seconds: float) -> None:
        """Let no save begin any more, and wait at most so long for the one in progress."""
        self._is_closed = True
        if self._last:
            wait([self._last], timeout=seconds)

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
