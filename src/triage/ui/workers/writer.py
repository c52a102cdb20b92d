"""The one thread that writes notes, in order."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, wait
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Thread
from typing import Any, TypeVar

Value = TypeVar("Value")


def _go_on() -> None:
    """Do not stop a save that is one."""


@dataclass(frozen=True, slots=True)
class _Save:
    """A save whose outcome the screen has not taken in yet."""

    future: Future[Any]
    stop: Callable[[], None]

    @property
    def is_over(self) -> bool:
        """Whether it has ended with an outcome."""
        return self.future.done() and not self.future.cancelled() and self.future.exception() is None


class Writer:
    """Runs one save after the other, off the event loop.

    Its thread is a daemon: the process may end while a save hangs on a dead disk, which an executor's thread
    would not let it do.
    """

    def __init__(self) -> None:
        """Start no thread until there is something to write."""
        self._queue: SimpleQueue[tuple[Future[Any], Callable[[], Any]]] = SimpleQueue()
        self._thread: Thread | None = None
        self._is_closed = False
        self._untaken: list[_Save] = []
        self._latest: Future[Any] | None = None
        self._is_working = False

    async def run(self, save: Callable[[], Value], stop: Callable[[], None] | None = None) -> Value:
        """Run a save and wait for it, the event loop free meanwhile; raises CancelledError once closed.

        `stop` lets a save of many notes end after the one in progress; it is called when the process ends.
        """
        if self._is_closed:
            raise asyncio.CancelledError
        begun = _Save(self._put(save), stop or _go_on)
        self._untaken.append(begun)
        value: Value = await asyncio.wrap_future(begun.future)
        self._untaken.remove(begun)
        return value

    async def aside(self, work: Callable[[], Value]) -> Value | None:
        """Run other work in the same thread; None, with nothing run, during a save or once closed."""
        if self._is_closed or self.is_busy:
            return None
        return await asyncio.wrap_future(self._put(work))

    def finish(self, seconds: float) -> None:
        """Let no save begin, stop one of many notes, and wait at most `seconds` for the one in progress."""
        self._is_closed = True
        for save in self._untaken:
            save.stop()
        self.pause(seconds)

    def pause(self, seconds: float) -> None:
        """Wait at most `seconds` for what is in progress."""
        if self._latest:
            wait([self._latest], timeout=seconds)

    @property
    def is_busy(self) -> bool:
        """Whether a save is under way, or over and not yet taken in."""
        return bool(self._untaken)

    @property
    def is_working(self) -> bool:
        """Whether its thread is at work; after `finish`, that means a disk that does not answer."""
        return self._is_working

    @property
    def untaken(self) -> list[Any]:
        """The outcome of each save that ended after the screen had gone, in order."""
        return [save.future.result() for save in self._untaken if save.is_over]

    def _put(self, work: Callable[[], Value]) -> Future[Value]:
        if self._thread is None:
            self._thread = Thread(target=self._work, name="writer", daemon=True)
            self._thread.start()
        self._latest = future = Future[Value]()
        self._queue.put((future, work))
        return future

    def _work(self) -> None:
        while True:
            future, work = self._queue.get()
            if self._is_closed:
                future.cancel()
            if not future.set_running_or_notify_cancel():
                continue
            self._is_working = True
            try:
                value = work()
            except BaseException as error:  # noqa: BLE001 (it belongs to whoever waits for the save)
                self._is_working = False
                future.set_exception(error)
            else:
                self._is_working = False
                future.set_result(value)
