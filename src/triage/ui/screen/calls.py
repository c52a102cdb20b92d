"""What the parts of the screen call of each other, as types: a part is handed the calls that it makes."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

from triage.core.task.decision import Decision
from triage.session.plan import Plan, Settled
from triage.ui.screen.repeatable import Repeatable

Tell = Callable[[Settled], None]
"""Is told the outcome of a gesture, once it is shown."""
Write = Callable[[Plan, Tell], Awaitable[None]]
"""Saves a plan and tells its outcome."""
Reverse = Callable[[str, bool, Tell], Awaitable[bool]]
"""Undoes a gesture by its id, or redoes it for True, and tells its outcome; False if nothing is to write."""


class Decide(Protocol):
    """Decides about rows; `meant` says again what the decision is, if its words depend on the day."""

    async def __call__(
        self, decision: Decision, keys: Sequence[int], meant: Callable[[], Decision] | None = None
    ) -> None:
        """Return once it is written, or a question is open."""


class AskFirst(Protocol):
    """Shows what a verb would write, and writes it if the user says so; else calls `leave`."""

    async def __call__(self, verb: Repeatable, plan: Plan, leave: Callable[[], None] = ...) -> None:
        """Return once the question is open."""
