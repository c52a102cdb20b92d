"""Writing: a gesture is saved beside the event loop, and its outcome is shown."""

from collections.abc import Callable
from functools import partial

from triage.core.verbs import named
from triage.session.plan import Plan, Settled
from triage.ui.screen.base import BaseScreen
from triage.ui.screen.calls import Tell
from triage.ui.screen.listing import Listing
from triage.words import outcome_words
from triage.words.amount import count

_MANY_NOTES = 40
"""A gesture over more notes than this shows its progress, and can be stopped."""
_TIDYING_SECONDS = 60.0
"""Seconds after which the copies that saves made of notes are of no more use."""


class Writing:
    """Writes for the user.

    An action that writes is awaited before the next key is looked at: no key is lost, and each finds the
    rows as the key before left them. While a long gesture shows its progress, keys are for that dialog alone.
    """

    def __init__(self, screen: BaseScreen, listing: Listing, compare: Callable[[], None]) -> None:
        """Write nothing yet; `compare` finds the duplicates."""
        self._screen = screen
        self._session = screen.session
        self._listing = listing
        self._compare = compare

    def keep_tidy(self) -> None:
        """Remove now and then what saves have left behind."""
        self._screen.set_interval(_TIDYING_SECONDS, self._tidy)

    async def _tidy(self) -> None:
        for sentence in await self._screen.writer.aside(self._session.tidy) or ():
            self._screen.complain(sentence)

    async def write(self, plan: Plan, then: Tell) -> None:
        """Save a plan off the event loop, and go on once its outcome is shown."""
        if len(plan.steps) <= _MANY_NOTES:
            settled = self._session.settle(await self._screen.writer.run(partial(self._session.save, plan)))
            self._screen.show_settled(settled)
            then(settled)
            return
        from triage.ui.dialogs.progress_dialog import Progress, ProgressDialog

        progress = Progress(len(plan.steps))
        title = f"{named(plan.gesture.verb).imperative}: {count(plan.lines, 'line')}"
        dialog = ProgressDialog(title, progress)
        await self._screen.ask(dialog, None)

        async def go_on() -> None:
            saved = await self._screen.writer.run(
                partial(self._session.save, plan, progress.goes_on, lambda: progress.is_stopped_by_user),
                progress.cut_off,
            )
            settled = self._session.settle(saved)
            self._screen.show_settled(settled)
            await dialog.dismiss()
            then(settled)

        self._screen.run_worker(go_on(), group="write")

    def show_settled(self, settled: Settled) -> None:
        """Show the outcome of a gesture."""
        before = self._screen.pace.decided
        self._screen.pace.add(settled.gesture.at, self._session.tally.decided - before)
        if settled.arrived:
            self._compare()
        if settled.arrived or settled.failed:
            self._listing.fill()
            self._screen.task_list.refresh()
        self._screen.task_list.update()
        self._screen.count()
        if problem := outcome_words.not_written([*settled.failed, *settled.unconfirmed]):
            self._screen.warn(problem)
        elif settled.written:
            self._screen.app.clear_notifications()  # what went wrong before is over, or told by its row
        if self._screen.task_list.cursor in {*settled.keys, *settled.refused}:
            self._listing.rest()
