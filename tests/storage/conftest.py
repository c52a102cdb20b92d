"""What the tests of this folder share."""

import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest

Listener = Callable[[str, tuple[Any, ...]], None]
_listeners: list[Listener] = []
_is_installed = False


def _hear(event: str, arguments: tuple[Any, ...]) -> None:
    for listener in _listeners:
        listener(event, arguments)


@pytest.fixture
def listen() -> Iterator[Callable[[Listener], None]]:
    """Call a function before each system call that Python audits: other programs may act then."""
    global _is_installed
    if not _is_installed:  # an audit hook cannot be taken out again
        sys.addaudithook(_hear)
        _is_installed = True
    yield _listeners.append
    _listeners.clear()
