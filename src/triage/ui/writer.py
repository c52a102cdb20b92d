"""The one thread that writes notes, in order."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Any, TypeVar

Value = TypeVar("Value")


class Writer:
    """Runs one save after the other, off the event loop."""

    def __init__(self) -> None:
        """Start no thread until there is something to write."""
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="writer")
        self._running: Future[Any] | None = None
        self._is_closed = False

    @property
    def is_closed(self) -> bool:
        """Whether the end has come, so that no save begins any more."""
        return self._is_closed

    async def run(self, save: Callable[[], Value]) -> Value:
        """Run a save and wait for it, the event loop free meanwhile; raises CancelledError once closed."""
        if self._is_closed:
            raise asyncio.CancelledError
        future = self._executor.submit(save)
        self._running = future
        return await asyncio.wrap_future(future)

    def finish(self, seconds: float) -> None:
        """Let no save begin any more, and wait at most so long for the one in progress."""
        self._is_closed = True
        self._executor.shutdown(wait=False, cancel_futures=True)
        if self._running:
            wait([self._running], timeout=seconds)
