"""Deciding: every verdict, undo and redo, and how they are written."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from triage.core.errors import NoRejectedStatus, Refused
from triage.core.history.gesture import Entry, Undoing
from triage.core.plain import plain
from triage.core.task.decision import Decision, Edit, EditRaw, Reject, Snooze, Verdict
from triage.core.task.said_day import has_jumped
from triage.core.verbs import named
from triage.session.plan import Plan, Settled
from triage.ui.dialogs import choices
from triage.ui.dialogs.choice_dialog import Choice
from triage.ui.keys.keymap import shown_key
from triage.ui.screen.background import Background
from triage.ui.screen.base import BaseScreen
from triage.ui.screen.listing import Listing
from triage.words import gesture_words, outcome_words
from triage.words.amount import count
from triage.words.refusal_words import why_refused

# a dialog is imported when it is first opened: all of them would take longer than to show the first row

_MANY_NOTES = 40
"""A gesture over more notes than this shows its progress, and can be stopped."""


_TIDYING_SECONDS = 60.0
"""Seconds after which the notes as they were before a save are of no more use."""


@dataclass(frozen=True, slots=True)
class Repeatable:
    """Something to do to rows, which can be done again to others."""

    plan: Callable[[Sequence[int]], Plan]
    moves_on: bool = True
    """Whether the cursor goes to the next row to decide."""
    is_doubtful: Callable[[], bool] = lambda: False
    """Whether it may not be meant as it is understood by now, so that it is shown before it is written."""


class Deciding:
    """Where proposals are decided.

    An action that writes is awaited before the next key is looked at: keys are never lost, and each finds the
    rows as the one before left them. While a long gesture shows its progress, keys are for that alone.
    """

    def __init__(self, screen: BaseScreen, listing: Listing, background: Background) -> None:
        """Decide in the screen's session."""
        self._screen = screen
        self._session = screen.session
        self._listing = listing
        self._background = background
        self._last: Repeatable | None = None
        self._asked: set[str] = set()
        self._last_decided: int | None = None

    def keep_tidy(self) -> None:
        """Look now and then after what saves have left."""
        self._screen.set_interval(_TIDYING_SECONDS, self._tidy)

    async def _tidy(self) -> None:
        for sentence in await self._screen.writer.aside(self._session.tidy) or ():
            self._screen.complain(sentence)

    # Deciding

    async def reject_with_reason(self, keys: Sequence[int]) -> None:
        """The tasks will not be done, and why."""

        async def answer(reason: str | None) -> None:
            if reason:
                await self.decide(Reject(reason), keys)

        from triage.ui.dialogs.name_dialog import NameDialog

        if keys:
            scope = self._listing.scope(keys)
            detail = f"{scope}. The journal keeps it; in the note it would hide fields from Tasks."
            await self._screen.ask(NameDialog("Why reject?", detail), answer)

    async def reject_beneath(self, keys: Sequence[int]) -> None:
        """Reject tasks and those indented beneath them."""
        await self.decide(
            Reject(), [each for key in keys for each in (key, *self._session.queue.beneath(key))]
        )

    async def reject_duplicates(self, keys: Sequence[int]) -> None:
        """The tasks stand elsewhere already."""
        await self.carry_out(Repeatable(self._session.plan_duplicates), keys)

    async def keep_best(self, keys: Sequence[int]) -> None:
        """Accept the best line of each card, reject its twins."""
        await self.carry_out(Repeatable(self._session.plan_best), keys)

    async def repeat(self, targets: Callable[[], Sequence[int]]) -> None:
        """Do the last verb again."""
        if self._last is None:
            self._screen.say("Nothing to repeat yet")
        else:
            await self.carry_out(self._last, targets())

    def go_to_last(self) -> None:
        """To the row that was decided last."""
        if self._last_decided is None or not self._screen.task_list.shows(self._last_decided):
            self._screen.say("Nothing that is shown was decided yet")
        else:
            self._screen.task_list.move_to(self._last_decided)

    async def decide(
        self,
        decision: Decision,
        keys: Sequence[int],
        meant: Callable[[], Decision] | None = None,
    ) -> None:
        """Decide about rows.

        Where it was said in words that depend on the day, `meant` says what they mean by now: once it is
        repeated, or asked about before it is written.
        """
        said_on = self._session.today
        verb = Repeatable(
            lambda targets: self._session.plan(targets, meant() if meant else decision),
            isinstance(decision, Verdict | Snooze),
            lambda: meant is not None and has_jumped(decision, meant(), self._session.today - said_on),
        )
        await self.carry_out(verb, keys)
        if isinstance(decision, Edit | EditRaw):
            self._last = None

    async def carry_out(self, verb: Repeatable, keys: Sequence[int]) -> None:
        """Write what a verb makes of rows; above the limit of the config, ask first."""
        if not keys or self._screen.is_leaving:
            return
        if (plan := self._planned(verb, keys)) is None:
            return
        self._last = verb
        if any(isinstance(refused, NoRejectedStatus) for refused in plan.refused.values()):
            await self._ask_rejected(verb, keys)
        elif (
            plan.lines > self._screen.config.bulk_limit
            or self._reaches_further(plan, keys)
            or verb.is_doubtful()
        ):
            await self.ask_first(verb, plan)
        else:
            await self._write_verb(verb, plan)

    def _planned(self, verb: Repeatable, keys: Sequence[int]) -> Plan | None:
        """What a verb would write today; None, and the reason is said, where it means nothing any more."""
        try:
            return verb.plan(keys)
        except Refused as refused:
            self._screen.say(plain(why_refused(refused), 300))
            return None

    def _reaches_further(self, plan: Plan, keys: Sequence[int]) -> bool:
        """Whether it is about rows that neither were asked for nor can be seen, as a card's may."""
        return any(key not in keys and not self._screen.task_list.shows(key) for key in plan.keys)

    async def ask_first(self, verb: Repeatable, plan: Plan, leave: Callable[[], None] = lambda: None) -> None:
        """Show what would be written, and write it once another key says so; else `leave` it."""
        from triage.ui.dialogs.bulk_dialog import BulkDialog

        dialog = BulkDialog(plan, self._listing.scope(plan.keys), lambda: self._planned(verb, plan.keys))

        async def answer(goes_on: bool | None) -> None:
            if goes_on:
                await self._write_verb(verb, dialog.plan)
            else:
                leave()

        await self._screen.ask(dialog, answer)

    async def _write_verb(self, verb: Repeatable, plan: Plan) -> None:
        self._screen.say("")
        targets = set(plan.keys)
        is_here = self._screen.task_list.cursor in targets
        if verb.moves_on and not plan.refused and is_here and self._screen.config.advance:
            self._listing.advance(targets)

        def then(settled: Settled) -> None:
            if verb.moves_on and settled.keys:
                self._last_decided = settled.keys[-1]
            undo = shown_key("undo", self._screen.keys)
            if message := outcome_words.settled(settled, undo) or outcome_words.kept_in_journal(plan):
                self._screen.say(message)
            elif message := self._screen.all_decided:
                self._screen.show_proposal()
                self._screen.say(message)

        await self.write(plan, then)

    # Undoing

    async def undo(self) -> None:
        """Undo the last gesture."""
        self._session.know_past(lambda history: history.knows(Undoing.UNDO))
        await self._reverse(self._session.history.undoable, self._session.plan_undo, is_redo=False)

    async def redo(self) -> None:
        """Redo the gesture that was undone last."""
        self._session.know_past(lambda history: history.knows(Undoing.REDO))
        await self._reverse(self._session.history.redoable, self._session.plan_redo, is_redo=True)

    async def _reverse(
        self, entries: tuple[Entry, ...], plan: Callable[[], Plan | None], *, is_redo: bool
    ) -> None:
        if not entries:
            self._screen.say(gesture_words.nothing_to(Undoing.REDO if is_redo else Undoing.UNDO))
            return
        last = entries[-1]
        if last.gesture.run in {self._session.run, *self._asked}:
            await self._write_reverse(plan())
            return

        async def answer(choice: Choice[bool] | None) -> None:
            if choice and choice.value:
                self._asked.add(last.gesture.run)
                await self._write_reverse(plan())

        said, lines = gesture_words.last_gesture(last), gesture_words.sample(last)
        await self._screen.ask(choices.really_undo(said, lines, is_redo), answer)

    async def reverse_gesture(self, id_: str, is_redo: bool, tell: Callable[[Settled], None]) -> bool:
        """Undo or redo one gesture, and tell its outcome; False if there is nothing to write."""
        plan = self._session.plan_redo(id_) if is_redo else self._session.plan_undo(id_)
        await self._write_reverse(plan, tell)
        return plan is not None

    async def _write_reverse(
        self, plan: Plan | None, tell: Callable[[Settled], None] = lambda settled: None
    ) -> None:
        def then(settled: Settled) -> None:
            tell(settled)
            self._background.compare_new(settled.keys)
            if any(not self._screen.task_list.shows(key) for key in settled.keys):
                if (
                    not self._listing.arrangement.typed
                ):  # the cursor goes there though the view may not take it
                    self._listing.keep_shown(settled.keys[:1])
                self._listing.fill()
            if settled.keys:
                self._screen.task_list.move_to(settled.keys[0])
            self._screen.say(outcome_words.reversed_gesture(settled))

        if plan is not None and not self._screen.is_leaving:
            await self.write(plan, then)

    # Writing

    async def write(self, plan: Plan, then: Callable[[Settled], None]) -> None:
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
            self._background.compare()
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

    async def _ask_rejected(self, verb: Repeatable, keys: Sequence[int]) -> None:
        """Let the user say what rejected looks like where the vault's settings do not."""

        async def answer(choice: Choice[str] | None) -> None:
            if choice:
                self._session.write_rejected_as(choice.value)
                await self.carry_out(verb, keys)

        vocabulary = self._session.rows[keys[0]].proposal.vocabulary
        await self._screen.ask(choices.which_rejected(vocabulary), answer)
